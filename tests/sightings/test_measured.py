import pytest

from dragoman.sightings.effort import LARGE, THOROUGH, VAST, Effort, effort_for
from dragoman.sightings.measured import FOUND, finds
from dragoman.sightings.search import method

HOUR = 3_600_000


def test_what_was_measured_is_said_for_the_effort_that_was_measured() -> None:
    said = finds(THOROUGH)
    for seconds, (shown, both) in FOUND.items():
        assert 0 < shown <= both <= 100
        assert f"{seconds}" in said and f"{shown}" in said and f"{both}" in said
    assert method(THOROUGH).settings["finds"] == said


@pytest.mark.parametrize("effort", [LARGE, VAST])
def test_no_figure_is_said_for_an_effort_that_was_not_measured(effort: Effort) -> None:
    assert not any(each.isdigit() for each in finds(effort))


@pytest.mark.parametrize(
    ("hours", "effort"), [(0, THOROUGH), (1000, THOROUGH), (1001, LARGE), (20_000, LARGE), (100_000, VAST)]
)
def test_effort_falls_with_the_size_of_the_archive(hours: int, effort: Effort) -> None:
    assert effort_for(hours * HOUR) is effort
