"""PDQ hashes of many pictures at once: 256 bits that say how a small luma picture waves, and how much there is to see.

After "PDQ & TMK + PDQF" (Facebook, 2019). A picture of 64 by 64 is turned to its cosine transform, of which the 16
by 16 lowest frequencies but the constant ones stay; a bit is set where a coefficient is over their median.

Bit `16 * i + j` is that of vertical frequency i + 1 and horizontal frequency j + 1; the first bit is the highest of
the first byte.
"""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SIDE = 64
_FREQUENCIES = 16
# Divides the sum of all gradients; 100 and more is full quality.
_GRADIENTS = 90
_MIRRORED_BYTE = 0b10101010


def hashed(pictures: "NDArray[np.float32]") -> "tuple[NDArray[np.uint8], NDArray[np.uint8]]":
    """Return the hashes (uint8, n by 32) and the qualities from 0 to 100 (uint8, n) of pictures of n by 64 by 64.

    Luma runs from 0 to 255.
    """
    return _bits(_waves(pictures)), _qualities(pictures)


def mirrored(hashes: "NDArray[np.uint8]") -> "NDArray[np.uint8]":
    """Return about the hashes that the same pictures would have if left and right were changed over.

    That turns the sign of every second horizontal frequency, and nearly so its bit: the median that the
    coefficients are held against is near zero, not zero.
    """
    import numpy as np

    return hashes ^ np.uint8(_MIRRORED_BYTE)


def distances(a: "NDArray[np.uint8]", b: "NDArray[np.uint8]") -> "NDArray[np.uint16]":
    """Return in how many bits each hash of `a` (n by 32) differs from each of `b` (m by 32), as n by m."""
    import numpy as np

    rows, columns = _words(a), _words(b)
    found = np.zeros((len(rows), len(columns)), dtype=np.uint16)
    for word in range(rows.shape[1]):
        found += np.bitwise_count(rows[:, word, None] ^ columns[None, :, word])
    return found


def apart(a: "NDArray[np.uint8]", b: "NDArray[np.uint8]") -> "NDArray[np.uint16]":
    """Return in how many bits each hash of `a` differs from the one of `b` in the same row."""
    import numpy as np

    counts: NDArray[np.uint16] = np.bitwise_count(_words(a) ^ _words(b)).sum(axis=1, dtype=np.uint16)
    return counts


def _words(hashes: "NDArray[np.uint8]") -> "NDArray[np.uint64]":
    import numpy as np

    return np.ascontiguousarray(hashes).view(np.uint64)


@cache
def _cosines() -> "NDArray[np.float32]":
    import numpy as np

    frequency = np.arange(1, _FREQUENCIES + 1)[:, None]
    place = 2 * np.arange(SIDE) + 1
    return np.asarray(np.sqrt(2 / SIDE) * np.cos(np.pi / (2 * SIDE) * frequency * place), dtype=np.float32)


def _waves(pictures: "NDArray[np.float32]") -> "NDArray[np.float32]":
    """Return the coefficients, n by 256."""
    import numpy as np

    cosines = _cosines()
    # Picture by picture: so small a product is done by one thread, and rounds the same in any company.
    waves: NDArray[np.float32] = cosines @ (pictures @ cosines.T)
    return np.asarray(waves.reshape(len(pictures), _FREQUENCIES**2))


def _bits(waves: "NDArray[np.float32]") -> "NDArray[np.uint8]":
    import numpy as np

    # PDQ's median is the lower of the two in the middle.
    middle = waves.shape[1] // 2 - 1
    median = np.partition(waves, middle, axis=1)[:, middle, None]
    return np.packbits(waves > median, axis=1)


def _qualities(pictures: "NDArray[np.float32]") -> "NDArray[np.uint8]":
    import numpy as np

    percent = pictures * np.float32(100 / 255)
    total = np.zeros(len(pictures), dtype=np.float32)
    for axis in (1, 2):
        steps = np.abs(np.diff(percent, axis=axis)).astype(np.uint8)
        total += steps.sum(axis=(1, 2), dtype=np.uint32)
    return np.minimum(total // _GRADIENTS, 100).astype(np.uint8)
