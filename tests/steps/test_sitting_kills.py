"""Kill a desk while people sit over an item, again and again: the acknowledged stands, and nothing stands twice."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from tests.steps.sitting_desks import NAME, lay_desk
from tests.steps.sitting_victim import stands

from dragoman.model.review import Decisions, EditTranslation, Reviewed
from dragoman.steps.chain import batches
from dragoman.steps.desk import Desk, open_desk
from dragoman.steps.reprove import faults
from dragoman.steps.sittings import Sittings

HERE = Path(__file__).resolve().parents[2]


def killed(root: Path, seed: str, after: float) -> list[dict[str, Any]]:
    """Let a victim work for `after` seconds from its first line on, kill it, and return what it said."""
    command = [sys.executable, "-m", "tests.steps.sitting_victim", str(root), seed]
    with subprocess.Popen(command, cwd=HERE, stdout=subprocess.PIPE, text=True) as victim:
        assert victim.stdout is not None
        first = victim.stdout.readline()
        time.sleep(after)
        os.kill(victim.pid, signal.SIGKILL)
        lines = [first, *victim.stdout.read().splitlines(keepends=True)]
    assert victim.returncode == -signal.SIGKILL
    return [json.loads(line) for line in lines if line.endswith("\n")]


def lost(said: list[dict[str, Any]], found: dict[str, Any]) -> str:
    """Return what of the acknowledged does not stand, empty where all does; the act under way may be done or not."""
    acknowledged = next(line for line in reversed(said) if "texts" in line)
    under_way = said[-1] if "act" in said[-1] else {"act": ""}
    changed = {key: text for key, text in found["texts"].items() if acknowledged["texts"][key] != text}
    if found["revision"] - acknowledged["revision"] not in ((0, 1) if under_way["act"] == "commit" else (0,)):
        return f"revision {acknowledged['revision']} became {found['revision']} in {under_way}"
    match under_way["act"]:
        case "type" | "decide":
            allowed = changed in ({}, {under_way["segment"]: under_way["text"]})
        case "undo" | "redo":
            allowed = len(changed) <= 1
        case _:
            allowed = not changed
    return "" if allowed else f"{changed} in {under_way} after {acknowledged}"


def doubled(desk: Desk, sittings: Sittings) -> list[str]:
    """Return every text that was decided more than once, in the vault and in the journal together."""
    latest = desk.vault.index.reviewed(NAME)
    kept: list[Decisions] = []
    if latest:
        kept = [batch for _, batch in batches(desk.vault.get_as(latest, Reviewed).decisions, desk.vault.get)]
    pending = sittings.below(desk, NAME)[1]
    decisions = [decision for batch in kept for decision in batch.decisions] + list(pending)
    texts = Counter(each.change.text for each in decisions if isinstance(each.change, EditTranslation))
    return [text for text, count in texts.items() if count > 1]


def kill(root: Path, times: int) -> tuple[int, int]:
    """Kill that many victims on one desk; return how many died within an act, and how many revisions there are."""
    chance = random.Random(4)
    within = 0
    for number in range(times):
        said = killed(root, f"{number}", chance.uniform(0.0, 0.4))
        within += "act" in said[-1]
        with open_desk(root) as desk, Sittings(root) as sittings:
            assert not (fault := lost(said, stands(desk, sittings))), f"kill {number}: {fault}"
            assert doubled(desk, sittings) == []
            revisions = [desk.vault.get_as(each, Reviewed) for each in desk.vault.index.revisions(NAME)]
            assert [each.revision for each in revisions] == list(range(1, len(revisions) + 1))
            if revisions:
                assert list(faults("", revisions[-1], desk.vault.get)) == []
    return within, len(revisions)


def test_a_few_kills_lose_nothing(tmp_path: Path) -> None:
    kill(lay_desk(tmp_path / "desk"), 3)


@pytest.mark.promise
def test_fifty_kills_lose_nothing(tmp_path: Path) -> None:
    within, revisions = kill(lay_desk(tmp_path / "desk"), 50)
    assert within > 10 and revisions > 10, "the kills came where they can hurt"
    print(f"50 kills, {within} within an act, {revisions} revisions: 0 lost, 0 doubled")
