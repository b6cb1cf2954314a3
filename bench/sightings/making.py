"""What it costs to make fingerprints: processor time against the length of the footage, and bytes kept."""

import resource
from collections.abc import Iterator
from fractions import Fraction
from itertools import cycle, islice
from pathlib import Path

import av
import numpy as np
from av.video.frame import VideoFrame
from bench.sightings.footage import Source
from bench.sightings.prints import Wanted, of_file
from bench.sightings.sound_edits import RATE, frames
from bench.sightings.voices import decoded

SECONDS = 300


def measured(sources: list[Source], folder: Path) -> list[str]:
    """Return the table of making, for five minutes of the queried footage at 360 lines."""
    path = folder / "making-360p.mp4"
    if not path.exists():
        _write(path, sources)
    lines = ["| channel | times real time, a core | bytes an hour |", "|---|---|---|"]
    for name, picture, sound in (("picture", True, False), ("sound", False, True), ("both", True, True)):
        before = _processor()
        made = of_file(Wanted(name, path, picture, sound))
        spent = _processor() - before
        size = sum(len(one.packed()) for one in (made.frames, made.peaks) if one is not None)
        lines.append(f"| {name} | **{SECONDS / spent:.0f}** | {size * 3600 / SECONDS / 1e6:.2f} MB |")
    return lines


def _processor() -> float:
    """Return the seconds of processor that this process and its children have taken."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _write(path: Path, sources: list[Source]) -> None:
    """Write the moving footage, over and over, at 25 frames a second, 640 by 360, with its sound."""
    beside = path.with_name(f".{path.name}")
    with av.open(str(beside), "w", format="mp4") as output:
        shown = output.add_stream("libx264", rate=25, options={"preset": "veryfast", "crf": "23", "threads": "2"})
        shown.width, shown.height, shown.pix_fmt = 640, 360, "yuv420p"
        heard = output.add_stream("aac", rate=RATE, layout="mono")
        heard.bit_rate = 64_000
        moving = [one for one in sources if one.lively] or sources
        for number, frame in enumerate(islice(_frames(moving), SECONDS * 25)):
            made = frame.reformat(640, 360, "yuv420p")
            made.pts, made.time_base, made.pict_type = number, Fraction(1, 25), 0
            output.mux(shown.encode(made))
        output.mux(shown.encode(None))
        samples = np.concatenate([decoded(one.path) for one in sources if one.sounds])
        for sound in (*frames(np.resize(samples, SECONDS * RATE)), None):
            output.mux(heard.encode(sound))
    beside.rename(path)


def _frames(sources: list[Source]) -> Iterator[VideoFrame]:
    for source in cycle(sources):
        with av.open(str(source.path)) as container:
            yield from container.decode(video=0)
