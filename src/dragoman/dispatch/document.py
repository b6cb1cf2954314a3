"""A dispatch as written: its front matter, and the quotations, stills and notes found in its Markdown."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from dragoman.dispatch.frontmatter import Meta
from dragoman.dispatch.place import Lines, Place
from dragoman.model.pin import Pin

Form = Literal["inline", "block", "title"]
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


@dataclass(frozen=True)
class Document:
    """Hold a dispatch as written. `body` is its Markdown, whose first line is line `body_line` of the file.

    `fields` gives the place of each front-matter field, `sources.NAME` too.
    """

    path: str
    text: str
    meta: Meta
    fields: Mapping[str, Place]
    lines: Lines
    body: str
    body_line: int
    marks: tuple[Mark, ...]
    voiced: tuple[Voiced, ...]
    bare: tuple[Bare, ...]
    pictures: tuple[Picture, ...]
    note_marks: tuple[NoteMark, ...]
    notes: tuple[Note, ...]
    headings: tuple[Heading, ...]
    unclosed: tuple[Unclosed, ...]
    unread: tuple[Unread, ...]
