"""What others do to sound before it is heard again: codecs, noise, rooms, voices over it, other speeds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.filter import Graph
from numpy.typing import NDArray
from scipy.signal import butter, sosfilt

RATE = 44_100
Samples = NDArray[np.float32]
"""Mono sound between -1 and 1, 44,100 a second."""


@dataclass(frozen=True, slots=True)
class Booth:
    """Hold what an edit of sound may ask: chance, and other speech as long as the sound itself."""

    chance: np.random.Generator
    voice: Samples


@dataclass(frozen=True, slots=True)
class SoundEdit:
    """Hold one edit of sound: what it does, how fast it then runs, how it is encoded; `kept`: whether any is left."""

    name: str
    apply: Callable[[Samples, Booth], Samples]
    speed: float = 1.0
    codec: str = "aac"
    bits: int = 64_000
    kept: bool = True


def filtered(samples: Samples, chain: tuple[tuple[str, str], ...]) -> Samples:
    """Return sound drawn through ffmpeg's filters, at the same rate."""
    graph = Graph()
    last = graph.add_abuffer(sample_rate=RATE, format="fltp", layout="mono", time_base=Fraction(1, RATE))
    source = last
    for name, args in (*chain, ("aresample", str(RATE)), ("aformat", "sample_fmts=fltp"), ("abuffersink", "")):
        made = graph.add(name, args) if args else graph.add(name)
        last.link_to(made)
        last = made
    graph.configure()
    parts: list[Samples] = []
    for frame in (*frames(samples), None):
        source.push(frame)
        parts.extend(_pulled(graph))
    return np.concatenate(parts) if parts else samples[:0]


def frames(samples: Samples) -> Iterator[AudioFrame]:
    """Yield sound as frames of a tenth of a second."""
    for start in range(0, len(samples), RATE // 10):
        frame = AudioFrame.from_ndarray(np.ascontiguousarray(samples[None, start : start + RATE // 10]), "fltp", "mono")
        frame.sample_rate, frame.pts, frame.time_base = RATE, start, Fraction(1, RATE)
        yield frame


def _pulled(graph: Graph) -> Iterator[Samples]:
    while True:
        try:
            frame = graph.pull()
        except (av.BlockingIOError, av.EOFError):
            return
        assert isinstance(frame, AudioFrame)
        yield frame.to_ndarray()[0].astype(np.float32)


def tempo(speed: float) -> Callable[[Samples, Booth], Samples]:
    """Return an edit that shortens sound and keeps its pitch."""
    return lambda samples, booth: filtered(samples, (("atempo", str(speed)),))


def played(speed: float) -> Callable[[Samples, Booth], Samples]:
    """Return an edit that plays sound faster, its pitch with it."""
    return lambda samples, booth: filtered(samples, (("asetrate", str(round(RATE * speed))),))


def loudness(samples: Samples) -> float:
    """Return the root of the mean square."""
    return float(np.sqrt(np.mean(np.square(samples)))) if len(samples) else 0.0


def _kept(samples: Samples, booth: Booth) -> Samples:
    return samples


def _noise(decibels: float) -> Callable[[Samples, Booth], Samples]:
    """Return an edit that adds pink noise, as many decibels quieter than the sound."""

    def apply(samples: Samples, booth: Booth) -> Samples:
        spectrum = np.fft.rfft(booth.chance.normal(size=len(samples)))
        pink = np.fft.irfft(spectrum / np.sqrt(np.arange(len(spectrum)) + 1.0), len(samples)).astype(np.float32)
        return _mixed(samples, pink, -decibels)

    return apply


def _spoken_over(decibels: float) -> Callable[[Samples, Booth], Samples]:
    return lambda samples, booth: _mixed(samples, booth.voice, decibels)


def _mixed(samples: Samples, other: Samples, louder: float) -> Samples:
    """Return sound with other sound over it, `louder` decibels louder than itself, turned down so as not to clip."""
    gain = loudness(samples) / max(loudness(other), 1e-6) * 10 ** (louder / 20)
    sum_: Samples = samples + np.float32(gain) * other
    return sum_ / max(1.0, float(np.abs(sum_).max()))


def _telephone(samples: Samples, booth: Booth) -> Samples:
    band = butter(4, (300, 3400), "bandpass", fs=RATE, output="sos")
    return np.asarray(sosfilt(band, samples), np.float32)


def _room(samples: Samples, booth: Booth) -> Samples:
    return filtered(samples, (("aecho", "0.8:0.7:60|110|170:0.5|0.35|0.25"),))[: len(samples)]


def _replaced(samples: Samples, booth: Booth) -> Samples:
    return booth.voice


def _silent(samples: Samples, booth: Booth) -> Samples:
    return np.zeros_like(samples)


SOUND_EDITS = (
    SoundEdit("mp3 64k", _kept, codec="mp3"),
    SoundEdit("noise 10 dB below", _noise(10)),
    SoundEdit("noise as loud", _noise(0)),
    SoundEdit("noise 5 dB louder", _noise(-5)),
    SoundEdit("telephone", _telephone, codec="mp3", bits=32_000),
    SoundEdit("echo", _room),
    SoundEdit("voice over it, as loud", _spoken_over(0)),
    SoundEdit("voice over it, 6 dB louder", _spoken_over(6)),
    SoundEdit("tempo 0.8", tempo(0.8), speed=0.8),
    SoundEdit("tempo 1.25", tempo(1.25), speed=1.25),
    SoundEdit("speed 1.04", played(1.04), speed=1.04),
    SoundEdit("sound replaced", _replaced, kept=False),
    SoundEdit("silence", _silent, kept=False),
)
