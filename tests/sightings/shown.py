"""Pictures made up for the tests of alignment: scenes that change, as an archive samples them."""

import numpy as np
from numpy.typing import NDArray

from dragoman.sightings.frames import BYTES, Frames, Variant

Hashes = NDArray[np.uint8]


def scenes(seed: int, seconds: float, *, every: float = 0.25, bits: int = 12) -> Hashes:
    """Return hashes of pictures that drift by so many bits from one to the next, with a cut every three seconds."""
    chance = np.random.default_rng(seed)
    rows: list[NDArray[np.uint8]] = []
    for number in range(round(seconds / every)):
        if number % round(3 / every) == 0:
            bitmap = chance.integers(0, 2, 8 * BYTES, dtype=np.uint8)
        else:
            bitmap = rows[-1].copy()
            bitmap[chance.choice(8 * BYTES, bits, replace=False)] ^= 1
        rows.append(bitmap)
    return np.packbits(np.stack(rows), axis=1)


def worn(seed: int, hashes: Hashes, bits: int) -> Hashes:
    """Return hashes with so many bits of each turned over, as an edit does."""
    chance = np.random.default_rng(seed)
    spread = np.unpackbits(hashes, axis=1)
    for row in spread:
        row[chance.choice(spread.shape[1], bits, replace=False)] ^= 1
    return np.packbits(spread, axis=1)


def frames(hashes: Hashes, times: "NDArray[np.float64] | None" = None, variant: Variant = Variant.WHOLE) -> Frames:
    """Return rows of good quality, one every 250 ms unless `times` says when."""
    count = len(hashes)
    at = np.arange(count) * 250 if times is None else times
    return Frames(
        at.astype(np.uint32), np.full(count, variant, np.uint8), np.full(count, 100, np.uint8), hashes.astype(np.uint8)
    )
