import numpy as np
import pytest
from tests.sightings.shown import frames, scenes, worn

from dragoman.sightings.fit import SPEEDS, fitted, refitted
from dragoman.sightings.frames import Variant
from dragoman.sightings.tracks import Line, Track, tracks


def track(hashes: "np.ndarray[tuple[int, int], np.dtype[np.uint8]]") -> Track:
    return tracks(frames(hashes))[Variant.WHOLE]


def sped(
    hashes: "np.ndarray[tuple[int, int], np.dtype[np.uint8]]", start: float, seconds: float, speed: float
) -> Track:
    shown = start + np.arange(round(seconds * 4)) * 250 * speed
    return track(worn(9, hashes[np.round(shown / 250).astype(int)], 30))


@pytest.mark.parametrize("speed", SPEEDS)
def test_speed_and_offset_are_found_from_a_guess_that_is_half_a_second_off(speed: float) -> None:
    there = scenes(1, 120, bits=24)
    line = fitted(sped(there, 30_000, 8, speed), track(there), Line(1.0, 30_400 + 4000 * (speed - 1)), 2000, 6000)
    assert line.speed == pytest.approx(speed, abs=0.05)
    assert line.speed * 4000 + line.offset == pytest.approx(30_000 + 4000 * speed, abs=300)


def test_while_nothing_moves_the_speed_stays_as_captured() -> None:
    held = np.repeat(scenes(1, 0.25), 200, axis=0)
    assert fitted(track(held[:20]), track(held), Line(1.0, 10_000), 1000, 4000).speed == 1.0


def test_a_long_stretch_tells_its_speed_more_exactly_than_the_grid() -> None:
    there = scenes(2, 200, bits=24)
    ours = sped(there, 20_000, 60, 1.02)
    line = refitted(ours, track(there), Line(1.02, 20_200), 0, 60_000)
    assert line.speed == pytest.approx(1.02, abs=0.004)
    assert line.offset == pytest.approx(20_000, abs=250)


def test_a_line_with_nothing_near_stays_as_it_is() -> None:
    line = Line(1.0, 500.0)
    empty = track(scenes(3, 5)).within(0, 0)
    assert fitted(empty, track(scenes(3, 5)), line, 0, 1000) == line
    assert refitted(track(scenes(3, 5)), track(scenes(4, 5)), line, 0, 1000) == line
