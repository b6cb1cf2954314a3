"""Filters of ffmpeg in a row, and frames drawn through them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Self

import av
import numpy as np
from av.filter import Graph
from av.filter.context import FilterContext
from av.video.frame import VideoFrame
from PIL import Image

BASE = Fraction(1, 90_000)


@dataclass
class _Plan:
    """Hold a graph while it is built, and the still pictures to push into it once it is."""

    graph: Graph = field(default_factory=Graph)
    stills: list[tuple[FilterContext, VideoFrame]] = field(default_factory=list)

    def source(self, width: int, height: int, pixels: str) -> FilterContext:
        return self.graph.add_buffer(width=width, height=height, format=av.VideoFormat(pixels), time_base=BASE)


class Chain:
    """Build a graph from its source on: each `add` puts one more filter behind the last."""

    def __init__(self, plan: _Plan, last: FilterContext, output: int = 0) -> None:
        self._plan = plan
        self._last = last
        self._output = output

    def add(self, name: str, args: str = "") -> Self:
        """Put the filter `name` behind the last, with its arguments as ffmpeg writes them."""
        graph = self._plan.graph
        return self._behind(graph.add(name, args) if args else graph.add(name), 0)

    def split(self) -> tuple["Chain", "Chain"]:
        """Return two chains that both carry on from here."""
        self.add("split")
        return Chain(self._plan, self._last, 0), Chain(self._plan, self._last, 1)

    def over(self, below: "Chain", place: str) -> Self:
        """Lay this chain's picture over that of `below`, its top left corner at `place`, as `x:y`."""
        overlay = self._plan.graph.add("overlay", place)
        below._last.link_to(overlay, below._output, 0)
        return self._behind(overlay, 1)

    def under(self, picture: Image.Image, place: tuple[int, int]) -> Self:
        """Lay a picture with transparency over every frame, its top left corner at `place`."""
        frame = VideoFrame.from_ndarray(np.asarray(picture.convert("RGBA")), "rgba").reformat(format="yuva420p")
        frame.pts, frame.time_base = 0, BASE
        source = self._plan.source(frame.width, frame.height, "yuva420p")
        overlay = self._plan.graph.add("overlay", f"{place[0]}:{place[1]}")
        self._last.link_to(overlay, self._output, 0)
        source.link_to(overlay, 0, 1)
        self._plan.stills.append((source, frame))
        self._last, self._output = overlay, 0
        return self

    def _behind(self, one: FilterContext, pad: int) -> Self:
        self._last.link_to(one, self._output, pad)
        self._last, self._output = one, 0
        return self


class Filtering:
    """Draw frames of one size, in yuv420p, through a graph."""

    def __init__(self, width: int, height: int) -> None:
        self._plan = _Plan()
        self._source = self._plan.source(width, height, "yuv420p")
        self.chain = Chain(self._plan, self._source)

    def run(self, frames: Iterable[VideoFrame], made: Chain) -> Iterator[VideoFrame]:
        """Yield what the graph that ends with `made` makes of the frames; call it once."""
        made.add("format", "yuv420p").add("buffersink")
        self._plan.graph.configure()
        for source, still in self._plan.stills:
            source.push(still)
            source.push(None)
        for frame in frames:
            self._source.push(frame)
            yield from self._ready()
        self._source.push(None)
        yield from self._ready()

    def _ready(self) -> Iterator[VideoFrame]:
        while True:
            try:
                frame = self._plan.graph.vpull()
            except (av.BlockingIOError, av.EOFError):
                return
            yield frame
