"""Where each piece of cut footage stands in the site."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dragoman.model.digest import of_bytes
from dragoman.model.errors import BadInput
from dragoman.model.time import Span, seconds
from dragoman.publish.needs import Asset, ClipNeed, Need, StillNeed
from dragoman.publish.output import Output

_SUFFIXES = {
    "audio/mp4": "m4a",
    "audio/mpeg": "mp3",
    "audio/ogg": "ogg",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "video/mp4": "mp4",
    "video/webm": "webm",
}


@dataclass(frozen=True)
class Placed:
    """Hold a piece of footage as published: its path, type and size, and its `start` and `end` in the item.

    Times are milliseconds of the item's footage; `digest` names the published bytes.
    """

    path: str
    digest: str
    media_type: str
    width: int
    height: int
    start: int
    end: int

    @property
    def is_sound(self) -> bool:
        """Tell whether there is nothing to see."""
        return self.media_type.startswith("audio/")

    def fragment(self, span: Span) -> str:
        """Return the media fragment of a stretch of the item within this file: `t=8.000,11.500`."""
        within = self.within(span)
        return f"t={seconds(within.start)},{seconds(within.end)}"

    def within(self, span: Span) -> Span:
        """Return a stretch of the item as milliseconds of this file, clamped to it."""
        length = max(1, self.end - self.start)
        start = min(max(0, span.start - self.start), length - 1)
        return Span(start, min(max(start + 1, span.end - self.start), length))


class Footage:
    """Give each need its place; built once, so that bytes are hashed once."""

    def __init__(self, assets: Mapping[Need, Asset]) -> None:
        self._assets = assets
        self._placed = {need: _place(need, assets[need]) for need in assets}

    def __getitem__(self, need: Need) -> Placed:
        """Return where a need was placed; raise BadInput when nobody cut it."""
        try:
            return self._placed[need]
        except KeyError:
            hint = "cut every need of plan(site) before rendering"
            raise BadInput(f"no footage was cut for {_named(need)}", hint=hint) from None

    def get(self, need: Need | None) -> Placed | None:
        """Return where a need was placed, or None where nothing was asked for."""
        return self[need] if need is not None else None

    def pieces(self) -> Iterator[tuple[Need, Placed]]:
        """Yield every need with its place, in the order of the plan."""
        yield from self._placed.items()

    def outputs(self) -> Iterator[Output]:
        """Yield every piece of footage once, in the order of the paths."""
        by_path = {self._placed[need].path: need for need in self._placed}
        for path in sorted(by_path):
            yield Output(path, self._assets[by_path[path]].data)


def _place(need: Need, asset: Asset) -> Placed:
    suffix = _SUFFIXES.get(asset.media_type)
    if suffix is None:
        known = ", ".join(sorted(_SUFFIXES))
        raise BadInput(f"footage of a type no browser is sure to play: {asset.media_type!r}", hint=f"known: {known}")
    digest = of_bytes(asset.data)
    path = f"media/{_named(need)}-{digest[7:19]}.{suffix}"
    return Placed(path, digest, asset.media_type, asset.width, asset.height, asset.start, asset.end)


def _named(need: Need) -> str:
    match need:
        case ClipNeed():
            return f"{need.item_name}/{need.span.start}-{need.span.end}"
        case StillNeed():
            return f"{need.item_name}/{need.at}"
    return f"{need.item_name}/whole"
