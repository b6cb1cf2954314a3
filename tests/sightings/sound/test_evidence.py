import numpy as np
import pytest
from tests.sightings.sound.sounds import Samples, mixed, peaks

from dragoman.model.time import Span
from dragoman.sightings.peaks import Peaks
from dragoman.sightings.sound.agreement import agreement
from dragoman.sightings.sound.evidence import verify
from dragoman.sightings.sound.spectrum import RATE

_SECOND = 1000


def excerpt(samples: Samples, start: float, length: float) -> Samples:
    return samples[round(start * RATE) : round((start + length) * RATE)]


def test_the_same_sound_speaks_for_itself_in_every_half_second(stories: list[Samples]) -> None:
    here = peaks(excerpt(stories[0], 24.007, 6))
    evidence = verify(here, peaks(stories[0]), 24_007, Span(0, 6_000))
    heard = evidence.peaks >= 10
    assert heard.sum() >= 8
    assert np.all(evidence.weights[heard] > 5)
    assert evidence.times.tolist() == list(range(0, 6_000, 500))


def test_sound_under_a_louder_voice_still_speaks_for_itself(stories: list[Samples], voice: Samples) -> None:
    sound = excerpt(stories[0], 20, 6)
    here = peaks(mixed(sound, voice[: len(sound)], -6))
    assert verify(here, peaks(stories[0]), 20_000, Span(0, 6_000)).weights.sum() > 30


def test_other_places_of_the_same_reader_speak_against(stories: list[Samples]) -> None:
    here, there = peaks(excerpt(stories[0], 20, 6)), peaks(stories[0])
    places = [offset for offset in range(0, 60_000, 700) if abs(offset - 20_000) > 6_000]
    found = [verify(here, there, offset, Span(0, 6_000)) for offset in places]
    totals = np.array([one.weights.sum() for one in found])
    assert totals.mean() < -6
    assert totals.max() < 5
    expected = sum(float((one.chance * one.peaks).sum()) for one in found)
    assert 0.2 * expected < sum(int(one.agreeing.sum()) for one in found) < expected


def test_where_there_is_nothing_to_hear_there_is_no_evidence(stories: list[Samples]) -> None:
    nothing = Peaks(np.empty(0, np.uint32), np.empty(0, np.uint16), np.empty(0, np.uint16))
    evidence = verify(peaks(stories[2]), nothing, 0, Span(0, 2_000))
    assert evidence.weights.tolist() == [0, 0, 0, 0]
    found = agreement(nothing, peaks(stories[2]), 0, Span(0, 2_000))
    assert len(found) > 0
    assert not found.agrees.any()


@pytest.mark.parametrize("window", [Span(0, 700), Span(5_900, 6_100), Span(90_000, 91_000)])
def test_windows_may_reach_past_the_end(stories: list[Samples], window: Span) -> None:
    here = peaks(excerpt(stories[0], 20, 6))
    evidence = verify(here, peaks(stories[0]), 20_000, window)
    assert len(evidence.times) == len(evidence.weights) == -(-window.length // 500)
