import pytest

from dragoman.sightings.effort import LARGE, THOROUGH, VAST, Effort, effort_for
from dragoman.sightings.search import method

HOUR = 3_600_000


@pytest.mark.parametrize(
    ("hours", "effort"), [(0, THOROUGH), (1000, THOROUGH), (1001, LARGE), (20_000, LARGE), (100_000, VAST)]
)
def test_effort_falls_with_the_size_of_the_archive(hours: int, effort: Effort) -> None:
    assert effort_for(hours * HOUR) is effort
    assert method(effort).settings["effort"] == effort.name
