"""Pictures of footage as hashes: what each looks like in 256 bits, when it is shown, in which variants."""

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Self

from dragoman.model.errors import Damaged

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BYTES = 32
BITS = 256
LEAST_QUALITY = 50
_ROW = [("at", "<u4"), ("variant", "u1"), ("quality", "u1"), ("hash", "u1", (BYTES,))]


class Variant(IntEnum):
    """Name what of the picture was hashed.

    STRIPPED is what stands within flat or blurred borders, where there are any; the rest are cuts of a picture that
    others make when they crop it: each side by 5 or by 10 %, the middle three quarters of its width, the
    upper three quarters of its height. NEURAL is the whole, by a descriptor that the desk supplies; only rows of
    the same descriptor can be compared, and none with rows of another variant.
    """

    WHOLE = 0
    STRIPPED = 1
    CROP_5 = 2
    CROP_10 = 3
    MIDDLE = 4
    UPPER = 5
    NEURAL = 6


@dataclass(frozen=True)
class Frames:
    """Hold hashes in the order of time, one row for each variant of each picture sampled.

    `times` in milliseconds (uint32), `variants` (uint8), `qualities` from 0 to 100 (uint8), `hashes` (uint8, n by 32).
    """

    times: "NDArray[np.uint32]"
    variants: "NDArray[np.uint8]"
    qualities: "NDArray[np.uint8]"
    hashes: "NDArray[np.uint8]"

    def __len__(self) -> int:
        return len(self.times)

    def where(self, mask: "NDArray[np.bool_]") -> Self:
        """Return the rows that `mask` marks."""
        return type(self)(self.times[mask], self.variants[mask], self.qualities[mask], self.hashes[mask])

    def packed(self) -> bytes:
        """Return the rows as bytes: 38 a row, little-endian."""
        import numpy as np

        rows = np.empty(len(self), dtype=_ROW)
        rows["at"], rows["variant"], rows["quality"], rows["hash"] = (
            self.times,
            self.variants,
            self.qualities,
            self.hashes,
        )
        return rows.tobytes()

    @classmethod
    def unpacked(cls, data: bytes) -> Self:
        """Return the rows that `packed` wrote; raise Damaged where `data` is not whole rows."""
        import numpy as np

        if len(data) % (BYTES + 6):
            raise Damaged("a fingerprint of pictures that is not whole rows")
        rows = np.frombuffer(data, dtype=_ROW)
        return cls(rows["at"], rows["variant"], rows["quality"], rows["hash"])
