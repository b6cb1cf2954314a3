"""Real speech as samples, the ways others change it, and an archive of it in memory."""

import io
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from dragoman.sightings.peaks import Peaks
from dragoman.sightings.sound.landmarks import indexed
from dragoman.sightings.sound.making import SoundMaker
from dragoman.sightings.sound.spectrum import RATE

Samples = NDArray[np.int16]


def read(path: Path | io.BytesIO) -> Samples:
    resampler = av.AudioResampler("s16", "mono", RATE)
    with av.open(path if isinstance(path, io.BytesIO) else str(path), "r") as container:
        frames = [piece for frame in container.decode(audio=0) for piece in resampler.resample(frame)]
        frames += resampler.resample(None)
    return np.concatenate([frame.to_ndarray()[0] for frame in frames])


def story(folder: Path) -> Samples:
    """Return the pages of one story, read aloud, one after the other."""
    return np.concatenate([read(page) for page in sorted(folder.glob("*.mp3"))])


def peaks(samples: Samples) -> Peaks:
    maker = SoundMaker()
    maker.feed(samples.astype("<i2").tobytes())
    return maker.finish()


def filtered(samples: Samples, *filters: tuple[str, str]) -> Samples:
    graph = av.filter.Graph()
    last = graph.add_abuffer(sample_rate=RATE, format="s16", layout="mono", time_base=Fraction(1, RATE))
    for name, arguments in (*filters, ("abuffersink", "")):
        after = graph.add(name, arguments)
        last.link_to(after)
        last = after
    graph.configure()
    graph.push(_frame(samples))
    graph.push(None)
    out = []
    while True:
        try:
            out.append(graph.pull().to_ndarray().reshape(-1))
        except (av.error.EOFError, av.error.BlockingIOError):
            return np.concatenate(out)


def _frame(samples: Samples) -> av.AudioFrame:
    frame = av.AudioFrame.from_ndarray(samples[None], "s16", "mono")
    frame.sample_rate, frame.pts, frame.time_base = RATE, 0, Fraction(1, RATE)
    return frame


def coded(samples: Samples, codec: str, form: str, bits: int) -> Samples:
    """Return the samples after a lossy codec at `bits` a second."""
    file = io.BytesIO()
    with av.open(file, "w", format=form) as container:
        stream = container.add_stream(codec, rate=RATE)
        assert isinstance(stream, av.AudioStream)
        stream.bit_rate, stream.layout = bits, "mono"
        resampler = av.AudioResampler(stream.format.name, "mono", RATE, frame_size=stream.codec_context.frame_size)
        for frame in [*resampler.resample(_frame(samples)), *resampler.resample(None)]:
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    file.seek(0)
    return read(file)


def noisy(samples: Samples, decibels: float) -> Samples:
    """Return the samples under pink noise that is as loud as they are when `decibels` is 0."""
    rng = np.random.default_rng(3)
    spectrum = np.fft.rfft(rng.standard_normal(len(samples)))
    noise = np.fft.irfft(spectrum / np.sqrt(np.arange(1, len(spectrum) + 1)), len(samples))
    return mixed(samples, noise, decibels)


def mixed(samples: Samples, other: NDArray[np.floating] | Samples, decibels: float) -> Samples:
    """Return both at once, the first louder than the other by `decibels`."""
    sound = samples.astype(np.float64)
    over = np.resize(other, len(sound)).astype(np.float64)
    over *= np.sqrt(np.mean(sound**2) / np.mean(over**2)) * 10 ** (-decibels / 20)
    return ((sound + over) / 2).astype(np.int16)


class Shelf:
    """Keep landmarks in sorted arrays, and look keys up in them."""

    def __init__(self, items: Sequence[Peaks]) -> None:
        marks = [indexed(item) for item in items]
        keys = np.concatenate([mark.keys for mark in marks])
        order = np.argsort(keys, kind="stable")
        self.items = items
        self._keys = keys[order]
        self._steps = np.concatenate([mark.steps for mark in marks])[order]
        numbers = [np.full(len(mark), number, dtype=np.uint32) for number, mark in enumerate(marks)]
        self._numbers = np.concatenate(numbers)[order]

    def find(self, keys: NDArray[np.uint32]) -> tuple[NDArray[np.int64], NDArray[np.uint32], NDArray[np.uint32]]:
        first, last = np.searchsorted(self._keys, keys), np.searchsorted(self._keys, keys, side="right")
        rows = np.repeat(np.arange(len(keys)), last - first)
        at = np.concatenate([np.empty(0, np.int64), *(np.arange(a, b) for a, b in zip(first, last, strict=True))])
        at = at.astype(np.int64)
        return rows, self._numbers[at], self._steps[at]

    def stored(self, number: int) -> Peaks:
        return self.items[number]
