"""Borders around the true picture of a luma: flat bars, and the smooth sides of a picture laid over its own blur.

A border ends in a straight break: along a line, the picture jumps from what the lines before it promise. Where dark
footage hides that break nothing is found, and frames near it have to tell (`dragoman.sightings.picture.steady`).
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

EDGES = ("left", "top", "right", "bottom")
# What a bend of three pixels has to exceed to be no noise of a codec.
_STEP = 4
_BREAK_SHARE = 0.25
# A bar keeps its colour over this share of a line, so that a logo or subtitles may stand in it.
_FLAT_SHARE = 0.7
_FLAT_STEP = 6
# A picture over its own blur: long breaks, in the middle to so many pixels, smooth outside and sharper inside.
_LONG_BREAK_SHARE = 0.4
_UNEVEN = 2
_SMOOTH_SHARE = 0.04
_SHARP_SHARE = 0.06
_SHARPER = 3
# Of the length of a side, the most that borders may take away.
_MOST_SHARE = 0.8


def depths(lumas: "NDArray[np.uint8]") -> "NDArray[np.float32]":
    """Return how deep the borders of each luma (n by size by size) are, in pixels and fractions, as n by 4.

    The order is that of `EDGES`; 0 is an edge with no border, or none that shows.
    """
    import numpy as np

    upright = lumas.astype(np.int16)
    turned = np.ascontiguousarray(upright.transpose(0, 2, 1))
    # Of each pixel: whether the picture bends there along its column, and along its row.
    down, along = _bent(upright), _bent(turned)
    found = np.zeros((len(lumas), len(EDGES)), dtype=np.float32)
    found[:, 1::2] = _pair(_Lines(upright, _shares(down), _across(along)))
    found[:, 0::2] = _pair(_Lines(turned, _shares(along), _across(down)))
    return found


@dataclass(frozen=True)
class _Lines:
    """Hold pictures as lines that run along a border, from the outermost one in.

    `bent` is the share of each line that does not lie between its neighbours, `rough` the share where the line
    itself bends.
    """

    levels: "NDArray[np.int16]"
    bent: "NDArray[np.float32]"
    rough: "NDArray[np.float32]"

    def turned(self) -> "_Lines":
        """Return them from the opposite side."""
        return _Lines(self.levels[:, ::-1], self.bent[:, ::-1], self.rough[:, ::-1])


def _bent(levels: "NDArray[np.int16]") -> "NDArray[np.bool_]":
    """Mark the pixels that lie off the straight slope from the line before to the line after."""
    import numpy as np

    marks = np.zeros(levels.shape, dtype=np.bool_)
    bends = levels[:, :-2] + levels[:, 2:]
    bends -= levels[:, 1:-1]
    bends -= levels[:, 1:-1]
    np.abs(bends, out=bends)
    np.greater(bends, _STEP, out=marks[:, 1:-1])
    return marks


def _shares(marks: "NDArray[np.bool_]") -> "NDArray[np.float32]":
    """Return the share of each line that is marked; counted in packed bits, which is ten times as fast."""
    import numpy as np

    shares = np.bitwise_count(np.packbits(marks, axis=2)).sum(axis=2, dtype=np.uint16) / np.float32(marks.shape[2])
    return np.asarray(shares, dtype=np.float32)


def _across(marks: "NDArray[np.bool_]") -> "NDArray[np.float32]":
    """Return the share of marks in each line that crosses these."""
    import numpy as np

    counts = marks.view(np.uint8).sum(axis=1, dtype=np.uint8)
    return np.asarray(counts / np.float32(marks.shape[1]), dtype=np.float32)


def _pair(one: _Lines) -> "NDArray[np.float32]":
    """Return the depths at both ends of pictures whose lines stand along the second axis, as n by 2."""
    import numpy as np

    other = one.turned()
    blurred = _blurred(one, other)
    flat = np.stack([_flat(one), _flat(other)], axis=1)
    pair = np.where(blurred.any(axis=1, keepdims=True), blurred, flat)
    pair[pair.sum(axis=1) > _MOST_SHARE * one.levels.shape[1]] = 0
    return pair


def _flat(lines: _Lines) -> "NDArray[np.float32]":
    """Return how deep a bar of one colour is: its lines are mostly of that colour, and there is a break after it."""
    import numpy as np

    rows = np.arange(len(lines.levels))
    colour = np.median(lines.levels[:, 0], axis=1).astype(np.int16)
    bars = _shares(np.abs(lines.levels - colour[:, None, None]) <= _FLAT_STEP) >= _FLAT_SHARE
    last = np.argmin(bars, axis=1) - 1
    held = (last >= 0) & ~bars.all(axis=1)
    last = np.maximum(last, 0)
    held &= np.maximum(lines.bent[rows, last], lines.bent[rows, last + 1]) >= _BREAK_SHARE
    return np.where(held, _edges(lines.levels, last), 0).astype(np.float32)


def _blurred(one: _Lines, other: _Lines) -> "NDArray[np.float32]":
    """Return how deep the smooth lines are at both ends, where both break off, at about the same depth."""
    import numpy as np

    half = one.bent.shape[1] // 2
    first, second = one.bent[:, :half], other.bent[:, :half]
    near = np.lib.stride_tricks.sliding_window_view(
        np.pad(second, ((0, 0), (_UNEVEN, _UNEVEN))), 2 * _UNEVEN + 1, axis=1
    )
    broken = (first >= _LONG_BREAK_SHARE) & (near.max(axis=2) >= _LONG_BREAK_SHARE)
    lasts = np.arange(1, half + 1)
    outside = (np.cumsum(one.rough[:, :half], axis=1) + np.cumsum(other.rough[:, :half], axis=1)) / (2 * lasts)
    inside = (one.rough.sum(axis=1, keepdims=True) - 2 * lasts * outside) / (one.rough.shape[1] - 2 * lasts + 1)
    broken &= (outside <= _SMOOTH_SHARE) & (inside >= _SHARPER * outside) & (inside >= _SHARP_SHARE)
    last = np.argmax(broken, axis=1)
    rows = np.arange(len(last))
    opposite = np.maximum(last + np.argmax(near[rows, last] >= _LONG_BREAK_SHARE, axis=1) - _UNEVEN, 0)
    pair = np.stack([_edges(one.levels, last), _edges(other.levels, opposite)], axis=1)
    pair[~broken.any(axis=1)] = 0
    return pair


def _edges(levels: "NDArray[np.int16]", last: "NDArray[np.intp]") -> "NDArray[np.float32]":
    """Return where the border ends whose last whole line is `last`: the next may hold some of it still."""
    import numpy as np

    rows = np.arange(len(levels))
    most = levels.shape[1] - 1
    border = levels[rows, last]
    one, two = (np.abs(levels[rows, np.minimum(last + step, most)] - border).mean(axis=1) for step in (1, 2))
    picture = np.clip(one / np.maximum(two, 1e-3), 0, 1)
    edges: NDArray[np.float32] = (last + 2 - picture).astype(np.float32)
    return edges
