"""Drawings of the tables: recall by the length of an excerpt, and by what was done to it."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

from bench.sightings.edits import PROTOCOL
from bench.sightings.report import Asked

_INK, _GRID = "#333", "#ddd"
_COLOURS = {"picture": "#2a6fb0", "sound": "#c2571a", "fused": "#2d8a4e"}
_STYLE = 'font-family="sans-serif" font-size="12"'


def drawn(asked: Sequence[Asked], folder: Path) -> list[str]:
    """Write the drawings as SVG into `folder` and return the lines that show them."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "sightings-length.svg").write_text(by_length(asked), encoding="utf-8")
    (folder / "sightings-edits.svg").write_text(by_edit(asked), encoding="utf-8")
    return [
        "![Recall by the length of the excerpt](plots/sightings-length.svg)",
        "",
        "![Recall of 5 s excerpts by edit](plots/sightings-edits.svg)",
        "",
    ]


def by_length(asked: Sequence[Asked]) -> str:
    """Return a drawing of recall over the lengths of excerpts, a line for each channel."""
    lengths = sorted({one.clip.excerpt.length for one in asked})
    width, height, left, top = 560, 300, 50, 20
    across, down = width - left - 90, height - top - 50
    parts = [_level(left, top + down * (1 - share), across, share) for share in (0, 0.25, 0.5, 0.75, 1)]
    at = {length: left + across * (number + 0.5) / len(lengths) for number, length in enumerate(lengths)}
    parts += [_text(x, top + down + 20, f"{length // 1000} s", "middle") for length, x in at.items()]
    for channel, colour in _COLOURS.items():
        points = [
            (at[length], top + down * (1 - share))
            for length in lengths
            if (share := _recall([one for one in _of(asked, channel) if one.clip.excerpt.length == length])) is not None
        ]
        line = " ".join(f"{x:.0f},{y:.1f}" for x, y in points)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{x:.0f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in points]
    for number, (channel, colour) in enumerate(_COLOURS.items()):
        parts.append(_text(width - 80, top + 20 + 20 * number, channel, "start", colour))
    return _svg(width, height, "Recall by the length of the excerpt, all edits of the protocol", parts)


def by_edit(asked: Sequence[Asked]) -> str:
    """Return a drawing of recall of 5 s excerpts for each edit of the picture, a bar for picture alone and for both."""
    width, row, left, top = 640, 26, 210, 20
    across = width - left - 40
    parts = [_level_down(left + across * share, top, row * len(PROTOCOL), share) for share in (0, 0.5, 1)]
    for number, edit in enumerate(PROTOCOL):
        y = top + row * number
        parts.append(_text(left - 8, y + 16, edit.name, "end"))
        for place, channel in enumerate(("picture", "fused")):
            some = [one for one in _of(asked, channel) if one.clip.edit == edit.name]
            share = _recall([one for one in some if one.clip.excerpt.length == 5000]) or 0.0
            parts.append(
                f'<rect x="{left}" y="{y + 4 + 9 * place}" width="{across * share:.1f}" height="8" '
                f'fill="{_COLOURS[channel]}"/>'
            )
    for place, channel in enumerate(("picture", "fused")):
        parts.append(_text(8, top + row * len(PROTOCOL) + 4 + 16 * place, channel, "start", _COLOURS[channel]))
    return _svg(width, top + row * len(PROTOCOL) + 30, "Recall of 5 s excerpts: blue by picture, green by both", parts)


def _of(asked: Sequence[Asked], channel: str) -> list[Asked]:
    names = {edit.name for edit in PROTOCOL}
    some = [one for one in asked if one.channel == channel]
    return [one for one in some if (one.clip.loud if channel == "sound" else one.clip.edit in names)]


def _recall(some: Sequence[Asked]) -> float | None:
    return sum(one.found is not None for one in some) / len(some) if some else None


def _level(left: float, y: float, across: float, share: float) -> str:
    line = f'<line x1="{left}" y1="{y:.1f}" x2="{left + across}" y2="{y:.1f}" stroke="{_GRID}"/>'
    return line + _text(left - 6, y + 4, f"{share:.2f}", "end")


def _level_down(x: float, top: float, down: float, share: float) -> str:
    line = f'<line x1="{x:.1f}" y1="{top}" x2="{x:.1f}" y2="{top + down}" stroke="{_GRID}"/>'
    return line + _text(x, top + down + 18, f"{share:.1f}", "middle")


def _text(x: float, y: float, text: str, anchor: str, colour: str = _INK) -> str:
    return f'<text x="{x:.0f}" y="{y:.0f}" text-anchor="{anchor}" fill="{colour}">{escape(text)}</text>'


def _svg(width: int, height: int, title: str, parts: Sequence[str]) -> str:
    size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} {_STYLE} role="img">'
    ground = f'<rect width="{width}" height="{height}" fill="#fff"/>'
    return "\n".join([f'{head} {_STYLE} role="img">', f"<title>{escape(title)}</title>", ground, *parts, "</svg>", ""])
