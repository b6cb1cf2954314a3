"""Sound stands where the footage's own timeline puts it."""

from array import array
from pathlib import Path

import pytest

from dragoman.engines.media.decode import sound
from dragoman.engines.media.samples import Form, Stretch, joined
from dragoman.engines.protocols import Sound
from dragoman.model.errors import DecodeError, NotMedia
from dragoman.model.settings import MediaSettings
from dragoman.model.time import Span
from dragoman.testing.decoding import Decoder
from dragoman.testing.footage import Make, Recipe, steady

LOUD = 2000
# The tone's edge is blurred by the codec by less than this.
NEAR_MS = 3


def loud_span(heard: Sound) -> tuple[float, float]:
    """Return where sound is loud, in milliseconds."""
    values = array("h", heard.path.read_bytes())
    assert len(values) == heard.samples
    loud = [at for at, value in enumerate(values) if abs(value) > LOUD]
    return loud[0] / 16, loud[-1] / 16


@pytest.mark.parametrize(
    ("name", "audio"),
    [
        ("a.mp4", "aac"),
        ("a.mkv", "aac"),
        ("a.webm", "libopus"),
        ("a.m4a", "aac"),
        ("a.mp3", "libmp3lame"),
        ("a.ogg", "libopus"),
        ("a.flac", "flac"),
        ("a.wav", "pcm_s16le"),
    ],
)
def test_a_tone_stands_where_it_was_put(make: Make, here: Decoder, name: str, audio: str) -> None:
    path = make(name, Recipe((), (Span(1500, 1700),), 3000, audio_codec=audio))
    heard = here.sound(path)
    start, end = loud_span(heard)
    assert abs(start - 1500) < NEAR_MS and abs(end - 1700) < NEAR_MS
    assert 3000 - 1 <= heard.length_ms <= here.probe(path).duration


@pytest.mark.parametrize("name", ["late.mp4", "late.mkv", "late.ts"])
def test_sound_that_begins_late_is_led_by_silence(make: Make, here: Decoder, name: str) -> None:
    recipe = Recipe(steady(75, 40), (Span(1500, 1700),), 3000, sound_from=1000)
    start, end = loud_span(here.sound(make(name, recipe)))
    assert abs(start - 1500) < NEAR_MS and abs(end - 1700) < NEAR_MS


def test_sound_and_pictures_share_the_clock_of_the_container(make: Make, here: Decoder) -> None:
    path = make("late.mkv", Recipe(steady(75, 40), (Span(1500, 1700),), 3000, clock=7000))
    offset = here.probe(path).offset
    start, _ = loud_span(here.sound(path))
    assert abs(start + offset - 8500) < NEAR_MS


def test_it_is_what_the_engine_alone_would_hear(footage: Path, here: Decoder) -> None:
    """Sample for sample as faster-whisper decodes, up to the codec's padding at the end."""
    audio = pytest.importorskip("faster_whisper.audio")
    peer = (audio.decode_audio(str(footage)) * 32768).astype("int16").tobytes()
    heard = here.sound(footage)
    ours = heard.path.read_bytes()
    assert peer[: len(ours)] == ours
    assert len(peer) - len(ours) < 2 * 1024


def test_no_sound_is_said_and_leaves_no_file(make: Make, tmp_path: Path, limits: MediaSettings) -> None:
    into = tmp_path / "sound.s16"
    with pytest.raises(NotMedia, match="no sound"):
        sound(make("silent.mp4", Recipe(steady(10, 40))), into, limits)
    assert not into.exists()


def test_memory_is_flat_in_the_length(make: Make, tmp_path: Path) -> None:
    """Twenty minutes, 77 MB of samples in and 38 MB out, pass in the address space that one second takes."""
    tight = MediaSettings(max_memory=300_000_000, max_cpu=60, sandbox="off")
    for seconds in (1, 1200):
        path = make(f"{seconds}.wav", Recipe((), (), seconds * 1000, audio_codec="pcm_s16le"))
        assert sound(path, tmp_path / "sound.s16", tight).samples == seconds * 16_000
    with pytest.raises(DecodeError):
        sound(path, tmp_path / "sound.s16", MediaSettings(max_memory=90_000_000, sandbox="off"))


FORM = Form(16_000, 1)


@pytest.mark.parametrize(
    ("stretches", "pieces"),
    [
        ([Stretch(0, b"aabb")], [b"aabb"]),
        ([Stretch(3, b"aa")], [3, b"aa"]),
        ([Stretch(0, b"aabb"), Stretch(2, b"cc")], [b"aabb", b"cc"]),
        ([Stretch(0, b"aabb"), Stretch(5, b"cc")], [b"aabb", 3, b"cc"]),
        ([Stretch(0, b"aabb"), Stretch(1, b"ccdd")], [b"aabb", b"dd"]),
        ([Stretch(0, b"aabb"), Stretch(0, b"cc"), Stretch(2, b"dd")], [b"aabb", b"dd"]),
    ],
)
def test_gaps_are_silent_and_overlaps_are_heard_once(stretches: list[Stretch], pieces: list[bytes | int]) -> None:
    assert list(joined(iter(stretches), FORM)) == pieces
