"""The pictures of footage at a steady rate, small and grey: what fingerprints are made from, decoded cheaply."""

from collections.abc import Iterator
from fractions import Fraction

from av.video.frame import VideoFrame
from av.video.reformatter import Interpolation, VideoReformatter
from av.video.stream import VideoStream

from dragoman.engines.media.opening import Footage, opened
from dragoman.engines.media.packets import pictures
from dragoman.engines.media.wire import ROW_TIME, PicturesTask, Sampled, Sender
from dragoman.model.errors import DecodeError, NotMedia, TooLarge

_MOST_HOURS = 48
# Frames that no others rest on come up to three in a row; from this rate on enough are left without them.
_FAST_ENOUGH = 16
_SCALING = Interpolation.AREA | Interpolation.ACCURATE_RND | Interpolation.BITEXACT


def sample(source: str, max_pixels: int, task: PicturesTask, sender: Sender) -> Sampled:
    """Send `task.rate` pictures for each second of the footage at `source`, in constant memory.

    Each is the first frame at or after its fraction of a second, with its own time. Raise NotMedia where
    there are no pictures, DecodeError where none decodes.
    """
    with opened(source, max_pixels) as footage:
        if footage.video is None:
            raise NotMedia("the footage has no pictures")
        _decode_cheaply(footage.video)
        shrinker = _Shrinker(task)
        count, due, end = 0, 0, Fraction(0)
        for frame, at in _in_order(_timed(footage)):
            if at > _MOST_HOURS * 3600:
                raise TooLarge(f"the footage is longer than {_MOST_HOURS} hours, or its time stamps are damaged")
            end = at + _held(frame)
            # Rounded up, as stills are, so that the moment shows this frame.
            moment = _ceil_ms(at)
            step = moment * task.rate // 1000
            if step < due:
                continue
            sender.data(ROW_TIME.pack(moment) + shrinker.shrunk(frame))
            count, due = count + 1, step + 1
    if not count:
        raise DecodeError("no picture could be decoded", hint="capture it again, or mend a copy with ffmpeg")
    return Sampled(count, _ceil_ms(end))


def _decode_cheaply(stream: VideoStream) -> None:
    context = stream.codec_context
    context.options = {**context.options, "skip_loop_filter": "all"}
    if stream.average_rate is not None and stream.average_rate >= _FAST_ENOUGH:
        context.skip_frame = "NONREF"


def _timed(footage: Footage) -> Iterator[tuple[VideoFrame, Fraction]]:
    """Yield the frames that are whole, with their seconds; what begins before 0 is shown from there."""
    assert footage.video is not None
    for frame in pictures(footage.container, footage.video):
        assert frame.pts is not None and frame.time_base is not None
        if not frame.is_corrupt:
            yield frame, max(Fraction(0), frame.pts * frame.time_base - footage.origin)


def _in_order(frames: Iterator[tuple[VideoFrame, Fraction]]) -> Iterator[tuple[VideoFrame, Fraction]]:
    """Yield the frames but those whose time stamp lies beyond that of the next: one wild stamp hides no others."""
    held: tuple[VideoFrame, Fraction] | None = None
    for frame, at in frames:
        if held is not None and held[1] <= at:
            yield held
        held = frame, at
    if held is not None:
        yield held


def _held(frame: VideoFrame) -> Fraction:
    assert frame.time_base is not None
    return (frame.duration or 0) * frame.time_base


def _ceil_ms(seconds: Fraction) -> int:
    return -(-seconds.numerator * 1000 // seconds.denominator)


class _Shrinker:
    """Squeeze frames to a small square of luma or colour, upright."""

    def __init__(self, task: PicturesTask) -> None:
        self._size = task.size
        self._form, self._deep = ("rgb24", 3) if task.coloured else ("gray", 1)
        self._scaler = VideoReformatter()

    def shrunk(self, frame: VideoFrame) -> bytes:
        size = self._size
        small = self._scaler.reformat(frame, size, size, self._form, interpolation=_SCALING, threads=1)
        plane = small.planes[0]
        data, line = bytes(plane), size * self._deep
        if plane.line_size != line:
            data = b"".join(data[row * plane.line_size :][:line] for row in range(size))
        if not frame.rotation % 360:
            return data
        upright = bytearray(len(data))
        for colour in range(self._deep):
            upright[colour :: self._deep] = _turned(data[colour :: self._deep], frame.rotation, size)
        return bytes(upright)


def _turned(data: bytes, degrees: int, size: int) -> bytes:
    """Return a square of bytes turned counter-clockwise by a multiple of 90 degrees."""
    match degrees % 360:
        case 90:
            return b"".join(data[column::size] for column in reversed(range(size)))
        case 180:
            return data[::-1]
        case 270:
            return b"".join(data[column::size][::-1] for column in range(size))
    return data
