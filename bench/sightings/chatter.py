"""Hours of speech never heard before: cuts of the shared recordings at other speeds, one over another, with noise."""

from collections.abc import Iterator, Sequence

import numpy as np
from bench.sightings.sound_edits import Samples

RATE = 16_000
_SECONDS = 30


def chatter(seed: int, recordings: Sequence[Samples], seconds: int) -> Iterator[bytes]:
    """Yield sound in pieces of half a minute, as 16-bit samples, mono, 16,000 a second.

    Every stretch of 5 to 30 s comes from a recording at 0.85 to 1.18 of its speed; every third has another,
    quieter, beneath it, and all have noise.
    """
    chance = np.random.default_rng(seed)
    held = np.zeros(0, np.float32)
    for first in range(0, seconds, _SECONDS):
        count = min(_SECONDS, seconds - first) * RATE
        while len(held) < count:
            held = np.concatenate([held, _stretch(chance, recordings)])
        yield (np.clip(held[:count], -1, 1) * 32_767).astype("<i2").tobytes()
        held = held[count:]


def _stretch(chance: np.random.Generator, recordings: Sequence[Samples]) -> Samples:
    samples = int(chance.uniform(5, 30) * RATE)
    made = _cut(chance, recordings, samples)
    if chance.random() < 1 / 3:
        made = made + 0.4 * _cut(chance, recordings, samples)
    noise = chance.normal(0, chance.uniform(0.0005, 0.01), samples)
    return np.asarray(made * chance.uniform(0.3, 0.9) + noise, np.float32)


def _cut(chance: np.random.Generator, recordings: Sequence[Samples], samples: int) -> Samples:
    """Return a stretch of a recording, played slower or faster; one that is too short is heard again."""
    source = recordings[int(chance.integers(len(recordings)))]
    speed = chance.uniform(0.85, 1.18)
    start = chance.integers(len(source))
    at = (start + np.arange(samples) * speed) % (len(source) - 1)
    whole = at.astype(np.int64)
    share = (at - whole).astype(np.float32)
    return np.asarray(source[whole] * (1 - share) + source[whole + 1] * share, np.float32)
