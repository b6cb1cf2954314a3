"""What is published: the dispatch as resolved, the proof that it was checked, the edition."""

from typing import Literal

import msgspec

from dragoman.model.capture import Tool
from dragoman.model.digest import Digest, present
from dragoman.model.direction import Language
from dragoman.model.pin import Pin
from dragoman.model.time import Day, Instant


class SourceRef(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Tie a name used in a dispatch to a desk's item (its record) and to the reviewed text cited."""

    name: str
    item_name: str
    item: Digest
    reviewed: tuple[Digest, ...]


class SeenRef(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Cite a report of sightings of the source `name`, with the verdicts on what it found.

    `elsewhere` names the item records of the footage in which its confirmed sightings stand.
    """

    name: str
    report: Digest
    verdicts: tuple[Digest, ...] = ()
    elsewhere: tuple[Digest, ...] = ()


class Quotation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold quoted words with what their pin led to.

    `text` is the quotation as written, without apparatus; `held_to` says which text it matches;
    `segments` are the ids that the pin chose. `line` and `column` are 1-based places in the dispatch.
    """

    text: str
    pin: Pin
    held_to: Literal["translation", "original"]
    reviewed: Digest
    segments: tuple[str, ...]
    form: Literal["inline", "block", "title"]
    attribution: str
    line: int
    column: int


class Still(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold a picture or clip taken from the footage, with its caption."""

    caption: str
    pin: Pin
    line: int
    column: int


class Dispatch(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag_field="kind", tag="dispatch/1"
):
    """Hold a dispatch with every pin resolved; `text` is the Markdown file, byte for byte.

    `seen` are the reports of sightings that it cites; a record that cites none does not say so.
    """

    path: str
    text: str
    series: str
    number: int
    date: Day
    title: str
    topics: tuple[str, ...]
    language: Language
    sources: tuple[SourceRef, ...]
    quotations: tuple[Quotation, ...]
    stills: tuple[Still, ...]
    seen: tuple[SeenRef, ...] = ()

    @property
    def made_from(self) -> tuple[str, ...]:
        """Return the digests of the records that this one was made from."""
        cited = [d for source in self.sources for d in (source.item, *source.reviewed)]
        return (*cited, *(d for seen in self.seen for d in (seen.report, *seen.verdicts, *seen.elsewhere)))


class Checked(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="checked/1"):
    """State that no blocking finding stands against a dispatch; publish takes nothing else.

    `rules` lists the codes that were run; `warnings` the findings that do not block, as text.
    """

    dispatch: Digest
    by: Tool
    rules: tuple[str, ...]
    warnings: tuple[str, ...] = ()

    @property
    def made_from(self) -> tuple[str, ...]:
        """Return the digests of the records that this one was made from."""
        return (self.dispatch,)


class Edition(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="edition/1"):
    """Name one published version of a dispatch; older editions stay at their address."""

    series: str
    number: int
    edition: int
    checked: Digest
    before: Digest | None
    at: Instant

    @property
    def made_from(self) -> tuple[str, ...]:
        """Return the digests of the records that this one was made from."""
        return (self.checked, *present(self.before))
