"""The index of sound in the segments of a folder: where each of many landmark keys stands."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dragoman.sightings.index.postings import whose
from dragoman.sightings.index.store import Piece, Store

SHARE = 1 << 12
RARE = 1 << 10

Found = tuple[NDArray[np.int64], NDArray[np.uint32], NDArray[np.uint32]]
Bounds = tuple[NDArray[np.int64], NDArray[np.int64]]

_NONE: Found = (np.empty(0, np.int64), np.empty(0, np.uint32), np.empty(0, np.uint32))


class SoundIndex:
    """Find the places of keys; one that stands too often to prove anything is left out.

    Too often is: more than RARE times, and more often than one in SHARE of all landmarks of the archive.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def __len__(self) -> int:
        return sum(piece.segment.live for piece in self._pieces())

    @property
    def most(self) -> int:
        """Return how many times a key may stand in the archive before it is left out."""
        return max(RARE, len(self) // SHARE)

    def common(self, keys: NDArray[np.uint32]) -> NDArray[np.bool_]:
        """Tell of each key whether `find` leaves it out."""
        unique, which = np.unique(keys.astype(np.uint32), return_inverse=True)
        return self._common([_bounds(piece, unique) for piece in self._pieces()], len(unique))[which]

    def find(self, keys: NDArray[np.uint32]) -> Found:
        """Return every place of every key: rows of `keys` (int64), numbers of items, steps (uint32), side by side.

        They come in no order. The result takes 16 bytes a place and the work 40 more, so ask for a stretch of
        footage at a time.
        """
        unique, which = np.unique(keys.astype(np.uint32), return_inverse=True)
        pieces = self._pieces()
        bounds = [_bounds(piece, unique) for piece in pieces]
        rows = np.flatnonzero(~self._common(bounds, len(unique))[which])
        found = [
            _places(piece, rows, first[which[rows]], end[which[rows]])
            for piece, (first, end) in zip(pieces, bounds, strict=True)
        ]
        every, numbers, steps = zip(_NONE, *found, strict=True)
        return np.concatenate(every), np.concatenate(numbers), np.concatenate(steps)

    def _common(self, bounds: Sequence[Bounds], keys: int) -> NDArray[np.bool_]:
        return sum((end - first for first, end in bounds), np.zeros(keys, np.int64)) > self.most

    def _pieces(self) -> list[Piece]:
        return self._store.view.of("sound")


def _bounds(piece: Piece, unique: NDArray[np.uint32]) -> Bounds:
    """Return where the places of each key begin and end in a segment."""
    keys, starts = piece.arrays["keys"], piece.arrays["starts"]
    slots = np.searchsorted(keys, unique)
    there = keys[slots.clip(max=len(keys) - 1)] == unique
    first = starts[slots].astype(np.int64)
    return first, np.where(there, starts[np.minimum(slots + 1, len(keys))], first)


def _places(piece: Piece, rows: NDArray[np.int64], first: NDArray[np.int64], end: NDArray[np.int64]) -> Found:
    counts = end - first
    every = np.repeat(rows, counts)
    at = np.repeat(first - (np.cumsum(counts) - counts), counts)
    at += np.arange(len(at))
    places = piece.arrays["places"][at]
    items = whose(piece, places)
    numbers = piece.arrays["numbers"][items]
    # The place past the last item may be 2^32; no item begins there.
    steps = places - piece.arrays["bases"][:-1].astype(np.uint32)[items]
    if not piece.segment.dead:
        return every, numbers, steps
    kept = ~np.isin(numbers, piece.segment.dead)
    return every[kept], numbers[kept], steps[kept]
