"""Peaks of sound made while the sound streams by, in memory that does not grow with it but for the peaks."""

from typing import TYPE_CHECKING

from dragoman.model.capture import Tool
from dragoman.sightings.peaks import Peaks
from dragoman.sightings.sound.spectrum import HOP, MARGIN, STEP_MS, WINDOW, loudness, standing_out

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DENSITY = 60
"""The most peaks kept of each second."""
FINE = 64
"""A pitch counts 64ths of a bin, up from the lowest bin that is looked at."""

_BLOCK = 625  # Ten seconds sharp, so that no second is cut by the end of a block.
_SAMPLE_BYTES = 2
_HOP_BYTES = HOP * _SAMPLE_BYTES


def method() -> Tool:
    """Return the name, version and settings of this way of making peaks."""
    return Tool(name="sound-peaks", version="1", settings={"density": str(DENSITY), "step_ms": str(STEP_MS)})


class SoundMaker:
    """Turn 16 kHz mono samples of 16 bits, little-endian, into Peaks, however the bytes are cut into feeds."""

    def __init__(self) -> None:
        self._samples = bytearray()
        self._first = 0
        self._block = 0
        self._peaks: list[Peaks] = []

    def feed(self, samples: bytes) -> None:
        """Take the next bytes of the sound."""
        self._samples += samples
        while len(self._samples) >= self._bytes_to((self._block + 1) * _BLOCK + MARGIN):
            self._look()

    def finish(self) -> Peaks:
        """Return the peaks of all that was fed; nothing can be fed after that."""
        import numpy as np

        del self._samples[len(self._samples) // _SAMPLE_BYTES * _SAMPLE_BYTES :]
        while len(self._samples) >= self._bytes_to(self._block * _BLOCK):
            self._look()
        steps = np.concatenate([np.empty(0, np.uint32), *(part.steps for part in self._peaks)])
        pitches = np.concatenate([np.empty(0, np.uint16), *(part.pitches for part in self._peaks)])
        ranks = np.concatenate([np.empty(0, np.uint16), *(part.ranks for part in self._peaks)])
        return Peaks(steps, pitches, ranks)

    def _bytes_to(self, step: int) -> int:
        return (step - self._first) * _HOP_BYTES + WINDOW * _SAMPLE_BYTES

    def _look(self) -> None:
        import numpy as np

        start, end = self._block * _BLOCK, (self._block + 1) * _BLOCK
        samples = np.frombuffer(bytes(self._samples[: self._bytes_to(end + MARGIN)]), dtype="<i2")
        steps, bins, strengths = standing_out(loudness(samples))
        steps += self._first
        here = (steps >= start) & (steps < end)
        self._peaks.append(_ranked(steps[here], bins[here], strengths[here]))
        self._block += 1
        keep = end - MARGIN
        del self._samples[: (keep - self._first) * _HOP_BYTES]
        self._first = keep


def _ranked(steps: "NDArray[np.int64]", bins: "NDArray[np.float32]", strengths: "NDArray[np.float32]") -> Peaks:
    import numpy as np

    seconds = steps * STEP_MS // 1000
    order = np.lexsort((-strengths, seconds))
    ranks = np.empty(len(steps), dtype=np.int64)
    ranks[order] = np.arange(len(steps)) - np.searchsorted(seconds, seconds)
    kept = ranks < DENSITY
    pitches = np.maximum(np.round(bins[kept] * FINE), 0)
    return Peaks(steps[kept].astype(np.uint32), pitches.astype(np.uint16), ranks[kept].astype(np.uint16))
