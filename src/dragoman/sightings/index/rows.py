"""Segments of pictures: ids and hashes side by side in the order of ids, so that an item's rows lie together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from dragoman.sightings.index.ids import first_id
from dragoman.sightings.index.sections import Array
from dragoman.sightings.index.store import Piece, Sections

BLOCK = 1 << 20
"""How many rows are handled at a time where a segment is copied."""


@dataclass(frozen=True)
class Stretch:
    """Hold rows that lie together: `ids` ascending, `hashes` n by 32."""

    ids: NDArray[np.int64]
    hashes: NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.ids)


def sections(ids: NDArray[np.int64], hashes: NDArray[np.uint8]) -> Sections:
    """Return the arrays of a segment for rows in any order."""
    order = np.argsort(ids, kind="stable")
    return [("hashes", [hashes[order].astype(np.uint8)]), ("ids", [ids[order].astype(np.int64)])]


def size(piece: Piece) -> int:
    """Return how large a segment is, in rows in use."""
    return piece.segment.live


def bounds(piece: Piece, number: int) -> tuple[int, int]:
    """Return where the rows of one item begin and end in a segment."""
    first, end = np.searchsorted(piece.arrays["ids"], [first_id(number), first_id(number + 1)])
    return int(first), int(end)


def count(piece: Piece, number: int) -> int:
    """Return how many rows one item has in a segment."""
    first, end = bounds(piece, number)
    return end - first


def live(piece: Piece) -> Iterator[Stretch]:
    """Yield the rows in use of a segment, in stretches as long as the items taken out of it allow."""
    at = 0
    for first, end in [*(bounds(piece, number) for number in sorted(piece.segment.dead)), (piece.segment.rows,) * 2]:
        if first > at:
            yield Stretch(piece.arrays["ids"][at:first], piece.arrays["hashes"][at:first])
        at = end


def merged(pieces: Sequence[Piece]) -> Sections:
    """Return the arrays of one segment with the rows in use of several, in the order of ids."""
    stretches = sorted((stretch for piece in pieces for stretch in live(piece)), key=lambda one: int(one.ids[0]))
    if all(before.ids[-1] < after.ids[0] for before, after in pairwise(stretches)):
        hashes = (block for stretch in stretches for block in _blocks(stretch.hashes))
        ids = (block for stretch in stretches for block in _blocks(stretch.ids))
        return [("hashes", hashes), ("ids", ids)]
    every = np.concatenate([stretch.ids for stretch in stretches])
    order = np.argsort(every, kind="stable")
    return [
        ("hashes", _gathered([stretch.hashes for stretch in stretches], order)),
        ("ids", (every[block] for block in _blocks(order))),
    ]


def _blocks(rows: Array) -> Iterator[Array]:
    return (rows[at : at + BLOCK] for at in range(0, len(rows), BLOCK))


def _gathered(parts: Sequence[Array], order: NDArray[np.intp]) -> Iterator[Array]:
    starts = np.cumsum([0, *(len(part) for part in parts)])
    for block in _blocks(order):
        which = np.searchsorted(starts, block, side="right") - 1
        rows = np.empty((len(block), parts[0].shape[1]), dtype=parts[0].dtype)
        for number, part in enumerate(parts):
            mine = which == number
            rows[mine] = part[block[mine] - starts[number]]
        yield rows
