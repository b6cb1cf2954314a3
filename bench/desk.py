"""Measure the desk.

    python bench/desk.py --steps            sittings over 3,000 segments, and append the table to bench/RESULTS.md
    python bench/desk.py --steps --quick    a check that the bench runs; writes nothing

The item is synthetic in its words only for its scale, three hours in 3,000 segments of nine timed words, half of them
decided in 100 earlier revisions; footage, store, journal and every write to disk are real. Each row is a call that
the desk makes, and ends when it has returned: what it decided is on disk then.
"""

import argparse
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.steps.sitting_desks import NAME, lay_desk

from dragoman.model.review import Approve, Change, EditOriginal, EditTranslation
from dragoman.review.gestures import Changes, rename_speaker, split
from dragoman.steps.desk import Desk, open_desk
from dragoman.steps.history import history
from dragoman.steps.sittings import Sittings

HERE = Path(__file__).resolve().parent
SEGMENTS = 3000
REVISIONS = 100
PENDING = 500
ROUNDS = 200
SEEN_ALL = {f"{kind}{n:04d}": 10**9 for kind in "sh" for n in range(SEGMENTS + 1)}

Rows = dict[str, list[float]]


@contextmanager
def clocked(rows: Rows, name: str) -> Iterator[None]:
    before = time.perf_counter()
    yield
    rows.setdefault(name, []).append((time.perf_counter() - before) * 1000)


def opened(root: Path, rows: Rows, rounds: int) -> None:
    """Open the item as a desk does that has just started, and again."""
    for _ in range(rounds):
        with open_desk(root) as desk, Sittings(root) as sittings:
            with clocked(rows, "open, desk just started"):
                sittings.open(desk, NAME)
            with clocked(rows, "open again"):
                sittings.open(desk, NAME)


def decided(desk: Desk, sittings: Sittings, rows: Rows, rounds: int) -> None:
    """Type, edit, approve, split, rename, undo and look, all on an item that is open."""

    def decide(each: str, change: Change) -> object:
        return sittings.decide(desk, NAME, [(each, change)], by="Sara", seen=SEEN_ALL)

    acts: dict[str, Callable[[str, int], object]] = {
        "keystroke": lambda each, n: sittings.type(NAME, each, "translation", f"words {n}", by="Sara", seen=10**9),
        "approve what was typed": lambda each, n: decide(each, Approve()),
        "edit": lambda each, n: decide(each, EditOriginal(f"متن {n}")),
        "undo": lambda each, n: sittings.undo(desk, NAME, by="Sara"),
        "redo": lambda each, n: sittings.redo(desk, NAME, by="Sara"),
        "history of a segment": lambda each, n: history(desk, sittings, NAME, each),
    }
    for n in range(rounds):
        for name, act in acts.items():
            with clocked(rows, name):
                act(f"s{n * 7 % SEGMENTS + 1:04d}", n)
    for n in range(min(20, rounds)):
        sitting = sittings.open(desk, NAME)
        view = sitting.segments[n * 11]
        with clocked(rows, "split"):
            changes = split(sitting.ground, view.id, 1, 1, view.span.start + 900)
            sittings.decide(desk, NAME, changes, by="Sara", seen=SEEN_ALL)
        with clocked(rows, "rename a speaker in 1,500 segments"):
            changes = rename_speaker(sittings.open(desk, NAME).ground, "s0002", f"The Minister {n}", "all")
            sittings.decide(desk, NAME, changes, by="Sara", seen=SEEN_ALL)


def prepare(root: Path, revisions: int) -> None:
    """Review half of the item in numbered revisions, and leave some decisions pending."""
    with open_desk(root) as desk, Sittings(root) as sittings:
        sittings.open(desk, NAME)
        for n in range(SEGMENTS // 2):
            each = f"s{n + 1:04d}"
            texts: Changes = [(each, EditOriginal(f"متن {n}")), (each, EditTranslation(f"Text {n}"))]
            sittings.decide(desk, NAME, [*texts, (each, Approve())], by="Omid", seen={})
            if revisions and (n + 1) % (SEGMENTS // 2 // revisions) == 0:
                sittings.commit(desk, NAME, by="Omid")
        for n in range(PENDING):
            sittings.decide(desk, NAME, [(f"s{2000 + n:04d}", Approve())], by="Sara", seen=SEEN_ALL)


def measure(rounds: int, revisions: int) -> Rows:
    rows: Rows = {}
    with tempfile.TemporaryDirectory() as folder:
        root = lay_desk(Path(folder) / "desk", segments=SEGMENTS, words=9)
        prepare(root, revisions)
        opened(root, rows, max(3, rounds // 10))
        with open_desk(root) as desk, Sittings(root) as sittings:
            decided(desk, sittings, rows, rounds)
            with clocked(rows, "number a revision"):
                sittings.commit(desk, NAME, by="Sara")
    return rows


def table(rows: Rows) -> str:
    title = f"{SEGMENTS:,} segments, {PENDING} decisions pending"
    head = f"| {title} | median ms | p95 ms | most ms | calls |\n|---|---|---|---|---|\n"
    lines = []
    for name, times in rows.items():
        p95 = sorted(times)[min(len(times) - 1, round(len(times) * 0.95))]
        lines.append(f"| {name} | {statistics.median(times):.1f} | {p95:.1f} | {max(times):.1f} | {len(times)} |")
    return head + "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--steps", action="store_true", help="the sittings below the desk, without a browser")
    parser.add_argument("--quick", action="store_true", help="few rounds; write nothing")
    asked = parser.parse_args()
    if not asked.steps:
        parser.error("say what to measure: --steps")
    found = table(measure(5 if asked.quick else ROUNDS, 5 if asked.quick else REVISIONS))
    print(found)
    if not asked.quick:
        load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
        machine = f"Python {platform.python_version()}, {os.cpu_count()} cores, load {load}"
        said = f"\n## desk --steps, {datetime.now(UTC):%Y-%m-%d}\n\n{machine}; `python bench/desk.py --steps`.\n\n"
        with (HERE / "RESULTS.md").open("a", encoding="utf-8") as file:
            file.write(said + found)


if __name__ == "__main__":
    main()
