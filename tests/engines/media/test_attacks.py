"""Files made to harm: each is refused by name, nothing beside them is opened, and the parent lives on."""

import random
import struct
import zlib
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dragoman.engines.media.decode import clip, probe, sound, still
from dragoman.model.errors import DecodeError, DragomanError, NotMedia, TooLarge
from dragoman.model.settings import MediaSettings
from dragoman.model.time import Span
from dragoman.testing.footage import Make, Recipe, steady

BLOB = "sha256:" + "0" * 64

HLS = b"#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nhttp://127.0.0.1:9/a.ts\n#EXTINF:10,\nfile:///etc/passwd\n"
DASH = b'<?xml version="1.0"?>\n<MPD xmlns="urn:mpeg:dash:schema:mpd:2011"><BaseURL>file:///etc/</BaseURL></MPD>'
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'
SDP = b"v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 5000 RTP/AVP 96\n"
LAVFI = b"movie=/etc/passwd"

ATTACKS = [
    ("hls.mp4", HLS, "an HLS playlist"),
    ("master.m3u8", b"\xef\xbb\xbf" + HLS, "an HLS playlist"),
    ("concat.mp4", b"ffconcat version 1.0\nfile neighbour.mp4\n", "an ffconcat list"),
    ("bare.concat", b"file 'neighbour.mp4'\n", "not audio or video"),
    ("dash.mp4", DASH, "a DASH manifest"),
    ("drawing.mp4", SVG, "an SVG drawing"),
    ("session.sdp", SDP, "an SDP description"),
    ("graph.mp4", LAVFI, "not audio or video"),
    ("archive.mp4", b"PK\x03\x04" + bytes(200), "a zip archive"),
    ("page.mp4", b"<!DOCTYPE html><html><video src=http://127.0.0.1:9/></html>", "a web page"),
    ("paper.mp4", b"%PDF-1.7\n" + bytes(200), "a PDF"),
    ("notes.mp4", b"what was said, typed by hand\n" * 50, "not audio or video"),
    ("empty.mp4", b"", "empty"),
    ("zeros.mp4", bytes(100_000), "not audio or video"),
    ("noise.mp4", random.Random(1).randbytes(100_000), "not audio or video"),
]


def test_what_only_points_elsewhere_is_refused(footage: Path, tmp_path: Path) -> None:
    """Without the cage, in which there would be nothing to find."""
    (tmp_path / "neighbour.mp4").write_bytes(footage.read_bytes())
    for name, data, words in ATTACKS:
        path = tmp_path / name
        path.write_bytes(data)
        with pytest.raises(NotMedia, match=words) as caught:
            probe(path, BLOB, MediaSettings(sandbox="off"))
        assert caught.value.place == str(path), name
        assert "\n" not in caught.value.message, name


def test_every_task_refuses_alike(tmp_path: Path, limits: MediaSettings) -> None:
    path = tmp_path / "hls.mp4"
    path.write_bytes(HLS)
    for task in (
        lambda: sound(path, tmp_path / "out", limits),
        lambda: still(path, 0, limits),
        lambda: clip(path, Span(0, 1000), 240, limits),
    ):
        with pytest.raises(NotMedia, match="an HLS playlist"):
            task()


def test_a_name_is_a_name(footage: Path, tmp_path: Path, limits: MediaSettings) -> None:
    """Names that ffmpeg would take for a protocol, a pattern or an option are file names here."""
    for name in ("concat:a|b.mp4", "%03d.mp4", "-i.mp4", "http:.mp4", "فیلم ۱.mp4", "a b\nc.mp4"):
        path = tmp_path / name
        path.write_bytes(footage.read_bytes())
        assert probe(path, BLOB, limits).duration == 22267


def huge_png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")


def test_a_picture_bomb_is_refused(tmp_path: Path, limits: MediaSettings) -> None:
    path = tmp_path / "bomb.mp4"
    path.write_bytes(huge_png(30_000, 30_000))
    with pytest.raises(NotMedia, match="a PNG picture"):
        probe(path, BLOB, limits)


def test_too_many_pixels_are_refused_before_decoding(make: Make) -> None:
    path = make("large.mp4", Recipe(steady(3, 40), size=(640, 480)))
    assert probe(path, BLOB, MediaSettings(max_pixels=640 * 480)).video is not None
    with pytest.raises(TooLarge, match="640 x 480") as caught:
        probe(path, BLOB, MediaSettings(max_pixels=640 * 480 - 1))
    assert caught.value.hint and "max_pixels" in caught.value.hint


def test_frames_that_grow_on_the_way_are_not_decoded(make: Make, tmp_path: Path) -> None:
    """The size in the header is small; that in the stream is not. The decoder itself holds the cap."""
    small, large = make("small.ts", Recipe(steady(10, 40))), make("large.ts", Recipe(steady(10, 40), size=(640, 480)))
    both = tmp_path / "both.ts"
    both.write_bytes(small.read_bytes() + large.read_bytes())
    capped = MediaSettings(max_pixels=64 * 48)
    assert still(both, 0, capped).width == 64
    for at in (300, 500, 799):
        assert still(both, at, capped).width == 64


def test_memory_runs_out_in_the_child_alone(make: Make) -> None:
    path = make("large.mp4", Recipe(steady(3, 40), size=(3840, 2160)))
    with pytest.raises(DecodeError) as caught:
        clip(path, Span(0, 100), 2160, MediaSettings(max_memory=230_000_000))
    assert "\n" not in caught.value.message
    assert still(path, 0, MediaSettings()).width == 3840


def test_processor_time_runs_out_in_the_child_alone(tmp_path: Path, make: Make) -> None:
    path = make("long.wav", Recipe((), (), 1000 * 1000, audio_codec="pcm_s16le"))
    with pytest.raises(DecodeError, match="limit of 0 s"):
        sound(path, tmp_path / "out", MediaSettings(max_cpu=0))


def mutated(data: bytes, dice: random.Random) -> bytes:
    """Return `data` with some bytes changed, cut or doubled, half the time near the front, where headers are."""
    changed = bytearray(data)
    for _ in range(dice.choice((1, 2, 8, 64))):
        at = dice.randrange(len(changed)) if dice.random() < 0.5 else dice.randrange(min(2000, len(changed)))
        match dice.randrange(4):
            case 0:
                changed[at] = dice.randrange(256)
            case 1:
                changed[at : at + 4] = struct.pack(">I", dice.choice((0, 1, 0x7FFFFFFF, 0xFFFFFFFF)))
            case 2:
                del changed[at : at + dice.randrange(1, 200)]
            case _:
                changed[at:at] = changed[at : at + dice.randrange(1, 200)]
        if not changed:
            return data[:1]
    return bytes(changed)


def survive(seeds: list[Path], folder: Path, count: int, seed: int) -> Counter[str]:
    """Put `count` mutated files through a task each; return how many gave a result and which errors."""

    def one(number: int) -> str:
        dice = random.Random(f"{seed} {number}")
        source = seeds[number % len(seeds)]
        path = folder / f"{number}{source.suffix}"
        path.write_bytes(mutated(source.read_bytes(), dice))
        end = end_of(number, path, dice.randrange(2000))
        path.unlink()
        return end

    with ThreadPoolExecutor(2) as hands:
        return Counter(hands.map(one, range(count)))


def end_of(number: int, path: Path, at: int) -> str:
    limits = MediaSettings(max_memory=1_000_000_000, max_cpu=20)
    try:
        match number % 4:
            case 0:
                probe(path, BLOB, limits)
            case 1:
                sound(path, path.with_name(f"{number}.s16"), limits)
            case 2:
                still(path, at, limits)
            case _:
                clip(path, Span(at // 4, at // 4 + 500), 240, limits)
    except DragomanError as error:
        assert "\n" not in error.message
        return type(error).__name__
    return "result"


@pytest.fixture
def seeds(make: Make, footage: Path) -> list[Path]:
    tone = (Span(0, 1500),)
    return [
        footage,
        make("a.mp4", Recipe(steady(40, 40), tone, 1600)),
        make("a.mkv", Recipe(steady(40, 40), tone, 1600)),
        make("a.webm", Recipe(steady(40, 40), tone, 1600, video_codec="libvpx", audio_codec="libopus")),
        make("a.ts", Recipe(steady(40, 40), tone, 1600)),
        make("a.avi", Recipe(steady(40, 40), tone, 1600, video_codec="mpeg4", audio_codec="libmp3lame")),
        make("a.mp3", Recipe((), tone, 1600, audio_codec="libmp3lame")),
        make("a.flac", Recipe((), tone, 1600, audio_codec="flac")),
        make("a.wav", Recipe((), tone, 1600, audio_codec="pcm_s16le")),
    ]


def test_mutated_media_gives_a_result_or_an_error_with_a_name(seeds: list[Path], tmp_path: Path) -> None:
    """Fifty in the quick set; a thousand in the promises."""
    assert survive(seeds, tmp_path, 50, seed=1).total() == 50


@pytest.mark.promise
@pytest.mark.parametrize("seed", range(4))
def test_a_thousand_mutated_media(seeds: list[Path], tmp_path: Path, seed: int) -> None:
    ends = survive(seeds, tmp_path, 250, seed=100 + seed)
    print(dict(ends))
    assert ends.total() == 250
    assert ends["result"] > 25 and ends["DecodeError"] > 25
