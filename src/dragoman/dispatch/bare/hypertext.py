"""HTML of any desk and any year: what a reader sees of a page, each character placed in the source."""

import re
from dataclasses import dataclass, field, replace

from dragoman.dispatch.bare.addresses import linked
from dragoman.dispatch.bare.footnotes import Footnotes
from dragoman.dispatch.bare.nesting import is_hidden, nest
from dragoman.dispatch.bare.notes import with_notes
from dragoman.dispatch.bare.page import Page
from dragoman.dispatch.bare.pointers import without_pointers
from dragoman.dispatch.bare.shown import Shown
from dragoman.dispatch.bare.signed import without_signatures
from dragoman.dispatch.bare.stated import stated
from dragoman.dispatch.bare.tags import Opaque, Part, Tag, Words, read_tags
from dragoman.dispatch.bare.typewritten import curled
from dragoman.dispatch.blocks import Block, BlockKind, Image, NoteStart
from dragoman.dispatch.place import Lines
from dragoman.dispatch.stretch import Link, Stretch

# fmt: off
_PARTING = frozenset([
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dir", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "frame", "frameset", "h1", "h2", "h3", "h4", "h5", "h6",
    "head", "header", "hr", "html", "legend", "li", "listing", "main", "menu", "ol", "option", "p", "pre", "section",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul", "xmp",
])
# fmt: on
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
# A heading that is never closed ends where one of these begins.
_ENDS_HEADING = frozenset(["p", "table", "blockquote", "ul", "ol", "article", "hr", *_HEADINGS])
_SET = frozenset(["pre", "xmp", "listing"])
_CODE = frozenset(["code", "kbd", "samp"])
_BREAK = re.compile(r"\r\n?|\n")


def read_hypertext(lines: Lines) -> Page:
    """Return what a page of HTML holds; nothing is refused."""
    parts = list(read_tags(lines.text))
    language, day = stated(lines.text, parts)
    reader = _Reader(lines.text, parts)
    reader.read()
    blocks = with_notes(without_signatures(reader.notes.settled(reader.blocks)))
    return Page(blocks, reader.title, language, day)


@dataclass
class _Reader:
    text: str
    parts: list[Part]
    blocks: list[Block | NoteStart] = field(default_factory=list)
    title: Stretch | None = None
    shown: Shown = field(default_factory=Shown)
    link: tuple[str, int, int] | None = None
    in_title: bool = False
    level: int = 0
    quotes: int = 0
    quoted: int = 0
    set: int = 0
    raised: int = 0
    cited: bool = False
    code: int = -1

    def __post_init__(self) -> None:
        self.nesting = nest(self.parts)
        self.notes = Footnotes(self.text)

    def read(self) -> None:
        """Read the page from its first piece to its last."""
        index = 0
        while index < len(self.parts):
            part = self.parts[index]
            if isinstance(part, Words):
                self._words(part)
            elif isinstance(part, Opaque):
                if part.tag.name in ("nav", "template", "iframe"):
                    self._part()
            elif not part.closes and part.inside and index in self.nesting.closing and is_hidden(part):
                index = self.nesting.closing[index]
            else:
                self._tag(part, index)
            index += 1
        self._part()

    def _words(self, words: Words) -> None:
        if not self.set:
            self.shown.add(self.text, words.start, words.end, raised=self.raised > 0)
            return
        at = words.start
        for match in _BREAK.finditer(self.text, words.start, words.end):
            self.shown.add_set(self.text, at, match.start())
            self._break(*match.span())
            at = match.end()
        self.shown.add_set(self.text, at, words.end)

    def _break(self, start: int, end: int) -> None:
        """End a line; one without words ends the paragraph."""
        if self.shown.filled:
            self.shown.mark("\n", start, end)
        else:
            self._part()

    def _tag(self, tag: Tag, index: int) -> None:
        if tag.name in _PARTING:
            self._part()
            self.notes.part()
            self._step(tag, index)
        elif tag.name == "q" and index in self.nesting.quoted:
            self.shown.mark("”" if tag.closes else "“", tag.start, tag.end)
        else:
            self._inline(tag)
        if not tag.closes and self.notes.present and tag.inside:
            self._anchor(tag, index)
        self.notes.close(index)

    def _inline(self, tag: Tag) -> None:
        name, opens = tag.name, not tag.closes
        if name == "br":
            self._break(tag.start, tag.end)
        elif name == "a":
            self._close_link(tag.start if opens else tag.end)
            if opens:
                self._open_link(tag)
        elif name == "sup":
            self.raised = max(0, self.raised + (1 if opens else -1))
        elif name == "cite" and self.quoted:
            self._cite(opens=opens)
        elif name in _CODE:
            self._step_code(opens=opens)
        elif name == "img" and tag.inside:
            self._image(tag)

    def _step(self, tag: Tag, index: int) -> None:
        """Keep what the blocks that follow stand in."""
        name, opens = tag.name, not tag.closes
        self.in_title = name == "title" and opens
        if name in _ENDS_HEADING:
            self.level = _HEADINGS.get(name, 0) if opens else 0
        if name in _SET:
            self.set = max(0, self.set + (1 if opens else -1))
        if index in self.nesting.quotations:
            self.quotes += opens and not self.quoted
            self.quoted += 1 if opens else -1
        self.cited = self.quoted > 0 and opens and name in ("footer", "figcaption")
        self.raised = 0

    def _cite(self, *, opens: bool) -> None:
        """Tell who is quoted, on a line of its own, from what was said; a book is named within a line."""
        line = self.shown.since(len(self.shown.starts) - 8).rpartition("\n")[2] if self.shown.filled else ""
        if self.cited or (opens and not line.strip(" \xa0—–-―")):
            self._part()
            self.cited = opens

    def _step_code(self, *, opens: bool) -> None:
        """Begin or end what is set as code; within it, marks are no quotation marks."""
        at = len(self.shown.starts)
        if self.code >= 0 and at > self.code:
            self.shown.code.append((self.code, at))
        self.code = at if opens else -1

    def _anchor(self, tag: Tag, index: int) -> None:
        attributes = tag.attributes()
        target = attributes.get("id") or (attributes.get("name") if tag.name == "a" else None)
        if target and self.notes.opens(target, heading=self.level > 0):
            self._part()
            end = self.nesting.closing.get(index) if tag.name in _PARTING else None
            self.blocks.append(self.notes.begin(target, (tag.start, tag.end), end))

    def _open_link(self, tag: Tag) -> None:
        target = tag.attributes().get("href")
        if target is not None:
            self.link = (target.strip(), len(self.shown.starts), tag.start)

    def _close_link(self, end: int) -> None:
        if self.link is None:
            return
        target, start, source_start = self.link
        self.link = None
        words = self.shown.since(start)
        if target[:1] == "#" and self.notes.is_apparatus(target[1:], words, raised=self.raised > 0):
            self.shown.cut_back(start)
            mark = self.notes.mark(target[1:], source_start, end)
            self.shown.notes += [mark] if mark is not None else []
        elif words.strip() and not (self.notes.within and target[:1] == "#"):
            self.shown.links.append(Link(target, start, len(self.shown.starts), source_start, end))

    def _image(self, tag: Tag) -> None:
        caption = Stretch(*tag.placed("alt")).trimmed()
        source = tag.attributes().get("src", "")
        if caption.text or "#t=" in source:
            self.shown.images.append(Image(source, caption, tag.start, tag.end))

    def _part(self) -> None:
        """End the present block, if it holds anything; a link goes on in the next."""
        link = self.link
        if link is not None:
            self._close_link(self.shown.ends[-1] if self.shown.starts else link[2])
            self.link = (link[0], 0, link[2])
        code = self.code >= 0
        self._step_code(opens=False)
        shown, self.shown = self.shown, Shown()
        self.code = 0 if code else -1
        if not (shown.starts or shown.images or shown.notes):
            return
        kind, group = self._kind()
        block = shown.block(kind, group, self.level)
        words = without_pointers(linked(curled(block.words)))
        if words is not block.words:
            block = replace(block, words=words)
        if self.in_title and self.title is None:
            self.title = block.words if block.words.text else None
        elif not self.in_title and (block.words.text or block.images or block.notes):
            self.blocks.append(block)

    def _kind(self) -> tuple[BlockKind, int]:
        if self.notes.within:
            return "note", self.notes.group
        if self.quoted and not self.cited:
            return "quote", self.quotes
        return ("heading" if self.level else "body"), 0
