"""Segments of sound: for each key the places where it stands, keys ascending, a place being item and step in one.

Arrays: `keys` (uint32, each once), `starts` (uint32, one more: where the places of each key begin), `places` (uint32),
`numbers` (uint32, the items), `counts` (int64, the postings of each), `bases` (int64, one more: the place of each
item's step 0) and `owners` (uint32: whose each page of 2^12 places is). A key that stands often costs 4
bytes a posting, one that stands once 12.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from dragoman.sightings.index.sections import Array
from dragoman.sightings.index.store import Piece, Sections

MOST_PLACES = 1 << 32
PAGE_BITS = 12
"""Items begin at multiples of 2^12 places, so that whose a place is needs no search: 65 s at 62.5 steps a second."""

_LAST_KEY = np.uint32(0xFFFFFFFF)
BLOCK = 1 << 23
"""How many postings are in memory at a time where segments are merged."""


@dataclass(frozen=True)
class Sounding:
    """Hold the landmarks of one item: `keys` and `steps` (uint32) side by side, in any order."""

    number: int
    keys: NDArray[np.uint32]
    steps: NDArray[np.uint32]


def size(piece: Piece) -> int:
    """Return how large a segment is, so that 2^30 is the most: in postings, or in places where those are sparse."""
    return max(piece.segment.live, int(piece.arrays["bases"][-1]) >> 2)


def groups(soundings: Iterable[Sounding]) -> Iterator[list[Sounding]]:
    """Yield the items that have landmarks in groups, each of which has room in one segment."""
    group: list[Sounding] = []
    for one in soundings:
        if group and sum(_steps(other) for other in [*group, one]) > MOST_PLACES:
            yield group
            group = []
        if len(one.keys):
            group.append(one)
    if group:
        yield group


def sections(soundings: Sequence[Sounding]) -> Sections:
    """Return the arrays of a segment."""
    bases = np.cumsum([0, *(_steps(one) for one in soundings)], dtype=np.int64)
    keys = np.concatenate([one.keys for one in soundings])
    places = np.concatenate(
        [one.steps + np.uint32(base) for one, base in zip(soundings, bases, strict=False)], dtype=np.uint32
    )
    order = np.lexsort((places, keys))
    unique, starts = np.unique(keys[order], return_index=True)
    return [
        ("places", [places[order]]),
        ("keys", [unique.astype(np.uint32)]),
        ("starts", [np.append(starts, len(keys)).astype(np.uint32)]),
        ("numbers", [np.array([one.number for one in soundings], np.uint32)]),
        ("counts", [np.array([len(one.keys) for one in soundings], np.int64)]),
        ("bases", [bases]),
        ("owners", [_owners(bases)]),
    ]


def whose(piece: Piece, places: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Return which of a segment's items each place belongs to."""
    owners: NDArray[np.uint32] = piece.arrays["owners"][places >> np.uint32(PAGE_BITS)]
    return owners


def count(piece: Piece, number: int) -> int:
    """Return how many postings one item has in a segment."""
    return int(piece.arrays["counts"][piece.arrays["numbers"] == number].sum())


def merged(pieces: Sequence[Piece]) -> Sections:
    """Return the arrays of one segment with the postings in use of several.

    The places are written first, block by block, and the keys are known once they are.
    """
    sources, bases, at = [], [np.zeros(1, np.int64)], 0
    for piece in pieces:
        source = _Source(piece, at)
        sources.append(source)
        bases.append(source.bases)
        at = source.end
    made = _Made()
    return [
        ("places", _merged(sources, made)),
        ("keys", made.each_key()),
        ("starts", made.each_start()),
        ("numbers", [np.concatenate([source.numbers for source in sources])]),
        ("counts", [np.concatenate([source.counts for source in sources])]),
        ("bases", [every := np.concatenate(bases)]),
        ("owners", [_owners(every)]),
    ]


class _Source:
    """Read a segment that is being merged: its places, moved by what stands before it; `bases` are the items' ends."""

    def __init__(self, piece: Piece, at: int) -> None:
        self.arrays = piece.arrays
        self._piece = piece
        bases = piece.arrays["bases"]
        kept = ~np.isin(piece.arrays["numbers"], piece.segment.dead)
        lengths = np.diff(bases)[kept]
        self.numbers: NDArray[np.uint32] = piece.arrays["numbers"][kept]
        self.counts: NDArray[np.int64] = piece.arrays["counts"][kept]
        self.bases: NDArray[np.int64] = at + np.cumsum(lengths)
        self.end = int(at + lengths.sum())
        self._kept = kept
        self._moved = np.zeros(len(kept), np.int64)
        self._moved[kept] = self.bases - lengths - bases[:-1][kept]

    def between(self, low: np.uint32, high: np.uint32) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
        """Return the keys and places in use of the keys from `low` to `high`."""
        first, end = np.searchsorted(self.arrays["keys"], low), np.searchsorted(self.arrays["keys"], high, "right")
        starts = self.arrays["starts"][first : end + 1].astype(np.int64)
        keys = np.repeat(self.arrays["keys"][first:end], np.diff(starts))
        places = self.arrays["places"][starts[0] : starts[-1]] if len(starts) > 1 else np.empty(0, np.uint32)
        items = whose(self._piece, places)
        kept = self._kept[items]
        return keys[kept], (places[kept] + self._moved[items[kept]]).astype(np.uint32)


@dataclass
class _Made:
    """Gather the keys, and where their places begin, of a segment that is being written."""

    keys: list[NDArray[np.uint32]] = field(default_factory=lambda: [np.empty(0, np.uint32)])
    starts: list[NDArray[np.uint32]] = field(default_factory=lambda: [np.empty(0, np.uint32)])
    total: int = 0

    def each_key(self) -> Iterator[NDArray[np.uint32]]:
        """Yield the keys."""
        yield from self.keys

    def each_start(self) -> Iterator[NDArray[np.uint32]]:
        """Yield where the places of each key begin, and where the last ones end."""
        yield from self.starts
        yield np.array([self.total], np.uint32)


def _merged(sources: Sequence[_Source], made: _Made) -> Iterator[Array]:
    for low, high in _ranges(sources):
        parts = [source.between(low, high) for source in sources]
        keys = np.concatenate([part[0] for part in parts])
        places = np.concatenate([part[1] for part in parts])
        order = np.argsort(keys, kind="stable")
        unique, starts = np.unique(keys[order], return_index=True)
        made.keys.append(unique)
        made.starts.append((starts + made.total).astype(np.uint32))
        made.total += len(keys)
        yield places[order]


def _ranges(sources: Sequence[_Source]) -> Iterator[tuple[np.uint32, np.uint32]]:
    """Yield ranges of keys, ascending, first and last, that hold about BLOCK postings each."""
    total = sum(len(source.arrays["places"]) for source in sources)
    largest = max(sources, key=lambda source: len(source.arrays["keys"])).arrays
    shares = np.linspace(0, len(largest["places"]), total // BLOCK + 2)[1:-1].astype(np.uint32)
    cuts = largest["keys"][np.searchsorted(largest["starts"], shares).clip(max=len(largest["keys"]) - 1)]
    firsts = np.unique(np.append(cuts, np.uint32(0)))
    yield from zip(firsts, np.append(firsts[1:] - np.uint32(1), _LAST_KEY), strict=True)


def _owners(bases: NDArray[np.int64]) -> NDArray[np.uint32]:
    return np.repeat(np.arange(len(bases) - 1, dtype=np.uint32), np.diff(bases) >> PAGE_BITS)


def _steps(one: Sounding) -> int:
    """Return how many places an item takes up: whole pages."""
    return (int(one.steps.max()) | ((1 << PAGE_BITS) - 1)) + 1 if len(one.steps) else 0
