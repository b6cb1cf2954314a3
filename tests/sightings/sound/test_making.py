import tracemalloc
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.sightings.sound.sounds import Samples, peaks

from dragoman.sightings.sound.making import DENSITY, FINE, SoundMaker, method
from dragoman.sightings.sound.spectrum import LOWEST, RATE, STEP_MS

_CHIRPS = (np.sin(np.cumsum(np.linspace(0.1, 1.5, 11 * RATE) % 0.7)) * 9000).astype(np.int16)


@given(cuts=st.lists(st.integers(0, 2 * len(_CHIRPS)), max_size=4))
@settings(max_examples=8)
def test_the_cut_of_the_feeds_changes_nothing(cuts: list[int]) -> None:
    data = _CHIRPS.tobytes()
    maker = SoundMaker()
    bounds = [0, *sorted(cuts), len(data)]
    for start, end in pairwise(bounds):
        maker.feed(data[start:end])
    assert maker.finish().packed() == peaks(_CHIRPS).packed()


@pytest.mark.parametrize("level", [0, 1, 7])
def test_silence_has_no_peaks(level: int) -> None:
    noise = np.random.default_rng(1).integers(-level, level + 1, 12 * RATE).astype(np.int16)
    assert len(peaks(noise)) == 0


@pytest.mark.parametrize("samples", [0, 1, 1023])
def test_sound_shorter_than_a_window_has_no_peaks(samples: int) -> None:
    assert len(peaks(np.full(samples, 900, dtype=np.int16))) == 0


def test_an_odd_byte_at_the_end_is_left_out() -> None:
    maker = SoundMaker()
    maker.feed(_CHIRPS.tobytes() + b"\x01")
    assert maker.finish().packed() == peaks(_CHIRPS).packed()


@pytest.mark.parametrize(("hertz", "second"), [(440.0, 1.0), (1003.0, 9.97), (3210.0, 10.02), (4400.0, 19.5)])
def test_a_short_tone_is_one_peak_at_its_time_and_pitch(hertz: float, second: float) -> None:
    samples = np.zeros(25 * RATE)
    at, length = round(second * RATE), round(0.1 * RATE)
    samples[at : at + length] = 8000 * np.hanning(length) * np.sin(2 * np.pi * hertz * np.arange(length) / RATE)
    found = peaks(samples.astype(np.int16))
    loudest = np.nonzero(found.ranks == 0)[0]
    middle = found.steps[loudest] * STEP_MS + 32
    assert np.abs(middle - (second * 1000 + 50)).min() <= STEP_MS
    nearest = loudest[np.argmin(np.abs(middle - (second * 1000 + 50)))]
    assert found.pitches[nearest] / FINE + LOWEST == pytest.approx(hertz / 15.625, abs=0.15)


def test_peaks_stand_in_order_and_are_ranked_within_each_second(stories: list[Samples]) -> None:
    found = peaks(stories[0])
    assert np.all(np.diff(found.steps.astype(np.int64)) >= 0)
    seconds = found.steps * STEP_MS // 1000
    for second in np.unique(seconds):
        ranks = np.sort(found.ranks[seconds == second])
        assert ranks.tolist() == list(range(len(ranks)))
        assert len(ranks) <= DENSITY
    assert 35 < len(found) / (len(stories[0]) / RATE) <= DENSITY


def test_the_same_sound_later_has_the_same_peaks(stories: list[Samples]) -> None:
    late = np.concatenate([stories[1][: 10 * RATE], stories[0][: 20 * RATE]])
    there, here = peaks(late), peaks(stories[0][: 20 * RATE])
    inside = (here.steps > 60) & (here.steps < 1200)
    wanted = set(zip((here.steps[inside] + 625).tolist(), here.pitches[inside].tolist(), strict=True))
    assert len(wanted - set(zip(there.steps.tolist(), there.pitches.tolist(), strict=True))) == 0


def test_memory_does_not_grow_with_the_sound() -> None:
    tracemalloc.start()
    peak = []
    for minutes in (1, 8):
        tracemalloc.reset_peak()
        maker = SoundMaker()
        for _ in range(minutes * 12):
            maker.feed(_CHIRPS[: 5 * RATE].tobytes())
        peak.append(tracemalloc.get_traced_memory()[1])
        kept = maker.finish()
        del maker
    tracemalloc.stop()
    assert peak[1] - peak[0] < 2 * len(kept.packed()) + 100_000


def test_the_method_is_named_with_its_settings() -> None:
    assert method().settings == {"density": "60", "step_ms": "16"}
