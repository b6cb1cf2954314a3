"""Nothing ordered is lost or done twice, whatever is killed: the short run, and the long one of `make promises`."""

import subprocess
from pathlib import Path

import pytest
from tests.doors.fleet import kills
from tests.doors.fleet.waiting import until

from dragoman.doors.fleet.fleet import Fleet
from dragoman.steps.receipts import Receipts

pytestmark = pytest.mark.slow


def test_three_kills_lose_and_double_nothing(tmp_path: Path) -> None:
    tally = kills.run(tmp_path, orders=3, kills=3, seed=3)
    assert tally.faults == []
    assert tally.in_work >= 1


def test_the_working_process_dies_with_its_desk(root: Path, fleet: Fleet) -> None:
    """It says nothing meanwhile, so that no broken pipe could end it: it waits for its turn."""
    with Receipts(root / "work" / "receipts").turn("publish"):
        work = fleet.start("publish", {})
        desk = subprocess.Popen(kills.command(root), stderr=subprocess.DEVNULL)
        until(fleet, work, "running")
        children = kills.patiently(lambda: kills.children_of(desk.pid))
        assert children
        desk.kill()
        desk.wait()
        assert kills.patiently(lambda: not any(Path(f"/proc/{child}").exists() for child in children))


@pytest.mark.promise
def test_twenty_kills_lose_and_double_nothing(tmp_path: Path) -> None:
    tally = kills.run(tmp_path, orders=20, kills=20, seed=20)
    print(f"\nfleet: {tally}")
    assert tally.faults == []
    assert tally.kills == 20 and tally.in_work >= 10
