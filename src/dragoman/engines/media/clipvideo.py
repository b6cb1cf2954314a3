"""The pictures of a clip."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from av.codec.context import Flags
from av.container import OutputContainer
from av.video.frame import VideoFrame

from dragoman.engines.media.frames import Shown, shown_from
from dragoman.engines.media.opening import Footage
from dragoman.engines.media.packets import AnyPacket
from dragoman.engines.media.painter import Painter
from dragoman.engines.media.wire import ClipTask
from dragoman.model.errors import DecodeError

_TICKS = 90_000
_BT709 = 1
_LIMITED_RANGE = 1
_USUAL_RATE = Fraction(25)
_FASTEST_RATE = Fraction(240)
# No B-frames: MP4 keeps lengths in order of decoding, and only so is the last frame as long as it is shown.
# No macroblock tree: x264's reads memory it has not written, and then the same frames give other bytes.
_OPTIONS = {"bf": "0", "preset": "veryfast", "crf": "23", "x264-params": "threads=1:lookahead-threads=1:mbtree=0"}
_KEY_FRAME_SECONDS = 2


class PictureTrack:
    """Encode the frames shown in a stretch as H.264; `reached` is the second of the clip at which they end."""

    def __init__(self, output: OutputContainer, footage: Footage, task: ClipTask) -> None:
        assert footage.video is not None
        self._start, self._end = Fraction(task.start, 1000), Fraction(task.end, 1000)
        self._rate = _rate(footage.video.average_rate)
        self._painter = Painter("yuv420p", footage.video.sample_aspect_ratio, task.height)
        self._frames = shown_from(footage, self._start)
        self.reached = Fraction(0)
        first = next(self._frames, None)
        if first is None:
            raise DecodeError(f"no picture could be decoded at {task.start} ms")
        self._first = first
        self._painted = self._painter.paint(first.frame)
        self.size = (self._painted.width, self._painted.height)
        self._stream = output.add_stream("libx264", rate=self._rate, options=dict(_OPTIONS))
        context = self._stream.codec_context
        context.width, context.height = self.size
        context.pix_fmt = "yuv420p"
        context.time_base = Fraction(1, _TICKS)
        context.gop_size = round(self._rate * _KEY_FRAME_SECONDS)
        context.thread_count = 1
        context.flags |= Flags.bitexact
        context.colorspace = context.color_primaries = context.color_trc = _BT709
        context.color_range = _LIMITED_RANGE

    def packets(self) -> Iterator[AnyPacket]:
        """Yield the encoded packets in order of decoding."""
        lengths: dict[int, int] = {}
        for frame, length in self._timed():
            assert frame.pts is not None
            lengths[frame.pts] = length
            yield from self._with_lengths(self._stream.encode(frame), lengths)
        yield from self._with_lengths(self._stream.encode(None), lengths)

    def _timed(self) -> Iterator[tuple[VideoFrame, int]]:
        """Yield painted frames on the clip's clock, each with its length in ticks."""
        for shown, after in pairwise(self._within()):
            # Players show the first frame while they wait for it, so it leads from the start.
            begin = 0 if shown is self._first else self._ticks(shown.at)
            length = self._ticks(after.at) - begin
            if length <= 0:
                continue
            painted = self._painted if shown is self._first else self._painter.paint(shown.frame)
            painted.pts, painted.time_base = begin, Fraction(1, _TICKS)
            self.reached = Fraction(begin + length, _TICKS)
            yield painted, length

    def _within(self) -> Iterator[Shown]:
        """Yield the frames that begin before the end, in order, and a last one that marks where they stop."""
        last = self._first
        yield last
        for shown in self._frames:
            if shown.at >= self._end:
                yield Shown(last.frame, self._end)
                return
            if shown.at > last.at:
                yield shown
                last = shown
        held = Fraction(last.frame.duration or 0) * (last.frame.time_base or 0) or 1 / self._rate
        yield Shown(last.frame, min(self._end, max(last.at + held, last.at)))

    def _ticks(self, at: Fraction) -> int:
        return max(0, round((min(at, self._end) - self._start) * _TICKS))

    def _with_lengths(self, packets: list[AnyPacket], lengths: dict[int, int]) -> Iterator[AnyPacket]:
        for packet in packets:
            # The container takes the length of the last frame from its packet, and the encoder forgets it.
            if packet.pts is not None and packet.pts in lengths:
                packet.duration = lengths.pop(packet.pts)
            yield packet


def _rate(average: Fraction | None) -> Fraction:
    if average is None or not 0 < average <= _FASTEST_RATE:
        return _USUAL_RATE
    return Fraction(average).limit_denominator(1001)
