"""No acknowledged work is lost: a writer killed at every point of a capture and of a review."""

from pathlib import Path

import pytest
from tests.vault import kills
from tests.vault.stores import make_key

pytestmark = pytest.mark.promise


def test_no_kill_loses_acknowledged_work(tmp_path: Path) -> None:
    tally = kills.run(tmp_path)
    print(f"\nstore: {tally}")
    assert tally.faults == []
    assert sum(tally.kills.values()) >= 90


def test_no_kill_of_a_signing_writer_loses_acknowledged_work(tmp_path: Path) -> None:
    """Together with the one above, well over a hundred kills."""
    signer, _ = make_key(tmp_path)
    tally = kills.run(tmp_path, signer=signer)
    print(f"\nsigned store: {tally}")
    assert tally.faults == []
    assert sum(tally.kills.values()) >= 100


def test_no_kill_of_a_rebuild_loses_anything(tmp_path: Path) -> None:
    tally = kills.run_mending(tmp_path)
    print(f"\nuntidy store: {tally.kills['rebuild']} kills in rebuild: {len(tally.faults)} losses")
    assert tally.faults == []
    assert tally.kills["rebuild"] >= 50
