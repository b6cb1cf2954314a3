"""Votes of landmarks for where sound stands: one for each pair of item and offset."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOMENT = 12
"""Landmarks within as many steps, a fifth of a second, are one moment."""

_MOST = 24
_APART = 6
_HALF = 1 << 31
_MANY = 1000
_ROOM_BITS = 4
_MIX = 0x9E3779B97F4A7C15


@dataclass(frozen=True)
class Postings:
    """Hold landmarks found: when each is heard here (`heard`), in which item (`numbers`), and when there (`stored`)."""

    heard: "NDArray[np.uint32]"
    numbers: "NDArray[np.uint32]"
    stored: "NDArray[np.uint32]"

    @classmethod
    def none(cls) -> Self:
        """Return no postings."""
        import numpy as np

        return cls(*(np.empty(0, dtype=np.uint32) for _ in range(3)))

    def followed_by(self, other: Self) -> Self:
        """Return these and then the other's."""
        import numpy as np

        return type(self)(
            np.concatenate([self.heard, other.heard]),
            np.concatenate([self.numbers, other.numbers]),
            np.concatenate([self.stored, other.stored]),
        )


@dataclass(frozen=True)
class Candidate:
    """Hold what agrees within one window: item, offset in steps, and when each of the landmarks is heard."""

    window: int
    number: int
    offset: int
    heard: "NDArray[np.int64]"

    @property
    def moments(self) -> int:
        """Return how many distinct moments the landmarks stand in."""
        return len(set((self.heard // MOMENT).tolist()))


def candidates(postings: Postings, window: int, *, least: int) -> list[Candidate]:
    """Return the offsets that at least `least` postings agree on, give or take a step: at most 24, best first."""
    import numpy as np

    places = (postings.numbers.astype(np.int64) << 32) + (
        postings.stored.astype(np.int64) - postings.heard.astype(np.int64) + _HALF
    )
    heard = postings.heard.astype(np.int64)
    if len(places) > _MANY:
        kept = likely(places, least)
        places, heard = places[kept], heard[kept]
    order = np.argsort(places, kind="stable")
    places, heard = places[order], heard[order]
    distinct, counts = np.unique(places, return_counts=True)
    sums = _with_neighbours(distinct, counts)
    chosen: list[Candidate] = []
    for at in np.argsort(-sums, kind="stable"):
        if sums[at] < least or len(chosen) == _MOST:
            break
        place = int(distinct[at])
        number, offset = place >> 32, (place & 0xFFFFFFFF) - _HALF
        if any(other.number == number and abs(other.offset - offset) <= _APART for other in chosen):
            continue
        start, end = np.searchsorted(places, [place - 1, place + 2])
        chosen.append(Candidate(window, number, offset, heard[start:end]))
    return chosen


def _with_neighbours(distinct: "NDArray[np.int64]", counts: "NDArray[np.int64]") -> "NDArray[np.int64]":
    import numpy as np

    sums = counts.copy()
    adjacent = np.diff(distinct) == 1
    sums[:-1] += np.where(adjacent, counts[1:], 0)
    sums[1:] += np.where(adjacent, counts[:-1], 0)
    return sums


def likely(places: "NDArray[np.int64]", least: int) -> "NDArray[np.bool_]":
    """Mark the postings that could stand in a crowd of `least`, by a table of counts that can only overstate."""
    import numpy as np

    bits = len(places).bit_length() + _ROOM_BITS

    def cells(shift: int) -> "NDArray[np.int64]":
        mixed = ((places >> 2) + shift).view(np.uint64) * np.uint64(_MIX)
        return (mixed >> np.uint64(64 - bits)).view(np.int64)

    own = cells(0)
    table = np.bincount(own, minlength=1 << bits)
    total: NDArray[np.bool_] = table[own] + table[cells(-1)] + table[cells(1)] >= least
    return total
