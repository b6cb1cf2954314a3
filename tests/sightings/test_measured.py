import re
from pathlib import Path

import pytest

from dragoman.sightings.effort import LARGE, THOROUGH, VAST, Effort
from dragoman.sightings.measured import FOUND, finds
from dragoman.sightings.search import method

RESULTS = Path(__file__).resolve().parents[2] / "bench" / "RESULTS.md"


def test_what_a_report_says_is_what_was_measured_last() -> None:
    heads = re.findall(r"^\| edit of the picture \|(.+)\|$", RESULTS.read_text(encoding="utf-8"), re.MULTILINE)
    rows = re.findall(r"^\| \*\*all twenty\*\* \|(.+)\|$", RESULTS.read_text(encoding="utf-8"), re.MULTILINE)
    found = dict(zip((each.strip() for each in heads[-1].split("|")), rows[-1].split("|"), strict=True))
    for seconds, (shown, both) in FOUND.items():
        assert shown == round(100 * float(found[f"picture, {seconds} s"]))
        assert both == round(100 * float(found[f"fused, {seconds} s"]))


def test_it_is_said_for_the_effort_that_was_measured() -> None:
    said = finds(THOROUGH)
    for seconds, (shown, both) in FOUND.items():
        assert f"{seconds}" in said and f"{shown}" in said and f"{both}" in said
    assert method(THOROUGH).settings["finds"] == said


@pytest.mark.parametrize("effort", [LARGE, VAST])
def test_no_figure_is_said_for_an_effort_that_was_not_measured(effort: Effort) -> None:
    assert not any(each.isdigit() for each in finds(effort))
