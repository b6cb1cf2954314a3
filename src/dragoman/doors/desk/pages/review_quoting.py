"""Quotations and stills taken out of the review: shown as Markdown, or put into a dispatch."""

from collections.abc import Callable
from typing import Annotated, Literal

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from dragoman.doors.desk.api import answer, sent
from dragoman.doors.desk.context import context_of, person_of
from dragoman.doors.desk.routing import route
from dragoman.doors.desk.units import Units
from dragoman.model.time import Millis
from dragoman.model.transcript import SegmentId
from dragoman.steps.drafting import listed
from dragoman.steps.quote import quote
from dragoman.steps.quote_into import begin_with, put_into
from dragoman.steps.quote_runs import Pick, said
from dragoman.steps.quoting import foreseen, numbered, take_still

Place = Annotated[int, msgspec.Meta(ge=0, le=1_000_000)]
FileName = Annotated[str, msgspec.Meta(max_length=300)]
"""A dispatch; an empty name asks for a new one."""


class Picked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Name picked words of a segment, in UTF-16 units of its text; all of it where both ends are left out."""

    segment: SegmentId
    start: Place | None = None
    end: Place | None = None


class Quoting(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Ask for a quotation."""

    picks: Annotated[tuple[Picked, ...], msgspec.Meta(min_length=1, max_length=200)]
    form: Literal["inline", "block"] = "inline"
    side: Literal["translation", "original"] = "translation"


class Copying(Quoting, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Ask for a quotation that is `taken` out of the desk, or only looked at: then no revision is numbered for it."""

    taken: bool = False


class QuotingInto(Quoting, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Ask for a quotation in a dispatch."""

    file: FileName


class Framing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Ask for the frame at `at` milliseconds."""

    at: Millis
    caption: Annotated[str, msgspec.Meta(max_length=500)] = ""


class FramingInto(Framing, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Ask for a frame in a dispatch."""

    file: FileName


class Written(msgspec.Struct, frozen=True, omit_defaults=True):
    """Hold Markdown, and the dispatch that it was put into, if any."""

    markdown: str
    file: str = ""


class Fillable(msgspec.Struct, frozen=True):
    """Name a dispatch that takes quotations: its file and its title."""

    file: str
    title: str


def quotation(request: Request) -> Response:
    """Write a quotation; where it is taken and rests on decisions without a number, those are numbered first."""
    asked = sent(request, Copying)
    return answer(Written(_quotation(request, asked, is_taken=asked.taken)("")))


def quotation_into(request: Request) -> Response:
    """Write a quotation into a dispatch."""
    asked = sent(request, QuotingInto)
    return _into(request, asked.file, _quotation(request, asked, is_taken=True))


def frame(request: Request) -> Response:
    """Write the address of a frame."""
    return answer(Written(_frame(request, sent(request, Framing))("")))


def frame_into(request: Request) -> Response:
    """Write the address of a frame into a dispatch."""
    asked = sent(request, FramingInto)
    return _into(request, asked.file, _frame(request, asked))


def fillable(request: Request) -> Response:
    """Tell which dispatches a quotation may be put into, the last changed first."""
    rows = listed(context_of(request).desk().dispatches)
    return answer([Fillable(row.name, row.meta.title) for row in rows if row.meta is not None])


def _quotation(request: Request, asked: Quoting, *, is_taken: bool) -> Callable[[str], str]:
    context, name = context_of(request), str(request.path_params["name"])
    whole = [Pick(each.segment) for each in asked.picks]
    desk, sittings = context.desk(), context.sittings
    if is_taken:
        reviewed = numbered(desk, sittings, name, whole, by=person_of(request).name)
    else:
        reviewed = foreseen(desk, sittings, name, whole)
    texts = {segment.id: said(segment, asked.side) for segment in reviewed.segments}
    picks = [_pick(each, Units(texts.get(each.segment, ""))) for each in asked.picks]
    return lambda source: quote(reviewed, picks, form=asked.form, side=asked.side, source=source).markdown


def _frame(request: Request, asked: Framing) -> Callable[[str], str]:
    desk, name = context_of(request).desk(), str(request.path_params["name"])
    return lambda source: take_still(desk, name, asked.at, source=source, caption=asked.caption.strip())


def _into(request: Request, file: str, taken: Callable[[str], str]) -> Response:
    desk, name = context_of(request).desk(), str(request.path_params["name"])
    if not file:
        begun, markdown = begin_with(desk, name, taken)
        return answer(Written(markdown, begun))
    return answer(Written(put_into(desk.dispatches, file, name, taken, by=person_of(request).name), file))


def _pick(picked: Picked, units: Units) -> Pick:
    start, end = (None if place is None else units.offset(place) for place in (picked.start, picked.end))
    return Pick(picked.segment, start, end)


_API = "/api/items/{name}"
ROUTES = [
    route(f"{_API}/dispatches", fillable, deed="read"),
    route(f"{_API}/quotation", quotation, deed="quote", methods=("POST",)),
    route(f"{_API}/quotation/into", quotation_into, deed="edit", methods=("POST",)),
    route(f"{_API}/frame", frame, deed="quote", methods=("POST",)),
    route(f"{_API}/frame/into", frame_into, deed="edit", methods=("POST",)),
]
