"""Find the frames that are shown from a given moment on, exactly."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction

import av
from av.video.frame import VideoFrame

from dragoman.engines.media.opening import Footage
from dragoman.engines.media.packets import pictures

# Seconds to step back further when a seek did not land on a whole frame before the moment asked for.
_STEPS = (Fraction(0), Fraction(5), Fraction(30))


@dataclass(frozen=True, slots=True)
class Shown:
    """Hold a frame and the second at which it begins to be shown, from the start of the footage."""

    frame: VideoFrame
    at: Fraction


def shown_from(footage: Footage, moment: Fraction) -> Iterator[Shown]:
    """Yield the frame shown at `moment` seconds, the last that begins no later, and all that follow it.

    Where no frame has begun by then the first one leads: players show it while they wait for it.
    """
    held: Shown | None = None
    passed = False
    for shown in _near(footage, moment):
        if passed:
            yield shown
        elif shown.at <= moment:
            held = shown
        else:
            passed = True
            if held is not None:
                yield held
            yield shown
    if not passed and held is not None:
        yield held


def _near(footage: Footage, moment: Fraction) -> Iterator[Shown]:
    """Yield frames from a whole one at or before `moment` on.

    Indexes lie and some containers have none, so where a seek lands is tested and not believed.
    """
    for step in _STEPS:
        frames = _after_seek(footage, moment - step)
        first = next(frames, None)
        if first is not None and first.frame.key_frame and first.at <= moment:
            yield first
            yield from frames
            return
    yield from _from_start(footage)


def _after_seek(footage: Footage, moment: Fraction) -> Iterator[Shown]:
    stream = footage.video
    assert stream is not None and stream.time_base is not None
    if moment <= 0:
        return
    target = int((moment + footage.origin) / stream.time_base)
    try:
        footage.container.seek(target, stream=stream, backward=True)
    except av.error.FFmpegError:
        return
    yield from _shown(footage)


def _from_start(footage: Footage) -> Iterator[Shown]:
    begin = footage.container.start_time or 0
    # What cannot seek at all has not moved on either, or has nothing left to give.
    with suppress(av.error.FFmpegError):
        footage.container.seek(min(begin, 0), backward=True)
    yield from _shown(footage)


def _shown(footage: Footage) -> Iterator[Shown]:
    stream = footage.video
    assert stream is not None
    for frame in pictures(footage.container, stream):
        assert frame.pts is not None and frame.time_base is not None
        yield Shown(frame, frame.pts * frame.time_base - footage.origin)
