"""Real pictures in the layouts that others put them in, by ffmpeg's filters, as 128 by 128 lumas."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TypeAlias

import av
import numpy as np
from av.filter.context import FilterContext
from av.filter.graph import Graph
from av.video.frame import VideoFrame
from av.video.reformatter import Interpolation
from numpy.typing import NDArray

from dragoman.sightings.picture.cuts import Box

SIDE = 128
Lumas: TypeAlias = NDArray[np.uint8]


@dataclass(frozen=True)
class Layout:
    """Hold filters for what lies behind (`None` for nothing) and before, where before stands, and the box it fills."""

    before: str
    behind: str | None
    at: tuple[int, int]
    box: Box


PLAIN = Layout("scale=640:360", None, (0, 0), Box(0, 0, 1, 1))
LAYOUTS = {
    "letterbox": Layout("scale=640:272,pad=640:360:0:44", None, (0, 0), Box(0, 44 / 360, 1, 316 / 360)),
    "white bars": Layout("scale=640:272,pad=640:360:0:44:white", None, (0, 0), Box(0, 44 / 360, 1, 316 / 360)),
    "pillars": Layout("scale=480:360,pad=640:360:80:0", None, (0, 0), Box(80 / 640, 0, 560 / 640, 1)),
    "on a grey page": Layout(
        "scale=320:180,pad=640:360:280:140:gray", None, (0, 0), Box(280 / 640, 140 / 360, 600 / 640, 320 / 360)
    ),
    "vertical over its own blur": Layout(
        "scale=360:202", "scale=1138:640,crop=360:640,gblur=sigma=20", (0, 219), Box(0, 219 / 640, 1, 421 / 640)
    ),
}


def frames(path: Path, seconds: int) -> list[VideoFrame]:
    """Return the first frame of each quarter of a second."""
    found: list[VideoFrame] = []
    with av.open(str(path)) as container:
        for frame in container.decode(video=0):
            assert frame.time is not None
            if frame.time >= seconds:
                break
            if frame.time * 4 >= len(found):
                found.append(frame.reformat(format="yuv420p"))
    return found


def laid_out(taken: list[VideoFrame], layout: Layout) -> Lumas:
    """Return the frames in a layout, as lumas."""
    return np.array([_luma(frame) for frame in _filtered(taken, layout)])


def _filtered(taken: list[VideoFrame], layout: Layout) -> Iterator[VideoFrame]:
    graph = Graph()
    first = taken[0]
    source = graph.add_buffer(width=first.width, height=first.height, format=first.format, time_base=Fraction(1, 1000))
    end = _chain(graph, source, layout)
    end.link_to(graph.add("buffersink"))
    graph.configure()
    for number, frame in enumerate(taken):
        frame.pts = number
        graph.vpush(frame)
        yield graph.vpull()


def _chain(graph: Graph, source: FilterContext, layout: Layout) -> FilterContext:
    if layout.behind is None:
        return _filters(graph, source, 0, layout.before)
    split = graph.add("split")
    source.link_to(split)
    overlay = graph.add("overlay", f"{layout.at[0]}:{layout.at[1]}")
    _filters(graph, split, 0, layout.behind).link_to(overlay, 0, 0)
    _filters(graph, split, 1, layout.before).link_to(overlay, 0, 1)
    return overlay


def _filters(graph: Graph, start: FilterContext, output: int, chain: str) -> FilterContext:
    for text in chain.split(","):
        name, _, arguments = text.partition("=")
        node = graph.add(name, arguments or None)
        start.link_to(node, output)
        start, output = node, 0
    return start


def _luma(frame: VideoFrame) -> Lumas:
    scaling = Interpolation.AREA | Interpolation.ACCURATE_RND | Interpolation.BITEXACT
    return frame.reformat(SIDE, SIDE, "gray", interpolation=scaling).to_ndarray().astype(np.uint8)
