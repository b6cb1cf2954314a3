"""Open footage in the child: container, codecs and size in pixels are checked before anything is decoded."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.stream import Disposition, Stream
from av.video.stream import VideoStream

from dragoman.engines.media.allowed import AUDIO_DECODERS, CONTAINERS, VIDEO_DECODERS, looks_like_footage, other_kind
from dragoman.engines.media.lastline import last_line
from dragoman.model.errors import DecodeError, NotMedia, TooLarge

_HEAD_BYTES = 4096
_ONLY_PICTURES = Disposition.attached_pic | Disposition.timed_thumbnails | Disposition.still_image
_OPTIONS = {
    "protocol_whitelist": "file",
    "format_whitelist": ",".join(sorted(CONTAINERS)),
    # PyAV's own decoders ignore this list; it holds for those that ffmpeg opens to look into a file.
    "codec_whitelist": ",".join(sorted(VIDEO_DECODERS | AUDIO_DECODERS)),
}


@dataclass(frozen=True, slots=True)
class Footage:
    """Hold an open container with the streams that are worked on, and where its timeline begins.

    `origin` is the second on the container's clock that is 0 ms of the footage. Players show the first
    moment as 0:00 whatever the container's clock says, and so do pins. A clock that begins before zero
    only primes decoders, and its presentation begins at zero. `stated` is the duration in seconds that
    the container states, None where it states none.
    """

    container: InputContainer
    video: VideoStream | None
    audio: AudioStream | None
    origin: Fraction
    stated: Fraction | None


@contextmanager
def opened(source: str, max_pixels: int) -> Iterator[Footage]:
    """Open the file at `source` and choose its streams.

    Raise NotMedia when it is not footage that we read, DecodeError when it is damaged, TooLarge when its
    frames have more than `max_pixels`.
    """
    head = _head(source)
    with _container(source, head) as container:
        names = set(container.format.name.split(","))
        if not names & CONTAINERS:
            raise NotMedia(f"a container of the kind {container.format.name} is not read")
        yield _chosen(container, max_pixels)


def _head(source: str) -> bytes:
    with Path(source).open("rb") as file:
        head = file.read(_HEAD_BYTES)
    if not head:
        raise NotMedia("the file is empty", hint="capture it again")
    other = other_kind(head)
    if other is not None:
        raise NotMedia(f"the file is {other.words}, not audio or video", hint=other.hint)
    return head


def _container(source: str, head: bytes) -> InputContainer:
    try:
        return av.open(f"file:{source}", "r", options=dict(_OPTIONS), metadata_errors="replace")
    except (av.error.FFmpegError, ValueError) as error:
        reason = last_line() or str(error)
        if looks_like_footage(head):
            raise DecodeError(
                f"the footage is damaged or cut short: {reason}", hint="capture it again, or mend a copy with ffmpeg"
            ) from error
        raise NotMedia("the file is not audio or video that can be read", hint=reason) from error


def _chosen(container: InputContainer, max_pixels: int) -> Footage:
    videos = [stream for stream in container.streams.video if not stream.disposition & _ONLY_PICTURES]
    video = max(videos, key=_video_rank, default=None)
    audio = max(container.streams.audio, key=_audio_rank, default=None)
    if video is None and audio is None:
        raise NotMedia("the file holds neither pictures nor sound")
    if video is not None:
        _allow(video, VIDEO_DECODERS)
        _small_enough(video, max_pixels)
    if audio is not None:
        _allow(audio, AUDIO_DECODERS)
    begin = Fraction(container.start_time or 0, av.time_base)
    stated = Fraction(container.duration, av.time_base) if container.duration else None
    return Footage(container, video, audio, max(begin, Fraction(0)), stated)


def _video_rank(stream: VideoStream) -> tuple[bool, int, int]:
    context = stream.codec_context
    pixels = context.width * context.height if context is not None else 0
    return bool(stream.disposition & Disposition.default), pixels, -stream.index


def _audio_rank(stream: AudioStream) -> tuple[bool, int]:
    return bool(stream.disposition & Disposition.default), -stream.index


def _allow(stream: Stream, decoders: frozenset[str]) -> None:
    context = stream.codec_context
    name = context.name if context is not None else "unknown"
    if name not in decoders:
        raise NotMedia(
            f"stream {stream.index} is coded as {name}, which is not decoded here",
            hint="convert a copy with ffmpeg and capture that too",
        )
    # One thread: error concealment in damaged footage differs from run to run with more.
    context.thread_count = 1
    context.thread_type = "NONE"


def _small_enough(stream: VideoStream, max_pixels: int) -> None:
    context = stream.codec_context
    if context.width * context.height > max_pixels:
        raise TooLarge(
            f"frames of {context.width} x {context.height} pixels are over the cap of {max_pixels}",
            hint="raise max_pixels under [media] in dragoman.toml if you trust this footage",
        )
    # Frames may grow in the middle of a stream; the decoder itself refuses those.
    context.options = {**context.options, "max_pixels": str(max_pixels)}
