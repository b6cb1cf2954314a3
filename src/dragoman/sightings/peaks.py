"""Sound of footage as peaks: the loudest points of its spectrogram, when and how high they are."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from dragoman.model.errors import Damaged

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_ROW = [("step", "<u4"), ("pitch", "<u2"), ("rank", "<u2")]


@dataclass(frozen=True)
class Peaks:
    """Hold peaks in the order of time.

    `steps` counts hops of the spectrogram from the start of the footage (uint32), `pitches` its bins (uint16);
    `ranks` (uint16) order the peaks of each second by strength, 0 the strongest, so that a sparser set is
    the rows below a rank.
    """

    steps: "NDArray[np.uint32]"
    pitches: "NDArray[np.uint16]"
    ranks: "NDArray[np.uint16]"

    def __len__(self) -> int:
        return len(self.steps)

    def packed(self) -> bytes:
        """Return the peaks as bytes: 8 a peak, little-endian."""
        import numpy as np

        rows = np.empty(len(self), dtype=_ROW)
        rows["step"], rows["pitch"], rows["rank"] = self.steps, self.pitches, self.ranks
        return rows.tobytes()

    @classmethod
    def unpacked(cls, data: bytes) -> Self:
        """Return the peaks that `packed` wrote; raise Damaged where `data` is not whole rows."""
        import numpy as np

        if len(data) % 8:
            raise Damaged("a fingerprint of sound that is not whole rows")
        rows = np.frombuffer(data, dtype=_ROW)
        return cls(rows["step"], rows["pitch"], rows["rank"])
