"""Cut long sound into stretches at quiet moments, so that memory stays flat however long the footage is."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.engines.protocols import SAMPLE_BYTES, SAMPLE_RATE, Sound

if TYPE_CHECKING:
    import numpy as np

LONGEST_SECONDS = 1800
# The cut is made where the last minute of a stretch is quietest, over half a second.
_SEARCH_SECONDS = 60
_QUIET_SECONDS = 0.5
_FULL_SCALE = 32768.0


@dataclass(frozen=True, slots=True)
class Piece:
    """Hold the samples `start` to `end` of a sound."""

    start: int
    end: int

    @property
    def start_ms(self) -> float:
        """Return where the piece begins, in milliseconds."""
        return self.start * 1000 / SAMPLE_RATE


def pieces(sound: Sound, longest: int = LONGEST_SECONDS * SAMPLE_RATE) -> Iterator[Piece]:
    """Yield pieces that cover `sound`, each at most `longest` samples, cut where it is quiet.

    A sound no longer than that is one piece, so that short footage is heard exactly as by the engine alone.
    """
    start = 0
    while sound.samples - start > longest:
        end = _quiet(sound, start, start + longest)
        yield Piece(start, end)
        start = end
    if start < sound.samples:
        yield Piece(start, sound.samples)


def samples(sound: Sound, piece: Piece) -> "np.ndarray[tuple[int], np.dtype[np.float32]]":
    """Return the samples of a piece as float32 between -1 and 1."""
    import numpy as np

    raw = np.fromfile(sound.path, dtype="<i2", count=piece.end - piece.start, offset=piece.start * SAMPLE_BYTES)
    loud = raw.astype(np.float32)
    loud /= _FULL_SCALE
    return loud


def _quiet(sound: Sound, start: int, end: int) -> int:
    import numpy as np

    search = min(_SEARCH_SECONDS * SAMPLE_RATE, (end - start) // 2)
    loud = samples(sound, Piece(end - search, end))
    window = min(round(_QUIET_SECONDS * SAMPLE_RATE), search)
    energy = np.concatenate(([0.0], np.cumsum(np.square(loud, dtype=np.float64))))
    sums = energy[window:] - energy[:-window]
    return end - search + int(np.argmin(sums)) + window // 2
