"""The rows of a fingerprint that a batch of pictures gives, variant by variant."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.sightings.frames import BYTES, Frames, Variant
from dragoman.sightings.picture.cuts import WHOLE, Box, shrunk
from dragoman.sightings.picture.transform import hashed

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEAST_SIDE = 0.2
"""The least share of a side that is taken for a picture within borders."""
CUTS = {
    Variant.CROP_5: Box(0.05, 0.05, 0.95, 0.95),
    Variant.CROP_10: Box(0.10, 0.10, 0.90, 0.90),
    Variant.MIDDLE: Box(0.125, 0.0, 0.875, 1.0),
    Variant.UPPER: Box(0.0, 0.0, 1.0, 0.75),
}


@dataclass(frozen=True)
class Batch:
    """Hold pictures with their times in milliseconds, and the depths of their borders in pixels of the luma.

    `leading` marks those of which the cuts are made too.
    """

    times: "NDArray[np.uint32]"
    lumas: "NDArray[np.uint8]"
    borders: "NDArray[np.float32]"
    leading: "NDArray[np.bool_]"


def rows(batch: Batch) -> Frames:
    """Return the rows of all variants of a batch, in the order of time and then of variant."""
    return joined([_row_set(batch.times, Variant.WHOLE, shrunk(batch.lumas, WHOLE)), *_stripped(batch), *_cuts(batch)])


def joined(parts: list[Frames]) -> Frames:
    """Return the rows of all parts in the order of time and then of variant."""
    import numpy as np

    times = np.concatenate([np.zeros(0, dtype=np.uint32), *(part.times for part in parts)])
    variants = np.concatenate([np.zeros(0, dtype=np.uint8), *(part.variants for part in parts)])
    qualities = np.concatenate([np.zeros(0, dtype=np.uint8), *(part.qualities for part in parts)])
    hashes = np.concatenate([np.zeros((0, BYTES), dtype=np.uint8), *(part.hashes for part in parts)])
    order = np.lexsort((variants, times))
    return Frames(times[order], variants[order], qualities[order], hashes[order])


def _stripped(batch: Batch) -> Iterator[Frames]:
    import numpy as np

    size = batch.lumas.shape[1]
    boxes, which = np.unique(batch.borders, axis=0, return_inverse=True)
    for number, (left, top, right, bottom) in enumerate((boxes / size).tolist()):
        # Opposite edges are voted for one by one, and may leave nothing between them where footage changes its shape.
        left_over = min(1 - left - right, 1 - top - bottom)
        if left_over >= LEAST_SIDE and (left or top or right or bottom):
            mask = which == number
            inside = shrunk(batch.lumas[mask], Box(left, top, 1 - right, 1 - bottom))
            yield _row_set(batch.times[mask], Variant.STRIPPED, inside)


def _cuts(batch: Batch) -> Iterator[Frames]:
    times, lumas = batch.times[batch.leading], batch.lumas[batch.leading]
    for variant, box in CUTS.items():
        yield _row_set(times, variant, shrunk(lumas, box))


def _row_set(times: "NDArray[np.uint32]", variant: Variant, pictures: "NDArray[np.float32]") -> Frames:
    import numpy as np

    hashes, qualities = hashed(pictures)
    return Frames(times, np.full(len(times), variant, dtype=np.uint8), qualities, hashes)
