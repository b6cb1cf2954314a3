"""What others wrote, shown so that it can do nothing: no mark-up, no link, no hidden turn of direction."""

import re
import textwrap
import unicodedata
from collections.abc import Sequence

from dragoman.model.direction import Direction

_WIDTH = 88
_LONGEST = 2400
_BIDI_CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_ISOLATES: dict[Direction | None, str] = {"ltr": "\u2066", "rtl": "\u2067", None: "\u2068"}
_END = "\u2069"


def visible(text: str) -> str:
    """Return `text` on one line, each control character and directional control spelled out: `<U+202E>`."""
    return "".join(map(_visible, " ".join(text.split())))


def isolated(text: str, way: Direction | None = None, width: int = _WIDTH) -> list[str]:
    """Return `text` in lines of a readable width, each laid out in its own direction whatever stands around it.

    With no `way`, a line runs as its first strong character does.
    """
    line = visible(text)
    cut = line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
    lines = textwrap.wrap(cut, width, break_on_hyphens=False) or [""]
    return [f"{_ISOLATES[way]}{each}{_END}" for each in lines]


def fenced(lines: Sequence[str]) -> str:
    """Return lines as a block of code, which no Markdown in them can leave; each must be `visible` already."""
    text = "\n".join(lines)
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}text\n{text}\n{fence}"


def _visible(character: str) -> str:
    if character in _BIDI_CONTROLS or unicodedata.category(character) in ("Cc", "Cs"):
        return f"<U+{ord(character):04X}>"
    return character
