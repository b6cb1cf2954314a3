"""A fingerprint of pictures holds each variant at its rate, however the pictures come, in memory that does not grow."""

import tracemalloc
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from av.video.frame import VideoFrame
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from tests.sightings.picture.layouts import LAYOUTS, SIDE, Lumas, laid_out

from dragoman.engines.media.decode import pictures
from dragoman.model.settings import MediaSettings
from dragoman.sightings.frames import LEAST_QUALITY, Frames, Variant
from dragoman.sightings.picture.making import PictureMaker, cropped, indexed, method
from dragoman.sightings.picture.transform import apart

Times = NDArray[np.uint32]


def steady(count: int) -> Times:
    return np.arange(count, dtype=np.uint32) * 250


def made(times: Times, lumas: Lumas, cuts: list[int]) -> Frames:
    maker = PictureMaker()
    edges = [0, *sorted(cuts), len(times)]
    for start, end in pairwise(edges):
        maker.feed(times[start:end], lumas[start:end])
    return maker.finish()


@pytest.fixture(scope="module")
def letterboxed(bunny: list[VideoFrame], plain: Lumas) -> Lumas:
    """Return a film that is letterboxed in its second half."""
    return np.concatenate([plain, laid_out(bunny, LAYOUTS["letterbox"])])


def test_each_variant_comes_at_its_rate_in_order(letterboxed: Lumas) -> None:
    frames = made(steady(len(letterboxed)), letterboxed, [])
    counts = np.bincount(frames.variants, minlength=len(Variant))
    assert counts[Variant.WHOLE] == len(letterboxed)
    assert counts[Variant.CROP_5 : Variant.UPPER + 1].tolist() == [len(letterboxed) // 4] * 4
    stripped = frames.where(frames.variants == Variant.STRIPPED).times
    half = len(letterboxed) // 2 * 250
    assert set(range(half, half * 2, 250)) <= set(stripped.tolist())
    assert stripped.min() >= half - 2000
    keys = frames.times.astype(np.int64) * len(Variant) + frames.variants
    assert (np.diff(keys) > 0).all()
    assert Frames.unpacked(frames.packed()).packed() == frames.packed()


@settings(max_examples=10)
@given(cuts=st.lists(st.integers(0, 64), max_size=6))
def test_how_pictures_come_in_changes_nothing(cuts: list[int], letterboxed: Lumas) -> None:
    times = steady(len(letterboxed))
    assert made(times, letterboxed, cuts).packed() == made(times, letterboxed, []).packed()


def test_cuts_of_uneven_footage_come_with_the_first_picture_of_a_second(plain: Lumas) -> None:
    times = np.array([400, 1100, 1900, 2000, 5999, 6000, 6001], dtype=np.uint32)
    frames = made(times, plain[: len(times)], [3])
    assert frames.where(frames.variants == Variant.UPPER).times.tolist() == [400, 1100, 2000, 5999, 6000]


def test_no_pictures_make_no_rows() -> None:
    assert len(PictureMaker().finish()) == 0
    assert len(indexed(PictureMaker().finish())) == len(cropped(PictureMaker().finish())) == 0


def test_the_index_gets_one_row_a_second_of_what_shows_something(letterboxed: Lumas) -> None:
    dark = np.concatenate([letterboxed, np.zeros((40, SIDE, SIDE), dtype=np.uint8)])
    frames = made(steady(len(dark)), dark, [])
    rows = indexed(frames)
    assert set(rows.variants.tolist()) == {Variant.WHOLE, Variant.STRIPPED}
    assert rows.qualities.min() >= LEAST_QUALITY
    cuts = cropped(frames)
    assert set(cuts.variants.tolist()) == {Variant.CROP_5, Variant.CROP_10, Variant.MIDDLE, Variant.UPPER}
    for kind in (rows, cuts):
        for variant in set(kind.variants.tolist()):
            times = kind.where(kind.variants == variant).times.astype(np.int64)
            assert len(times) > 4 and times.max() < len(letterboxed) * 250
            assert (np.diff(times // 1000) >= 1).all()


def test_what_lasts_stands_in_the_index_every_ten_seconds(plain: Lumas) -> None:
    held = np.repeat(plain[-1:], 41 * 4, axis=0)
    rows = indexed(made(steady(len(held)), held, []))
    assert rows.times.tolist() == [0, 10_000, 20_000, 30_000, 40_000]


def test_neighbours_in_the_index_differ(plain: Lumas) -> None:
    rows = indexed(made(steady(len(plain)), plain, []))
    rows = rows.where(rows.variants == Variant.WHOLE)
    assert (apart(rows.hashes[1:], rows.hashes[:-1]) > 8).all()


def test_the_method_is_named_with_its_settings() -> None:
    assert (method().name, method().version) == ("pdq-frames", "1")


def test_memory_holds_the_rows_alone(plain: Lumas) -> None:
    """Eight minutes take no more than two but for what their rows take."""

    def peak(batches: int) -> int:
        tracemalloc.start()
        maker = PictureMaker()
        for number in range(batches):
            maker.feed(steady(32) + np.uint32(number * 8000), plain)
        maker.finish()
        top = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return top

    assert len(plain) == 32
    rows = 32 * 1.0 + 8 * 4
    assert peak(60) - peak(15) < 45 * rows * 38 * 8


def test_footage_from_the_file_to_the_fingerprint(footage: Path) -> None:
    maker = PictureMaker()
    length = pictures(footage, MediaSettings(), maker.feed)
    frames = maker.finish()
    whole = frames.where(frames.variants == Variant.WHOLE)
    assert length - 500 < whole.times[-1] < length
    assert len(indexed(frames)) >= 3
