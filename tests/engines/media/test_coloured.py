"""Coloured pictures stand where the grey ones stand, and hold the colours that a viewer sees, upright."""

from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from dragoman.engines.media.decode import coloured, pictures
from dragoman.model.errors import NotMedia
from dragoman.model.settings import MediaSettings
from dragoman.model.time import Span
from dragoman.testing.footage import Make, Recipe, steady

FOOTAGE = Path(__file__).resolve().parents[4] / "shared" / "data" / "real-videos" / "chaplin.mp4"
# An odd side: the scaler pads its lines.
SIDE = 75
LUMA = (0.299, 0.587, 0.114)


def taken(path: Path, rate: int, *, colour: bool) -> tuple[int, NDArray[np.uint32], NDArray[np.uint8]]:
    times, shown = [], []

    def take(at: NDArray[np.uint32], some: NDArray[np.uint8]) -> None:
        times.append(at)
        shown.append(some)

    ask = coloured if colour else pictures
    length = ask(path, MediaSettings(), take, rate=rate, size=SIDE)
    return length, np.concatenate(times), np.concatenate(shown)


@pytest.mark.skipif(not FOOTAGE.exists(), reason="the shared footage is not on this machine")
def test_they_are_the_pictures_that_are_seen_in_grey_too() -> None:
    length, times, shown = taken(FOOTAGE, 1, colour=True)
    in_grey = taken(FOOTAGE, 1, colour=False)
    assert (length, times.tolist()) == (in_grey[0], in_grey[1].tolist())
    assert shown.shape == (len(times), SIDE, SIDE, 3)
    assert np.abs(shown @ np.array(LUMA) - in_grey[2].astype(float)).mean() < 4


@pytest.mark.parametrize("rotation", [0, 90, -90, 180])
def test_colours_are_in_their_order_and_upright(make: Make, rotation: int) -> None:
    path = make("turned.mp4", Recipe(steady(5, 40), rotation=rotation))
    _, _, grey = taken(path, 1, colour=False)
    _, _, shown = taken(path, 1, colour=True)
    # What is grey is grey in all three colours, wherever it stands.
    assert np.ptp(shown.astype(int), axis=3).max() <= 4
    assert np.abs(shown[..., 0].astype(int) - grey).max() <= 6


def test_red_comes_first(tmp_path: Path) -> None:
    path = tmp_path / "red.mp4"
    with av.open(str(path), "w") as output:
        stream = output.add_stream("libx264", rate=10)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        left_red = np.zeros((48, 64, 3), dtype=np.uint8)
        left_red[:, :32, 0] = left_red[:, 32:, 2] = 230
        for _ in range(10):
            output.mux(stream.encode(av.VideoFrame.from_ndarray(left_red, "rgb24")))
        output.mux(stream.encode(None))
    shown = taken(path, 1, colour=True)[2][0].astype(int)
    red, blue = shown[10:-10, 5:30].mean(axis=(0, 1)), shown[10:-10, -30:-5].mean(axis=(0, 1))
    assert red[0] > 200 > 60 > red[1:].max() and blue[2] > 200 > 60 > blue[:2].max()


def test_sound_alone_has_none(make: Make) -> None:
    path = make("a.mp3", Recipe((), (Span(0, 100),), 500, audio_codec="libmp3lame"))
    with pytest.raises(NotMedia, match="no pictures"):
        taken(path, 1, colour=True)
