"""Cuts of a picture: a box of it brought to the size that is hashed."""

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from dragoman.sightings.picture.transform import SIDE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


# Lines in one matrix product: one so small is done by one thread, and rounds the same in any company.
_AT_ONCE = 32


@dataclass(frozen=True, slots=True)
class Box:
    """Hold a box of a picture in fractions of its width and height: left and top in, right and bottom out."""

    left: float
    top: float
    right: float
    bottom: float


WHOLE = Box(0.0, 0.0, 1.0, 1.0)


def shrunk(lumas: "NDArray[np.uint8]", box: Box) -> "NDArray[np.float32]":
    """Return what stands in `box` of each luma (uint8, n by size by size), as n by 64 by 64 means of areas."""
    count, size = lumas.shape[:2]
    if box == WHOLE and size == 2 * SIDE:
        return _halved(lumas)
    rows, columns = _means(box.top, box.bottom, size), _means(box.left, box.right, size)
    across = lumas.reshape(-1, _AT_ONCE, size) @ columns.T
    parts = rows.reshape(-1, 1, _AT_ONCE, size) @ across.reshape(count, size, SIDE)
    return parts.transpose(1, 0, 2, 3).reshape(count, SIDE, SIDE)


def _halved(lumas: "NDArray[np.uint8]") -> "NDArray[np.float32]":
    """Return the means of squares of two by two; two neighbours are read as one number of two bytes."""
    import numpy as np

    pairs = np.ascontiguousarray(lumas).view(np.uint16)
    sums = (pairs & 0xFF) + (pairs >> 8)
    return (sums[:, 0::2] + sums[:, 1::2]) * np.float32(0.25)


# Borders are found to a quarter of a pixel, so that few boxes ever come.
@lru_cache(maxsize=512)
def _means(start: float, end: float, size: int) -> "NDArray[np.float32]":
    """Return the matrix (64 by size) that takes the mean over each 64th of the stretch from `start` to `end`."""
    import numpy as np

    edges = np.linspace(start * size, end * size, SIDE + 1)[:, None]
    covered = np.clip(edges - np.arange(size), 0.0, 1.0)
    return np.asarray(np.diff(covered, axis=0) / (edges[1] - edges[0]), dtype=np.float32)
