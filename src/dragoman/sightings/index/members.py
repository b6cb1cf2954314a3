"""Segments of members: which items are in the index, under which number, from which fingerprints."""

from collections.abc import Iterable, Sequence

import msgspec
import numpy as np

from dragoman.sightings.index.store import Piece, Sections


class Member(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Name an item in the index: the digest of its Media record, its number, and what its rows were made from.

    `fingerprints` are the digests of the records, `methods` the names of the methods that made them, in the same
    order; `length` in milliseconds.
    """

    media: str
    number: int
    fingerprints: tuple[str, ...]
    methods: tuple[str, ...]
    length: int


def sections(members: Iterable[Member]) -> Sections:
    """Return the array of a segment."""
    return [("members", [np.frombuffer(msgspec.msgpack.encode(list(members)), np.uint8)])]


def live(piece: Piece) -> list[Member]:
    """Return the members of a segment that are still in the index."""
    every = msgspec.msgpack.decode(piece.arrays["members"].tobytes(), type=list[Member])
    dead = set(piece.segment.dead)
    return [member for member in every if member.number not in dead]


def size(piece: Piece) -> int:
    """Return how large a segment is, in members."""
    return piece.segment.live


def count(piece: Piece, number: int) -> int:
    """Return 1 where the segment has the member with that number, else 0."""
    return sum(member.number == number for member in live(piece))


def merged(pieces: Sequence[Piece]) -> Sections:
    """Return the array of one segment with the members of several."""
    return sections(member for piece in pieces for member in live(piece))
