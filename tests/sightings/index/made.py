"""Rows made for the tests of the index, and what a search of them must return, worked out one by one."""

from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dragoman.sightings.frames import Frames
from dragoman.sightings.index.container import Entry
from dragoman.sightings.index.protocol import Hits

Row = tuple[int, int, int]


def alike(random: np.random.Generator, count: int) -> NDArray[np.uint8]:
    """Return hashes of which many are at the same distance from each other: few bits of each vary."""
    hashes = np.zeros((count, 32), np.uint8)
    hashes[:, ::8] = random.integers(0, 4, (count, 4), dtype=np.uint8)
    return hashes


def frames(random: np.random.Generator, count: int) -> Frames:
    """Return a picture a second in two variants."""
    times = (np.arange(count, dtype=np.uint32) // 2) * 1000
    variants = np.arange(count, dtype=np.uint8) % 2
    return Frames(times, variants, np.full(count, 100, np.uint8), alike(random, count))


def entry(media: str, seed: int = 0, rows: int = 12, landmarks: int = 20) -> Entry:
    """Return an item with pictures, cuts and sound."""
    random = np.random.default_rng(seed)
    return Entry(
        media=media,
        fingerprints=(f"{media} {seed}",),
        methods=("pictures 1", "sound 1"),
        length=rows * 500,
        pictures=frames(random, rows),
        crops=frames(random, rows * 4),
        landmarks=(
            random.integers(0, 50, landmarks, dtype=np.uint32),
            random.integers(0, 400, landmarks, dtype=np.uint32),
        ),
    )


def told(hits: Hits) -> list[Row]:
    """Return hits as rows, distances and ids."""
    return list(zip(hits.rows.tolist(), hits.distances.tolist(), hits.ids.tolist(), strict=True))


def nearest(rows: dict[int, bytes], hashes: NDArray[np.uint8], k: int, most: int) -> list[Row]:
    """Return what a search must find, every distance counted bit by bit."""
    found: list[Row] = []
    for at, asked in enumerate(hashes):
        number = int.from_bytes(asked.tobytes(), "little")
        distances = ((int.from_bytes(data, "little") ^ number).bit_count() for data in rows.values())
        near = sorted((d, id_) for d, id_ in zip(distances, rows, strict=True) if d <= most)
        found += [(at, *each) for each in near[:k]]
    return found


def by_id(ids: NDArray[np.int64], hashes: NDArray[np.uint8]) -> dict[int, bytes]:
    """Return the hash of each id."""
    return {int(id_): one.tobytes() for id_, one in zip(ids, hashes, strict=True)}


def contents(folder: Path) -> set[str]:
    """Return the names of the files in a folder, but locks."""
    return {path.name for path in folder.iterdir() if not path.name.endswith("lock")}


def exported(blocks: Iterable[tuple[NDArray[np.int64], NDArray[np.uint8]]]) -> dict[int, bytes]:
    """Return what an index exports, and see that it exports nothing twice."""
    every: dict[int, bytes] = {}
    for ids, hashes in blocks:
        rows = by_id(ids, hashes)
        assert not rows.keys() & every.keys()
        every |= rows
    return every
