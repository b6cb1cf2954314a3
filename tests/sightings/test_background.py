import numpy as np
import pytest
from tests.sightings.shown import Hashes, frames, scenes

from dragoman.sightings.background import Background, Side, background
from dragoman.sightings.frames import Variant
from dragoman.sightings.tracks import Track, apart, tracks

SIGNED = 60


def signed(seed: int, seconds: float, sign: Hashes, bits: int = SIGNED) -> Hashes:
    """Return scenes of which so many bits are what a station's sign makes them."""
    made = np.unpackbits(scenes(seed, seconds), axis=1)
    made[:, :bits] = sign[:bits]
    return np.packbits(made, axis=1)


def track(hashes: Hashes) -> Track:
    return tracks(frames(hashes))[Variant.WHOLE]


def held(ours: Track, theirs: Track, at: int, known: Background | None = None, number: int = 1) -> tuple[float, float]:
    """Return how far ten seconds' pictures are from those at row `at` of an item, and how far as they are told."""
    rows = np.arange(40)
    bits = apart(ours.words[rows], theirs.words[rows + at])
    sides = (
        Side((-1, False, Variant.WHOLE), ours, rows),
        Side((number, False, Variant.WHOLE), theirs, rows + at),
    )
    told = (known or Background()).told(*sides, bits)
    return float(bits.mean()), float(told.mean())


@pytest.fixture
def sign() -> Hashes:
    return np.random.default_rng(99).integers(0, 2, 256, dtype=np.uint8)


def test_what_a_sign_makes_alike_is_taken_off(sign: Hashes) -> None:
    bits, told = held(track(signed(1, 600, sign)), track(signed(2, 600, sign)), 1000)
    assert bits == pytest.approx((256 - SIGNED) / 2, abs=4)
    assert told > bits + 20


def test_pictures_with_nothing_in_common_keep_their_distance() -> None:
    bits, told = held(track(scenes(1, 600)), track(scenes(2, 600)), 1000)
    assert told == pytest.approx(bits, abs=4)


def test_the_same_footage_stays_the_same_below_the_same_sign(sign: Hashes) -> None:
    theirs = signed(2, 600, sign)
    ours = signed(1, 600, sign)
    ours[:40] = theirs[1000:1040]
    assert held(track(ours), track(theirs), 1000) == (0.0, 0.0)


def test_the_place_itself_does_not_speak_against_what_stands_there() -> None:
    theirs = scenes(2, 600)
    held_still = theirs.copy()
    held_still[990:1050] = theirs[1000]
    ours = scenes(1, 600)
    ours[:40] = np.packbits(np.unpackbits(held_still[1000:1040], axis=1) ^ (np.arange(256) < 30), axis=1)
    bits, told = held(track(ours), track(held_still), 1000)
    assert bits == 30 and told == pytest.approx(30, abs=8)


def test_an_item_of_two_minutes_says_nothing(sign: Hashes) -> None:
    bits, told = held(track(signed(1, 120, sign)), track(signed(2, 120, sign)), 200)
    assert told == bits


def test_what_half_of_an_archive_shows_is_taken_off_where_neither_item_is_long(sign: Hashes) -> None:
    kept = {number: frames(signed(number, 60, sign) if number % 2 else scenes(number, 60)) for number in range(20)}
    known = background(sorted(kept), kept.__getitem__)
    bits, told = held(track(signed(100, 60, sign)), track(signed(101, 60, sign)), 100, known)
    assert told > bits + 12


def test_what_one_item_shows_however_often_is_no_background() -> None:
    still = np.repeat(scenes(5, 0.25), 240, axis=0)
    kept = {number: frames(still if number == 3 else scenes(number, 60)) for number in range(10)}
    known = background(sorted(kept), kept.__getitem__)
    worn = np.packbits(np.unpackbits(still[:60], axis=1) ^ (np.arange(256) < 40), axis=1)
    bits, told = held(track(worn), track(still), 100, known, 3)
    assert bits == 40 and told == pytest.approx(40, abs=8)


@pytest.mark.parametrize("items", [0, 1, 7])
def test_a_handful_of_items_is_no_background(items: int, sign: Hashes) -> None:
    kept = {number: frames(signed(number, 60, sign)) for number in range(items)}
    known = background(sorted(kept), kept.__getitem__)
    bits, told = held(track(signed(100, 60, sign)), track(signed(101, 60, sign)), 100, known)
    assert told == bits


def test_items_without_pictures_are_passed_over() -> None:
    assert held(track(scenes(1, 60)), track(scenes(2, 60)), 100, background(range(20), lambda number: None))


def test_what_a_descriptor_tells_is_left_as_it_is(sign: Hashes) -> None:
    ours, theirs, rows = track(signed(1, 600, sign)), track(signed(2, 600, sign)), np.arange(40)
    bits = apart(ours.words[rows], theirs.words[rows + 1000])
    for variant, number in ((Variant.NEURAL, 1), (Variant.WHOLE, int(Variant.NEURAL))):
        sides = Side((-1, False, variant), ours, rows), Side((number, False, variant), theirs, rows + 1000)
        assert (Background().told(*sides, bits) == bits).all() == (variant == Variant.NEURAL)
