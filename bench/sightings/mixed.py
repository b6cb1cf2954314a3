"""Programmes of several excerpts, edited in many ways, between stretches that were never seen."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from zlib import crc32

import numpy as np
from bench.sightings.asking import Question
from bench.sightings.chatter import chatter
from bench.sightings.clips import Clip
from bench.sightings.material import Half
from bench.sightings.prints import kept, of_streams
from bench.sightings.programmes import programme
from bench.sightings.truth import Match
from numpy.typing import NDArray

from dragoman.engines.media.decode import pictures, sounds
from dragoman.model.settings import MediaSettings

EXCERPTS = 6
_APART = (15, 75)
_SAMPLES = 16
_BYTES = 2
_EVERY = 250


@dataclass(frozen=True, slots=True)
class Part:
    """Hold one stretch of a mixed programme: where it begins in milliseconds, how long it lasts, the clip or None."""

    start: int
    length: int
    clip: Clip | None


def mixed(seed: int, clips: Sequence[Clip], half: Half, folder: Path) -> Question:
    """Return one mixed programme, fingerprinted, with what stands in it."""
    chance = random.Random(seed)
    parts = list(_parts(chance, chance.sample(list(clips), EXCERPTS)))
    # What was kept for other clips or pictures would not be what is said to stand in it.
    made_of = [*(part.clip.name for part in parts if part.clip), len(half.pictures), len(half.recordings)]
    name = f"mixed-{seed}-{crc32(repr(made_of).encode()):08x}"
    made = kept(folder, name, lambda: of_streams(_shown(parts, half, seed), _heard(parts, half, seed)))
    return Question(name, made, tuple(_true(name, one) for one in parts if one.clip))


def _parts(chance: random.Random, clips: Sequence[Clip]) -> Iterator[Part]:
    at = 0
    for clip in (*clips, None):
        between = chance.randrange(_APART[0] * 1000, _APART[1] * 1000)
        yield Part(at, between, None)
        at += between
        if clip is not None:
            length = clip.truth.here[1]
            yield Part(at, length, clip)
            at += length


def _true(name: str, part: Part) -> Match:
    assert part.clip is not None
    one = part.clip.truth
    return Match(name, one.item, (part.start, part.start + part.length), one.there)


def _shown(parts: Sequence[Part], half: Half, seed: int) -> Iterator[tuple[NDArray[np.uint32], NDArray[np.uint8]]]:
    seconds = sum(part.length for part in parts if part.clip is None) // 1000 + len(parts) * 2
    stock = (luma for _, lumas in programme(seed, half.pictures, seconds) for luma in lumas)
    for part in parts:
        if part.clip is not None:
            yield from _of_clip(part)
            continue
        times = np.arange(part.start, part.start + part.length, _EVERY, dtype=np.uint32)
        yield times, np.stack(list(islice(stock, len(times))))


def _of_clip(part: Part) -> Iterator[tuple[NDArray[np.uint32], NDArray[np.uint8]]]:
    assert part.clip is not None
    batches: list[tuple[NDArray[np.uint32], NDArray[np.uint8]]] = []
    pictures(part.clip.path, MediaSettings(), lambda times, lumas: batches.append((times.copy(), lumas.copy())))
    for times, lumas in batches:
        inside = times < part.length
        if inside.any():
            yield times[inside] + np.uint32(part.start), lumas[inside]


def _heard(parts: Sequence[Part], half: Half, seed: int) -> Iterator[bytes]:
    seconds = sum(part.length for part in parts if part.clip is None) // 1000 + len(parts) * 2
    stock = b"".join(chatter(seed, half.recordings, seconds))
    at = 0
    for part in parts:
        size = part.length * _SAMPLES * _BYTES
        if part.clip is None:
            yield stock[at : at + size]
            at += size
            continue
        pieces: list[bytes] = []
        sounds(part.clip.path, MediaSettings(), pieces.append)
        yield b"".join(pieces)[:size].ljust(size, b"\0")
