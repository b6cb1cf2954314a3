"""The hashes are PDQ's, bit for bit where both see the same pixels."""

import numpy as np
import pdqhash
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from tests.sightings.picture.layouts import Lumas

from dragoman.sightings.frames import BYTES, LEAST_QUALITY
from dragoman.sightings.picture.cuts import WHOLE, Box, shrunk
from dragoman.sightings.picture.transform import apart, distances, hashed, mirrored


def oracle(luma: NDArray[np.uint8]) -> tuple[NDArray[np.uint8], int]:
    """Return what pdqhash makes of a grey picture; it numbers the bits from the other end."""
    bits, quality = pdqhash.compute(np.repeat(luma[:, :, None], 3, axis=2))
    return np.packbits(bits[::-1]), quality


def test_the_same_pixels_give_the_same_bits_and_quality(mixed: Lumas) -> None:
    """Halves are rounded for the oracle, which takes whole numbers: a few bits next to the median turn."""
    small = np.round(shrunk(mixed, WHOLE)).astype(np.uint8)
    hashes, qualities = hashed(small.astype(np.float32))
    theirs = [oracle(picture) for picture in small]
    apart_by = apart(hashes, np.array([bits for bits, _ in theirs]))
    assert np.median(apart_by) == 0 and np.percentile(apart_by, 95) <= 2
    assert np.abs(qualities.astype(int) - [quality for _, quality in theirs]).max() <= 1


def test_a_larger_picture_hashes_near_what_the_oracle_makes_of_it(mixed: Lumas) -> None:
    """Its filter takes in a little more around each pixel than our mean does."""
    hashes, qualities = hashed(shrunk(mixed, WHOLE))
    theirs = np.array([oracle(luma)[0] for luma in mixed])
    near = apart(hashes, theirs)[qualities >= LEAST_QUALITY]
    assert np.median(near) <= 30 and np.percentile(near, 95) <= 50


def test_the_mirrored_hash_is_near_that_of_the_mirrored_picture(mixed: Lumas) -> None:
    hashes, qualities = hashed(shrunk(mixed, WHOLE))
    flipped, _ = hashed(shrunk(mixed[:, :, ::-1], WHOLE))
    good = qualities >= LEAST_QUALITY
    near = apart(mirrored(hashes), flipped)[good]
    assert np.median(near) <= 6 and np.percentile(near, 95) <= 14
    assert np.median(apart(hashes, flipped)[good]) > 80
    assert np.array_equal(mirrored(mirrored(hashes)), hashes)


def test_flat_pictures_have_no_quality() -> None:
    _, qualities = hashed(np.full((2, 64, 64), 77, dtype=np.float32))
    assert qualities.tolist() == [0, 0]


def test_a_picture_hashes_alike_in_any_company(mixed: Lumas) -> None:
    box = Box(0.031, 0.2, 0.9, 0.99)
    for cut in (WHOLE, box):
        together = hashed(shrunk(mixed, cut))[0]
        alone = np.concatenate([hashed(shrunk(mixed[row : row + 1], cut))[0] for row in range(len(mixed))])
        assert np.array_equal(together, alone)


@given(st.binary(min_size=3 * BYTES, max_size=3 * BYTES), st.binary(min_size=2 * BYTES, max_size=2 * BYTES))
def test_distances_count_the_bits_that_differ(left: bytes, right: bytes) -> None:
    a = np.frombuffer(left, dtype=np.uint8).reshape(3, BYTES)
    b = np.frombuffer(right, dtype=np.uint8).reshape(2, BYTES)
    found = distances(a, b)
    counted = [[int(np.unpackbits(one ^ two).sum()) for two in b] for one in a]
    assert found.tolist() == counted
    assert apart(a[:2], b).tolist() == [counted[0][0], counted[1][1]]


def test_a_cut_is_the_mean_of_areas() -> None:
    """A slope keeps its values, whatever part of it is cut out."""
    slope = np.broadcast_to(np.arange(0, 256, 2, dtype=np.uint8), (1, 128, 128))
    for box in (WHOLE, Box(0.1, 0.2, 0.8, 0.7), Box(0.3, 0.0, 0.31, 1.0)):
        cut = shrunk(slope, box)
        inner = slice(None) if box.left else slice(1, -1)
        places = box.left + (box.right - box.left) * (np.arange(64) + 0.5) / 64
        off = np.abs(cut[0, 0] - (places * 256 - 1))[inner].max()
        assert off <= (1.0 if box.right - box.left < 0.5 else 0.5)
    step = np.zeros((1, 128, 128), dtype=np.uint8)
    step[:, 40:] = 200
    assert shrunk(step, Box(0, 40 / 128, 1, 1)).min() == 200
