"""The blocks of a dispatch's body: which words stand in what, and where in the source."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import TYPE_CHECKING, Literal

from dragoman.dispatch.offsets import behind, in_a_row
from dragoman.dispatch.place import Lines
from dragoman.dispatch.stretch import Link, Stretch

if TYPE_CHECKING:
    from markdown_it.token import Token

    from dragoman.dispatch.markdown import Env

BlockKind = Literal["body", "heading", "note", "quote"]


@dataclass(frozen=True, slots=True)
class Image:
    """Hold an image: its target, its caption, and where all of it stands in the source."""

    target: str
    caption: Stretch
    source_start: int
    source_end: int


@dataclass(frozen=True, slots=True)
class NoteMark:
    """Hold a footnote mark, `[^label]`, and where it stands in the source."""

    label: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """Hold the words of one block; `group` tells apart block quotations and notes, `level` headings."""

    kind: BlockKind
    words: Stretch
    images: tuple[Image, ...] = ()
    notes: tuple[NoteMark, ...] = ()
    group: int = 0
    level: int = 0


@dataclass(frozen=True, slots=True)
class NoteStart:
    """Hold where a note is defined: its label, the bounds of `[^label]:`, and the group of its blocks."""

    label: str
    start: int
    end: int
    group: int


@dataclass
class _Inside:
    """Keep what contains the present token."""

    quotes: int = 0
    group: int = 0
    heading: int = 0
    note: bool = False

    @property
    def kind(self) -> BlockKind:
        if self.note:
            return "note"
        if self.quotes:
            return "quote"
        return "heading" if self.heading else "body"


def read_blocks(lines: Lines, body_start: int) -> Iterator[Block | NoteStart]:
    """Yield the blocks of the body that starts at offset `body_start`, in their order in the source.

    Code is no speech and is passed over, except inside a block quotation, where it is shown as quoted.
    """
    from dragoman.dispatch.markdown import placing_parser

    sources = _body_lines(lines, body_start)
    inside = _Inside()
    env: Env = {}
    for token in placing_parser().parse("\n".join(words for _, words in sources), env):
        if token.type == "footnote_reference_open":
            yield _note_start(token, sources, inside)
        elif token.type == "inline":
            words, images, notes = _read_inline(token, sources, env)
            yield Block(inside.kind, words, images, notes, inside.group, inside.heading)
        elif token.type in ("fence", "code_block") and inside.quotes:
            yield _read_code(token, sources, inside)
        _step(inside, token)


def _body_lines(lines: Lines, body_start: int) -> list[tuple[int, str]]:
    starts = [start for start in lines.starts if start >= body_start] or [body_start]
    ends = [*starts[1:], len(lines.text)]
    return [
        (start, lines.text[start:end].rstrip("\r\n").replace("\0", "\ufffd"))
        for start, end in zip(starts, ends, strict=True)
    ]


def _step(inside: _Inside, token: "Token") -> None:
    if token.type == "blockquote_open":
        inside.group += not inside.quotes
        inside.quotes += 1
    elif token.type == "blockquote_close":
        inside.quotes -= 1
    elif token.type == "heading_open":
        inside.heading = int(token.tag[1])
    elif token.type == "heading_close":
        inside.heading = 0
    elif token.type == "footnote_reference_open":
        inside.group += 1
        inside.note = True
    elif token.type == "footnote_reference_close":
        inside.note = False


def _note_start(token: "Token", sources: Sequence[tuple[int, str]], inside: _Inside) -> NoteStart:
    label = str(token.meta["label"])
    start, words = sources[token.map[0]] if token.map else sources[0]
    mark = f"[^{label}]:"
    at = start + max(0, words.find(mark))
    return NoteStart(label, at, at + len(mark), inside.group + 1)


def _read_code(token: "Token", sources: Sequence[tuple[int, str]], inside: _Inside) -> Block:
    from dragoman.dispatch.markdown import content_offsets

    content = token.content.removesuffix("\n")
    starts = content_offsets(token, sources)[: len(content)]
    words = Stretch(content, starts, behind(starts), code=((0, len(content)),))
    return Block("quote", words, group=inside.group)


def _read_inline(
    token: "Token", sources: Sequence[tuple[int, str]], env: "Env"
) -> tuple[Stretch, tuple[Image, ...], tuple[NoteMark, ...]]:
    """Return the words that a run shows, and the images and footnote marks in it."""
    from dragoman.dispatch.markdown import content_offsets, inline_tokens, mere_text

    offsets = content_offsets(token, sources)
    parts = mere_text(token.content, env)
    if parts is not None:
        return _read_mere(parts, offsets)
    reading = _Reading(offsets, token.content)
    reading.read(inline_tokens(token.content, env))
    return reading.stretch(), tuple(reading.images), tuple(reading.notes)


def _read_mere(parts: Sequence[str], offsets: Sequence[int]) -> tuple[Stretch, tuple[Image, ...], tuple[NoteMark, ...]]:
    """Return text and the labels of footnote marks, which take turns, as words and the marks in them."""
    pieces: list[Sequence[int]] = []
    notes: list[NoteMark] = []
    at = 0
    for text, label in zip_longest(parts[::2], parts[1::2]):
        end = at + len(text)
        pieces.append(offsets[at:end])
        if label is not None:
            at = end + len(f"[^{label}]")
            notes.append(NoteMark(label, offsets[end], offsets[at - 1] + 1))
    starts = in_a_row(pieces)
    return Stretch("".join(parts[::2]), starts, behind(starts)), (), tuple(notes)


@dataclass
class _Reading:
    """Gather what a reader sees of one inline run, and what hangs on it."""

    offsets: Sequence[int]
    content: str
    text: list[str] = field(default_factory=list)
    starts: list[Sequence[int]] = field(default_factory=list)
    ends: list[Sequence[int]] = field(default_factory=list)
    size: int = 0
    links: list[Link] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    notes: list[NoteMark] = field(default_factory=list)
    open: list[tuple[str, int, int]] = field(default_factory=list)
    code: list[tuple[int, int]] = field(default_factory=list)

    def read(self, tokens: Sequence["Token"]) -> None:
        from dragoman.dispatch.markdown import shown

        for token in tokens:
            if token.type == "link_open":
                self.open.append((str(token.attrs["href"]), self.size, int(token.meta["at"])))
            elif token.type == "link_close":
                self._close(token)
            elif token.type == "image":
                self._image(token)
            elif token.type == "footnote_ref":
                start, end = self._bounds(token)
                self.notes.append(NoteMark(str(token.meta["label"]), start, end))
            else:
                text, starts, ends = shown(token, self.offsets, self.content)
                self.text.append(text)
                if token.type == "code_inline":
                    self.code.append((self.size, self.size + len(text)))
                self.starts.append(starts)
                self.ends.append(ends)
                self.size += len(text)

    def stretch(self) -> Stretch:
        starts, ends = in_a_row(self.starts), in_a_row(self.ends)
        return Stretch("".join(self.text), starts, ends, tuple(self.links), tuple(self.code))

    def _bounds(self, token: "Token") -> tuple[int, int]:
        return self.offsets[token.meta["at"]], self.offsets[token.meta["end"] - 1] + 1

    def _close(self, token: "Token") -> None:
        target, start, at = self.open.pop()
        self.links.append(Link(target, start, self.size, self.offsets[at], self._bounds(token)[1]))

    def _image(self, token: "Token") -> None:
        start, end = self._bounds(token)
        # The caption was read as a text of its own, which starts after `![`.
        caption = _Reading(self.offsets[token.meta["at"] + 2 : token.meta["end"] + 1], token.content)
        caption.read(token.children or [])
        self.images.append(Image(str(token.attrs["src"]), caption.stretch(), start, end))
        self.images += caption.images
        self.notes += caption.notes
