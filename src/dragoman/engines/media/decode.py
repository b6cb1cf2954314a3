"""What can be got from preserved footage, each by a child process under limits.

Times are whole milliseconds on the footage's own timeline: 0 is the first moment presented, whatever the
container's clock says there (`Media.offset` keeps that).
"""

import io
import os
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from dragoman.engines.media import sandbox
from dragoman.engines.media.wire import (
    Clipped,
    ClipTask,
    Pictured,
    Probed,
    ProbeTask,
    Sounded,
    SoundTask,
    StillTask,
)
from dragoman.engines.media.worker import run
from dragoman.engines.protocols import SAMPLE_BYTES, SAMPLE_RATE, Sound
from dragoman.model.capture import Media, Tool
from dragoman.model.errors import DecodeError, DragomanError
from dragoman.model.settings import MediaSettings
from dragoman.model.time import Span

_MOST_IN_MEMORY = 4_000_000_000
_MOST_SOUND = 50 * 3600 * SAMPLE_RATE * SAMPLE_BYTES
_SHORTER = "cut a copy of the footage into shorter parts and capture those too"


@dataclass(frozen=True, slots=True)
class Picture:
    """Hold a still as JPEG; `at` is when its frame begins, in milliseconds rounded up, so that it shows there."""

    data: bytes
    width: int
    height: int
    at: int


@dataclass(frozen=True, slots=True)
class Clip:
    """Hold a stretch as MP4 (H.264, AAC); width and height are 0 where it is sound alone.

    `end` is earlier than asked for where the footage ends before.
    """

    data: bytes
    start: int
    end: int
    width: int
    height: int


def probe(path: Path, blob_digest: str, limits: MediaSettings) -> Media:
    """Say what the footage at `path` is, having read all of it.

    Raise NotMedia when it is no footage that we decode, TooLarge when its frames are, DecodeError when it
    is damaged or cut short.
    """
    found = run(path, ProbeTask(), limits, _Memory(), Probed)
    streams = {"video": found.video_stream, "audio": found.audio_stream}
    settings = {f"{kind} stream": str(number) for kind, number in streams.items() if number is not None}
    versions = dict(found.versions)
    by = Tool("pyav", versions.pop("pyav", ""), {**versions, **settings})
    return Media(blob_digest, by, found.container, found.duration, found.offset, found.video, found.audio)


def sound(path: Path, into: Path, limits: MediaSettings) -> Sound:
    """Decode the sound of the footage at `path` to the file `into`, in constant memory.

    Raise NotMedia where there is none, DecodeError where it cannot be decoded; `into` is then removed.
    """
    try:
        with into.open("wb") as file:
            samples = run(path, SoundTask(), limits, _SparseFile(file), Sounded).samples
            file.truncate(min(samples * SAMPLE_BYTES, _MOST_SOUND))
    except DragomanError:
        into.unlink(missing_ok=True)
        raise
    return Sound(into, samples)


def still(path: Path, at: int, limits: MediaSettings) -> Picture:
    """Return the frame shown at `at` milliseconds: the last that begins no later than that.

    The poster of an item is its still at 0. Raise NotMedia where there are no pictures, DecodeError where
    nothing is shown then.
    """
    memory = _Memory()
    made = run(path, StillTask(at), limits, memory, Pictured)
    return Picture(memory.taken(), made.width, made.height, made.at)


def clip(path: Path, span: Span, height: int, limits: MediaSettings) -> Clip:
    """Return the stretch `span` as a proxy, cut to the frame and sample, at most `height` pixels high.

    Raise DecodeError where the footage has nothing there.
    """
    memory = _Memory()
    made = run(path, ClipTask(span.start, span.end, height), limits, memory, Clipped)
    return Clip(memory.taken(), made.start, made.end, made.width, made.height)


def statement(limits: MediaSettings) -> str:
    """Say in one line what holds while footage is decoded: the cage, or why there is none, and the limits."""
    return sandbox.statement(limits)


class _Memory:
    """Take payload into memory."""

    def __init__(self) -> None:
        self._buffer = io.BytesIO()

    def write(self, data: bytes, /) -> None:
        if self._buffer.tell() > _MOST_IN_MEMORY:
            raise DecodeError("the decoder sent more than it may", hint=_SHORTER)
        self._buffer.write(data)

    def skip(self, count: int, /) -> None:
        raise DecodeError(f"the decoder sent {count} zero bytes where a picture was asked for")

    def taken(self) -> bytes:
        return self._buffer.getvalue()


class _SparseFile:
    """Take payload into a file, with holes for runs of zero bytes."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def write(self, data: bytes, /) -> None:
        self._bounded()
        self._file.write(data)

    def skip(self, count: int, /) -> None:
        self._file.seek(count, os.SEEK_CUR)
        self._bounded()

    def _bounded(self) -> None:
        if self._file.tell() > _MOST_SOUND:
            raise DecodeError("the decoder sent more than it may", hint=_SHORTER)
