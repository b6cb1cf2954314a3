"""Findings as text, for people: the place, the line, and the two wordings with what differs marked."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dragoman.check.told import apart
from dragoman.check.visible import safe
from dragoman.dispatch.differences import compare
from dragoman.dispatch.place import Lines
from dragoman.model.finding import Finding

_WIDEST = 110
_STYLES = {"error": "1;31", "warning": "1;33", "place": "1", "quoted": "31", "pinned": "32", "quiet": "2"}


def render(findings: Sequence[Finding], texts: Mapping[str, str], *, colour: bool = False) -> str:
    """Return findings with excerpts of the `texts` they were found in (by path), and their count at the end.

    What a quotation has and the pinned text has not reads `{+so+}`, the reverse `[-so-]`; `colour` adds
    terminal colours to that. Control characters of the sources are shown, never passed on.
    """
    errors = sum(finding.severity == "error" for finding in findings)
    last = summary(errors, len(findings) - errors)
    return "\n\n".join([*blocks(findings, texts, colour=colour), last]) + "\n"


def blocks(findings: Sequence[Finding], texts: Mapping[str, str], *, colour: bool = False) -> list[str]:
    """Return each finding as `render` shows it."""
    page = _Page(_Paint(colour=colour), {path: Lines(text) for path, text in texts.items()})
    return ["\n".join(page.block(finding)) for finding in findings]


def summary(errors: int, warnings: int) -> str:
    """Return the count of findings: `2 errors, 1 warning`, or that there are none."""
    counted = ((errors, "error"), (warnings, "warning"))
    counts = [f"{count} {name}{'s' if count > 1 else ''}" for count, name in counted if count]
    return ", ".join(counts) or "no findings"


@dataclass(frozen=True)
class _Paint:
    colour: bool

    def __call__(self, style: str, text: str) -> str:
        return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if self.colour else text


@dataclass(frozen=True)
class _Page:
    paint: _Paint
    sources: Mapping[str, Lines]

    def block(self, finding: Finding) -> Iterator[str]:
        place = self.paint("place", safe(f"{finding.path}:{finding.line}:{finding.column}:"))
        yield f"{place} {self.paint(finding.severity, finding.code)} {safe(finding.message)}"
        if finding.path in self.sources:
            yield from self._excerpt(finding, self.sources[finding.path])
        if finding.quotation and finding.nearest:
            yield from self._wordings(finding)
        if finding.hint:
            yield f"  {self.paint('quiet', 'hint:')} {safe(finding.hint)}"

    def _excerpt(self, finding: Finding, lines: Lines) -> Iterator[str]:
        source = lines.line(finding.line)
        start = finding.column - 1
        end = finding.end_column - 1 if finding.end_line == finding.line else len(source)
        first, last = _clip(len(source), start, end)
        number = str(finding.line)
        shown = ("…" if first else "") + safe(source[first:last]) + ("…" if last < len(source) else "")
        before = _width(safe(source[first:start])) + bool(first)
        run = max(1, _width(safe(source[start : min(end, last)])))
        carets = " " * before + self.paint(finding.severity, "^" * run)
        yield f"  {self.paint('quiet', number + ' |')} {shown}"
        yield f"  {self.paint('quiet', ' ' * len(number) + ' |')} {carets}"

    def _wordings(self, finding: Finding) -> Iterator[str]:
        differences = compare(finding.quotation, finding.nearest)
        shown = [(one, *apart(one)) for one in differences]
        quoted = [(*one.quoted_at, words) for one, words, _ in shown if one.quoted_at]
        pinned = [(*one.target_at, words) for one, _, words in shown if one.target_at]
        yield f"  {self.paint('quiet', 'quoted:')} {self._marked(finding.quotation, quoted, 'quoted')}"
        yield f"  {self.paint('quiet', 'source:')} {self._marked(finding.nearest, pinned, 'pinned')}"

    def _marked(self, text: str, runs: Sequence[tuple[int, int, str]], style: str) -> str:
        opening, closing = ("{+", "+}") if style == "quoted" else ("[-", "-]")
        parts: list[str] = []
        at = 0
        for start, end, words in sorted(runs):
            parts += [safe(text[at:start]), self.paint(style, f"{opening}{words}{closing}")]
            at = end
        return "".join([*parts, safe(text[at:])])


def _clip(length: int, start: int, end: int) -> tuple[int, int]:
    """Return the bounds of the part of a long line to show, around its first marked characters."""
    if length <= _WIDEST:
        return 0, length
    first = max(0, min(start - 20, length - _WIDEST))
    return first, max(min(length, first + _WIDEST), min(end, start + 1))


def _width(text: str) -> int:
    """Return how many columns of a terminal `text` takes."""
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
