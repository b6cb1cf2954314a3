"""The bench's clips and programmes are what they are said to be."""

from pathlib import Path

import av
import numpy as np
import pytest
from bench.sightings.chatter import chatter
from bench.sightings.clips import Clip, make
from bench.sightings.footage import Excerpt, sources
from bench.sightings.programmes import SIDE, programme
from bench.sightings.truth import Match
from numpy.typing import NDArray
from PIL import Image

MADE = ("re-encode", "mirrored", "speed 1.25", "9:16 pillar", "mp3 64k", "tempo 0.8")


@pytest.fixture(scope="module")
def clips(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Clip]:
    chaplin = next(one for one in sources(None) if one.name == "chaplin")
    made = make([Excerpt(0, chaplin, 2000, 2000)], tmp_path_factory.mktemp("clips"), MADE)
    return {clip.edit or clip.sound: clip for clip in made}


def shown(path: Path) -> NDArray[np.float32]:
    """Return the frame in the middle of a clip, in greys."""
    with av.open(str(path)) as container:
        frames = [frame.reformat(64, 64, "gray").to_ndarray() for frame in container.decode(video=0)]
    return frames[len(frames) // 2].astype(np.float32)


def alike(a: NDArray[np.float32], b: NDArray[np.float32]) -> float:
    return float(np.corrcoef(a.ravel(), b.ravel())[0, 1])


@pytest.mark.parametrize(
    ("edit", "length"),
    [("re-encode", 2000), ("mirrored", 2000), ("speed 1.25", 1600), ("mp3 64k", 2000), ("tempo 0.8", 2500)],
)
def test_a_clip_lasts_as_long_as_its_truth_says(clips: dict[str, Clip], edit: str, length: int) -> None:
    clip = clips[edit]
    assert clip.truth == Match(clip.name, "chaplin", (0, length), (2000, 4000))
    with av.open(str(clip.path)) as container:
        assert container.duration is not None
        assert abs(container.duration / 1000 - length) < 100


def test_a_clip_shows_what_its_edit_says(clips: dict[str, Clip]) -> None:
    plain, mirrored, pillar = (shown(clips[edit].path) for edit in ("re-encode", "mirrored", "9:16 pillar"))
    assert alike(plain, mirrored[:, ::-1]) > 0.98 > alike(plain, mirrored)
    assert pillar[:20].max() < 30 and pillar[44:].max() < 30 and pillar[24:40].std() > 10


def test_clips_of_sound_have_no_picture(clips: dict[str, Clip]) -> None:
    with av.open(str(clips["mp3 64k"].path)) as container:
        assert [stream.type for stream in container.streams] == ["audio"]


def test_a_programme_is_the_same_for_the_same_seed_and_moves() -> None:
    chance = np.random.default_rng(1)
    pictures = [Image.fromarray(chance.integers(0, 256, (200, 300), dtype=np.uint8)) for _ in range(3)]
    made, again, other = (list(programme(seed, pictures, 90)) for seed in (5, 5, 6))
    times = np.concatenate([times for times, _ in made])
    lumas = np.concatenate([lumas for _, lumas in made])
    assert times.tolist() == list(range(0, 90_000, 250))
    assert lumas.shape == (360, SIDE, SIDE)
    assert np.array_equal(lumas, np.concatenate([lumas for _, lumas in again]))
    assert not np.array_equal(lumas, np.concatenate([lumas for _, lumas in other]))
    assert (np.abs(np.diff(lumas.astype(int), axis=0)).mean(axis=(1, 2)) > 1).mean() > 0.5


def test_chatter_lasts_as_long_as_asked() -> None:
    recording = np.sin(np.arange(50_000, dtype=np.float32) / 20)
    made = b"".join(chatter(3, [recording], 70))
    assert len(made) == 70 * 16_000 * 2
    assert made == b"".join(chatter(3, [recording], 70))
