"""The paragraphs of a document as one text, so that a pattern is sought once, and not in each of them."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from dragoman.dispatch.document import Document
from dragoman.dispatch.stretch import PARAGRAPH, Stretch


@dataclass(frozen=True, slots=True)
class Prose:
    """Hold the text of paragraphs with an empty line between them, over which no name runs, and where each starts."""

    text: str
    starts: Sequence[int]
    paragraphs: Sequence[Stretch]

    def paragraph(self, offset: int) -> int:
        """Return the number of the paragraph, from 0, that the character at `offset` stands in."""
        return bisect_right(self.starts, offset) - 1

    def place(self, start: int, end: int) -> tuple[Stretch, int, int]:
        """Return the paragraph that `text[start:end]` stands in, and its bounds there."""
        number = self.paragraph(start)
        base = self.starts[number]
        return self.paragraphs[number], start - base, end - base


def joined_prose(document: Document) -> Prose:
    """Return the paragraphs of a document but for its notes, what is code in them covered."""
    paragraphs = [each.words for each in document.paragraphs if each.kind != "note"]
    texts = [words.prose for words in paragraphs]
    starts = list(accumulate([len(text) + len(PARAGRAPH) for text in texts], initial=0))
    return Prose(PARAGRAPH.join(texts), starts, paragraphs)
