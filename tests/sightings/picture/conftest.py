from pathlib import Path

import pytest
from av.video.frame import VideoFrame
from tests.sightings.picture.layouts import PLAIN, Lumas, frames, laid_out


@pytest.fixture(scope="session")
def bunny(shared: Path) -> list[VideoFrame]:
    """Return eight seconds of a film that fills its frame."""
    return frames(shared / "real-videos" / "big_buck_bunny_0_30.webm", 8)


@pytest.fixture(scope="session")
def plain(bunny: list[VideoFrame]) -> Lumas:
    return laid_out(bunny, PLAIN)


@pytest.fixture(scope="session")
def mixed(shared: Path, plain: Lumas) -> Lumas:
    """Return pictures of three kinds: drawn film, old film, painted pages under narration."""
    others = ("real-videos/chaplin.mp4", "asp-videos/es_0006.mp4")
    import numpy as np

    return np.concatenate([plain, *(laid_out(frames(shared / name, 8), PLAIN) for name in others)])
