import numpy as np
import pytest
from tests.sightings.sound.sounds import Shelf

from dragoman.sightings.sound.landmarks import Landmarks, sped
from dragoman.sightings.sound.lines import lines

_Found = tuple[np.ndarray, np.ndarray, np.ndarray]


class Planted:
    """An archive in which key k stands in item k // 10,000 at step k % 10,000, and nowhere else."""

    asked = 0

    def find(self, keys: np.ndarray) -> _Found:
        self.asked = max(self.asked, len(keys))
        rows = np.nonzero(keys)[0]
        return rows, keys[rows] // 10_000, keys[rows] % 10_000


def marks(*stretches: tuple[int, int, int, int]) -> Landmarks:
    """Return one landmark a step: each stretch is its first step here, its length, its item, its first step there."""
    steps = np.concatenate([np.arange(at, at + length) for at, length, _, _ in stretches])
    keys = np.concatenate([number * 10_000 + there + np.arange(length) for _, length, number, there in stretches])
    return Landmarks(keys.astype(np.uint32), steps.astype(np.uint32))


def test_excerpts_of_two_items_in_an_hour_are_two_lines() -> None:
    found = lines(marks((50_000, 300, 3, 2_000), (150_000, 120, 7, 40)), Planted().find)
    assert [(one.number, one.offset) for one in found] == [(3, -48_000 * 16), (7, -149_960 * 16)]
    assert (found[0].here.start, found[0].here.end) == (50_000 * 16, 50_300 * 16)
    assert (found[0].there.start, found[0].there.end) == (2_000 * 16, 2_300 * 16)
    assert found[1].moments == 10


@pytest.mark.parametrize(("length", "found"), [(4, 0), (5, 1)])
def test_as_many_must_agree_as_is_said(length: int, found: int) -> None:
    assert len(lines(marks((10, length, 1, 500)), Planted().find, least=5)) == found


def test_times_here_are_those_of_the_footage_that_runs_faster() -> None:
    (line,) = lines(marks((1_000, 200, 1, 4_000)), Planted().find, sped(1.25))
    assert (line.here.start, line.here.end) == (12_800, 15_360)
    assert line.offset + line.warp.rate * line.here.start == line.there.start


def test_the_archive_is_asked_a_window_at_a_time() -> None:
    archive = Planted()
    lines(marks((0, 9_000, 1, 0)), archive.find)
    assert archive.asked == 156


def test_no_landmarks_no_lines(shelf: Shelf) -> None:
    none = Landmarks(np.empty(0, np.uint32), np.empty(0, np.uint32))
    assert lines(none, shelf.find) == []
