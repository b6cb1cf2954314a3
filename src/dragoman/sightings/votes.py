"""Where two items may agree: hits of the index that vote for one offset between them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.sightings.frames import Variant
from dragoman.sightings.tracks import Line

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_OFFSET = 800
_HERE = 4000
_SURE_ALONE = 60
_LEAST_WEIGHT = 2.0
# Guesses on one picture alone that are followed: some, and so many for each second asked about.
_ALONE, _ALONE_A_SECOND = 200, 1.0
_WORTH = 20.0


@dataclass(frozen=True)
class Hits:
    """Hold what the index found.

    Times `here` and `there` in ms, the number of the item there, the two variants, the distance in bits.
    """

    here: "NDArray[np.int64]"
    there: "NDArray[np.int64]"
    numbers: "NDArray[np.int64]"
    mirrored: "NDArray[np.bool_]"
    ours: "NDArray[np.uint8]"
    theirs: "NDArray[np.uint8]"
    bits: "NDArray[np.int64]"

    def __len__(self) -> int:
        return len(self.here)

    def where(self, mask: "NDArray[np.bool_] | NDArray[np.intp] | slice") -> "Hits":
        """Return the hits that `mask` marks or counts."""
        return Hits(*(getattr(self, name)[mask] for name in self.__dataclass_fields__))


@dataclass(frozen=True)
class Seed:
    """Hold a guess worth a look: an item, whether mirrored, the variants that agreed, a line from `start` to `end`."""

    number: int
    mirrored: bool
    ours: Variant
    theirs: Variant
    start: float
    end: float
    line: Line


def seeds(hits: Hits, most: int) -> Iterator[Seed]:
    """Yield the guesses that hits make, the best supported first.

    Votes are counted in cells of 0.8 s of offset by 4 s of footage, each with its neighbours; nearer pictures weigh
    more, and of several hits of one picture one counts. Guesses that rest on one picture alone come last, and no
    more of them than can be looked at. `most` is the distance that hits were asked for.
    """
    import numpy as np

    if not len(hits):
        return
    group = hits.numbers * 2 + hits.mirrored
    offset = np.floor_divide(hits.there - hits.here, _OFFSET) + (1 << 24)
    cell = hits.here // _HERE
    weight = 1.0 + (most - hits.bits) / _WORTH
    keys = _key(group, offset, cell)
    # One vote a picture and cell: the nearest.
    order = np.lexsort((-weight, hits.here, keys))
    first = np.ones(len(order), dtype=bool)
    first[1:] = (np.diff(keys[order]) != 0) | (np.diff(hits.here[order]) != 0)
    votes = order[first]
    cells, inverse = np.unique(keys[votes], return_inverse=True)
    sums = np.bincount(inverse, weights=weight[votes]).astype(np.float64)
    total = _with_neighbours(cells, sums)
    nearest = np.full(len(cells), 999, dtype=np.int64)
    np.minimum.at(nearest, inverse, hits.bits[votes])
    starts = np.searchsorted(keys[votes], cells)
    ends = np.append(starts[1:], len(votes))
    good = (total >= _LEAST_WEIGHT) | (nearest <= _SURE_ALONE)
    alone = np.flatnonzero(~good)
    asked = int(hits.here.max() - hits.here.min()) / 1000
    alone = alone[np.argsort(nearest[alone], kind="stable")][: int(_ALONE + _ALONE_A_SECOND * asked)]
    for at in (*np.flatnonzero(good)[np.argsort(-total[good], kind="stable")], *alone):
        yield _seed(hits, votes[starts[at] : ends[at]])


def _key(group: "NDArray[np.int64]", offset: "NDArray[np.int64]", cell: "NDArray[np.int64]") -> "NDArray[np.int64]":
    return (group << 39) | (offset << 14) | (cell & 0x3FFF)


def _with_neighbours(cells: "NDArray[np.int64]", sums: "NDArray[np.float64]") -> "NDArray[np.float64]":
    import numpy as np

    total = sums.copy()
    for offset in (-1, 0, 1):
        for cell in (-1, 0, 1):
            if offset or cell:
                wanted = cells + (offset << 14) + cell
                at = np.clip(np.searchsorted(cells, wanted), 0, len(cells) - 1)
                total += np.where(cells[at] == wanted, sums[at], 0.0)
    return total


def _seed(hits: Hits, rows: "NDArray[np.intp]") -> Seed:
    import numpy as np

    best = rows[hits.bits[rows].argmin()]
    here = hits.here[rows].astype(np.float64)
    offset = float(np.median(hits.there[rows] - hits.here[rows]))
    return Seed(
        int(hits.numbers[best]),
        bool(hits.mirrored[best]),
        Variant(int(hits.ours[best])),
        Variant(int(hits.theirs[best])),
        float(here.min()),
        float(here.max()),
        Line(1.0, offset),
    )
