import numpy as np

from dragoman.sightings.frames import Variant
from dragoman.sightings.picture.rows import Batch, rows


def batch(borders: tuple[float, float, float, float]) -> Batch:
    lumas = np.random.default_rng(1).integers(0, 256, (3, 128, 128), dtype=np.uint8)
    times = np.array([0, 250, 500], np.uint32)
    return Batch(times, lumas, np.tile(np.array(borders, np.float32), (3, 1)), np.array([True, False, False]))


def test_every_picture_has_a_row_and_one_a_second_its_cuts() -> None:
    made = rows(batch((0, 0, 0, 0)))
    assert made.variants.tolist() == [0, 2, 3, 4, 5, 0, 0]
    assert made.times.tolist() == [0, 0, 0, 0, 0, 250, 500]


def test_a_picture_within_borders_has_a_row_of_its_own() -> None:
    assert (rows(batch((0, 16, 0, 16))).variants == Variant.STRIPPED).sum() == 3


def test_borders_that_leave_nothing_between_them_are_no_borders() -> None:
    for borders in ((64.0, 0, 64.0, 0), (0, 90.0, 0, 80.0), (60.0, 0, 50.0, 0)):
        assert not (rows(batch(borders)).variants == Variant.STRIPPED).any()
