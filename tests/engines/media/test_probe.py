"""What footage is, measured and not believed."""

import os
import re
from pathlib import Path

import av
import pytest

from dragoman.engines.media.decode import probe
from dragoman.engines.media.wire import Probed
from dragoman.model.capture import Media
from dragoman.model.errors import BadInput, DecodeError, NotMedia
from dragoman.model.settings import MediaSettings
from dragoman.model.time import Span
from dragoman.testing.decoding import Decoder
from dragoman.testing.footage import Make, Recipe, steady

BLOB = "sha256:" + "1" * 64
TONE = (Span(500, 700),)
PICTURES = steady(50, 40)

FORMATS = [
    ("a.mp4", Recipe(PICTURES, TONE, 2000), "h264", "aac"),
    ("a.mkv", Recipe(PICTURES, TONE, 2000), "h264", "aac"),
    ("a.webm", Recipe(PICTURES, TONE, 2000, video_codec="libvpx", audio_codec="libopus"), "vp8", "opus"),
    ("a.ts", Recipe(PICTURES, TONE, 2000), "h264", "aac"),
    ("a.avi", Recipe(PICTURES, TONE, 2000, video_codec="mpeg4", audio_codec="libmp3lame"), "mpeg4", "mp3float"),
    ("silent.mp4", Recipe(PICTURES), "h264", None),
    ("a.m4a", Recipe((), TONE, 2000), None, "aac"),
    ("a.mp3", Recipe((), TONE, 2000, audio_codec="libmp3lame"), None, "mp3float"),
    ("a.ogg", Recipe((), TONE, 2000, audio_codec="libopus"), None, "opus"),
    ("a.flac", Recipe((), TONE, 2000, audio_codec="flac"), None, "flac"),
    ("a.wav", Recipe((), TONE, 2000, audio_codec="pcm_s16le"), None, "pcm_s16le"),
]


def codecs(media: Media | Probed) -> tuple[str | None, str | None]:
    return media.video.codec if media.video else None, media.audio.codec if media.audio else None


@pytest.mark.parametrize(("name", "recipe", "video", "audio"), FORMATS, ids=[name for name, *_ in FORMATS])
def test_it_says_what_footage_is(
    make: Make, here: Decoder, name: str, recipe: Recipe, video: str | None, audio: str | None
) -> None:
    media = here.probe(make(name, recipe))
    assert codecs(media) == (video, audio)
    # Codecs add up to two frames of their own at either end.
    assert 2000 <= media.duration <= 2050
    if media.video is not None:
        assert (media.video.width, media.video.height) == recipe.size


def test_the_example(footage: Path, limits: MediaSettings) -> None:
    media = probe(footage, BLOB, limits)
    assert (media.container, media.duration, media.offset) == ("mov,mp4,m4a,3gp,3g2,mj2", 22267, 0)
    assert codecs(media) == ("h264", "aac")
    assert media.blob == BLOB
    assert media.by.name == "pyav" and media.by.version == av.__version__
    assert media.by.settings["video stream"] == "0"


def test_the_clock_of_the_container_is_kept_as_the_offset(make: Make, limits: MediaSettings) -> None:
    media = probe(make("late.mkv", Recipe(PICTURES, clock=5000)), BLOB, limits)
    assert (media.offset, media.duration) == (5000, 2000)


def test_a_picture_on_a_cover_is_no_video(tmp_path: Path, limits: MediaSettings) -> None:
    path = tmp_path / "covered.m4a"
    with av.open(str(path), "w", format="mp4") as output:
        audio = output.add_stream("aac", rate=48_000, layout="mono")
        cover = output.add_stream("mjpeg", rate=1)
        cover.width, cover.height, cover.pix_fmt = 64, 48, "yuvj420p"
        cover.disposition = av.stream.Disposition.attached_pic
        for packet in cover.encode(av.VideoFrame(64, 48, "yuvj420p")):
            output.mux(packet)
        frame = av.AudioFrame("s16", "mono", 48_000)
        frame.planes[0].update(bytes(96_000))
        frame.sample_rate = 48_000
        output.mux(audio.encode(frame))
        output.mux([*audio.encode(None), *cover.encode(None)])
    assert codecs(probe(path, BLOB, limits)) == (None, "aac")


@pytest.mark.parametrize("name", ["a.mp4", "a.mkv", "a.flac", "a.wav", "front.mp4"])
def test_a_file_cut_short_is_refused(make: Make, here: Decoder, tmp_path: Path, name: str) -> None:
    """At nine tenths as well: what is left looks whole to a player."""
    audio = {"flac": "flac", "wav": "pcm_s16le"}.get(name.split(".")[1], "aac")
    frames = () if audio != "aac" else steady(200, 100)
    whole = make(name, Recipe(frames, (Span(0, 20_000),), 20_000, audio_codec=audio))
    if name == "front.mp4":
        whole = remuxed(whole, tmp_path / "moved.mp4")
    here.probe(whole)
    cut = tmp_path / f"cut-{name}"
    for share in (0.1, 0.4, 0.9):
        cut.write_bytes(whole.read_bytes()[: int(whole.stat().st_size * share)])
        with pytest.raises(DecodeError, match="cut short"):
            here.probe(cut)


def remuxed(source: Path, target: Path) -> Path:
    """Copy an MP4 with its index in front, so that a part of it opens."""
    with av.open(str(source)) as given, av.open(str(target), "w", options={"movflags": "faststart"}) as output:
        streams = {stream.index: output.add_stream_from_template(stream) for stream in given.streams}
        for packet in given.demux():
            if packet.dts is not None:
                packet.stream = streams[packet.stream.index]
                output.mux(packet)
    return target


def test_what_is_missing_is_said_in_one_line(make: Make, tmp_path: Path, limits: MediaSettings) -> None:
    whole = make("a.mkv", Recipe(steady(200, 100)))
    cut = tmp_path / "cut.mkv"
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    with pytest.raises(DecodeError) as caught:
        probe(cut, BLOB, limits)
    assert re.fullmatch(
        r"the footage is cut short: its header states 0:19, 0:\d\d is there \(.*cut.mkv\)", str(caught.value)
    )
    assert caught.value.hint


def test_an_mp4_without_its_index_is_damaged(footage: Path, tmp_path: Path, limits: MediaSettings) -> None:
    data = footage.read_bytes()
    cut = tmp_path / "cut.mp4"
    cut.write_bytes(data[: data.index(b"moov")])
    with pytest.raises(DecodeError, match=r"damaged or cut short: .*moov atom not found"):
        probe(cut, BLOB, limits)


def test_what_is_not_a_file_is_said(tmp_path: Path, limits: MediaSettings) -> None:
    pipe = tmp_path / "pipe.mp4"
    os.mkfifo(pipe)
    for path in (tmp_path, tmp_path / "absent.mp4", pipe):
        with pytest.raises(BadInput, match="no such file"):
            probe(path, BLOB, limits)


def test_the_codec_must_be_on_the_list(make: Make, limits: MediaSettings) -> None:
    with pytest.raises(NotMedia, match="coded as magicyuv"):
        probe(make("magic.avi", Recipe(PICTURES, video_codec="magicyuv")), BLOB, limits)


@pytest.mark.promise
def test_all_shared_footage_is_whole(shared: Path, limits: MediaSettings) -> None:
    """Nothing that people gave us whole is called cut short."""
    videos = [*shared.glob("*-videos/*.mp4"), *shared.glob("*-videos/*.webm")]
    sounds = [*shared.glob("misc-en/*.*"), *shared.glob("picovoice-leopard/*.wav"), *shared.glob("commonvoice/*.mp3")]
    media = [path for path in (*videos, *sounds) if path.suffix in {".mp4", ".webm", ".mp3", ".flac", ".wav"}]
    assert len(media) > 15
    for path in media:
        assert probe(path, BLOB, limits).duration > 500
