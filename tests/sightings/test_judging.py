from dataclasses import replace

import pytest

from dragoman.sightings.extent import Extent
from dragoman.sightings.heard import Heard
from dragoman.sightings.judging import EVIDENCE, SOUND, Judged, by_pictures, by_sound, together
from dragoman.sightings.pictured import Pictured
from dragoman.sightings.tracks import Line

AT_SPEED = Line(1.0, 0.0)


def shown(bits: float, moments: int, evidence: float, length: float = 5000) -> Pictured:
    extent = Extent(0, 10, bits, moments, evidence, evidence)
    return Pictured(1, mirrored=False, line=AT_SPEED, start=0, end=length, extent=extent)


def test_faint_pictures_at_a_wild_speed_prove_nothing() -> None:
    slow = replace(shown(75, 5, 30), line=Line(0.5, 0.0))
    assert together(slow, None) is None
    assert together(replace(slow, extent=shown(30, 5, 40).extent), None) == Judged(certain=True, still=False)


def heard(evidence: float) -> Heard:
    return Heard(1, AT_SPEED, 0, 5000, 50, evidence)


@pytest.mark.parametrize(
    ("bits", "moments", "evidence", "length", "judged"),
    [
        (20, 8, 60, 5000, Judged(certain=True, still=False)),
        (75, 5, 30, 5000, Judged(certain=False, still=False)),
        (75, 5, EVIDENCE - 0.1, 5000, None),
        (50, 2, 14, 5000, Judged(certain=False, still=True)),
        (60, 2, 14, 5000, None),
        (50, 2, 14, 1000, None),
        (20, 8, 60, 1000, None),
        (10, 1, 8, 5000, Judged(certain=False, still=True)),
        (10, 1, 8, 1000, None),
        (30, 1, 7, 60_000, None),
    ],
)
def test_pictures_alone_need_moments_or_nearness(
    bits: float, moments: int, evidence: float, length: float, judged: Judged | None
) -> None:
    assert by_pictures(Extent(0, 1, bits, moments, evidence, 0), length) == judged


def test_sound_alone_needs_evidence() -> None:
    assert by_sound(SOUND - 0.1) is None
    assert by_sound(SOUND) == Judged(certain=False, still=False)
    assert by_sound(300) == Judged(certain=True, still=False)


def test_what_neither_proves_both_together_may() -> None:
    assert together(shown(85, 3, 10), heard(12)) == Judged(certain=False, still=False)
    assert together(shown(85, 3, 10), heard(1)) is None
    assert together(shown(110, 3, 1), heard(SOUND - 1)) is None
    assert together(shown(85, 3, 10), None) is None


def test_a_still_is_no_still_where_the_sound_is_the_same() -> None:
    assert together(shown(10, 1, 8), None) == Judged(certain=False, still=True)
    assert together(shown(10, 1, 8), heard(60)) == Judged(certain=True, still=False)
    assert together(shown(10, 1, 8), heard(6)) == Judged(certain=False, still=True)
