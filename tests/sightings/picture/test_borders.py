"""Borders are found to a part of a pixel, in the layouts that others bring, and seldom where there are none."""

import numpy as np
import pytest
from av.video.frame import VideoFrame
from numpy.typing import NDArray
from tests.sightings.picture.layouts import LAYOUTS, SIDE, Lumas, laid_out

from dragoman.sightings.frames import LEAST_QUALITY
from dragoman.sightings.picture.borders import depths
from dragoman.sightings.picture.cuts import WHOLE, Box, shrunk
from dragoman.sightings.picture.steady import REACH, steadied
from dragoman.sightings.picture.transform import apart, hashed

Depths = NDArray[np.float32]


def truth(box: Box) -> Depths:
    return np.array([box.left, box.top, 1 - box.right, 1 - box.bottom], dtype=np.float32) * SIDE


def stripped(lumas: Lumas, borders: Depths) -> NDArray[np.uint8]:
    hashes = []
    for luma, (left, top, right, bottom) in zip(lumas, borders / SIDE, strict=True):
        hashes.append(hashed(shrunk(luma[None], Box(left, top, 1 - right, 1 - bottom)))[0][0])
    return np.array(hashes)


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_picture_within_is_found_and_hashes_as_it_did_whole(
    bunny: list[VideoFrame], plain: Lumas, name: str
) -> None:
    layout = LAYOUTS[name]
    lumas = laid_out(bunny, layout)
    found = steadied(depths(lumas))
    assert (np.abs(found - truth(layout.box)).max(axis=1) <= 0.5).mean() >= 0.9
    whole, qualities = hashed(shrunk(plain, WHOLE))
    good = qualities >= LEAST_QUALITY
    assert np.percentile(apart(whole, stripped(lumas, found))[good], 90) <= 20
    assert np.median(apart(whole, hashed(shrunk(lumas, WHOLE))[0])[good]) > 60


def test_a_film_that_fills_its_frame_has_no_borders(plain: Lumas) -> None:
    assert not steadied(depths(plain)).any()


@pytest.mark.parametrize("shade", [0, 120, 255])
def test_nothing_is_cut_of_what_is_flat_all_over(shade: int) -> None:
    assert not depths(np.full((3, SIDE, SIDE), shade, dtype=np.uint8)).any()


def test_a_slope_and_noise_have_no_borders() -> None:
    chance = np.random.default_rng(5)
    noise = chance.integers(0, 256, (4, SIDE, SIDE), dtype=np.uint8)
    slope = np.broadcast_to(np.arange(SIDE, dtype=np.uint8) * 2, (1, SIDE, SIDE))
    assert not depths(noise).any() and not depths(slope.copy()).any()


def test_subtitles_and_a_logo_in_a_bar_do_not_end_it(bunny: list[VideoFrame]) -> None:
    layout = LAYOUTS["letterbox"]
    lumas = laid_out(bunny, layout)
    lumas[:, 116:122, 40:76:2] = 235
    lumas[:, 4:10, 110:122] = 180
    found = steadied(depths(lumas))
    assert (np.abs(found - truth(layout.box)).max(axis=1) <= 0.5).mean() >= 0.9


def test_what_a_dark_scene_hides_the_scenes_around_it_tell() -> None:
    seen = np.array([0, 16, 0, 16], dtype=np.float32)
    borders = np.tile(seen, (60, 1))
    borders[20:26] = 0
    borders[40:44, 1] = 40
    assert np.array_equal(steadied(borders), np.tile(seen, (60, 1)))


def test_a_letterboxed_stretch_keeps_its_borders_to_its_ends() -> None:
    borders = np.zeros((90, 4), dtype=np.float32)
    borders[40:52] = (0, 16, 0, 16)
    found = steadied(borders)
    assert (found[40:52] == borders[40:52]).all()
    assert not found[: 40 - REACH].any() and not found[52 + REACH :].any()


def test_a_border_seen_once_is_none() -> None:
    borders = np.zeros((40, 4), dtype=np.float32)
    borders[20] = (0, 16, 0, 16)
    assert not steadied(borders).any()
