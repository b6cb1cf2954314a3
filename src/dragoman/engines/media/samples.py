"""Sound as samples that stand where the footage's own timeline puts them."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler

# Time stamps jitter by a millisecond or so in most containers; ffmpeg's aresample calls 0.1 s a jump too.
_JUMP = Fraction(1, 10)


@dataclass(frozen=True, slots=True)
class Form:
    """Say how samples are wanted: a second's worth (`rate`) and channels; always signed 16-bit, interleaved."""

    rate: int
    channels: int

    @property
    def layout(self) -> str:
        """Return ffmpeg's name of the channel layout."""
        return "mono" if self.channels == 1 else "stereo"

    @property
    def size(self) -> int:
        """Return the bytes of one sample over all channels."""
        return 2 * self.channels


@dataclass(frozen=True, slots=True)
class Stretch:
    """Hold samples in a row, the first at position `at` counted from the start of the footage."""

    at: int
    data: bytes


def placed(frames: Iterator[AudioFrame], origin: Fraction, form: Form) -> Iterator[Stretch]:
    """Yield the sound of `frames` in `form`, each stretch at its place on the footage's timeline.

    Places follow the samples counted; where the time stamps jump by more than 0.1 s, they follow those.
    Between stretches there may be gaps and overlaps: `joined` settles them.
    """
    run: _Run | None = None
    for frame in frames:
        if run is None or not run.takes(frame, origin):
            if run is not None:
                yield from run.finish()
            run = _Run(frame, _start(frame, origin, run), form)
        yield from run.feed(frame)
    if run is not None:
        yield from run.finish()


def joined(stretches: Iterator[Stretch], form: Form) -> Iterator[bytes | int]:
    """Yield bytes of samples without gap or overlap from position 0 on; a number is that many silent samples."""
    written = 0
    for stretch in stretches:
        if stretch.at > written:
            yield stretch.at - written
            written = stretch.at
        data = stretch.data[(written - stretch.at) * form.size :]
        if data:
            yield data
            written += len(data) // form.size


def _start(frame: AudioFrame, origin: Fraction, before: "_Run | None") -> Fraction:
    if frame.pts is not None:
        return _place(frame, origin)
    return before.heard if before is not None else Fraction(0)


def _place(frame: AudioFrame, origin: Fraction) -> Fraction:
    assert frame.pts is not None and frame.time_base is not None
    return frame.pts * frame.time_base - origin


class _Run:
    """Resample frames that follow each other without a jump and share one format."""

    def __init__(self, frame: AudioFrame, start: Fraction, form: Form) -> None:
        self._shape = _shape(frame)
        self._form = form
        self._resampler = AudioResampler("s16", form.layout, form.rate)
        self._next = round(start * form.rate)
        self.heard = start

    def takes(self, frame: AudioFrame, origin: Fraction) -> bool:
        """Tell whether `frame` goes on where this run stands."""
        if _shape(frame) != self._shape:
            return False
        return frame.pts is None or abs(_place(frame, origin) - self.heard) <= _JUMP

    def feed(self, frame: AudioFrame) -> Iterator[Stretch]:
        """Take a frame in and yield what comes out."""
        self.heard += Fraction(frame.samples, frame.sample_rate)
        frame.pts = None
        yield from self._out(self._resampler.resample(frame))

    def finish(self) -> Iterator[Stretch]:
        """Yield what the resampler still holds."""
        yield from self._out(self._resampler.resample(None))

    def _out(self, frames: list[AudioFrame]) -> Iterator[Stretch]:
        for frame in frames:
            data = bytes(frame.planes[0])[: frame.samples * self._form.size]
            at, self._next = self._next, self._next + frame.samples
            if at < 0:
                data, at = data[-at * self._form.size :], 0
            if data:
                yield Stretch(at, data)


def _shape(frame: AudioFrame) -> tuple[str, str, int]:
    return frame.format.name, frame.layout.name, frame.sample_rate
