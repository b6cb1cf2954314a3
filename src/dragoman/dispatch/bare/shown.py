"""The words of one block of a page as a browser shows them: white space run together, entities decoded."""

import re
from dataclasses import dataclass, field

from dragoman.dispatch.bare.tags import Placed, decoded
from dragoman.dispatch.blocks import Block, BlockKind, Image, NoteMark
from dragoman.dispatch.stretch import Link, Stretch

_TO_SPACE = str.maketrans("\t\n\r\f", "    ")
_SPACES = re.compile("  +")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass
class Shown:
    """Gather the words of one block, each character with its bounds in the source."""

    text: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    notes: list[NoteMark] = field(default_factory=list)
    code: list[tuple[int, int]] = field(default_factory=list)
    last: str = "\n"
    filled: bool = False

    def add(self, source: str, start: int, end: int, *, raised: bool) -> None:
        """Add the text `source[start:end]`; `raised` digits become the raised digits of Unicode."""
        written = source[start:end]
        if raised:
            written = written.translate(_RAISED)
        if "&" in written:
            self._add_placed(decoded(written, start))
            return
        spaced = written.translate(_TO_SPACE)
        at = 0
        for match in _SPACES.finditer(spaced):
            self._piece(spaced[at : match.start() + 1], start + at)
            at = match.end()
        self._piece(spaced[at:], start + at)

    def add_set(self, source: str, start: int, end: int) -> None:
        """Add a line of set text as it stands, decoded."""
        self._append(*decoded(source[start:end], start))

    def mark(self, character: str, start: int, end: int) -> None:
        """Add one character that a tag shows: a quotation mark, a line's end."""
        self._append(character, [start], [end])
        if character == "\n":
            self.filled = False

    def since(self, index: int) -> str:
        """Return the text from character `index` on."""
        pieces: list[str] = []
        left = len(self.starts) - max(0, index)
        for piece in reversed(self.text):
            if left <= 0:
                break
            pieces.append(piece)
            left -= len(piece)
        text = "".join(reversed(pieces))
        return text[-left:] if left < 0 else text

    def cut_back(self, index: int) -> None:
        """Take out the text from character `index` on."""
        excess = len(self.starts) - index
        while excess > 0:
            piece = self.text.pop()
            if len(piece) > excess:
                self.text.append(piece[:-excess])
            excess -= len(piece)
        del self.starts[index:], self.ends[index:]
        self.last = self.text[-1][-1] if self.text else "\n"

    def block(self, kind: BlockKind, group: int, level: int) -> Block:
        """Return the block, without white space at its ends."""
        words = Stretch("".join(self.text), self.starts, self.ends, tuple(self.links), tuple(self.code))
        return Block(kind, words.trimmed(), tuple(self.images), tuple(self.notes), group, level)

    def _piece(self, words: str, start: int) -> None:
        if words[:1] == " " and self.last in " \n":
            words, start = words[1:], start + 1
        if words:
            self.text.append(words)
            self.starts += range(start, start + len(words))
            self.ends += range(start + 1, start + len(words) + 1)
            self.last = words[-1]
            self.filled = self.filled or not words.isspace()

    def _add_placed(self, placed: Placed) -> None:
        """Add decoded text, white space of the source run together; that of entities stays."""
        words, starts, ends = placed
        kept: list[int] = []
        last = self.last
        for index, character in enumerate(words):
            if character in " \t\n\r\f":
                if last in " \n":
                    continue
                last = " "
            else:
                last = character
            kept.append(index)
        text = "".join(words[index] for index in kept).translate(_TO_SPACE)
        self._append(text, [starts[index] for index in kept], [ends[index] for index in kept])

    def _append(self, text: str, starts: list[int], ends: list[int]) -> None:
        if text:
            self.text.append(text)
            self.starts += starts
            self.ends += ends
            self.last = text[-1]
            self.filled = self.filled or not text.isspace()
