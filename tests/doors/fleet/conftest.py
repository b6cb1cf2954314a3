"""A desk of the test's own, its book of work, and a fleet that runs it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.doors.fleet import desks

from dragoman.doors.fleet.fleet import Fleet


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return desks.make(tmp_path / "desk")


@pytest.fixture
def film(tmp_path: Path) -> Path:
    return desks.footage(tmp_path / "film.mp4", 1)


@pytest.fixture
def fleet(root: Path) -> Iterator[Fleet]:
    """Return a fleet that does not run yet: what is ordered waits."""
    with Fleet(root) as fleet:
        yield fleet
