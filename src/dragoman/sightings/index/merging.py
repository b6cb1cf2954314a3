"""Few files, however many items came one by one: segments of one size are merged, so that each row moves seldom.

A segment is of the tier that its size falls into; where eight of one tier stand, they become one. A row is thus
copied once for each eightfold growth of the index. A segment that lost a quarter of its rows is written anew.
"""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Protocol

import msgspec

from dragoman.sightings.index import members, postings, rows
from dragoman.sightings.index.manifest import Family
from dragoman.sightings.index.store import Change, Piece, Sections

_FANOUT = 8
_LOST = 4


class _Work(Protocol):
    def size(self, piece: Piece) -> int: ...

    def count(self, piece: Piece, number: int) -> int: ...

    def merged(self, pieces: Sequence[Piece]) -> Sections: ...


@dataclass(frozen=True)
class _Kind:
    """Say how segments of a family are made and how large they are: in rows, the least tier, what one change
    may merge by the way, and the most of a segment."""

    work: _Work
    least: int
    eager: int
    most: int


_KINDS: dict[Family, _Kind] = {
    "members": _Kind(members, 1 << 6, 1 << 16, 1 << 23),
    "pictures": _Kind(rows, 1 << 12, 1 << 22, 1 << 26),
    "crops": _Kind(rows, 1 << 12, 1 << 22, 1 << 26),
    "sound": _Kind(postings, 1 << 16, 1 << 24, 1 << 30),
}


def killed(change: Change, family: Family, numbers: Collection[int]) -> int:
    """Mark items as taken out of a family; return how many rows they had."""
    total = 0
    for piece in change.of(family):
        lost = {number: _KINDS[family].work.count(piece, number) for number in set(numbers) - set(piece.segment.dead)}
        dead = tuple(sorted(number for number, count in lost.items() if count))
        if dead:
            segment = piece.segment
            total += sum(lost.values())
            altered = msgspec.structs.replace(
                segment, dead=(*segment.dead, *dead), lost=segment.lost + sum(lost.values())
            )
            change.alter(piece, altered)
    return total


def settled(change: Change, *, whole: bool = False) -> None:
    """Merge what is due; unless `whole`, only what is soon done, for a change that somebody waits for."""
    for family, kind in _KINDS.items():
        limit = kind.most if whole else kind.eager
        while due := _due(change.of(family), kind, limit):
            change.drop(due)
            change.put(family, sum(piece.segment.live for piece in due), kind.work.merged(due))


def _due(pieces: Sequence[Piece], kind: _Kind, limit: int) -> list[Piece]:
    """Return the segments to be merged next, none where all is in order."""
    tiers: dict[int, list[Piece]] = {}
    for piece in pieces:
        size = kind.work.size(piece)
        if piece.segment.lost * _LOST > piece.segment.rows and size <= limit:
            return [piece]
        tiers.setdefault(_tier(size, kind), []).append(piece)
    for _, alike in sorted(tiers.items()):
        sizes = accumulate(kind.work.size(piece) for piece in alike)
        fitting = [piece for piece, size in zip(alike, sizes, strict=True) if size <= limit]
        if len(alike) >= _FANOUT and len(fitting) * 2 >= _FANOUT:
            return fitting
    return []


def _tier(size: int, kind: _Kind) -> int:
    return 0 if size < kind.least else 1 + int(math.log(size / kind.least, _FANOUT))
