import numpy as np
import pytest
from tests.sightings.shown import frames, scenes, worn

from dragoman.sightings.frames import Frames, Variant
from dragoman.sightings.tracks import Line, apart, series, tracks


def test_pictures_too_faint_to_be_told_apart_are_left_out() -> None:
    rows = frames(scenes(1, 5))
    faint = Frames(rows.times, rows.variants, np.where(rows.times < 1000, 3, 100).astype(np.uint8), rows.hashes)
    assert len(tracks(faint)[Variant.WHOLE]) == 16


def test_each_variant_has_a_track_of_its_own() -> None:
    whole, cut = frames(scenes(1, 4)), frames(scenes(2, 2), variant=Variant.CROP_10)
    both = Frames(*(np.concatenate([getattr(whole, n), getattr(cut, n)]) for n in Frames.__dataclass_fields__))
    assert {variant: len(track) for variant, track in tracks(both).items()} == {Variant.WHOLE: 16, Variant.CROP_10: 8}


def test_distance_is_the_number_of_bits_that_differ() -> None:
    one = scenes(1, 3)
    other = worn(2, one, 17)
    assert apart(one.view(np.uint64), other.view(np.uint64)).tolist() == [17.0] * len(one)


@pytest.mark.parametrize("speed", [0.8, 1.0, 1.25])
def test_along_the_true_line_pictures_agree_and_beside_it_they_do_not(speed: float) -> None:
    there = scenes(3, 60)
    shown = np.arange(20) * 250 * speed + 20_000
    ours = frames(there[np.round(shown / 250).astype(int)])
    theirs = tracks(frames(there))[Variant.WHOLE]
    along = series(tracks(ours)[Variant.WHOLE], theirs, Line(speed, 20_000))
    beside = series(tracks(ours)[Variant.WHOLE], theirs, Line(speed, 33_000))
    assert len(along) == 20
    assert along.bits.max() <= 24
    assert beside.bits.mean() > 100


def test_the_sparser_track_gives_the_rows() -> None:
    hashes = scenes(4, 20)
    seconds = frames(hashes[::4], np.arange(20.0) * 1000, Variant.CROP_5)
    along = series(tracks(frames(hashes))[Variant.WHOLE], tracks(seconds)[Variant.CROP_5], Line(1.0, 0.0))
    assert len(along) == 20
    assert along.every == 1000
    assert along.bits.max() == 0


def test_where_there_is_nothing_to_hold_against_there_is_no_series() -> None:
    track = tracks(frames(scenes(5, 5)))[Variant.WHOLE]
    assert len(series(track.within(0, 0), track, Line(1.0, 0.0))) == 0
    assert len(series(track, track.within(0, 0), Line(1.0, 0.0))) == 0
    assert len(series(track, track, Line(1.0, 900_000.0))) == 0
