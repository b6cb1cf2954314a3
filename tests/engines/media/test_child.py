"""The child does what the same code does here: the rest of the tests may be quick."""

from pathlib import Path

from dragoman.engines.media.decode import clip, probe, sound, still
from dragoman.model.settings import MediaSettings
from dragoman.model.time import Span
from dragoman.testing.decoding import Decoder


def test_all_four_tasks(footage: Path, here: Decoder, limits: MediaSettings, tmp_path: Path) -> None:
    media, found = probe(footage, "sha256:" + "0" * 64, limits), here.probe(footage)
    assert (media.container, media.duration, media.offset) == (found.container, found.duration, found.offset)
    assert (media.video, media.audio) == (found.video, found.audio)
    assert still(footage, 5000, limits) == here.still(footage, 5000)
    assert clip(footage, Span(1000, 2345), 240, limits) == here.clip(footage, Span(1000, 2345), 240)
    heard, peer = sound(footage, tmp_path / "sound.s16", limits), here.sound(footage)
    assert heard.samples == peer.samples
    assert heard.path.read_bytes() == peer.path.read_bytes()


def test_the_working_folder_is_gone_afterwards(footage: Path, limits: MediaSettings, tmp_path: Path) -> None:
    import tempfile

    tempfile.tempdir = str(tmp_path)
    try:
        clip(footage, Span(0, 200), 240, limits)
    finally:
        tempfile.tempdir = None
    assert list(tmp_path.iterdir()) == []
