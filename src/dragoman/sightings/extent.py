"""How far two items agree along a line, and on how many distinct moments that rests."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.sightings.background import UNRELATED
from dragoman.sightings.tracks import Series, Track

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ALIKE = 24
"""Pictures no more than this many bits apart are one moment."""
_STEEP = 20.0
_LOWEST, _HIGHEST = -1.0, 1.0
_DROP = 10.0
_GAP = 4000.0
_QUARTER = 250.0
_NEAR, _TOLD, _MOST = 48.0, 8.0, 12.0


@dataclass(frozen=True)
class Extent:
    """Hold a stretch of a series on which two items agree.

    `first` and `last` are its rows, both in. `bits` is the mean distance, `moments` the number of distinct moments,
    `evidence` how far that is from chance, summed over moments, none counting for more than 8; `strength` sums how
    much nearer than unrelated ones all pictures are, in bits and quarters of a second, to choose between lines.
    """

    first: int
    last: int
    bits: float
    moments: int
    evidence: float
    strength: float


def extent(along: Series, seed: tuple[float, float], tracks: tuple[Track, Track]) -> Extent | None:
    """Return how far the items agree around a seed, or None where they do not.

    From the best row within `seed` (ms here) both ways: each row adds to a sum by how much nearer it is than halfway
    between the seed's own distance and that of unrelated pictures; the stretch ends at the highest sum, once
    it has fallen by more than two and a half seconds of misses, or at a gap of 4 s. So long can pictures that change
    fast differ on a line that holds, by being sampled at other moments.
    """
    import numpy as np

    inside = np.flatnonzero((along.here >= seed[0] - 2 * along.every) & (along.here <= seed[1] + 2 * along.every))
    if not len(inside):
        return None
    level = float(np.quantile(along.bits[inside], 0.3))
    limit = (min(level, 100.0) + UNRELATED) / 2
    scores = np.clip((limit - along.bits) / _STEEP, _LOWEST, _HIGHEST) * (along.every / _QUARTER)
    middle = int(inside[scores[inside].argmax()])
    if scores[middle] <= 0:
        return None
    gaps = np.diff(along.here) > _GAP
    last = middle + _reach(scores[middle:], gaps[middle:])
    first = middle - _reach(scores[middle::-1], gaps[:middle][::-1])
    return _counted(along, first, last, limit, tracks)


def _reach(scores: "NDArray[np.float64]", gaps: "NDArray[np.bool_]") -> int:
    """Return how many rows on the sum is highest, before it has dropped too far."""
    import numpy as np

    gap = np.flatnonzero(gaps)
    if len(gap):
        scores = scores[: gap[0] + 1]
    sums = np.cumsum(scores)
    highest = np.maximum.accumulate(sums)
    dropped = np.flatnonzero(highest - sums > _DROP)
    if len(dropped):
        sums = sums[: dropped[0]]
    return int(sums.argmax())


def _counted(along: Series, first: int, last: int, limit: float, tracks: tuple[Track, Track]) -> Extent:
    rows = slice(first, last + 1)
    bits = along.bits[rows]
    good = bits <= limit
    ours = _runs(tracks[0].words[along.ours[rows][good]])
    theirs = _runs(tracks[1].words[along.theirs[rows][good]])
    fewer = ours if ours[-1] <= theirs[-1] else theirs
    moments = int(fewer[-1]) + 1
    strength = float((UNRELATED - bits).sum()) * along.every / _QUARTER
    return Extent(first, last, float(bits[good].mean()), moments, _evidence(bits[good], fewer), strength)


def _runs(words: "NDArray[np.uint64]") -> "NDArray[np.intp]":
    """Return the number of the moment that each picture belongs to, counted from 0."""
    import numpy as np

    numbers = np.zeros(len(words), dtype=np.intp)
    kept = [int.from_bytes(row.tobytes(), "little") for row in words]
    last = kept[0]
    for row, word in enumerate(kept):
        new = (word ^ last).bit_count() > ALIKE
        numbers[row] = numbers[row - 1] + new if row else 0
        if new:
            last = word
    return numbers


def _evidence(bits: "NDArray[np.float64]", moments: "NDArray[np.intp]") -> float:
    import numpy as np

    means = np.bincount(moments, weights=bits) / np.bincount(moments)
    nearer = (UNRELATED - means) / _NEAR
    return float((_TOLD * nearer**3).clip(-_MOST, _MOST).sum())
