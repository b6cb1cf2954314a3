"""Quotations and stills taken beside the editor, into the text that is being written."""

from typing import Literal

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from dragoman.doors.desk.api import answer, sent
from dragoman.doors.desk.context import context_of, person_of
from dragoman.doors.desk.routing import route
from dragoman.doors.desk.units import Units
from dragoman.model.direction import Direction, direction
from dragoman.steps.desk import Desk
from dragoman.steps.draft_sources import naming, source_name
from dragoman.steps.drafting import LARGEST
from dragoman.steps.quote import quote
from dragoman.steps.quote_runs import Pick, said
from dragoman.steps.quote_written import QuoteForm
from dragoman.steps.quoting import latest, numbered, quotable, take_still

_BODY_BYTES = 4 * LARGEST


class Picked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold what was picked of one segment, in UTF-16 units of its text; all of it without bounds."""

    segment: str
    start: int | None = None
    end: int | None = None


class Quoting(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Ask for a quotation that goes into `text`, the dispatch `file` as it is being written."""

    picks: tuple[Picked, ...]
    file: str
    text: str
    form: QuoteForm = "inline"
    side: Literal["translation", "original"] = "translation"


class Stilling(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Ask for a still of the frame shown at `at` milliseconds, as a Quoting asks for a quotation."""

    at: int
    file: str
    text: str
    caption: str = ""


class Put(msgspec.Struct, frozen=True):
    """Hold text to be put in place of what stands from `start` to `end`, in UTF-16 units."""

    start: int
    end: int
    text: str


class Taken(msgspec.Struct, frozen=True):
    """Hold Markdown, its pins, and what the front matter must be given so that it names their source."""

    markdown: str
    pins: tuple[str, ...]
    front: Put | None


class Line(msgspec.Struct, frozen=True):
    """Hold an approved segment; times in milliseconds."""

    id: str
    start: int
    end: int
    speaker: str
    original: str
    translation: str


class Side(msgspec.Struct, frozen=True):
    """Hold a language (BCP 47) and the way that it runs."""

    language: str
    dir: Direction


class Quotable(msgspec.Struct, frozen=True):
    """Hold what may be quoted of an item."""

    item: str
    title: str
    original: Side
    translation: Side
    has_picture: bool
    segments: list[Line]


def lines(request: Request) -> Response:
    """Send the approved segments of an item."""
    context, name = context_of(request), request.path_params["name"]
    desk = context.desk()
    item = desk.item(name)
    found = quotable(desk, context.sittings, name)
    known = desk.vault.index.reviewed(name)
    spoken = latest(desk, name).language if known else item.language or "und"
    sides = [
        Side(language, direction(found[0].original if found and language == spoken else "", language))
        for language in (spoken, desk.settings.desk.language)
    ]
    rows = [
        Line(each.id, each.span.start, each.span.end, each.speaker, each.original, each.translation) for each in found
    ]
    return answer(Quotable(name, item.title or name, sides[0], sides[1], _has_picture(desk, name), rows))


def take_quotation(request: Request) -> Response:
    """Quote approved words; where they rest on decisions without a number yet, those are numbered first."""
    asked, context, name = sent(request, Quoting), context_of(request), request.path_params["name"]
    desk, by = context.desk(), person_of(request).name
    whole = [Pick(each.segment) for each in asked.picks]
    reviewed = numbered(desk, context.sittings, name, whole, by=by)
    texts = {segment.id: said(segment, asked.side) for segment in reviewed.segments}
    picks = [_pick(each, texts.get(each.segment, "")) for each in asked.picks]
    source = source_name(asked.text, name, asked.file)
    made = quote(reviewed, picks, form=asked.form, side=asked.side, source=source)
    return answer(_taken(made.markdown, made.pins, asked, source, name))


def take_picture(request: Request) -> Response:
    """Take the exact frame."""
    asked, desk, name = sent(request, Stilling), context_of(request).desk(), request.path_params["name"]
    source = source_name(asked.text, name, asked.file)
    markdown = take_still(desk, name, asked.at, source=source, caption=asked.caption)
    return answer(_taken(markdown, (), asked, source, name))


def _pick(picked: Picked, text: str) -> Pick:
    units = Units(text)
    start, end = (None if bound is None else units.offset(bound) for bound in (picked.start, picked.end))
    return Pick(picked.segment, start, end)


def _taken(markdown: str, pins: tuple[str, ...], asked: Quoting | Stilling, source: str, name: str) -> Taken:
    insertion, units = naming(asked.text, source, name, asked.file), Units(asked.text)
    front = Put(units.units(insertion.at), units.units(insertion.end), insertion.text) if insertion else None
    return Taken(markdown, pins, front)


def _has_picture(desk: Desk, name: str) -> bool:
    from dragoman.model.capture import Media

    item = desk.item(name)
    return item.media is not None and desk.vault.get_as(item.media, Media).video is not None


ROUTES = [
    route("/api/items/{name}/quotable", lines, deed="read"),
    route("/api/items/{name}/quote", take_quotation, deed="quote", methods=("POST",), body_bytes=_BODY_BYTES),
    route("/api/items/{name}/still", take_picture, deed="quote", methods=("POST",), body_bytes=_BODY_BYTES),
]
