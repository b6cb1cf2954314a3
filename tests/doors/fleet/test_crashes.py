"""A capture that dies at any point is done once in the end, and names one item."""

import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from tests.doors.fleet import desks
from tests.vault.stores import problems

from dragoman.steps.desk import open_desk
from dragoman.steps.perform import perform
from dragoman.steps.work import CaptureOrder

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[3]
WORK = "0123456789abcdef"


def child(root: Path, fatal: int, film: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.doors.fleet.victim", str(root), str(fatal), str(film)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def faults(tmp_path: Path, points: Iterable[int] | None) -> tuple[int, list[str]]:
    """Kill a capture at `points`, at every one by default, and do it again; return how often, and what was wrong."""
    base = desks.make(tmp_path / "base")
    film = desks.footage(tmp_path / "film.mp4", 1)
    whole = child(Path(shutil.copytree(base, tmp_path / "whole")), 0, film)
    assert whole.returncode == 0, whole.stderr
    count = int(whole.stdout.split()[1])
    found, kills = [], 0
    for point in range(1, count + 1) if points is None else [point for point in points if point <= count]:
        root = Path(shutil.copytree(base, tmp_path / f"at-{point}"))
        killed = child(root, point, film)
        assert killed.returncode == -9, (point, killed.stderr)
        kills += 1
        for _ in range(2):
            perform(root, WORK, CaptureOrder(str(film), language="fa"), lambda done, total, text: None)
        with open_desk(root) as desk:
            had = (len(desk.vault.index.names()), len(desk.vault.index.captures()))
            if had != (1, 1):
                found.append(f"at {point} of {count}: {had[0]} items, {had[1]} captures")
            desk.vault.rebuild()
        found += [f"at {point} of {count}: {problem}" for problem in problems(root / "store")]
        subprocess.run(["rm", "-rf", str(root)], check=True)
    return kills, found


def test_a_capture_killed_here_and_there_is_done_once(tmp_path: Path) -> None:
    kills, found = faults(tmp_path, range(4, 90, 17))
    assert found == []
    assert kills >= 4


@pytest.mark.promise
def test_a_capture_killed_anywhere_is_done_once(tmp_path: Path) -> None:
    kills, found = faults(tmp_path, None)
    print(f"\ncapture by the fleet: {kills} kills: {len(found)} faults")
    assert found == []
    assert kills >= 50


def test_a_lost_receipt_costs_a_second_item_and_nothing_else(tmp_path: Path) -> None:
    """Receipts are no evidence: without them the desk does what `dragoman capture` does."""
    root, film = desks.make(tmp_path / "desk"), desks.footage(tmp_path / "film.mp4", 1)
    for _ in range(2):
        perform(root, WORK, CaptureOrder(str(film)), lambda done, total, text: None)
        shutil.rmtree(root / "work")
    with open_desk(root) as desk:
        assert len(desk.vault.index.names()) == 2
    assert problems(root / "store") == []
