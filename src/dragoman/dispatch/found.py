"""What is found in a dispatch: quotations, words in marks, pictures, notes, each with its place."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import TypedDict

from dragoman.dispatch.blocks import Block, Image, NoteStart
from dragoman.dispatch.document import (
    Bare,
    Heading,
    Mark,
    Note,
    NoteMark,
    Paragraph,
    Picture,
    Unclosed,
    Unread,
    Voiced,
    Where,
)
from dragoman.dispatch.house import House
from dragoman.dispatch.outer import without_outer_marks
from dragoman.dispatch.place import Lines, Place
from dragoman.dispatch.quotemarks import Marks, Pair, scan
from dragoman.dispatch.signatures import signed
from dragoman.dispatch.stretch import Link, Stretch, joined
from dragoman.dispatch.targets import is_pin_target, quotation_pin
from dragoman.model.pin import parse_pin

# What is left in the text where the words of a link hold what Markdown lets no link hold.
_UNREAD = re.compile(r"\]\s*\([^()\s]*#t=[^()\s]*\)")


class Things(TypedDict):
    """Hold what was found, as a Document has it."""

    paragraphs: tuple[Paragraph, ...]
    marks: tuple[Mark, ...]
    voiced: tuple[Voiced, ...]
    bare: tuple[Bare, ...]
    pictures: tuple[Picture, ...]
    note_marks: tuple[NoteMark, ...]
    notes: tuple[Note, ...]
    headings: tuple[Heading, ...]
    unclosed: tuple[Unclosed, ...]
    unread: tuple[Unread, ...]


@dataclass
class Found:
    """Gather what a dispatch holds, in the order of its source."""

    lines: Lines
    paragraphs: list[Paragraph] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    voiced: list[Voiced] = field(default_factory=list)
    bare: list[Bare] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    note_marks: list[NoteMark] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    unclosed: list[Unclosed] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    house: House = field(default_factory=House)

    def read_title(self, title: Stretch) -> None:
        """Read the words in quotation marks of the title."""
        self.paragraphs.append(Paragraph("title", title))
        self._read_voiced(title, "title")

    def read_all(self, blocks: Sequence[Block | NoteStart]) -> None:
        """Read the blocks of a body, in their order: those that a quotation may run across, together."""
        for run in _runs(block for block in blocks if isinstance(block, Block)):
            self.read_run(run)
        self.read_notes(blocks)

    def sorted(self) -> Things:
        """Return what was found, in the order of the source."""
        unclosed = [*self.unclosed, *self.house.unclosed()]
        return {
            "paragraphs": tuple(self.paragraphs),
            "marks": tuple(sorted(self.marks, key=lambda mark: (mark.words.start, mark.at.start))),
            "voiced": tuple(self.voiced),
            "bare": tuple(sorted(self.bare, key=lambda bare: bare.words.start)),
            "pictures": tuple(self.pictures),
            "note_marks": tuple(self.note_marks),
            "notes": tuple(self.notes),
            "headings": tuple(self.headings),
            "unclosed": tuple(sorted(unclosed, key=lambda one: one.at.start)),
            "unread": tuple(self.unread),
        }

    def read_run(self, run: Sequence[Block]) -> None:
        """Read one run of blocks."""
        stretch = joined([block.words for block in run])
        self._read_unread(stretch)
        block = run[0]
        if block.kind == "heading":
            self._read_heading(stretch, block.level)
        elif block.kind == "quote":
            self._read_quote(stretch)
        else:
            self._read_body(stretch, pinless=block.kind == "body")
        for one in run:
            if one.words.text:
                self.paragraphs.append(Paragraph(one.kind, one.words))
            self.note_marks += [NoteMark(mark.label, self.lines.place(mark.start, mark.end)) for mark in one.notes]
            for image in one.images:
                self._read_image(image)

    def read_notes(self, blocks: Sequence[Block | NoteStart]) -> None:
        """Read the footnotes: the words and the addresses of each."""
        inside: dict[int, list[Stretch]] = {}
        for each in blocks:
            if isinstance(each, Block) and each.kind == "note":
                inside.setdefault(each.group, []).append(each.words)
        for start in blocks:
            if isinstance(start, NoteStart):
                words = joined(inside.get(start.group, []))
                addresses = tuple(link.target for link in words.links)
                self.notes.append(Note(start.label, words.text, addresses, self.lines.place(start.start, start.end)))

    def _place(self, words: Stretch) -> Place:
        return self.lines.place(*words.source(0, len(words.text)))

    def _raw(self, words: Stretch) -> str:
        start, end = words.source(0, len(words.text))
        return self.lines.text[start:end]

    def _read_heading(self, stretch: Stretch, level: int) -> None:
        if stretch.text:
            self.headings.append(Heading(level, stretch.text, self._place(stretch)))
        self._read_links(stretch, stretch.links, heading=True)
        self._read_voiced(stretch, "heading")

    def _read_body(self, stretch: Stretch, *, pinless: bool) -> None:
        marks = self._balance(stretch)
        self._read_links(stretch, stretch.links)
        # A note is apparatus: the words in marks there are titles of what it names.
        if pinless:
            self._read_bare(stretch, marks)

    def _read_quote(self, block: Stretch) -> None:
        self._balance(block)
        for quotation in signed(block):
            signature = quotation.signature
            self._read_links(block, quotation.links)
            if signature is not None:
                self._read_signed(quotation.words, signature, block)
            elif any(is_pin_target(link.target) for link in quotation.words.links):
                self._read_bare(quotation.words, scan(quotation.words.prose))
            else:
                self._add_bare(quotation.words)

    def _read_signed(self, words: Stretch, signature: Link, block: Stretch) -> None:
        attribution = " ".join(block.text[signature.start : signature.end].split())
        text = without_outer_marks(words.text)
        pin = quotation_pin(signature.target)
        at = self._target_place(signature)
        place, heading = self._place(words), False
        self.marks.append(Mark("block", self._raw(words), text, signature.target, pin, attribution, heading, place, at))

    def _read_links(self, stretch: Stretch, links: Iterable[Link], *, heading: bool = False) -> None:
        for link in links:
            if not is_pin_target(link.target) or link.start == link.end:
                continue
            words = stretch.cut(link.start, link.end)
            text, raw = without_outer_marks(words.text), self._raw(words)
            pin, at = quotation_pin(link.target), self._target_place(link)
            self._balance_link(words)
            self.marks.append(Mark("inline", raw, text, link.target, pin, "", heading, self._place(words), at))

    def _target_place(self, link: Link) -> Place:
        """Return the place of the target as written, or of the whole link where it is written elsewhere."""
        at = self.lines.text.rfind(link.target, link.source_start, link.source_end)
        if at < 0:
            return self.lines.place(link.source_start, link.source_end)
        return self.lines.place(at, at + len(link.target))

    def _balance(self, stretch: Stretch) -> Marks:
        marks = scan(stretch.prose)
        self.house.add(stretch, marks, self.lines)
        for opens, lonely in ((True, marks.unclosed), (False, marks.stray)):
            for index in lonely:
                place = self.lines.place(*stretch.source(index, index + 1))
                self.unclosed.append(Unclosed(stretch.text[index], opens, place))
        return marks

    def _balance_link(self, words: Stretch) -> None:
        """Note the marks that a pinned quotation opens and never closes, though one after it seems to."""
        known = {one.at.start for one in self.unclosed}
        for index in scan(words.prose).unclosed:
            start, end = words.source(index, index + 1)
            if start not in known:
                self.unclosed.append(Unclosed(words.text[index], opens=True, at=self.lines.place(start, end)))

    def _read_bare(self, stretch: Stretch, marks: Marks) -> None:
        pinned = [link for link in stretch.links if is_pin_target(link.target)]
        for pair in _outermost(marks):
            if pair.end == pair.start + 1:
                continue
            whole = stretch.cut(pair.start, pair.end + 1)
            inside = _touching(pinned, pair)
            if not inside:
                self._add_bare(whole)
                continue
            bounds = [pair.start, *(bound for link in inside for bound in (link.start, link.end)), pair.end + 1]
            unpinned = "".join(stretch.text[start:end] for start, end in zip(bounds[::2], bounds[1::2], strict=True))
            if any(character.isalnum() for character in unpinned):
                self.bare.append(Bare(self._raw(whole), unpinned.strip(), self._place(whole)))

    def _add_bare(self, words: Stretch) -> None:
        self.bare.append(Bare(self._raw(words), without_outer_marks(words.text), self._place(words)))

    def _read_voiced(self, stretch: Stretch, where: Where) -> None:
        marks = self._balance(stretch)
        pinned = [link for link in stretch.links if is_pin_target(link.target)]
        for pair in _outermost(marks):
            if _touching(pinned, pair):
                continue
            whole = stretch.cut(pair.start, pair.end + 1)
            text = without_outer_marks(whole.text)
            self.voiced.append(Voiced(where, self._raw(whole), text, self._place(whole)))

    def _read_unread(self, stretch: Stretch) -> None:
        for match in _UNREAD.finditer(stretch.prose):
            self.unread.append(Unread(match[0], self.lines.place(*stretch.source(*match.span()))))

    def _read_image(self, image: Image) -> None:
        if is_pin_target(image.target):
            caption = " ".join(image.caption.text.split())
            place = self.lines.place(image.source_start, image.source_end)
            self.pictures.append(Picture(caption, image.target, parse_pin(image.target), place))
        if image.caption.text:
            self.paragraphs.append(Paragraph("caption", image.caption))
            self._read_voiced(image.caption, "caption")


def _runs(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    """Yield blocks that a quotation may run across, together; a heading stands alone."""
    run: list[Block] = []
    for block in blocks:
        if run and (block.kind != run[-1].kind or block.group != run[-1].group or block.kind == "heading"):
            yield run
            run = []
        run.append(block)
    if run:
        yield run


def _touching(links: Sequence[Link], pair: Pair) -> Sequence[Link]:
    """Return the links, which follow one another, that share a character with a quotation."""
    first = bisect_right(links, pair.start, key=attrgetter("end"))
    return links[first : bisect_right(links, pair.end, key=attrgetter("start"))]


def _outermost(marks: Marks) -> list[Pair]:
    outermost: list[Pair] = []
    for pair in marks.pairs:
        if not outermost or pair.start > outermost[-1].end:
            outermost.append(pair)
    return outermost
