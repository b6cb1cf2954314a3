"""Edits of a text: put in place, and shown as a unified diff."""

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dragoman.check.visible import safe

_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Hold one change: what stands from `start` to `end`, in characters of the source, becomes `replacement`."""

    start: int
    end: int
    replacement: str
    why: str


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Return `text` with the edits in place; raise ValueError where two of them overlap or one lies outside."""
    parts: list[str] = []
    at = 0
    for edit in sorted(edits):
        if not at <= edit.start <= edit.end <= len(text):
            raise ValueError(f"an edit of {edit.start}..{edit.end} overlaps another or lies outside the text")
        parts += [text[at : edit.start], edit.replacement]
        at = edit.end
    return "".join([*parts, text[at:]])


def unified(before: str, after: str, path: str) -> str:
    """Return what would change as a unified diff, empty where nothing does.

    It is for the eye: control characters are spelled out, as everywhere else, and line ends are not shown.
    """
    old, new = (_LINES.findall(text) for text in (before, after))
    lines = difflib.unified_diff(old, new, f"a/{path}", f"b/{path}")
    return "".join(_shown(lines))


def _shown(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        bare = line.rstrip("\r\n")
        yield safe(bare) + "\n"
        if bare == line:
            yield "\\ No newline at end of file\n"
