"""Peaks of the archive's sound looked up, one by one, in the sound asked about, along one line."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.model.time import Span
from dragoman.sightings.peaks import Peaks
from dragoman.sightings.sound.landmarks import PLAIN, Warp, between
from dragoman.sightings.sound.making import FINE
from dragoman.sightings.sound.spectrum import BINS, LOWEST, STEP_MS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PIECE_MS = 500
"""How long the pieces are that chance is reckoned for, in milliseconds of the sound asked about."""

_CELLS = 2  # A bin; true copies keep the height of a peak to a quarter of one.
_SHIFTS = tuple(way * by * STEP_MS for by in range(11, 140, 3) for way in (-1, 1))
_AROUND_MS = 4000
_WIDE = 4  # Pieces on either side.
_QUANTILE = 0.9
_LEAST_CHANCE, _MOST_CHANCE = 0.015, 0.9


@dataclass(frozen=True)
class Agreement:
    """Hold each peak that the archive's sound has along a line, in the order of time.

    `times` are when it would be heard here, in milliseconds (float64), `agrees` whether a peak is heard at that place
    (bool), `chance` the share of such peaks that may agree by chance at that time (float64).
    """

    times: "NDArray[np.float64]"
    agrees: "NDArray[np.bool_]"
    chance: "NDArray[np.float64]"

    def __len__(self) -> int:
        return len(self.times)


class Ear:
    """Tell whether sound has a peak at a time and pitch, give or take a step and half a bin."""

    def __init__(self, peaks: Peaks, window: Span) -> None:
        import numpy as np

        left = max(0, window.start - _AROUND_MS) // STEP_MS
        right = (window.end + _AROUND_MS) // STEP_MS
        if len(peaks):
            right = max(left, min(right, int(peaks.steps[-1])))
        near = between(peaks, left, right + 1)
        at = near.steps.astype(np.int64) - left
        cells = np.round(near.pitches * (_CELLS / FINE)).astype(np.int64)
        grid = np.zeros((right - left + 3, BINS * _CELLS + 2), dtype=np.bool_)
        for step in range(3):
            for cell in range(3):
                grid[at + step, cells + cell] = True
        self._left, self._grid = left, grid[1:-1, 1:-1]

    def hears(self, times: "NDArray[np.float64]", pitches: "NDArray[np.float64]") -> "NDArray[np.bool_]":
        """Tell for each time in milliseconds and pitch in bins; times beyond an end go on at the other.

        The two are broadcast against each other.
        """
        import numpy as np

        places = np.round(times / STEP_MS).astype(np.int64) - self._left
        found: NDArray[np.bool_] = self._grid[places % len(self._grid), np.round(pitches * _CELLS).astype(np.int64)]
        return found


def agreement(asked: Peaks, stored: Peaks, offset: float, window: Span, warp: Warp = PLAIN) -> Agreement:
    """Look up the peaks of `stored` that would be heard in `window` if it stood at `offset` + `warp.rate` * t, in ms.

    Chance is what agrees when the same line is moved by a fifth of a second up to two seconds either way, so that
    two sounds of one voice, one key or one beat do not count for more than they are worth.
    """
    import numpy as np

    ear = Ear(asked, window)
    times, pitches = expected(stored, offset, window, warp)
    beside = ear.hears(times[:, None] + np.array(_SHIFTS), pitches[:, None])
    last = float(asked.steps[-1] + 1) * STEP_MS if len(asked) else 0.0
    return Agreement(times, ear.hears(times, pitches) & (times < last), _chance(times, beside))


def expected(
    stored: Peaks, offset: float, window: Span, warp: Warp
) -> "tuple[NDArray[np.float64], NDArray[np.float64]]":
    """Return when, in milliseconds here, and how high, in bins, the peaks of `stored` would be heard in `window`."""
    import numpy as np

    first, last = (window.start * warp.rate + offset) / STEP_MS, (window.end * warp.rate + offset) / STEP_MS
    near = between(stored, first, last)
    times = (near.steps.astype(np.float64) * STEP_MS - offset) / warp.rate
    pitches = (near.pitches / FINE + LOWEST) * warp.pitch - LOWEST
    inside = (pitches >= 0) & (pitches <= BINS - 1)
    return times[inside], pitches[inside]


def _chance(times: "NDArray[np.float64]", beside: "NDArray[np.bool_]") -> "NDArray[np.float64]":
    """Return for each time what share agrees, in the four seconds around, along the line moved: all but its best tenth.

    Not the mean: two pieces of music on one beat agree well wherever their beats meet, and that is chance too.
    """
    import numpy as np

    if not len(times):
        return times
    pieces = (times // PIECE_MS).astype(np.int64)
    pieces -= pieces.min()
    starts = np.searchsorted(pieces, np.arange(int(pieces[-1]) + 2))
    sums = np.concatenate([np.zeros((1, beside.shape[1]), np.int64), np.cumsum(beside, axis=0, dtype=np.int64)])
    count = len(starts) - 1
    first = starts[np.clip(np.arange(count) - _WIDE, 0, None)]
    last = starts[np.clip(np.arange(count) + _WIDE + 1, None, count)]
    shares = (sums[last] - sums[first]) / np.maximum(last - first, 1)[:, None]
    chances: NDArray[np.float64] = np.quantile(shares, _QUANTILE, axis=1)
    return np.clip(chances, _LEAST_CHANCE, _MOST_CHANCE)[pieces]
