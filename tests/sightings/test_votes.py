import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dragoman.sightings.frames import Variant
from dragoman.sightings.votes import Hits, seeds

MOST = 84


def hits(*rows: tuple[int, int, int, bool, int]) -> Hits:
    """Return hits of (here, there, number, mirrored, bits)."""
    table = np.array(rows, dtype=np.int64).reshape(-1, 5)
    none = np.zeros(len(table), np.uint8)
    return Hits(table[:, 0], table[:, 1], table[:, 2], table[:, 3].astype(bool), none, none, table[:, 4])


def test_no_hits_make_no_guess() -> None:
    assert list(seeds(hits(), MOST)) == []


def test_pictures_that_agree_on_an_offset_make_the_first_guess() -> None:
    agreeing = [(at, at + 60_000, 7, False, 70) for at in range(0, 3000, 500)]
    stray = [(500, 9_000, 3, False, 60), (1500, 400_000, 7, False, 66)]
    first, *rest = seeds(hits(*stray, *agreeing), MOST)
    assert (first.number, first.mirrored, first.line.offset) == (7, False, 60_000)
    assert (first.start, first.end) == (0, 2500)
    assert {seed.number for seed in rest} == {3, 7}


def test_mirrored_and_plain_are_not_counted_together() -> None:
    found = list(seeds(hits((0, 1000, 1, False, 50), (500, 1500, 1, True, 50)), MOST))
    assert sorted(seed.mirrored for seed in found) == [False, True]


def test_one_picture_found_at_many_moments_of_a_held_shot_votes_once_in_each_cell() -> None:
    held = [(2000, at, 5, False, 20) for at in range(2000, 2700, 100)]
    moving = [(at, at + 100_000, 6, False, 20) for at in (0, 1000, 2000)]
    first = next(seeds(hits(*held, *moving), MOST))
    assert first.number == 6


def test_guesses_on_one_picture_come_last_nearest_first_and_are_limited() -> None:
    lonely = [(number * 7, number * 9_000_000, number, False, 70 + number % 15) for number in range(1, 2000)]
    pair = [(0, 5000, 5000, False, 80), (500, 5500, 5000, False, 80)]
    found = list(seeds(hits(*lonely, *pair), MOST))
    assert found[0].number == 5000
    assert 200 <= len(found) - 1 <= 230
    assert found[1].number % 15 == 0


@given(
    st.lists(
        st.tuples(st.integers(0, 10**7), st.integers(0, 10**7), st.integers(0, 9), st.booleans(), st.integers(0, MOST))
    )
)
def test_every_guess_rests_on_hits_that_are_there(rows: list[tuple[int, int, int, bool, int]]) -> None:
    there = {(number, mirrored) for _, _, number, mirrored, _ in rows}
    for seed in seeds(hits(*rows), MOST):
        assert (seed.number, seed.mirrored) in there
        assert seed.start <= seed.end
        assert seed.ours is Variant.WHOLE
