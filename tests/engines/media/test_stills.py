"""A still is the frame shown at its millisecond, and no other."""

import io
from fractions import Fraction
from pathlib import Path

import av
import pytest
from PIL import Image

from dragoman.engines.media.decode import Picture
from dragoman.model.errors import DecodeError, NotMedia
from dragoman.model.time import Span
from dragoman.testing.decoding import Decoder
from dragoman.testing.footage import SHADE_STEP, Make, Recipe, shade, steady

UNEVEN = (0, 10, 50, 700, 740, 1500, 1501, 1600)


def grey(picture: Picture) -> int:
    image = Image.open(io.BytesIO(picture.data))
    assert (image.format, image.size) == ("JPEG", (picture.width, picture.height))
    value = image.convert("L").getpixel((picture.width // 2, picture.height * 3 // 4))
    assert isinstance(value, float | int)
    return round(value)


def is_frame(picture: Picture, number: int) -> bool:
    return abs(grey(picture) - shade(number)) < SHADE_STEP / 2


SHOWN = [(0, 0), (9, 0), (10, 1), (49, 1), (50, 2), (699, 2), (700, 3), (1499, 4), (1500, 5), (1501, 6), (1620, 7)]


@pytest.mark.parametrize("name", ["uneven.mkv", "uneven.mp4"])
def test_the_last_frame_that_begins_no_later(make: Make, here: Decoder, name: str) -> None:
    path = make(name, Recipe(UNEVEN))
    for at, number in SHOWN:
        picture = here.still(path, at)
        assert is_frame(picture, number), at
        assert picture.at == UNEVEN[number]


@pytest.mark.parametrize(
    ("name", "codec"),
    [("a.mp4", "libx264"), ("a.mkv", "libx264"), ("a.ts", "libx264"), ("a.webm", "libvpx"), ("a.avi", "mpeg4")],
)
def test_seeking_finds_what_reading_from_the_start_finds(make: Make, here: Decoder, name: str, codec: str) -> None:
    audio = "libopus" if name == "a.webm" else "aac" if name != "a.avi" else "libmp3lame"
    path = make(name, Recipe(steady(50, 40), (Span(0, 100),), 2000, video_codec=codec, audio_codec=audio, clock=4000))
    begin = Fraction(here.probe(path).offset, 1000)
    with av.open(str(path)) as container:
        origin = Fraction(container.start_time or 0, 1_000_000)
        times = [Fraction(frame.pts or 0) * (frame.time_base or 0) - origin for frame in container.decode(video=0)]
    assert abs(origin - begin) < Fraction(1, 1000)
    for at in (0, 333, 799, 801, 1234, 1999):
        expected = max((time for time in times if time <= Fraction(at, 1000)), default=times[0])
        assert abs(here.still(path, at).at - expected * 1000) < 1


def test_asking_again_for_the_frame_gives_the_same_bytes(footage: Path, here: Decoder) -> None:
    """Frames of the example begin at parts of a millisecond, which must not lead to the one before."""
    first = here.still(footage, 10_000)
    assert here.still(footage, first.at) == first
    assert here.still(footage, first.at - 1) != first


def test_the_first_frame_stands_in_until_it_begins(make: Make, here: Decoder) -> None:
    path = make("late.mkv", Recipe((500, 540, 580), (Span(0, 100),), 1000))
    picture = here.still(path, 0)
    assert is_frame(picture, 0)
    assert 500 <= picture.at <= 505


@pytest.mark.parametrize(("rotation", "corner"), [(0, (8, 4)), (90, (4, 56)), (-90, (44, 8)), (180, (56, 44))])
def test_a_telephone_held_upright_is_shown_upright(
    make: Make, here: Decoder, rotation: int, corner: tuple[int, int]
) -> None:
    """The white quarter, top left as recorded, moves with the turn that the container asks for."""
    path = make("turned.mp4", Recipe(steady(5, 40), rotation=rotation))
    with av.open(str(path)) as container:
        assert next(container.decode(video=0)).rotation in (rotation, -180)
    picture = here.still(path, 0)
    assert (picture.width, picture.height) == ((48, 64) if abs(rotation) == 90 else (64, 48))
    assert Image.open(io.BytesIO(picture.data)).convert("L").getpixel(corner) == 255


def test_colours_are_those_that_were_filmed(tmp_path: Path, here: Decoder) -> None:
    """High definition without a colour mark is BT.709: read as BT.601, a red would come out 20 shades off."""
    path = tmp_path / "red.mp4"
    with av.open(str(path), "w") as output:
        stream = output.add_stream("libx264", rate=25)
        stream.width, stream.height, stream.pix_fmt = 1280, 720, "yuv420p"
        stream.codec_context.options = {"qp": "0"}
        rgb = av.VideoFrame.from_bytes(bytes([200, 30, 30, 255]) * (1280 * 720), 1280, 720, "rgba")
        frame = rgb.reformat(format="yuv420p", dst_colorspace="ITU709")
        frame.colorspace = 2
        frame.pts = None
        output.mux(stream.encode(frame))
        output.mux(stream.encode(None))
    image = Image.open(io.BytesIO(here.still(path, 0).data)).convert("RGB")
    pixel = image.getpixel((640, 360))
    assert isinstance(pixel, tuple)
    assert all(abs(got - want) <= 4 for got, want in zip(pixel, (200, 30, 30), strict=True))


def test_past_the_end_there_is_nothing(footage: Path, here: Decoder) -> None:
    with pytest.raises(DecodeError, match="no picture at 60000 ms"):
        here.still(footage, 60_000)


def test_sound_alone_has_no_picture(make: Make, here: Decoder) -> None:
    with pytest.raises(NotMedia, match="no pictures"):
        here.still(make("a.m4a", Recipe((), (), 500)), 0)
