"""Pairs of peaks as numbers that are equal where the sound is, and the warps that footage is sped up or slowed by.

The method is that of Wang, An Industrial-Strength Audio Search Algorithm (ISMIR 2003). The archive keeps few pairs,
of the peaks that stand out most; the question holds all pairs of all its peaks, so that those of the archive
are among them even where other sound lies over it.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.sightings.peaks import Peaks
from dragoman.sightings.sound.making import FINE
from dragoman.sightings.sound.spectrum import BINS, LOWEST

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SPARSE = 10
"""How many peaks of each second the archive's pairs are made of."""
DENSE = 60
"""How many peaks of each second the question's pairs are made of."""

_TARGETS = 4
_NEAREST, _FARTHEST = 2, 40
_SPREAD = 63
_SPREAD_BITS, _TIME_BITS = 7, 6


@dataclass(frozen=True, slots=True)
class Warp:
    """Name how the sound asked about was changed: `rate` times as fast, its pitches `pitch` times as high."""

    rate: float = 1.0
    pitch: float = 1.0


PLAIN = Warp()
"""Sound as it was captured."""


def sped(rate: float) -> Warp:
    """Return the warp of footage that runs faster, its pitch higher with it, as a tape does."""
    return Warp(rate, rate)


def stretched(rate: float) -> Warp:
    """Return the warp of footage that runs faster at its old pitch, as editing programs do."""
    return Warp(rate, 1.0)


@dataclass(frozen=True)
class Landmarks:
    """Hold pairs in the order of time: `keys` (uint32, 22 bits used), `steps` of the first of each (uint32).

    Those of a question count steps as the archive's footage would: its own times `rate`.
    """

    keys: "NDArray[np.uint32]"
    steps: "NDArray[np.uint32]"

    def __len__(self) -> int:
        return len(self.keys)


def indexed(peaks: Peaks) -> Landmarks:
    """Return the landmarks that the archive keeps of sound: about 28 a second."""
    steps, pitches = unwarped(peaks, PLAIN, SPARSE)
    return _keyed(steps, pitches, _pairs(steps, pitches, _TARGETS))


def asked(peaks: Peaks, warp: Warp = PLAIN, *, dense: int = DENSE, loose: bool = False) -> Landmarks:
    """Return the landmarks of a question: about 800 a second, three times as many when `loose`.

    A loose question also asks for each pair as if its peaks stood a step nearer or farther.
    """
    import numpy as np

    steps, pitches = unwarped(peaks, warp, dense)
    marks = _keyed(steps, pitches, _pairs(steps, pitches, len(steps)))
    if not loose:
        return marks
    keys = np.stack([marks.keys - 1, marks.keys, marks.keys + 1], axis=1).ravel()
    return Landmarks(keys.astype(np.uint32), np.repeat(marks.steps, 3))


def between(peaks: Peaks, start: float, end: float) -> Peaks:
    """Return the peaks from step `start` on and before step `end`."""
    import numpy as np

    inside = slice(*np.searchsorted(peaks.steps, np.clip(np.ceil([start, end]), 0, 2**32 - 1).astype(np.uint32)))
    return Peaks(peaks.steps[inside], peaks.pitches[inside], peaks.ranks[inside])


def unwarped(peaks: Peaks, warp: Warp, dense: int) -> "tuple[NDArray[np.float64], NDArray[np.float64]]":
    """Return steps and bins of the `dense` strongest peaks of each second as they were before `warp`, in order."""
    import numpy as np

    kept = peaks.ranks < dense
    steps = peaks.steps[kept].astype(np.float64) * warp.rate
    pitches = (peaks.pitches[kept].astype(np.float64) / FINE + LOWEST) / warp.pitch - LOWEST
    inside = (pitches >= 0) & (pitches < BINS - 0.5)
    steps, pitches = steps[inside], pitches[inside]
    order = np.lexsort((pitches, steps))
    return steps[order], pitches[order]


def _pairs(
    steps: "NDArray[np.float64]", pitches: "NDArray[np.float64]", targets: int
) -> "tuple[NDArray[np.intp], NDArray[np.intp]]":
    """Return the indexes of the first and the second peak of each pair, at most `targets` for each first one."""
    import numpy as np

    near = np.searchsorted(steps, steps + _NEAREST - 0.5)
    far = np.searchsorted(steps, steps + _FARTHEST + 0.5)
    given = np.zeros(len(steps), dtype=np.intp)
    firsts, seconds = [np.empty(0, np.intp)], [np.empty(0, np.intp)]
    for turn in range(int((far - near).max(initial=0))):
        first = np.nonzero((near + turn < far) & (given < targets))[0]
        second = near[first] + turn
        close = np.abs(pitches[second] - pitches[first]) < _SPREAD
        firsts.append(first[close])
        seconds.append(second[close])
        given[first[close]] += 1
    return np.concatenate(firsts), np.concatenate(seconds)


def _keyed(
    steps: "NDArray[np.float64]",
    pitches: "NDArray[np.float64]",
    pairs: "tuple[NDArray[np.intp], NDArray[np.intp]]",
) -> Landmarks:
    import numpy as np

    first, second = pairs
    order = np.lexsort((second, first))
    first, second = first[order], second[order]
    low = np.round(pitches[first]).astype(np.int64)
    spread = np.round(pitches[second]).astype(np.int64) - low + _SPREAD
    apart = np.round(steps[second] - steps[first]).astype(np.int64)
    keys = (low << (_SPREAD_BITS + _TIME_BITS)) | (spread << _TIME_BITS) | apart
    return Landmarks(keys.astype(np.uint32), np.round(steps[first]).astype(np.uint32))
