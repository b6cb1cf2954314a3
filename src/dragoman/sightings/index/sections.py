"""A file of arrays that never changes: arrays one after the other, then a table of them, mapped and not read.

The arrays begin at multiples of 64 bytes, in the machine's little-endian order. After them stand the table (JSON),
its length and CRC-32 (4 bytes each) and eight bytes that say what file this is.
"""

import math
import mmap
import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

import msgspec
import numpy as np
from numpy.typing import NDArray

from dragoman.sightings.index import durable

Array = NDArray[Any]
Arrays = Mapping[str, Array]

_MAGIC = b"drgmn-1\n"
_END = struct.Struct("<II8s")
_ALIGNED = 64
_CHUNK = 1 << 24


class _Section(msgspec.Struct):
    name: str
    type: str
    shape: list[int]
    at: int


class Writer:
    """Write a file of arrays front to back, so that no array need be in memory whole."""

    def __init__(self, file: BinaryIO) -> None:
        self.crc = 0
        self._file = file
        self._at = 0
        self._table: list[_Section] = []

    def section(self, name: str, blocks: Iterable[Array]) -> None:
        """Write one array, given as blocks of its rows: at least one, all of one type and row shape."""
        self._put(b"\0" * (-self._at % _ALIGNED))
        at, rows = self._at, 0
        for block in blocks:
            self._put(np.ascontiguousarray(block).data.cast("B") if block.size else b"")
            rows += len(block)
            kind, width = block.dtype.str, block.shape[1:]
        self._table.append(_Section(name, kind, [rows, *width], at))

    def close(self) -> None:
        """Write the table, which makes the file whole."""
        table = msgspec.json.encode(self._table)
        self._put(table)
        self._put(_END.pack(len(table), zlib.crc32(table), _MAGIC))

    def _put(self, data: bytes | memoryview) -> None:
        self._file.write(data)
        self.crc = zlib.crc32(data, self.crc)
        self._at += len(data)


def mapped(path: Path) -> dict[str, Array]:
    """Return the arrays of a file, mapped into memory; what is not asked for is not read.

    Raise Damaged where the file is foreign, cut or has a damaged table; FileNotFoundError where there is none.
    """
    size = path.stat().st_size
    if size < _END.size:
        raise durable.damaged(path, "has a file that is cut")
    with path.open("rb") as file:
        whole = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    length, crc, magic = _END.unpack(whole[-_END.size :])
    if magic != _MAGIC:
        raise durable.damaged(path, "has a file that is cut, foreign or of another version")
    table = whole[max(0, size - _END.size - length) : size - _END.size]
    if zlib.crc32(table) != crc:
        raise durable.damaged(path, "has a damaged file")
    return {s.name: _array(whole, s) for s in msgspec.json.decode(table, type=list[_Section])}


def checked(path: Path) -> int:
    """Return the CRC-32 of a file's bytes, reading all of it."""
    crc = 0
    for chunk in _chunks(path):
        crc = zlib.crc32(chunk, crc)
    return crc


def _array(whole: mmap.mmap, section: _Section) -> Array:
    count = math.prod(section.shape)
    return np.frombuffer(whole, section.type, count, section.at).reshape(section.shape)


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        yield from iter(lambda: file.read(_CHUNK), b"")
