"""How near pictures come that have nothing to do with one another, in one archive and in one item of it.

A station's sign, a news bar or a card of text makes pictures alike that are not the same. What such things explain
of a likeness is measured on the archive's own pictures, and taken off.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING

from dragoman.sightings.frames import Variant
from dragoman.sightings.tracks import Track, apart, tracks

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from dragoman.sightings.frames import Frames

UNRELATED = 113.0
"""The distance in bits of the nearer of two unrelated pictures: 128 less a deviation of 8.4, and some."""
_UNRELATED = NormalDist(128.0, 8.4)
ITEMS = 64
"""Items of an archive that pictures are drawn from at the most."""
EACH = 12
"""Pictures drawn from each."""
_FEWEST_ITEMS = 8
_RANK = 2
_OWN_SAMPLE, _OWN_EVERY, _OWN_LEAST = 400, 2000.0, 180_000.0
_BESIDE = 15_000.0
_MOST = 41.0
_BLOCK = 256


Name = tuple[int, bool, Variant]
"""Say whose pictures a track holds: an item by its number, or -1 for those asked about; mirrored or not; a variant."""


@dataclass(frozen=True)
class Side:
    """Hold one side of pairs of pictures: whose they are, all of them, and the rows of those in the pairs."""

    name: Name
    track: Track
    rows: "NDArray[np.intp]"


class Background:
    """Hold pictures drawn from an archive, and say of any picture how near unrelated ones come to it.

    They are too near where the third nearest of the other item's own pictures, other than within 15 s of the place
    in question, or of the pictures drawn from other items, is nearer than it would be if nothing were in common.
    Archives of fewer than 8 items and items of less than three minutes say nothing. No more than 41 bits are
    explained, nor more than there are: however often a picture is shown, what is the same is the same.
    """

    def __init__(self, drawn: "Drawn | None" = None) -> None:
        self._archive = drawn
        self._items: dict[Name, Track | None] = {}
        self._kept: dict[tuple[Name, int], tuple[NDArray[np.float64], NDArray[np.int64]]] = {}

    def told(self, ours: Side, theirs: Side, bits: "NDArray[np.float64]") -> "NDArray[np.float64]":
        """Return the distances of pairs with what a common background explains of them put back on."""
        import numpy as np

        if theirs.name[2] == Variant.NEURAL:
            # How near a descriptor brings what is unrelated is for its own limits to say.
            return bits
        made = np.zeros(len(bits))
        if self._archive is not None:
            made = self._in_archive(ours, self._archive, theirs.name[0])
        for one, other in ((ours, theirs), (theirs, ours)):
            drawn = self._of(other)
            if drawn is not None:
                made = np.maximum(made, _in_item(one.track.words[one.rows], drawn, other.track.times[other.rows]))
        told: NDArray[np.float64] = bits + np.minimum(made.clip(0.0, _MOST), bits)
        return told

    def _of(self, side: Side) -> Track | None:
        if side.name not in self._items:
            self._items[side.name] = _drawn_from(side.track)
        return self._items[side.name]

    def _in_archive(self, ours: Side, archive: "Drawn", number: int) -> "NDArray[np.float64]":
        """Return what the pictures of all items but one explain of rows; the nearest are worked out by blocks, once."""
        import numpy as np

        made = np.empty(len(ours.rows))
        count = len(archive.numbers) - int((archive.numbers == number).sum())
        blocks = ours.rows // _BLOCK
        for block in np.unique(blocks):
            at = ours.name, int(block)
            if at not in self._kept:
                self._kept[at] = _nearest(ours.track.words[block * _BLOCK : (block + 1) * _BLOCK], archive)
            mine = blocks == block
            bits, numbers = (each[ours.rows[mine] - block * _BLOCK] for each in self._kept[at])
            made[mine] = _nearer(np.where(numbers == number, np.inf, bits), count)
        return made


@dataclass(frozen=True)
class Drawn:
    """Hold pictures drawn from an archive: `words` of 64 bits (n by 4), and the number of the item of each (int64)."""

    words: "NDArray[np.uint64]"
    numbers: "NDArray[np.int64]"


def background(numbers: Sequence[int], frames: Callable[[int], "Frames | None"]) -> Background:
    """Return the background of an archive, drawn evenly from the items with these numbers."""
    import numpy as np

    if len(numbers) < _FEWEST_ITEMS:
        return Background()
    chosen = [numbers[at] for at in _even(len(numbers), ITEMS)]
    shown = {number: track for number in chosen if (track := _whole(frames(number))) is not None}
    if len(shown) < _FEWEST_ITEMS:
        return Background()
    parts = {number: track.words[_even(len(track), EACH)] for number, track in shown.items()}
    whose = np.repeat(list(parts), [len(each) for each in parts.values()])
    return Background(Drawn(np.concatenate(list(parts.values())), whose))


def _whole(frames: "Frames | None") -> Track | None:
    return tracks(frames).get(Variant.WHOLE) if frames is not None else None


def _drawn_from(track: Track) -> Track | None:
    """Return pictures of one item, one in two seconds or fewer; None where it is too short to tell."""
    length = float(track.times[-1] - track.times[0]) if len(track) else 0.0
    if length < _OWN_LEAST:
        return None
    at = _even(len(track), min(_OWN_SAMPLE, int(length / _OWN_EVERY)))
    return Track(track.times[at], track.words[at])


def _in_item(words: "NDArray[np.uint64]", own: Track, there: "NDArray[np.float64]") -> "NDArray[np.float64]":
    """Return what an item's pictures away from a place explain of each row."""
    import numpy as np

    made = np.empty(len(words))
    for start in range(0, len(words), _BLOCK):
        rows = slice(start, start + _BLOCK)
        bits = apart(words[rows, None, :], own.words[None, :, :])
        bits[np.abs(own.times[None, :] - there[rows, None]) < _BESIDE] = np.inf
        made[rows] = _nearer(bits, len(own))
    return made


def _nearest(words: "NDArray[np.uint64]", archive: Drawn) -> "tuple[NDArray[np.float64], NDArray[np.int64]]":
    """Return the nearest pictures drawn, and whose they are: enough to leave all of one item out."""
    import numpy as np

    bits = apart(words[:, None, :], archive.words[None, :, :])
    kept = np.argpartition(bits, min(EACH + _RANK, bits.shape[1] - 1), axis=1)[:, : EACH + _RANK + 1]
    return np.take_along_axis(bits, kept, axis=1), archive.numbers[kept]


def _nearer(bits: "NDArray[np.float64]", count: int) -> "NDArray[np.float64]":
    """Return by how much the third nearest of `count` pictures is nearer than it would be among unrelated ones."""
    import numpy as np

    near: NDArray[np.float64] = _UNRELATED.inv_cdf((_RANK + 0.5) / count) - np.partition(bits, _RANK, axis=1)[:, _RANK]
    return near


def _even(length: int, count: int) -> "NDArray[np.intp]":
    import numpy as np

    return np.unique(np.linspace(0, length - 1, max(1, min(length, count))).astype(np.intp))
