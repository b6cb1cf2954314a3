"""Make the fingerprint of pictures as they come, in memory that holds the rows alone, and choose rows for an index."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dragoman.model.capture import Tool
from dragoman.sightings.frames import LEAST_QUALITY, Frames, Variant
from dragoman.sightings.picture.borders import depths
from dragoman.sightings.picture.rows import CUTS, Batch, joined, rows
from dragoman.sightings.picture.steady import REACH, steadied
from dragoman.sightings.picture.transform import apart

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RATE = 4
SIDE = 128

_SECOND = 1000
_INDEXED = (Variant.WHOLE, Variant.STRIPPED)
# Rows that look alike say nothing more, but what lasts has to be found at any moment of it.
_ALIKE_BITS = 8
_LONGEST_GAP = 10_000


def method() -> Tool:
    """Name the method of these fingerprints: only those of one version and settings can be compared."""
    settings = {"pictures a second": str(RATE), "luma": f"{SIDE}x{SIDE}", "least quality": str(LEAST_QUALITY)}
    return Tool("pdq-frames", "1", settings)


class PictureMaker:
    """Turn lumas into `Frames`: WHOLE of each, STRIPPED where borders are found, the cuts once a second.

    Feed what `dragoman.engines.media.decode.pictures` hands on. How that is cut into batches changes nothing.
    """

    def __init__(self) -> None:
        import numpy as np

        self._parts: list[Frames] = []
        self._second = -1
        # Pictures around the ones whose rows are made: `_made` of them have theirs and only speak for those after.
        self._times = np.zeros(0, dtype=np.uint32)
        self._lumas = np.zeros((0, SIDE, SIDE), dtype=np.uint8)
        self._depths = np.zeros((0, 4), dtype=np.float32)
        self._made = 0

    def feed(self, times: "NDArray[np.uint32]", lumas: "NDArray[np.uint8]") -> None:
        """Take in pictures (uint8, n by 128 by 128) shown at `times` in milliseconds, later than all before."""
        import numpy as np

        self._times = np.concatenate([self._times, times])
        self._lumas = np.concatenate([self._lumas, lumas])
        self._depths = np.concatenate([self._depths, depths(lumas)])
        self._make(len(self._times) - REACH)

    def finish(self) -> Frames:
        """Return all rows, in the order of time and then of variant."""
        self._make(len(self._times))
        frames = joined(self._parts)
        self._parts = [frames]
        return frames

    def _make(self, until: int) -> None:
        """Make the rows of the pictures up to number `until` of those around."""
        if until <= self._made:
            return
        now = slice(self._made, until)
        times = self._times[now]
        batch = Batch(times, self._lumas[now], steadied(self._depths)[now], self._leading(times))
        self._parts.append(rows(batch))
        past = max(0, until - REACH)
        self._times, self._lumas, self._depths = self._times[past:], self._lumas[past:], self._depths[past:]
        self._made = until - past

    def _leading(self, times: "NDArray[np.uint32]") -> "NDArray[np.bool_]":
        """Mark the first picture of each second."""
        leading = _firsts(times, self._second)
        self._second = int(times[-1]) // _SECOND
        return leading


def indexed(frames: Frames) -> Frames:
    """Return the rows for the main index: whole and stripped pictures, one a second, without repetition.

    Of each variant, rows of low quality are left out, and those within 8 bits of the last kept, unless that
    would leave 10 s without a row.
    """
    return _chosen(frames, _INDEXED)


def cropped(frames: Frames) -> Frames:
    """Return the rows for the index of cuts, chosen as in `indexed`; those of a descriptor are kept there too."""
    return _chosen(frames, (*CUTS, Variant.NEURAL))


def _chosen(frames: Frames, variants: tuple[Variant, ...]) -> Frames:
    good = frames.where(frames.qualities >= LEAST_QUALITY)
    return joined([_sparse(good.where(good.variants == variant)) for variant in variants])


def _sparse(frames: Frames) -> Frames:
    import numpy as np

    frames = frames.where(_firsts(frames.times, -1))
    mask = np.zeros(len(frames), dtype=np.bool_)
    mask[list(_unlike(frames))] = True
    return frames.where(mask)


def _firsts(times: "NDArray[np.uint32]", before: int) -> "NDArray[np.bool_]":
    """Mark the first of `times` in each second after the second `before`."""
    import numpy as np

    firsts: NDArray[np.bool_] = np.diff(times.astype(np.int64) // _SECOND, prepend=before) > 0
    return firsts


def _unlike(frames: Frames) -> Iterator[int]:
    """Yield the numbers of the rows to keep."""
    kept = -1
    for row in range(len(frames)):
        if kept < 0 or not _repeats(frames, kept, row):
            kept = row
            yield row


def _repeats(frames: Frames, kept: int, row: int) -> bool:
    if int(frames.times[row]) - int(frames.times[kept]) >= _LONGEST_GAP:
        return False
    return bool(apart(frames.hashes[kept : kept + 1], frames.hashes[row : row + 1])[0] <= _ALIKE_BITS)
