from collections.abc import Callable

import numpy as np
import pytest
from tests.sightings.sound.sounds import Samples, Shelf, coded, filtered, mixed, noisy, peaks

from dragoman.sightings.sound.hearing import CERTAIN, Effort, heard
from dragoman.sightings.sound.landmarks import PLAIN, Warp, sped, stretched
from dragoman.sightings.sound.spectrum import RATE

Edit = Callable[[Samples, Samples], Samples]

_EDITS: dict[str, tuple[Edit, Warp]] = {
    "mp3": (lambda sound, _: coded(sound, "libmp3lame", "mp3", 64_000), PLAIN),
    "aac": (lambda sound, _: coded(sound, "aac", "mp4", 32_000), PLAIN),
    "noise": (lambda sound, _: noisy(sound, 0), PLAIN),
    "telephone": (lambda sound, _: filtered(sound, ("highpass", "f=300"), ("lowpass", "f=3400")), PLAIN),
    "voice-over": (lambda sound, voice: mixed(sound, voice[: len(sound)], 0), PLAIN),
    "louder voice-over": (lambda sound, voice: mixed(sound, voice[: len(sound)], -6), PLAIN),
    "tempo": (lambda sound, _: filtered(sound, ("atempo", "1.25")), stretched(1.25)),
    "slower": (lambda sound, _: filtered(sound, ("atempo", "0.96")), stretched(0.96)),
    "speed": (lambda sound, _: filtered(sound, ("asetrate", "20000"), ("aresample", str(RATE))), sped(1.25)),
    "film on television": (
        lambda sound, _: filtered(sound, ("asetrate", "16667"), ("aresample", str(RATE))),
        sped(1.04),  # In truth 25/24: the nearest of a grid of hundredths.
    ),
}


@pytest.mark.parametrize("edit", _EDITS)
def test_seven_seconds_are_found_after(edit: str, stories: list[Samples], voice: Samples, shelf: Shelf) -> None:
    change, warp = _EDITS[edit]
    start, rate = 31.4, 16667 / 16000 if edit == "film on television" else warp.rate
    sound = stories[1][round(start * RATE) : round((start + 7) * RATE)]
    found = heard(peaks(change(sound, voice)), shelf.find, shelf.stored, [warp])
    assert [one.number for one in found] == [1]
    assert found[0].weight > CERTAIN
    assert found[0].there.start == pytest.approx(start * 1000 + rate * found[0].here.start, abs=120)
    assert found[0].there.length == pytest.approx(7_000, abs=1_500)
    assert found[0].warp.rate == pytest.approx(rate, abs=0.004)


def test_excerpts_within_other_speech_are_bounded(stories: list[Samples], voice: Samples, shelf: Shelf) -> None:
    cuts = [(0, 24.1, 31.9), (2, 5.4, 9.2)]
    pieces = [stories[number][round(start * RATE) : round(end * RATE)] for number, start, end in cuts]
    mix = np.concatenate([voice[: 15 * RATE], pieces[0], voice[15 * RATE : 27 * RATE], pieces[1], voice[-9 * RATE :]])
    found = sorted(heard(peaks(mix), shelf.find, shelf.stored), key=lambda one: one.here.start)
    assert [one.number for one in found] == [0, 2]
    for one, (at, (_, start, end)) in zip(found, [(15.0, cuts[0]), (34.8, cuts[1])], strict=True):
        assert one.here.start == pytest.approx(at * 1000, abs=400)
        assert one.here.end == pytest.approx((at + end - start) * 1000, abs=400)
        assert one.there.start - one.here.start == pytest.approx((start - at) * 1000, abs=20)


def test_a_whole_story_is_one_stretch_and_its_slope_is_measured(stories: list[Samples], shelf: Shelf) -> None:
    slow = filtered(stories[0], ("asetrate", "15970"), ("aresample", str(RATE)))
    (found,) = heard(peaks(slow), shelf.find, shelf.stored)
    assert found.warp.rate == pytest.approx(15970 / 16000, abs=0.0005)
    assert found.there.length > 0.95 * len(stories[0]) / RATE * 1000


@pytest.mark.parametrize("warp", [PLAIN, sped(1.05), stretched(0.9)])
def test_other_speech_is_not_found(warp: Warp, voice: Samples, shelf: Shelf) -> None:
    assert heard(peaks(voice), shelf.find, shelf.stored, [warp]) == []


def test_speech_played_backwards_is_not_found(stories: list[Samples], shelf: Shelf) -> None:
    effort = Effort(least=4, loose=True)
    assert heard(peaks(stories[2][::-1].copy()), shelf.find, shelf.stored, effort=effort) == []


def test_what_one_warp_explains_is_not_asked_of_the_next(stories: list[Samples], shelf: Shelf) -> None:
    sound = peaks(stories[1][: 8 * RATE])
    once = heard(sound, shelf.find, shelf.stored)
    assert heard(sound, shelf.find, shelf.stored, [PLAIN, sped(1.01), stretched(1.01)]) == once
