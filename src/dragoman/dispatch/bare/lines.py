"""The lines of a plain text, and the paragraphs that they make."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dragoman.dispatch.place import Lines

_QUOTED = re.compile(r"[ \t]{0,3}(?:>[ \t]?)+")
# What begins a paragraph of its own wherever it stands: a bullet, a number, a note, a speaker's turn.
_BEGINS = re.compile(
    r"(?:[-*•–—]|\d{1,3}[.)]|\(\d{1,3}\)|\[\d{1,3}\]:?|\[\^[\w-]{1,20}\]:?|[⁰¹²³⁴-⁹]{1,3})[ \t]+\S"
    r"|(?![a-zа-яё])[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){0,3}:[ \t]+\S"
)
# Dots of an elision end no sentence.
_TERMINAL = re.compile(r"(?<!\.\.)[.!?。！？؟۔:][\"'”’»›)」』]*$")
# A line longer than this was not wrapped by hand.
_WRAPPED = 200
# Where lines are this much shorter than the longest, their ends are chosen.
_RAGGED = 8
_CLOSED = (0, 0, 0)
_TAB = 4


class Line(NamedTuple):
    """Hold one line's words: their bounds in the source, how far they are set in, how deep they are quoted (`>`)."""

    start: int
    end: int
    indent: int
    depth: int


Lump = list[Line]


def read_lines(lines: Lines, body_start: int) -> Iterator[Line]:
    """Yield the lines of the text from offset `body_start`; a line without words has equal bounds."""
    text = lines.text
    may_be_quoted = ">" in text
    ends = [*lines.starts[1:], len(text)]
    for begin, end in zip(lines.starts, ends, strict=True):
        if end <= body_start and end < len(text):
            continue
        start = max(begin, body_start)
        depth = 0
        if may_be_quoted and (mark := _QUOTED.match(text, start, end)) is not None:
            depth, start = mark[0].count(">"), mark.end()
        written = text[start:end]
        words = written.strip()
        if not words:
            yield Line(start, start, 0, depth)
            continue
        inset = written[: written.index(words)]
        first = start + len(inset)
        yield Line(first, first + len(words), len(inset.expandtabs(_TAB)), depth)


def read_lumps(lines: Sequence[Line]) -> Iterator[Lump]:
    """Yield the runs of lines that no empty line parts and that are quoted equally deep."""
    lump: Lump = []
    for line in lines:
        empty = line.start == line.end
        if lump and (empty or line.depth != lump[-1].depth):
            yield lump
            lump = []
        if not empty:
            lump.append(line)
    if lump:
        yield lump


def part(lump: Lump, text: str) -> Iterator[Lump]:
    """Yield the paragraphs of a lump: as a rule one, but lines may be paragraphs, and turns begin new ones."""
    if len(lump) == 1:
        yield lump
        return
    measure = (min(line.indent for line in lump), max(line.end - line.start + line.indent for line in lump))
    if measure[1] > _WRAPPED:
        yield from ([line] for line in lump)
        return
    paragraph = [lump[0]]
    for line in lump[1:]:
        if _begins(paragraph, line, text, measure) and not _is_inside(paragraph, line, lump, text):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    yield paragraph


def _is_inside(paragraph: Lump, line: Line, lump: Lump, text: str) -> bool:
    """Tell whether a line that seems to begin a paragraph stands in a quotation, open before it and closed after it."""
    before = _open(text[paragraph[0].start : paragraph[-1].end])
    return before != _CLOSED and before == _open(text[line.start : lump[-1].end], closing=True)


def _open(text: str, *, closing: bool = False) -> tuple[int, int, int]:
    """Return how many quotations of each kind of double marks a text leaves open, or closes without opening them."""
    sign = -1 if closing else 1
    curly = text.count("“") + text.count("„") - text.count("”")
    angle = text.count("«") + text.count("「") - text.count("»") - text.count("」")
    return sign * curly, sign * angle, text.count('"') % 2


def is_ended(line: Line, text: str) -> bool:
    """Tell whether a line ends a sentence."""
    return _TERMINAL.search(text, max(line.start, line.end - 8), line.end) is not None


def _begins(paragraph: Lump, line: Line, text: str, measure: tuple[int, int]) -> bool:
    """Tell whether a line begins a paragraph: it is marked, set in, or would have fitted on the line before.

    `measure` is the margin and the width that its lump is set in, in characters.
    """
    before, (margin, widest) = paragraph[-1], measure
    marked = _BEGINS.match(text, line.start, line.end) is not None
    ended = is_ended(before, text)
    if not marked and not ended:
        return False
    after_mark = _BEGINS.match(text, paragraph[0].start, paragraph[0].end) is not None
    if marked:
        return ended or after_mark
    if line.indent >= margin + 2 and not after_mark:
        return True
    space = text.find(" ", line.start, line.end)
    first_word = (space if space > 0 else line.end) - line.start
    return before.end - before.start + before.indent + 1 + first_word <= widest - _RAGGED
