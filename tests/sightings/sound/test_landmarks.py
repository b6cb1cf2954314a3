import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.sightings.peaks import Peaks
from dragoman.sightings.sound.landmarks import Warp, asked, between, indexed, sped, stretched
from dragoman.sightings.sound.making import FINE
from dragoman.sightings.sound.spectrum import BINS, LOWEST

_ROWS = st.lists(st.tuples(st.integers(0, 400), st.integers(0, (BINS - 1) * FINE), st.integers(0, 59)), max_size=80)


def made(rows: list[tuple[int, int, int]]) -> Peaks:
    rows = sorted(rows)
    columns = [np.array(column) for column in zip(*rows, strict=True)] if rows else [np.empty(0, np.int64)] * 3
    return Peaks(columns[0].astype(np.uint32), columns[1].astype(np.uint16), columns[2].astype(np.uint16))


@given(rows=_ROWS)
def test_a_question_of_the_same_sound_holds_all_that_the_archive_keeps(rows: list[tuple[int, int, int]]) -> None:
    sound = made(rows)
    kept, wanted = indexed(sound), asked(sound)
    everything = set(zip(wanted.keys.tolist(), wanted.steps.tolist(), strict=True))
    assert set(zip(kept.keys.tolist(), kept.steps.tolist(), strict=True)) <= everything
    assert np.all(kept.keys < 1 << 22)
    assert np.all(np.diff(wanted.steps.astype(np.int64)) >= 0)
    if len(kept):
        assert np.unique(kept.steps, return_counts=True)[1].max() <= 4 * len(rows)
    assert len(kept) <= 4 * sum(1 for _, _, rank in rows if rank < 10)


@given(rows=_ROWS)
def test_a_loose_question_asks_for_a_step_nearer_and_farther_too(rows: list[tuple[int, int, int]]) -> None:
    sound = made(rows)
    strict, loose = asked(sound), asked(sound, loose=True)
    assert len(loose) == 3 * len(strict)
    assert set(loose.keys.tolist()) >= {key + by for key in strict.keys.tolist() for by in (-1, 0, 1)}


@pytest.mark.parametrize("warp", [sped(1.25), sped(0.8), stretched(1.25), stretched(0.9), Warp(1.0, 1.06)])
def test_a_question_with_the_right_warp_finds_sound_that_was_changed_so(warp: Warp) -> None:
    rng = np.random.default_rng(2)
    steps = np.sort(rng.choice(4000, 700, replace=False) * 10)
    pitches = rng.integers(40, 250, len(steps)) * FINE
    ranks = rng.integers(0, 10, len(steps))
    sound = made(list(zip(steps.tolist(), pitches.tolist(), ranks.tolist(), strict=True)))
    changed = Peaks(
        np.round(steps / warp.rate).astype(np.uint32),
        np.round(((pitches / FINE + LOWEST) * warp.pitch - LOWEST) * FINE).astype(np.uint16),
        sound.ranks,
    )
    kept = indexed(sound)
    with_warp = np.isin(kept.keys, asked(changed, warp).keys).mean()
    without = np.isin(kept.keys, asked(changed).keys).mean()
    assert with_warp > 0.45 > 3 * without


@given(rows=_ROWS, start=st.floats(-50, 500), length=st.floats(0, 300))
def test_peaks_between_two_steps(rows: list[tuple[int, int, int]], start: float, length: float) -> None:
    inside = between(made(rows), start, start + length)
    assert sorted(inside.steps.tolist()) == sorted(step for step, _, _ in rows if start <= step < start + length)
