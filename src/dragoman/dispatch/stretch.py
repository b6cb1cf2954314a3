"""Words without their apparatus, each character with its place in the source."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import compress
from operator import attrgetter, itemgetter

from dragoman.dispatch.offsets import Offsets

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

    `links` and `code`, the bounds of what is set as code, follow one another and do not overlap.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    links: tuple[Link, ...] = ()
    code: tuple[tuple[int, int], ...] = ()

    @property
    def prose(self) -> str:
        """Return the text with each character of code as an x, so that no mark in it counts."""
        if not self.code:
            return self.text
        pieces: list[str] = []
        at = 0
        for start, end in self.code:
            pieces += (self.text[at:start], "x" * (end - start))
            at = end
        return "".join((*pieces, self.text[at:]))

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Return the bounds in the source of `text[start:end]`, which may not be empty."""
        return self.starts[start], self.ends[end - 1]

    def cut(self, start: int, end: int) -> "Stretch":
        """Return the stretch `text[start:end]` with the links that lie inside it."""
        links = tuple(
            Link(link.target, link.start - start, link.end - start, link.source_start, link.source_end)
            for link in self.links_within(start, end)
        )
        code = self.code[
            bisect_left(self.code, start, key=itemgetter(1)) : bisect_left(self.code, end, key=itemgetter(0))
        ]
        code = tuple((max(first, start) - start, min(last, end) - start) for first, last in code)
        code = tuple((first, last) for first, last in code if first < last)
        return Stretch(self.text[start:end], self.starts[start:end], self.ends[start:end], links, code)

    def links_within(self, start: int, end: int) -> tuple[Link, ...]:
        """Return the links whose words lie in `text[start:end]`."""
        if not self.links:
            return ()
        first = bisect_left(self.links, start, key=attrgetter("start"))
        last = bisect_right(self.links, end, key=attrgetter("end"))
        return self.links[first:last]

    def trimmed(self) -> "Stretch":
        """Return the stretch without white space at either end."""
        start = len(self.text) - len(self.text.lstrip())
        if not start and (not self.text or not self.text[-1].isspace()):
            return self
        return self.cut(start, max(start, len(self.text.rstrip())))

    def without(self, dropped: Iterable[int]) -> "Stretch":
        """Return the stretch without the characters at the `dropped` indexes, and without its links."""
        gone = frozenset(dropped)
        kept = [index not in gone for index in range(len(self.text))]
        return Stretch(
            "".join(compress(self.text, kept)), list(compress(self.starts, kept)), list(compress(self.ends, kept))
        )


def joined(parts: Sequence[Stretch]) -> Stretch:
    """Return paragraphs as one stretch, an empty line between them."""
    if len(parts) == 1:
        return parts[0]
    text: list[str] = []
    starts: list[Sequence[int]] = []
    ends: list[Sequence[int]] = []
    links: list[Link] = []
    code: list[tuple[int, int]] = []
    base = last = 0
    for part in parts:
        if base:
            text.append(PARAGRAPH)
            starts.append((last, last))
            ends.append((last, last))
            base += len(PARAGRAPH)
        text.append(part.text)
        starts.append(part.starts)
        ends.append(part.ends)
        links += (
            Link(link.target, link.start + base, link.end + base, link.source_start, link.source_end)
            for link in part.links
        )
        code += ((start + base, end + base) for start, end in part.code)
        base += len(part.text)
        last = part.ends[-1] if part.text else last
    return Stretch("".join(text), Offsets(starts), Offsets(ends), tuple(links), tuple(code))
