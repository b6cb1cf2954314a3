"""Offsets of characters in the source, kept as the pieces that they come in: most run on by one."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain, pairwise
from typing import overload


class Offsets(Sequence[int]):
    """Hold pieces of offsets one after another, as one sequence, without a copy of each number."""

    __slots__ = ("bases", "pieces")

    def __init__(self, pieces: Sequence[Sequence[int]]) -> None:
        self.pieces = pieces
        self.bases = list(accumulate(map(len, pieces), initial=0))

    def __len__(self) -> int:
        return self.bases[-1]

    def __iter__(self) -> Iterator[int]:
        return chain.from_iterable(self.pieces)

    @overload
    def __getitem__(self, index: int) -> int: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[int]: ...
    def __getitem__(self, index: int | slice) -> int | Sequence[int]:
        if isinstance(index, slice):
            start, end, step = index.indices(len(self))
            return self._cut(start, end) if step == 1 else list(self)[index]
        at = index if index >= 0 else index + len(self)
        if not 0 <= at < len(self):
            raise IndexError(index)
        piece = bisect_right(self.bases, at) - 1
        return self.pieces[piece][at - self.bases[piece]]

    def _cut(self, start: int, end: int) -> Sequence[int]:
        if start >= end:
            return ()
        first, last = bisect_right(self.bases, start) - 1, bisect_right(self.bases, end - 1) - 1
        if first == last:
            base = self.bases[first]
            return self.pieces[first][start - base : end - base]
        within = [self.pieces[first][start - self.bases[first] :], *self.pieces[first + 1 : last]]
        return Offsets([*within, self.pieces[last][: end - self.bases[last]]])


def in_a_row(pieces: Sequence[Sequence[int]]) -> Sequence[int]:
    """Return pieces of offsets one after another: as one range where they run on by one, else as a list."""
    if len(pieces) == 1:
        return pieces[0]
    runs = [piece for piece in pieces if isinstance(piece, range)]
    if runs and len(runs) == len(pieces) and all(one.stop == two.start for one, two in pairwise(runs)):
        return range(runs[0].start, runs[-1].stop)
    return list(chain.from_iterable(pieces))


def behind(starts: Sequence[int]) -> Sequence[int]:
    """Return the offsets behind characters that start at `starts` and are each one character of the source."""
    if isinstance(starts, range):
        return range(starts.start + 1, starts.stop + 1)
    return [start + 1 for start in starts]
