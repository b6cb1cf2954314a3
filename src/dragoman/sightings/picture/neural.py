"""Hashes of pictures by a neural descriptor, for what cuts and overlays do to the others: 256 bits, one a second.

Of a vector those bits are kept that say on which side of 256 fixed directions it lies (Charikar, "Similarity
estimation techniques from rounding algorithms", 2002): so the bits between two pictures grow with the angle between
their vectors, and all that holds for other hashes of 256 bits holds for these. They tell the more, the more evenly
vectors lie around zero.
"""

from functools import cache
from typing import TYPE_CHECKING

from dragoman.model.capture import Tool
from dragoman.sightings.frames import BITS, Frames, Variant
from dragoman.sightings.picture.cuts import WHOLE, shrunk
from dragoman.sightings.picture.descriptor import Descriptor
from dragoman.sightings.picture.rows import joined
from dragoman.sightings.picture.transform import hashed

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RATE = 1
"""Pictures a second."""

_SEED = 20261124
# How much of red, green and blue makes luma (BT.601).
_LUMA = (0.299, 0.587, 0.114)
_SHORT = slice(len("sha256:"), len("sha256:") + 12)


def method(plain: Tool, weights: str) -> Tool:
    """Return the method `plain` with the rows of a descriptor besides, by the digest of its file.

    The digest is part of the version: fingerprints with rows of another descriptor cannot be compared.
    """
    settings = {**plain.settings, "described a second": str(RATE), "directions": str(_SEED)}
    return Tool(plain.name, f"{plain.version}+{weights[_SHORT]}", settings, weights)


class NeuralMaker:
    """Turn pictures into rows of `Variant.NEURAL`; how they are cut into batches changes nothing."""

    def __init__(self, descriptor: Descriptor) -> None:
        self._descriptor = descriptor
        self._parts: list[Frames] = []

    def feed(self, times: "NDArray[np.uint32]", pictures: "NDArray[np.uint8]") -> None:
        """Take in pictures (n by side by side by 3, red first) shown at `times` in milliseconds, later than before.

        Raise EngineError where the descriptor breaks down.
        """
        import numpy as np

        variants = np.full(len(times), Variant.NEURAL, dtype=np.uint8)
        hashes = turned(self._descriptor.described(pictures))
        self._parts.append(Frames(times, variants, _qualities(pictures), hashes))

    def finish(self, others: Frames) -> Frames:
        """Return these rows and `others` in the order of time and then of variant."""
        return joined([others, *self._parts])


def turned(vectors: "NDArray[np.float32]") -> "NDArray[np.uint8]":
    """Return the hashes (n by 32) of vectors (n by d, of any length but zero)."""
    import numpy as np

    return np.packbits(vectors @ _directions(vectors.shape[1]).T > 0, axis=1)


@cache
def _directions(numbers: int) -> "NDArray[np.float32]":
    """Return 256 directions (256 by `numbers`), at right angles to each other where there is room for that."""
    import numpy as np

    # Of numpy's sources of chance this is the one that is promised never to change.
    drawn = np.random.RandomState(_SEED).standard_normal((max(numbers, BITS), BITS))
    columns, upper = np.linalg.qr(drawn)
    # A decomposition may turn any column about: those with a positive diagonal are the same everywhere.
    columns *= np.sign(np.diag(upper))
    return np.ascontiguousarray(columns[:numbers].T, dtype=np.float32)


def _qualities(pictures: "NDArray[np.uint8]") -> "NDArray[np.uint8]":
    """Return how much there is to see, by the measure of the other hashes."""
    import numpy as np

    return hashed(shrunk((pictures @ np.array(_LUMA, dtype=np.float32)).astype(np.uint8), WHOLE))[1]
