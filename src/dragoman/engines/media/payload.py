"""Take in what a child sends, bounded whatever it sends: in memory, in a file, or piece by piece."""

import io
import os
from collections.abc import Callable
from math import prod
from typing import TYPE_CHECKING, BinaryIO, TypeAlias

from dragoman.engines.media.wire import ROW_TIME
from dragoman.engines.protocols import SAMPLE_BYTES, SAMPLE_RATE
from dragoman.model.errors import DecodeError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TakeSound: TypeAlias = Callable[[bytes], object]
TakePictures: TypeAlias = "Callable[[NDArray[np.uint32], NDArray[np.uint8]], object]"

MOST_SOUND = 50 * 3600 * SAMPLE_RATE * SAMPLE_BYTES
_MOST_IN_MEMORY = 4_000_000_000
_MOST_ROWS = 50 * 3600 * 60
_ROWS_AT_ONCE = 64
_SILENCE = bytes(1 << 18)
_SHORTER = "cut a copy of the footage into shorter parts and capture those too"
_TOO_MUCH = "the decoder sent more than it may"


class Memory:
    """Take payload into memory."""

    def __init__(self) -> None:
        self._buffer = io.BytesIO()

    def write(self, data: bytes, /) -> None:
        """Take in bytes."""
        if self._buffer.tell() > _MOST_IN_MEMORY:
            raise DecodeError(_TOO_MUCH, hint=_SHORTER)
        self._buffer.write(data)

    def skip(self, count: int, /) -> None:
        """Refuse zero bytes: no picture is sent so."""
        raise DecodeError(f"the decoder sent {count} zero bytes where a picture was asked for")

    def taken(self) -> bytes:
        """Return all that came."""
        return self._buffer.getvalue()


class SparseFile:
    """Take payload into a file, with holes for runs of zero bytes."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def write(self, data: bytes, /) -> None:
        """Write bytes."""
        self._bounded()
        self._file.write(data)

    def skip(self, count: int, /) -> None:
        """Leave a hole of `count` bytes."""
        self._file.seek(count, os.SEEK_CUR)
        self._bounded()

    def _bounded(self) -> None:
        if self._file.tell() > MOST_SOUND:
            raise DecodeError(_TOO_MUCH, hint=_SHORTER)


class Pieces:
    """Hand samples on as they come, whole ones; runs of zero bytes are spelled out."""

    def __init__(self, take: TakeSound) -> None:
        self._take = take
        self._left = b""
        self._count = 0

    def write(self, data: bytes, /) -> None:
        """Hand on the whole samples that have come."""
        self._counted(len(data))
        data = self._left + data
        whole = len(data) // SAMPLE_BYTES * SAMPLE_BYTES
        self._left = data[whole:]
        if whole:
            self._take(data[:whole])

    def skip(self, count: int, /) -> None:
        """Hand on `count` zero bytes."""
        self._counted(count)
        for start in range(0, count, len(_SILENCE)):
            self.write(_SILENCE[: count - start])

    def finish(self) -> None:
        """Refuse half a sample at the end."""
        if self._left:
            raise DecodeError("the decoder sent half a sample")

    def _counted(self, count: int) -> None:
        self._count += count
        if self._count > MOST_SOUND:
            raise DecodeError(_TOO_MUCH, hint=_SHORTER)


class Rows:
    """Hand sampled pictures on in batches, with their times, which must ascend."""

    def __init__(self, take: TakePictures, size: int, *, coloured: bool = False) -> None:
        self._take = take
        self._shape = (size, size, 3) if coloured else (size, size)
        self._row = ROW_TIME.size + prod(self._shape)
        self._buffer = bytearray()
        self._count = 0
        self._last = -1

    def write(self, data: bytes, /) -> None:
        """Keep bytes, and hand on a batch when it is full."""
        self._buffer += data
        if len(self._buffer) >= _ROWS_AT_ONCE * self._row:
            self._hand_on()

    def skip(self, count: int, /) -> None:
        """Refuse zero bytes: no picture is sent so."""
        raise DecodeError(f"the decoder sent {count} zero bytes where pictures were asked for")

    def finish(self) -> None:
        """Hand on what is left; raise DecodeError where that is not whole pictures."""
        self._hand_on()
        if self._buffer:
            raise DecodeError("the decoder sent part of a picture")

    def _hand_on(self) -> None:
        import numpy as np

        count = len(self._buffer) // self._row
        if not count:
            return
        whole = count * self._row
        rows = np.frombuffer(bytes(self._buffer[:whole]), dtype=np.uint8).reshape(count, self._row)
        del self._buffer[:whole]
        times = rows[:, : ROW_TIME.size].copy().view("<u4")[:, 0].astype(np.uint32)
        self._count += count
        if self._count > _MOST_ROWS:
            raise DecodeError(_TOO_MUCH, hint=_SHORTER)
        if np.any(np.diff(times.astype(np.int64), prepend=self._last) <= 0):
            raise DecodeError("the decoder sent pictures out of order")
        self._last = int(times[-1])
        self._take(times, rows[:, ROW_TIME.size :].reshape(count, *self._shape))
