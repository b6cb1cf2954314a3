"""Make footage for tests: each frame is a shade that tells its number, each tone stands where it is said to.

For tests of engines and plug-ins; it is synthetic, and never stands for real footage in a measurement.
"""

import math
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import cast

import av
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import OutputContainer
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from dragoman.model.time import Span

RATE = 48_000
SHADE_STEP = 4


@dataclass(frozen=True)
class Recipe:
    """Say what to make, in milliseconds: when frames begin, where tones stand, when sound and clock start."""

    frames: tuple[int, ...] = ()
    tones: tuple[Span, ...] | None = None
    sound_ms: int = 0
    sound_from: int = 0
    clock: int = 0
    video_codec: str = "libx264"
    audio_codec: str = "aac"
    size: tuple[int, int] = (64, 48)
    rotation: int = 0


Make = Callable[[str, Recipe], Path]


def shade(number: int) -> int:
    """Return the grey of frame `number`, in full range; after 50 frames they come again."""
    return 20 + SHADE_STEP * (number % 50)


def steady(count: int, each: int) -> tuple[int, ...]:
    """Return the times of `count` frames, `each` ms apart."""
    return tuple(range(0, count * each, each))


def write(path: Path, recipe: Recipe) -> Path:
    """Write footage to `path`, whose name chooses the container, and return the path."""
    with av.open(str(path), "w") as output:
        hands = []
        if recipe.frames:
            hands.append(_pictures(output, recipe))
        if recipe.tones is not None:
            hands.append(_sounds(output, recipe))
        for hand in hands:
            next(hand)
        for hand in hands:
            for _ in hand:
                pass
    return path


def _pictures(output: OutputContainer, recipe: Recipe) -> Iterator[None]:
    """Add the picture stream, pause, and encode when taken up again: all streams stand before the first packet."""
    stream = cast(VideoStream, output.add_stream(recipe.video_codec, rate=25))
    stream.width, stream.height = recipe.size
    stream.pix_fmt = "yuv420p"
    context = stream.codec_context
    context.time_base = Fraction(1, 1000)
    context.gop_size = 10
    if recipe.video_codec == "libx264":
        context.options = {"qp": "0", "bf": "2"}
    if recipe.rotation:
        stream.set_display_rotation(recipe.rotation)
    yield
    for number, at in enumerate(recipe.frames):
        frame = _frame(recipe, number)
        frame.pts, frame.time_base = at + recipe.clock, Fraction(1, 1000)
        output.mux(stream.encode(frame))
    output.mux(stream.encode(None))


def _sounds(output: OutputContainer, recipe: Recipe) -> Iterator[None]:
    stream = cast(AudioStream, output.add_stream(recipe.audio_codec, rate=RATE, layout="mono"))
    yield
    for sound in _sound(recipe):
        output.mux(stream.encode(sound))
    output.mux(stream.encode(None))


def _frame(recipe: Recipe, number: int) -> VideoFrame:
    """Return a grey frame whose top left quarter is white."""
    width, height = recipe.size
    pixels = bytearray(bytes([shade(number)]) * (4 * width * height))
    for row in range(height // 4):
        start = row * width * 4
        pixels[start : start + width] = bytes([255]) * width
    return VideoFrame.from_bytes(bytes(pixels), width, height, "rgba").reformat(format="yuv420p")


def _sound(recipe: Recipe) -> list[AudioFrame]:
    samples = array("h", bytes(2 * (recipe.sound_ms * RATE // 1000)))
    for tone in recipe.tones or ():
        for at in range(tone.start * RATE // 1000, tone.end * RATE // 1000):
            samples[at] = round(12_000 * math.sin(2 * math.pi * 440 * at / RATE))
    first = recipe.sound_from * RATE // 1000
    frames = []
    for at in range(first, len(samples), 4800):
        block = samples[at : at + 4800]
        frame = AudioFrame("s16", "mono", len(block))
        frame.planes[0].update(block.tobytes())
        frame.sample_rate, frame.time_base = RATE, Fraction(1, RATE)
        frame.pts = at + recipe.clock * RATE // 1000
        frames.append(frame)
    return frames
