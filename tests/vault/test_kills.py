"""No acknowledged work is lost: the short run; `make promises` has the long one."""

from pathlib import Path

from tests.vault import kills


def test_a_killed_writer_loses_nothing(tmp_path: Path) -> None:
    tally = kills.run(tmp_path, range(3, 60, 7))
    assert sum(tally.kills.values()) >= 12
    assert tally.faults == []


def test_a_killed_rebuild_loses_nothing(tmp_path: Path) -> None:
    tally = kills.run_mending(tmp_path, range(5, 60, 9))
    assert sum(tally.kills.values()) >= 5
    assert tally.faults == []
