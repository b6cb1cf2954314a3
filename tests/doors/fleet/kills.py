"""Kill the process that does a desk's work, again and again, and see that each order was done once."""

import fcntl
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from tests.doors.fleet import desks
from tests.vault.stores import problems

from dragoman.doors.fleet.fleet import Fleet
from dragoman.model.digest import of_file
from dragoman.steps.desk import open_desk

WORKER = "from dragoman.doors.cli.app import main; main(['--desk', {root!r}, 'worker', *{options!r}])"
_PATIENCE = 600
T = TypeVar("T")


@dataclass
class Tally:
    """Count kills, those that hit running work, and what was wrong at the end."""

    kills: int = 0
    in_work: int = 0
    faults: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{self.kills} kills, {self.in_work} of them amid work: {len(self.faults)} faults"


def run(folder: Path, *, orders: int, kills: int, seed: int) -> Tally:
    """Order `orders` captures with their reading, kill whoever does them `kills` times, let them end, and judge."""
    root = desks.make(folder / "desk")
    films = [desks.footage(folder / f"film-{number}.mp4", number) for number in range(orders)]
    dice = random.Random(seed)
    tally = Tally()
    with Fleet(root) as fleet:
        for film in films:
            fleet.start("capture", {"address": str(film), "language": "fa", "then_read": "true"})
        while tally.kills < kills:
            _kill_one(root, fleet, dice, tally)
        done = subprocess.run(command(root, "--until-done"), capture_output=True, timeout=_PATIENCE, check=False)
        if done.returncode != 0:
            tally.faults.append(f"the last worker ended with {done.returncode}: {done.stderr.decode()[-400:]}")
        states = fleet.all()
        tally.faults += [f"{state.id} is {state.state}: {state.error}" for state in states if state.state != "done"]
        if len(states) != 2 * orders:
            tally.faults.append(f"{len(states)} works for {orders} orders")
    tally.faults += _judge(root, films)
    return tally


def command(root: Path, *options: str) -> list[str]:
    """Return how to start a worker at a desk."""
    return [sys.executable, "-c", WORKER.format(root=str(root), options=list(options))]


def _kill_one(root: Path, fleet: Fleet, dice: random.Random, tally: Tally) -> None:
    process = subprocess.Popen(command(root), stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    while "working" not in process.stderr.readline():
        assert process.poll() is None
    time.sleep(dice.uniform(0.0, 3.0))
    tally.in_work += any(state.state == "running" for state in fleet.all())
    process.kill()
    process.wait()
    process.stderr.close()
    tally.kills += 1
    tally.faults += _survivors(root)


def _survivors(root: Path) -> list[str]:
    """Return which turns are still held a while after the kill: nobody may go on working."""
    locks = sorted((root / "work" / "receipts").glob("*.lock"))
    if patiently(lambda: not any(_is_held(lock) for lock in locks)):
        return []
    return [f"a process outlived its desk, holding {lock.name}" for lock in locks if _is_held(lock)]


def patiently(ask: Callable[[], T]) -> T:
    """Return what `ask` answers once that is true, or after ten seconds."""
    last = time.monotonic() + 10
    while not (answer := ask()) and time.monotonic() < last:
        time.sleep(0.05)
    return answer


def children_of(process: int) -> list[int]:
    """Return the ids of the processes that a process has started, by any of its threads."""
    tasks = Path(f"/proc/{process}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text().split()]


def _is_held(lock: Path) -> bool:
    handle = os.open(lock, os.O_RDWR)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False


def _judge(root: Path, films: list[Path]) -> list[str]:
    faults = []
    with open_desk(root) as desk:
        index = desk.vault.index
        items = [desk.item(name) for name in index.names()]
        for film in films:
            bags = index.captures_of_blob(of_file(film))
            named = [item for item in items if item.preserved in bags]
            drafts = [draft for bag in bags for draft in index.transcripts(bag)]
            lines = [line for draft in drafts for line in index.translations_of(draft)]
            counts: dict[str, Sequence[object]] = {
                "bag": bags,
                "item": named,
                "transcript": drafts,
                "translation": lines,
            }
            faults += [f"{film.name} has {len(had)} of {what}" for what, had in counts.items() if len(had) != 1]
        if len(items) != len(films) or len(index.captures()) != len(films):
            faults.append(f"{len(items)} items, {len(index.captures())} captures for {len(films)} orders")
        desk.vault.rebuild()
    return faults + [f"the store: {problem}" for problem in problems(root / "store")]
