"""Speech that is laid over other sound, or put in its place; none of it stands in the archive that is searched."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from bench.sightings.footage import SHARED
from bench.sightings.sound_edits import RATE, Samples


def decoded(path: Path, rate: int = RATE, span: tuple[int, int] | None = None) -> Samples:
    """Return the sound of a file, mono, from its first sample on, or the stretch `span` of it in milliseconds."""
    with av.open(str(path)) as container:
        resampler = AudioResampler(format="fltp", layout="mono", rate=rate)
        parts = [one for frame in container.decode(audio=0) for one in _arrays(resampler.resample(frame))]
        parts.extend(_arrays(resampler.resample(None)))
    whole: Samples = np.concatenate(parts)
    if span is None:
        return whole
    first, last = (at * rate // 1000 for at in span)
    part = whole[first:last]
    return np.pad(part, (0, last - first - len(part)))


def _arrays(frames: Iterable[AudioFrame]) -> list[Samples]:
    return [frame.to_ndarray()[0].astype(np.float32) for frame in frames]


@cache
def voices() -> Samples:
    """Return all the speech that is laid over: the recordings of azure-customspeech, one after the other."""
    paths = sorted((SHARED / "azure-customspeech").glob("*.wav"))
    return np.concatenate([decoded(path) for path in paths])


def voice(chance: np.random.Generator, samples: int) -> Samples:
    """Return a stretch of that speech, as long as asked."""
    every = voices()
    start = int(chance.integers(0, max(1, len(every) - samples)))
    return np.resize(every[start : start + samples], samples)
