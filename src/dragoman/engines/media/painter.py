"""Bring a decoded frame to what a viewer sees: upright, square pixels, a known size and colour."""

from fractions import Fraction

from av.filter.graph import Graph
from av.video.frame import VideoFrame

# Exact rounding, so that every machine paints the same bytes.
_SCALING = "bicubic+accurate_rnd+full_chroma_int+full_chroma_inp+bitexact"
_TURNS = {90: ("transpose", "cclock"), -90: ("transpose", "clock"), 180: ("hflip,vflip", ""), -180: ("hflip,vflip", "")}
_UNSPECIFIED = 2
_HIGH_DEFINITION_LINES = 720


class Painter:
    """Paint frames as `form`: `rgb24` in full range for stills, `yuv420p` in BT.709 for clips.

    `height` bounds the height in pixels, None leaves it; sizes are even where `form` halves its colours.
    """

    def __init__(self, form: str, aspect: Fraction | None, height: int | None = None) -> None:
        self._form = form
        self._aspect = aspect if aspect is not None and aspect > 0 else Fraction(1)
        self._height = height
        self._key: tuple[object, ...] = ()
        self._graph: Graph | None = None
        self._size: tuple[int, int] | None = None

    def paint(self, frame: VideoFrame) -> VideoFrame:
        """Return `frame` painted; the size is settled by the first frame and kept."""
        key = (frame.width, frame.height, frame.format.name, frame.rotation, frame.colorspace, frame.color_range)
        if self._graph is None or key != self._key:
            self._graph, self._key = self._built(frame), key
        self._graph.vpush(frame)
        return self._graph.vpull()

    def _built(self, frame: VideoFrame) -> Graph:
        if self._size is None:
            self._size = self._fitted(frame)
        graph = Graph()
        graph.threads = 1
        nodes = [
            graph.add_buffer(
                width=frame.width,
                height=frame.height,
                format=frame.format,
                time_base=frame.time_base or Fraction(1, 1000),
            )
        ]
        names, argument = _TURNS.get(frame.rotation, ("", ""))
        nodes += [graph.add(name, argument or None) for name in names.split(",") if name]
        nodes += [
            graph.add("scale", self._scaling(frame)),
            graph.add("format", self._form),
            graph.add("setsar", "1"),
            graph.add("buffersink"),
        ]
        graph.link_nodes(*nodes).configure()
        return graph

    def _fitted(self, frame: VideoFrame) -> tuple[int, int]:
        width, height = Fraction(frame.width) * self._aspect, Fraction(frame.height)
        if abs(frame.rotation) == 90:
            width, height = height, width
        if self._height is not None and height > self._height:
            width, height = width * self._height / height, Fraction(self._height)
        step = 2 if self._form == "yuv420p" else 1
        return max(step, round(width / step) * step), max(step, round(height / step) * step)

    def _scaling(self, frame: VideoFrame) -> str:
        assert self._size is not None
        width, height = self._size
        options = [f"{width}:{height}", f"flags={_SCALING}"]
        if frame.colorspace == _UNSPECIFIED and frame.height >= _HIGH_DEFINITION_LINES:
            options.append("in_color_matrix=bt709")
        if self._form == "yuv420p":
            options += ["out_color_matrix=bt709", "out_range=tv"]
        return ":".join(options)
