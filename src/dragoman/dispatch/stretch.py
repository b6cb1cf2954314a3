"""Words without their apparatus, each character with its place in the source."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

PARAGRAPH = "\n\n"


@dataclass(frozen=True, slots=True)
class Link:
    """Hold a link's target, where its words stand in a stretch, and where all of it stands in the source."""

    target: str
    start: int
    end: int
    source_start: int
    source_end: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """Hold words as a reader sees them; `starts[i]` and `ends[i]` bound character i in the source.

    `code` holds the bounds of what is set as code.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    links: tuple[Link, ...] = ()
    code: tuple[tuple[int, int], ...] = ()

    @property
    def prose(self) -> str:
        """Return the text with each character of code as an x, so that no mark in it counts."""
        text = self.text
        for start, end in self.code:
            text = text[:start] + "x" * (end - start) + text[end:]
        return text

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Return the bounds in the source of `text[start:end]`, which may not be empty."""
        return self.starts[start], self.ends[end - 1]

    def cut(self, start: int, end: int) -> "Stretch":
        """Return the stretch `text[start:end]` with the links that lie inside it."""
        links = tuple(
            Link(link.target, link.start - start, link.end - start, link.source_start, link.source_end)
            for link in self.links
            if start <= link.start and link.end <= end
        )
        code = tuple((max(first, start) - start, min(last, end) - start) for first, last in self.code)
        code = tuple((first, last) for first, last in code if first < last)
        return Stretch(self.text[start:end], self.starts[start:end], self.ends[start:end], links, code)

    def trimmed(self) -> "Stretch":
        """Return the stretch without white space at either end."""
        start = len(self.text) - len(self.text.lstrip())
        return self.cut(start, max(start, len(self.text.rstrip())))

    def without(self, dropped: Iterable[int]) -> "Stretch":
        """Return the stretch without the characters at the `dropped` indexes, and without its links."""
        gone = frozenset(dropped)
        kept = [index for index in range(len(self.text)) if index not in gone]
        return Stretch(
            "".join(self.text[index] for index in kept),
            [self.starts[index] for index in kept],
            [self.ends[index] for index in kept],
        )


def joined(parts: Sequence[Stretch]) -> Stretch:
    """Return paragraphs as one stretch, an empty line between them."""
    text: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    links: list[Link] = []
    code: list[tuple[int, int]] = []
    for part in parts:
        if starts:
            text.append(PARAGRAPH)
            starts += [ends[-1]] * 2
            ends += [ends[-1]] * 2
        base = len(starts)
        text.append(part.text)
        starts += part.starts
        ends += part.ends
        links += (
            Link(link.target, link.start + base, link.end + base, link.source_start, link.source_end)
            for link in part.links
        )
        code += ((start + base, end + base) for start, end in part.code)
    return Stretch("".join(text), starts, ends, tuple(links), tuple(code))
