"""A clip holds its stretch to the frame and the sample, and comes out the same each time."""

import os
import subprocess
import sys
from array import array
from pathlib import Path

import av
import pytest

from dragoman.engines.media.decode import Clip
from dragoman.model.errors import DecodeError
from dragoman.model.time import Span
from dragoman.testing.decoding import Decoder
from dragoman.testing.footage import Make, Recipe, shade, steady


def kept(made: Clip, folder: Path) -> Path:
    path = folder / "clip.mp4"
    path.write_bytes(made.data)
    return path


def frames(path: Path) -> list[tuple[int, int]]:
    """Return time in ms and grey of each frame."""
    with av.open(str(path)) as container:
        return [
            (round(frame.time * 1000), bytes(frame.planes[0])[frame.planes[0].line_size * (frame.height - 1)])
            for frame in container.decode(video=0)
        ]


def test_the_frames_are_those_of_the_stretch(make: Make, tmp_path: Path, here: Decoder) -> None:
    """It begins with the frame shown at its start, cut to what is left of it."""
    path = make("a.mkv", Recipe(steady(50, 40), (Span(0, 2000),), 2000))
    made = here.clip(path, Span(610, 930), 48)
    assert (made.start, made.end, made.width, made.height) == (610, 930, 64, 48)
    shown = frames(kept(made, tmp_path))
    assert [time for time, _ in shown] == [0, 30, 70, 110, 150, 190, 230, 270, 310]
    with av.open(str(path)) as container:
        source = {round(frame.time * 1000): number for number, frame in enumerate(container.decode(video=0))}
    numbers = [number for time, number in sorted(source.items()) if 600 <= time < 930]
    # Grey of full range stands in limited range in the clip.
    expected = [16 + shade(number) * 219 / 255 for number in numbers]
    assert all(abs(grey - want) < 2 for (_, grey), want in zip(shown, expected, strict=True))


def test_the_sound_is_that_of_the_stretch(make: Make, tmp_path: Path, here: Decoder) -> None:
    path = make("a.mkv", Recipe(steady(50, 40), (Span(900, 1100),), 2000))
    heard = here.sound(kept(here.clip(path, Span(600, 1400), 48), tmp_path))
    loud = [at / 16 for at, value in enumerate(array("h", heard.path.read_bytes())) if abs(value) > 2000]
    assert abs(loud[0] - 300) < 3 and abs(loud[-1] - 500) < 3


@pytest.mark.parametrize("span", [Span(0, 1000), Span(1, 2), Span(7777, 12_345), Span(20_000, 22_267)])
def test_length_is_exact_and_bytes_are_the_same_again(footage: Path, tmp_path: Path, here: Decoder, span: Span) -> None:
    made = here.clip(footage, span, 240)
    assert made == here.clip(footage, span, 240)
    assert (made.start, made.end) == (span.start, span.end)
    media = here.probe(kept(made, tmp_path))
    assert abs(media.duration - span.length) <= 1 or span.length == 1
    assert media.video is not None and (media.video.width, media.video.height) == (428, 240)


def test_a_player_can_start_before_it_has_all(footage: Path, here: Decoder) -> None:
    data = here.clip(footage, Span(0, 3000), 240).data
    assert data.index(b"moov") < data.index(b"mdat")


def test_no_date_and_no_name_of_a_program(footage: Path, here: Decoder) -> None:
    data = here.clip(footage, Span(0, 500), 240).data
    assert b"Lavf" not in data and b"Lavc" not in data
    header = data.index(b"mvhd") + 4
    assert data[header + 4 : header + 12] == bytes(8)


def test_it_grows_no_larger_than_the_footage(make: Make, here: Decoder) -> None:
    made = here.clip(make("a.mp4", Recipe(steady(10, 40), size=(66, 50))), Span(0, 200), 480)
    assert (made.width, made.height) == (66, 50)


def test_odd_shapes_become_even_and_keep_their_aspect(make: Make, here: Decoder) -> None:
    made = here.clip(make("a.mp4", Recipe(steady(5, 40), size=(100, 60), rotation=90)), Span(0, 100), 50)
    assert (made.width, made.height) == (30, 50)


@pytest.mark.parametrize("name", ["a.m4a", "a.mp3", "a.ogg"])
def test_sound_alone(make: Make, tmp_path: Path, here: Decoder, name: str) -> None:
    codec = {"a.m4a": "aac", "a.mp3": "libmp3lame", "a.ogg": "libopus"}[name]
    path = make(name, Recipe((), (Span(0, 3000),), 3000, audio_codec=codec))
    made = here.clip(path, Span(500, 1750), 480)
    media = here.probe(kept(made, tmp_path))
    assert (made.width, made.height, media.video) == (0, 0, None)
    assert media.audio is not None and media.audio.codec == "aac" and media.duration == 1250


def test_pictures_alone(make: Make, tmp_path: Path, here: Decoder) -> None:
    made = here.clip(make("silent.mp4", Recipe(steady(50, 40))), Span(100, 900), 48)
    media = here.probe(kept(made, tmp_path))
    assert media.audio is None and media.duration == 800


def test_uneven_frames_stay_uneven(make: Make, tmp_path: Path, here: Decoder) -> None:
    path = make("uneven.mkv", Recipe((0, 10, 50, 700, 740, 1500, 1501, 1600)))
    shown = frames(kept(here.clip(path, Span(40, 1501), 48), tmp_path))
    assert [time for time, _ in shown] == [0, 10, 660, 700, 1460]


def test_the_end_of_the_footage_ends_the_clip(footage: Path, here: Decoder) -> None:
    made = here.clip(footage, Span(21_000, 60_000), 240)
    assert 22_200 <= made.end <= 22_300


def test_past_the_end_there_is_nothing(footage: Path, make: Make, here: Decoder) -> None:
    for path in (footage, make("a.m4a", Recipe((), (), 1000))):
        with pytest.raises(DecodeError, match="nothing at 60000 ms"):
            here.clip(path, Span(60_000, 61_000), 240)


def test_a_still_of_the_clip_is_that_of_the_footage(footage: Path, tmp_path: Path, here: Decoder) -> None:
    """The chain from page to footage: what the clip shows at its start is the pinned frame."""
    path = kept(here.clip(footage, Span(5000, 6000), 480), tmp_path)
    assert here.still(path, 0).height == 480


@pytest.mark.parametrize("pattern", [1, 85, 255])
def test_bytes_do_not_hang_on_what_memory_held_before(footage: Path, pattern: int) -> None:
    """Cut in processes whose fresh memory is filled with a pattern (glibc's MALLOC_PERTURB_), and compare."""
    code = (
        "import sys, tempfile, hashlib; from pathlib import Path\n"
        "from dragoman.model.time import Span; from dragoman.testing.decoding import Decoder\n"
        "made = Decoder(Path(tempfile.mkdtemp())).clip(Path(sys.argv[1]), Span(0, 1000), 240)\n"
        "sys.stdout.write(hashlib.sha256(made.data).hexdigest())\n"
    )
    command = [sys.executable, "-c", code, str(footage)]
    digests = {
        subprocess.run(
            command, env=os.environ | {"MALLOC_PERTURB_": str(fill)}, capture_output=True, text=True, check=True
        ).stdout
        for fill in (0, pattern)
    }
    assert len(digests) == 1
