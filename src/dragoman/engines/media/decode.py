"""What can be got from preserved footage, each by a child process under limits.

Times are whole milliseconds on the footage's own timeline: 0 is the first moment presented, whatever the
container's clock says there (`Media.offset` keeps that).
"""

from dataclasses import dataclass
from pathlib import Path

from dragoman.engines.media import sandbox
from dragoman.engines.media.payload import MOST_SOUND, Memory, Pieces, Rows, SparseFile, TakePictures, TakeSound
from dragoman.engines.media.wire import (
    Clipped,
    ClipTask,
    Pictured,
    PicturesTask,
    Probed,
    ProbeTask,
    Sampled,
    Sounded,
    SoundTask,
    StillTask,
)
from dragoman.engines.media.worker import run
from dragoman.engines.protocols import SAMPLE_BYTES, Sound
from dragoman.model.capture import Media, Tool
from dragoman.model.errors import DragomanError
from dragoman.model.settings import MediaSettings
from dragoman.model.time import Span


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
    found = run(path, ProbeTask(), limits, Memory(), Probed)
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
            samples = run(path, SoundTask(), limits, SparseFile(file), Sounded).samples
            file.truncate(min(samples * SAMPLE_BYTES, MOST_SOUND))
    except DragomanError:
        into.unlink(missing_ok=True)
        raise
    return Sound(into, samples)


def sounds(path: Path, limits: MediaSettings, take: TakeSound) -> int:
    """Hand the sound of the footage at `path` to `take` in pieces of whole samples, as in `sound`, in constant memory.

    Return how many samples it has; what was handed over beyond them is a codec's padding. Raise as `sound`
    does, with what came before already handed over.
    """
    pieces = Pieces(take)
    samples = run(path, SoundTask(), limits, pieces, Sounded).samples
    pieces.finish()
    return samples


def pictures(path: Path, limits: MediaSettings, take: TakePictures, *, rate: int = 4, size: int = 128) -> int:
    """Hand `rate` pictures for each second of the footage at `path` to `take`, in batches, in constant memory.

    `take(times, lumas)` is given times in milliseconds (uint32, n), ascending, and the pictures as a viewer
    sees them turned, squeezed to `size` by `size` bytes of luma (uint8, n by size by size). Each is the first
    frame decoded at or after its fraction of a second, with its own time. Frames that no others rest on may be
    left out.

    Return the millisecond at which the last frame that decoded ends: where footage is broken, less than it
    should last. Raise NotMedia where there are no pictures, DecodeError where none decodes, or where the
    decoder breaks down, with what came before already handed over.
    """
    return _sampled(path, limits, take, PicturesTask(rate, size))


def coloured(path: Path, limits: MediaSettings, take: TakePictures, *, rate: int, size: int) -> int:
    """Hand pictures on as `pictures` does, in colour: uint8, n by size by size by 3, red first."""
    return _sampled(path, limits, take, PicturesTask(rate, size, coloured=True))


def still(path: Path, at: int, limits: MediaSettings) -> Picture:
    """Return the frame shown at `at` milliseconds: the last that begins no later than that.

    The poster of an item is its still at 0. Raise NotMedia where there are no pictures, DecodeError where
    nothing is shown then.
    """
    memory = Memory()
    made = run(path, StillTask(at), limits, memory, Pictured)
    return Picture(memory.taken(), made.width, made.height, made.at)


def clip(path: Path, span: Span, height: int, limits: MediaSettings) -> Clip:
    """Return the stretch `span` as a proxy, cut to the frame and sample, at most `height` pixels high.

    Raise DecodeError where the footage has nothing there.
    """
    memory = Memory()
    made = run(path, ClipTask(span.start, span.end, height), limits, memory, Clipped)
    return Clip(memory.taken(), made.start, made.end, made.width, made.height)


def _sampled(path: Path, limits: MediaSettings, take: TakePictures, task: PicturesTask) -> int:
    rows = Rows(take, task.size, coloured=task.coloured)
    length = run(path, task, limits, rows, Sampled).length
    rows.finish()
    return length


def statement(limits: MediaSettings) -> str:
    """Say in one line what holds while footage is decoded: the cage, or why there is none, and the limits."""
    return sandbox.statement(limits)
