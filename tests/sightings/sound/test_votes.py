from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dragoman.sightings.sound.votes import Postings, candidates, likely

_PLACES = st.lists(st.tuples(st.integers(0, 3), st.integers(-40, 40)), max_size=120)


def postings(rows: list[tuple[int, int]], heard: int = 100) -> Postings:
    numbers = np.array([number for number, _ in rows], dtype=np.uint32)
    stored = np.array([heard + offset for _, offset in rows], dtype=np.uint32)
    return Postings(np.full(len(rows), heard, dtype=np.uint32), numbers, stored)


@given(rows=_PLACES, least=st.integers(2, 6))
def test_every_crowd_has_a_candidate_near_it_and_every_candidate_a_crowd(
    rows: list[tuple[int, int]], least: int
) -> None:
    counts = Counter(rows)

    def crowd(number: int, offset: int) -> int:
        return sum(counts[number, offset + by] for by in (-1, 0, 1))

    found = candidates(postings(rows), 0, least=least)
    for one in found:
        assert len(one.heard) == crowd(one.number, one.offset) >= least
    for number, offset in counts:
        if crowd(number, offset) >= least:
            assert any(one.number == number and abs(one.offset - offset) <= 6 for one in found)


@given(rows=_PLACES, least=st.integers(2, 6))
def test_the_table_of_counts_loses_no_crowd(rows: list[tuple[int, int]], least: int) -> None:
    counts = Counter(rows)
    places = np.array([(number << 32) + offset + (1 << 31) for number, offset in rows], dtype=np.int64)
    marked = likely(places, least)
    for (number, offset), mark in zip(rows, marked, strict=True):
        crowds = (sum(counts[number, offset + at + by] for by in (-1, 0, 1)) for at in (-1, 0, 1))
        assert mark or max(crowds) < least


def test_a_sustained_tone_is_one_moment() -> None:
    (tone,) = candidates(postings([(1, 7)] * 30), 0, least=5)
    assert (len(tone.heard), tone.moments) == (30, 1)
