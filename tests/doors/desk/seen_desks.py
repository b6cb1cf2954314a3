"""A desk with footage of which a stretch stands in other footage, and the report that says so."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.filter import Graph
from av.video.frame import VideoFrame
from tests.steps.desks import TINY

from dragoman.doors.cli.app import run
from dragoman.model.capture import Tool
from dragoman.model.digest import digest, of_bytes
from dragoman.model.sighting import Archive, Fingerprint, Place, Sighting, Sightings
from dragoman.model.time import Span
from dragoman.steps.desk import Desk, open_desk
from dragoman.testing.footage import Recipe, steady, write

AT = "2026-11-24T10:00:00Z"
EXCERPT = Span(6_000, 14_000)
LEAD_IN = 3_000
HERE = Span(LEAD_IN, LEAD_IN + EXCERPT.length)
METHOD = Tool("hand", "1")
RATE = 25
HERTZ = 48_000
PERSIAN, ARABIC = "بریده‌ای از داستان مادربزرگ", "قصة الجدة والبقرة"


def lay_seen(root: Path, footage: Path, folder: Path, *, mirrored: bool = False) -> Path:
    """Make a desk with `grandma`, and `clip`, which shows 8 s of it after 3 s of grey, encoded again and smaller."""
    lay_desk(root)
    cut = write_excerpt(footage, folder / "clip.mp4", mirrored=mirrored)
    take(root, footage, "grandma", "ar", ARABIC)
    take(root, cut, "clip", "fa", PERSIAN)
    return root


def lay_desk(root: Path) -> Path:
    """Make a desk, set to the tiny transcriber."""
    assert run(["init", str(root), "--name", "The Test Desk"]) == 0
    (root / "dragoman.toml").write_text(TINY, encoding="utf-8")
    return root


def take(root: Path, path: Path, name: str, language: str, title: str) -> None:
    """Capture a file as an item."""
    facts = ("--name", name, "--language", language, "--fact", f"title={title}", "--fact", "released=2020-01-01")
    assert run(["--desk", str(root), "capture", str(path), *facts]) == 0


def told(of: str, **more: object) -> Sighting:
    """Return what the search would find in `clip`, in other footage of that Media digest."""
    values = {"here": HERE, "there": Place(of, EXCERPT), "channel": "both", "moments": 27, "landmarks": 140, **more}
    return Sighting(**values)  # type: ignore[arg-type]


def media(desk: Desk, name: str) -> str:
    """Return the digest of an item's Media record."""
    found = desk.item(name).media
    assert found is not None
    return found


def report(root: Path, name: str, found: tuple[Sighting, ...], *, at: str = AT) -> str:
    """Keep a report on an item, as the search does, and return its digest."""
    with open_desk(root) as desk:
        kept = {each: _fingerprint(desk, each) for each in desk.vault.index.names() if desk.item(each).media}
        others = sorted(each for item, each in kept.items() if item != name)
        archive = Archive(len(others), 22_000 * len(others), of_bytes("\n".join(others).encode()))
        record = Sightings(media(desk, name), (kept[name],), archive, METHOD, at, found)
        desk.vault.put([record], what="sightings", at=at)
        return digest(record)


def _fingerprint(desk: Desk, name: str) -> str:
    record = Fingerprint(media(desk, name), "picture", METHOD, 22_000, b"")
    desk.vault.put([record], what="fingerprint", at=AT)
    return digest(record)


def write_excerpt(source: Path, path: Path, *, mirrored: bool = False) -> Path:
    """Write 3 s of grey and silence, then EXCERPT of `source`, then 3 s again; half as wide, encoded anew."""
    with av.open(str(path), "w") as output:
        picture = output.add_stream("libx264", rate=RATE, options={"crf": "30", "preset": "veryfast"})
        picture.width, picture.height, picture.pix_fmt = 320, 180, "yuv420p"
        sound = output.add_stream("aac", rate=HERTZ, layout="mono")
        edge = [_grey()] * (LEAD_IN * RATE // 1000)
        for number, frame in enumerate([*edge, *_cut(source, mirrored=mirrored), *edge]):
            frame.pts, frame.time_base = number, Fraction(1, RATE)
            output.mux(picture.encode(frame))
        output.mux(picture.encode(None))
        for heard in _heard(source):
            output.mux(sound.encode(heard))
        output.mux(sound.encode(None))
    return path


def _grey() -> VideoFrame:
    grey = VideoFrame(320, 180, "yuv420p")
    for plane in grey.planes:
        plane.update(bytes([128]) * plane.buffer_size)
    return grey


def _cut(source: Path, *, mirrored: bool) -> Iterator[VideoFrame]:
    """Yield the excerpt's pictures, one for each 40 ms."""
    with av.open(str(source)) as input_:
        graph = Graph()
        chain = [graph.add_buffer(template=input_.streams.video[0])]
        chain += [graph.add("fps", str(RATE)), graph.add("scale", "320:180"), graph.add("format", "yuv420p")]
        chain += [graph.add("hflip")] if mirrored else []
        graph.link_nodes(*chain, graph.add("buffersink")).configure()
        number = 0
        for frame in input_.decode(video=0):
            graph.push(frame)
            while (made := _pulled(graph)) is not None:
                if EXCERPT.start <= number * 1000 // RATE < EXCERPT.end:
                    yield made
                number += 1


def _pulled(graph: Graph) -> VideoFrame | None:
    try:
        frame = graph.pull()
    except (av.error.BlockingIOError, av.error.EOFError):
        return None
    assert isinstance(frame, VideoFrame)
    return frame


def _heard(source: Path) -> Iterator[AudioFrame]:
    resampler = AudioResampler("s16", "mono", HERTZ)
    with av.open(str(source)) as input_:
        made = (part for frame in input_.decode(audio=0) for part in resampler.resample(frame))
        samples = b"".join(bytes(part.planes[0])[: part.samples * 2] for part in made)
    silence = bytes(LEAD_IN * HERTZ // 1000 * 2)
    whole = silence + samples[EXCERPT.start * HERTZ // 1000 * 2 : EXCERPT.end * HERTZ // 1000 * 2] + silence
    for at in range(0, len(whole) // 2, 4800):
        block = whole[at * 2 : (at + 4800) * 2]
        frame = AudioFrame("s16", "mono", len(block) // 2)
        frame.planes[0].update(block)
        frame.sample_rate, frame.time_base, frame.pts = HERTZ, Fraction(1, HERTZ), at
        yield frame


def write_unplayable(path: Path) -> Path:
    """Write a second of pictures in a codec and a container that browsers do not play."""
    return write(path, Recipe(frames=steady(50, 40), video_codec="mpeg4"))
