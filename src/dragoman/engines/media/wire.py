"""What parent and child say to each other: one order in, frames of bytes and one answer out."""

import struct
from collections.abc import Iterator
from typing import IO, Annotated, BinaryIO, Literal

import msgspec

from dragoman.model.capture import AudioTrack, VideoTrack

MAX_CHUNK = 1 << 20
MAX_ZEROS = 1 << 33

Count = Annotated[int, msgspec.Meta(ge=0, le=1 << 40)]
"""A number that a child may answer with; a child that a file has taken over may say anything."""

ROW_TIME = struct.Struct("<I")
"""The time before each sampled picture, in milliseconds."""

_HEAD = struct.Struct(">cQ")
_DATA, _ZEROS, _ANSWER = b"d", b"z", b"a"


class ProbeTask(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="probe"):
    """Ask what the footage is."""


class SoundTask(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="sound"):
    """Ask for the sound as raw samples."""


class StillTask(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="still"):
    """Ask for the frame shown `at` milliseconds."""

    at: int


class ClipTask(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="clip"):
    """Ask for the stretch from `start` to `end` in milliseconds, at most `height` pixels high."""

    start: int
    end: int
    height: int


class PicturesTask(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="pictures"):
    """Ask for `rate` pictures a second, each as a row: its time (`ROW_TIME`), then `size` by `size` pixels.

    A pixel is a byte of luma, or where they are `coloured` three, of red, green and blue.
    """

    rate: int
    size: int
    coloured: bool = False


Task = ProbeTask | SoundTask | StillTask | ClipTask | PicturesTask


class Order(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Name the file to read, as the child sees it, the limits to keep, and the task."""

    source: str
    max_memory: int
    max_cpu: int
    max_pixels: int
    task: Task


class Probed(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="probed"):
    """Answer a probe: container, duration and start offset in milliseconds, tracks with their stream numbers."""

    container: str
    duration: Count
    offset: int
    video: VideoTrack | None
    audio: AudioTrack | None
    video_stream: int | None
    audio_stream: int | None
    versions: dict[str, str]


class Sounded(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="sounded"):
    """Answer for sound: how many samples were sent."""

    samples: Count


class Pictured(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="pictured"):
    """Answer for a still: the frame's own time in milliseconds, rounded up, and its size in pixels."""

    at: Count
    width: Count
    height: Count


class Clipped(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="clipped"):
    """Answer for a clip: the stretch it holds in milliseconds; its size in pixels, 0 where it is sound alone."""

    start: Count
    end: Count
    width: Count
    height: Count


class Sampled(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="sampled"):
    """Answer for pictures: how many were sent, and the millisecond at which the last frame that decoded ends."""

    count: Count
    length: Count


class Failed(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="failed"):
    """Answer that the task cannot be done: which error it is, in one line, with a cure."""

    error: Literal["NotMedia", "TooLarge", "DecodeError"]
    message: str
    hint: str | None


Answer = Probed | Sounded | Pictured | Clipped | Sampled | Failed

_orders = msgspec.json.Decoder(Order)
_answers = msgspec.json.Decoder(Answer)


class BrokenWire(Exception):
    """Report bytes that are not what the other side may say."""


class Sender:
    """Send payload and then one answer: the child's side."""

    def __init__(self, pipe: BinaryIO) -> None:
        self._pipe = pipe

    def data(self, data: bytes) -> None:
        """Send bytes of payload."""
        for start in range(0, len(data), MAX_CHUNK):
            part = data[start : start + MAX_CHUNK]
            self._pipe.write(_HEAD.pack(_DATA, len(part)) + part)

    def zeros(self, count: int) -> None:
        """Send `count` zero bytes of payload without spelling them out."""
        for start in range(0, count, MAX_ZEROS):
            self._pipe.write(_HEAD.pack(_ZEROS, min(MAX_ZEROS, count - start)))

    def answer(self, answer: Answer) -> None:
        """Send the answer, the last thing said."""
        data = msgspec.json.encode(answer)
        self._pipe.write(_HEAD.pack(_ANSWER, len(data)) + data)
        self._pipe.flush()


def read_order(pipe: BinaryIO) -> Order:
    """Return the order that the parent wrote; the child's side."""
    return _orders.decode(pipe.read())


def write_order(order: Order) -> bytes:
    """Return the order as the bytes to write to the child."""
    return msgspec.json.encode(order)


def receive(pipe: IO[bytes]) -> Iterator[bytes | int | Answer]:
    """Yield what the child says: payload, counts of zero bytes, and last its answer.

    End without an answer when the child ended so; raise BrokenWire when it says what it may not.
    """
    while head := pipe.read(_HEAD.size):
        if len(head) < _HEAD.size:
            return
        kind, size = _HEAD.unpack(head)
        if kind == _ZEROS and size <= MAX_ZEROS:
            yield int(size)
            continue
        if kind not in (_DATA, _ANSWER) or size > MAX_CHUNK:
            raise BrokenWire("a frame that the protocol does not know")
        body = pipe.read(size)
        if len(body) < size:
            return
        if kind == _ANSWER:
            yield _decoded(body)
            return
        yield body


def _decoded(body: bytes) -> Answer:
    try:
        answer: Answer = _answers.decode(body)
    except msgspec.DecodeError as error:
        raise BrokenWire(f"an answer that cannot be read: {error}") from error
    return answer
