"""A text as written, and what was found in it: quotations, stills, notes; a dispatch with its front matter."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from dragoman.dispatch.frontmatter import Meta
from dragoman.dispatch.place import Lines, Place
from dragoman.dispatch.stretch import Stretch
from dragoman.model.pin import Pin

Form = Literal["inline", "block", "title"]
ParagraphKind = Literal["title", "heading", "body", "quote", "note", "caption"]
Where = Literal["title", "heading", "caption"]


@dataclass(frozen=True, slots=True)
class Mark:
    """Hold words that carry a pin: `text` without apparatus and outer quotation marks, `raw` as written.

    `target` is the link's target; `pin` is None where it spells no pin that a quotation can have.
    `attribution` names the speaker of a signed block quotation. `words` is the place of the quoted
    words, `at` that of the pin. In a `heading` the case of letters is no matter.
    """

    form: Form
    raw: str
    text: str
    target: str
    pin: Pin | None
    attribution: str
    heading: bool
    words: Place
    at: Place


@dataclass(frozen=True, slots=True)
class Voiced:
    """Hold words in quotation marks where no link can stand: the title, a heading, a caption."""

    where: Where
    raw: str
    text: str
    words: Place

    @property
    def heading(self) -> bool:
        """Tell whether the case of letters is no matter here."""
        return self.where != "caption"


@dataclass(frozen=True, slots=True)
class Bare:
    """Hold words set as a quotation, in marks or as a block, that carry no pin."""

    raw: str
    text: str
    words: Place


@dataclass(frozen=True, slots=True)
class Picture:
    """Hold an image whose target was meant as a pin: a still, or with an end a clip."""

    caption: str
    target: str
    pin: Pin | None
    at: Place


@dataclass(frozen=True, slots=True)
class NoteMark:
    """Hold a footnote mark in the text, `[^label]`."""

    label: str
    at: Place


@dataclass(frozen=True, slots=True)
class Note:
    """Hold a footnote: its label, its words, the addresses its links lead to, and the place of `[^label]:`."""

    label: str
    text: str
    addresses: tuple[str, ...]
    at: Place


@dataclass(frozen=True, slots=True)
class Heading:
    """Hold a heading: its level from 1, its words, its place."""

    level: int
    text: str
    at: Place


@dataclass(frozen=True, slots=True)
class Unclosed:
    """Hold a quotation mark that lacks its partner."""

    mark: str
    opens: bool
    at: Place


@dataclass(frozen=True, slots=True)
class Unread:
    """Hold what was written as a link to a pin and is read as mere words."""

    text: str
    at: Place


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Hold one paragraph as a reader sees it, in the order of the source; `words` places every character."""

    kind: ParagraphKind
    words: Stretch


@dataclass(frozen=True)
class Document:
    """Hold a text as written, and what was found in it.

    `language` is BCP 47, `und` where nobody says; `day` the date it gives itself, ISO 8601, empty for none.
    """

    path: str
    text: str
    lines: Lines
    language: str
    day: str
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

    @property
    def quotations(self) -> tuple[Mark | Voiced | Bare, ...]:
        """Return everything that is set as a quotation, with a pin or without."""
        return (*self.marks, *self.voiced, *self.bare)

    def place(self, words: Stretch, start: int, end: int) -> Place:
        """Return the place in the source of `words.text[start:end]`, which may not be empty."""
        return self.lines.place(*words.source(start, end))

    def is_quoted(self, offset: int) -> bool:
        """Tell whether the character at `offset` of the source stands in a quotation: another's words."""
        at = bisect_right(self._quoted, (offset, len(self.text) + 1)) - 1
        return at >= 0 and offset < self._quoted[at][1]

    @cached_property
    def _quoted(self) -> list[tuple[int, int]]:
        """Return the bounds of what is quoted, overlapping ones as one, in their order."""
        places = sorted((each.words.start, each.words.end) for each in self.quotations)
        joined: list[tuple[int, int]] = []
        for start, end in places:
            if joined and start <= joined[-1][1]:
                joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
            else:
                joined.append((start, end))
        return joined


@dataclass(frozen=True)
class Draft(Document):
    """Hold a dispatch as written. `body` is its Markdown, whose first line is line `body_line` of the file.

    `fields` gives the place of each front-matter field, `sources.NAME` and `seen.NAME` too.
    """

    meta: Meta
    fields: Mapping[str, Place]
    body: str
    body_line: int
