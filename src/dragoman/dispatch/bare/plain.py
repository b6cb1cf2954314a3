"""Plain text of any desk and any age, read as people set it: paragraphs, headings, quoted blocks, notes."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from dragoman.dispatch.bare.addresses import linked
from dragoman.dispatch.bare.cues import has_cues, spoken
from dragoman.dispatch.bare.days import day_after_dash, day_of, is_day
from dragoman.dispatch.bare.front import read_loose_front
from dragoman.dispatch.bare.headings import is_head, is_heading, is_rule, is_title, is_underline
from dragoman.dispatch.bare.lines import Lump, part, read_lines, read_lumps
from dragoman.dispatch.bare.notes import noted
from dragoman.dispatch.bare.page import Page
from dragoman.dispatch.bare.signed import without_signatures
from dragoman.dispatch.bare.spans import of_lines
from dragoman.dispatch.bare.typewritten import curled
from dragoman.dispatch.blocks import Block
from dragoman.dispatch.place import Lines
from dragoman.dispatch.stretch import Stretch

# How far a block is set in, and how long a line of it is, that it may be a quotation.
_SET_IN = 2
_LONG = 60
# A date alone on its line dates the text if it stands among the first lines.
_DATELINES = 4
_HEAD_LINES = 4


def read_plain(lines: Lines) -> Page:
    """Return what a plain text holds."""
    front = read_loose_front(lines.text)
    reader = _Reader(lines.text, title=front.title, day=front.day)
    lumps = list(read_lumps(list(read_lines(lines, front.body_start))))
    if has_cues(lines.text):
        reader.read_cues(spoken(lumps, lines.text))
    else:
        reader.read(lumps)
    title, blocks = noted(reader.title, without_signatures(reader.blocks))
    return Page(blocks, title, front.language, reader.day)


@dataclass
class _Reader:
    text: str
    title: Stretch | None
    day: str
    blocks: list[Block] = field(default_factory=list)
    group: int = 0
    inset: int = 0
    introduced: bool = False

    def read_cues(self, lumps: Iterable[Lump]) -> None:
        """Read the lumps of captions, which have no headings."""
        for lump in lumps:
            for paragraph in part(lump, self.text):
                self._add("body", paragraph)

    def read(self, lumps: list[Lump]) -> None:
        """Read the lumps of a text, in their order."""
        margin = min((line.indent for lump in lumps for line in lump if not line.depth), default=0)
        depth = 0
        for number, lump in enumerate(lumps):
            after = lumps[number + 1] if number + 1 < len(lumps) else []
            if lump[0].depth:
                self.group += lump[0].depth != depth
                self._add("quote", lump)
            elif not self._is_head(lump, after, margin):
                self._read_body(lump, margin)
            depth = lump[0].depth
            if number < _DATELINES and not self.day:
                self._date(lump)

    def _date(self, lump: Lump) -> None:
        """Take the day of a line that is one, or that ends with one as a masthead does."""
        for line in lump:
            words = self._words([line])
            if not self.day and len(words) <= 2 * _LONG:
                self.day = day_of(words) if is_day(words) else day_after_dash(words)

    def _words(self, lump: Lump) -> str:
        return self.text[lump[0].start : lump[-1].end] if lump else ""

    def _is_head(self, lump: Lump, after: Lump, margin: int) -> bool:
        """Take a title, a heading or a mere rule, and tell whether the lump was one."""
        words, follows = self._words(lump), self._words(after)
        first = not self.blocks and self.title is None
        if is_underline(lump, self.text):
            self._add("heading", lump[:1], level=1 if self.text[lump[1].start] == "=" else 2)
        elif first and self._opens_long(lump) and is_title(self._words(lump[:1]), self._words(lump[1:])):
            self.title = self._shown(lump[:1])
            self._read_body(lump[1:], margin)
        elif first and 1 < len(lump) <= _HEAD_LINES and is_head([self._words([line]) for line in lump], follows):
            self.title = self._shown(lump[:1])
            for line in lump[1:]:
                self._add("body" if is_day(self._words([line])) else "heading", [line], level=2)
        elif len(lump) > 1:
            return False
        elif first and is_title(words, follows):
            self.title = self._shown(lump[:1])
        elif is_heading(words, follows) and not is_day(words):
            self._add("heading", lump, level=2)
        elif not is_rule(words):
            return False
        self.introduced = False
        return True

    @staticmethod
    def _opens_long(lump: Lump) -> bool:
        """Tell whether a short line stands right above a paragraph that is one long line."""
        return len(lump) > 1 and lump[1].end - lump[1].start > 2 * _LONG > lump[0].end - lump[0].start

    def _read_body(self, lump: Lump, margin: int) -> None:
        for paragraph in part(lump, self.text):
            inset = min(line.indent for line in paragraph) - margin
            long = len(paragraph) > 1 or paragraph[0].end - paragraph[0].start >= _LONG
            if inset >= _SET_IN and ((self.introduced and long) or inset == self.inset):
                self.group += inset != self.inset
                self.inset = inset
                self._add("quote", paragraph)
            else:
                self.inset = 0
                self._add("body", paragraph)
                self.introduced = self._words(paragraph).endswith((":", "："))

    def _shown(self, lump: Lump) -> Stretch:
        return linked(curled(of_lines(self.text, [(line.start, line.end) for line in lump])))

    def _add(self, kind: str, lump: Lump, *, level: int = 0) -> None:
        words = self._shown(lump)
        if kind == "quote":
            self.blocks.append(Block("quote", words, group=self.group))
        elif kind == "heading":
            self.blocks.append(Block("heading", words, level=level))
        else:
            self.blocks.append(Block("body", words))
