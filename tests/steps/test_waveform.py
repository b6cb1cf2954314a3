"""The waveform tells where the sound is."""

from pathlib import Path

import pytest
from tests.steps.desks import Cli

from dragoman.engines.protocols import SAMPLE_BYTES, SAMPLE_RATE, Sound
from dragoman.model.errors import NotMedia
from dragoman.model.time import Span
from dragoman.steps.desk import open_desk
from dragoman.steps.stills import Stills
from dragoman.steps.waveform import PER_SECOND, Waveforms, loudest
from dragoman.testing.footage import Recipe, steady, write

TONES = (Span(1000, 2000), Span(3500, 3600))


@pytest.fixture
def toned(desk: Path, cli: Cli, tmp_path: Path) -> Path:
    made = write(tmp_path / "toned.mp4", Recipe(frames=steady(50, 100), tones=TONES, sound_ms=5000))
    assert cli("capture", made, "--name", "toned") == 0
    mute = write(tmp_path / "mute.mp4", Recipe(frames=steady(5, 100)))
    assert cli("capture", mute, "--name", "mute") == 0
    heard = write(tmp_path / "heard.wav", Recipe(tones=TONES, sound_ms=5000, audio_codec="pcm_s16le"))
    assert cli("capture", heard, "--name", "heard") == 0
    return desk


def test_peaks_stand_where_the_tones_are(toned: Path) -> None:
    waveforms = Waveforms(toned)
    with open_desk(toned) as desk:
        item = desk.item("toned")
        peaks = waveforms.peaks(desk, item, wait=60)
        assert peaks is not None
        assert waveforms.peaks(desk, item) == peaks, "kept: no waiting the second time"
        assert Waveforms(toned).peaks(desk, item) == peaks
        with pytest.raises(NotMedia, match="no sound"):
            waveforms.peaks(desk, desk.item("mute"), wait=60)
    assert peaks.length == 5000
    assert abs(len(peaks.data) - 5 * PER_SECOND) <= 2
    for index, peak in enumerate(peaks.data):
        middle = (2 * index + 1) * 500 // PER_SECOND
        inside = any(tone.start + 40 < middle < tone.end - 40 for tone in TONES)
        outside = all(not tone.start - 40 < middle < tone.end + 40 for tone in TONES)
        if inside:
            assert 80 < peak < 110, f"the tone of 12,000 of 32,768 at {middle} ms"
        if outside:
            assert peak < 10, f"silence at {middle} ms"


def test_a_broken_cache_folder_leaves_nothing_half_made(toned: Path) -> None:
    left = {path.name for path in (toned / "work").glob("cache/.*")} if (toned / "work").is_dir() else set()
    with open_desk(toned) as desk:
        Waveforms(toned).peaks(desk, desk.item("toned"), wait=60)
    assert {path.name for path in (toned / "work").glob("cache/.*")} == left == set()


@pytest.mark.parametrize("samples", [0, 1, 319, 320, 321, 16000 * 61])
def test_every_sample_counts(tmp_path: Path, samples: int) -> None:
    """The loudest sample may be the very last, and the most negative number has no positive twin."""
    path = tmp_path / "sound.s16"
    quiet = (100).to_bytes(2, "little", signed=True) * max(0, samples - 1)
    path.write_bytes(quiet + (-32768).to_bytes(2, "little", signed=True) * min(1, samples))
    assert path.stat().st_size == samples * SAMPLE_BYTES
    peaks = loudest(Sound(path, samples))
    assert len(peaks) == -(-samples * PER_SECOND // SAMPLE_RATE)
    if samples:
        assert peaks[-1] == 255
        assert set(peaks[:-1]) <= {0}


def test_stills_and_posters(toned: Path) -> None:
    stills = Stills(toned)
    with open_desk(toned) as desk:
        poster = stills.poster(desk, desk.item("toned"))
        assert poster.startswith(b"\xff\xd8\xff")
        assert stills.poster(desk, desk.item("toned")) == poster
        assert stills.still(desk, desk.item("toned"), 2000) != poster
        with pytest.raises(NotMedia, match="no pictures"):
            stills.poster(desk, desk.item("heard"))
