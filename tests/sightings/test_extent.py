import numpy as np
import pytest
from tests.sightings.shown import Hashes, frames, scenes, worn

from dragoman.sightings.extent import Extent, extent
from dragoman.sightings.frames import Variant
from dragoman.sightings.tracks import Line, series, tracks


def followed(ours: Hashes, theirs: Hashes, seed: tuple[float, float]) -> tuple[Extent, list[float]] | None:
    one, other = (tracks(frames(each))[Variant.WHOLE] for each in (ours, theirs))
    along = series(one, other, Line(1.0, 0.0))
    found = extent(along, seed, (one, other))
    return None if found is None else (found, along.here.tolist())


@pytest.mark.parametrize("bits", [0, 20, 45, 70])
def test_the_ends_are_where_the_copy_ends(bits: int) -> None:
    theirs = scenes(1, 60)
    ours = scenes(2, 60)
    ours[80:140] = worn(3, theirs[80:140], bits)
    found = followed(ours, theirs, (26_000, 28_000))
    assert found is not None
    reached, here = found
    assert here[reached.first] == pytest.approx(20_000, abs=250)
    assert here[reached.last] == pytest.approx(34_750, abs=250)
    assert reached.bits == pytest.approx(bits, abs=3)
    assert reached.moments >= 5


def test_unrelated_footage_has_no_evidence() -> None:
    most = 0.0
    for seed in range(40):
        found = followed(scenes(seed, 60), scenes(seed + 500, 60), (20_000, 22_000))
        if found is not None:
            most = max(most, found[0].evidence)
    assert most < 8


def test_a_second_of_misses_is_bridged_and_five_are_not() -> None:
    theirs = scenes(4, 60)
    for missed, bridged in ((4, True), (20, False)):
        ours = worn(5, theirs, 20)
        ours[120 : 120 + missed] = scenes(6, 60)[120 : 120 + missed]
        found = followed(ours, theirs, (20_000, 22_000))
        assert found is not None
        assert (found[1][found[0].last] > 40_000) is bridged


def test_a_picture_held_is_one_moment_however_long() -> None:
    held = np.repeat(scenes(7, 0.25), 100, axis=0)
    found = followed(worn(8, held[:1], 5).repeat(100, axis=0), held, (5000, 6000))
    assert found is not None
    assert found[0].moments == 1
    assert found[0].evidence <= 12


def test_nothing_near_the_seed_is_nothing_followed() -> None:
    assert followed(scenes(1, 5), scenes(2, 5), (900_000, 901_000)) is None
