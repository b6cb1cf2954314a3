"""What stands in the archive already of an item: its page, the search, verdicts, and what proves nothing."""

import json
import re
from collections.abc import Mapping
from typing import get_args

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dragoman.doors.desk.context import context_of, person_of
from dragoman.doors.desk.refusals import NotServed, missing
from dragoman.doors.desk.render import page
from dragoman.doors.desk.routing import form_of, route
from dragoman.doors.desk.seen_page import seen_values
from dragoman.model.capture import Item
from dragoman.model.sighting import Judgement
from dragoman.model.time import Span
from dragoman.steps.verdicts import Judging, Teaching, judge, teach, unteach

_KEYS = "seen-keys"
_TIME = re.compile(r"(?:(?:(\d{1,3}):)?(\d{1,4}):)?(\d{1,6})(?:\.(\d{1,3}))?")
_LONGEST_NOTE = 2000


def seen(request: Request) -> Response:
    """Show what was seen where, and what was not."""
    context, person = context_of(request), person_of(request)
    keys = json.loads(context.preferences.get(person.name, _KEYS) or "{}")
    marked = _marked(request.query_params.get("mark", ""))
    return page(request, "seen.html", keys=keys, marked=marked, **seen_values(context, _item(request), person))


def search(request: Request) -> Response:
    """Order the search of the archive."""
    item = _item(request)
    if item.media is None:
        raise NotServed(400, "a document has no footage to look for")
    context_of(request).background().start("seen", {"item": item.name})
    return _back(item)


def say(request: Request) -> Response:
    """Take a verdict on one sighting, by its number in the report that the person had before them."""
    form, item = form_of(request), _item(request)
    judgement = _judgement(form)
    number = form[judgement]
    if re.fullmatch(r"[0-9]{1,6}", number) is None:
        raise NotServed(400, "which sighting?", hint=f"{judgement} takes the number of one in the report")
    note = form.get("note", "").strip()[:_LONGEST_NOTE]
    judging = Judging(judgement, person_of(request).name, note, form.get("report", ""))
    judge(context_of(request).desk(), item.name, int(number), judging)
    return _back(item, f"#s{number}")


def dismiss(request: Request) -> Response:
    """Teach the archive that a stretch of the item proves nothing."""
    form, item = form_of(request), _item(request)
    start, end = _millis(form.get("start", "")), _millis(form.get("end", ""))
    if end <= start:
        raise NotServed(400, "a stretch cannot end before it starts")
    teaching = Teaching(Span(start, end), form.get("label", ""), person_of(request).name)
    teach(context_of(request).desk(), item.name, teaching)
    return _back(item)


def restore(request: Request) -> Response:
    """Take back that a stretch proves nothing."""
    item = _item(request)
    unteach(context_of(request).desk(), item.name, form_of(request).get("digest", ""), person_of(request).name)
    return _back(item)


def _item(request: Request) -> Item:
    item = context_of(request).item(request.path_params["name"])
    if item is None:
        raise missing("item")
    return item


def _judgement(form: Mapping[str, str]) -> Judgement:
    """Return the one verdict that a form names: its field holds the sighting's number."""
    named: list[Judgement] = [each for each in get_args(Judgement) if each in form]
    if len(named) != 1:
        raise NotServed(400, "a verdict is confirmed or rejected", hint="as confirmed=3")
    return named[0]


def _marked(text: str) -> Span | None:
    """Return the stretch that an address asks to have marked, `3000-11000`; None for anything else."""
    match = re.fullmatch(r"([0-9]{1,9})-([0-9]{1,9})", text)
    if match is None or int(match[2]) <= int(match[1]):
        return None
    return Span(int(match[1]), int(match[2]))


def _millis(text: str) -> int:
    """Return the milliseconds of a time as people write it: `72.1`, `1:12.100`, `1:02:03`."""
    match = _TIME.fullmatch(text.strip())
    if match is None:
        raise NotServed(400, f"not a time: {text[:40]!r}", hint="as 1:02.300")
    hours, minutes, seconds = (int(part or 0) for part in match.groups()[:3])
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + int((match[4] or "").ljust(3, "0"))


def _back(item: Item, place: str = "") -> Response:
    return RedirectResponse(f"/items/{item.name}/seen{place}", status_code=303)


_PAGE = "/items/{name}/seen"
ROUTES = [
    route(_PAGE, seen, deed="read"),
    route(f"{_PAGE}/search", search, deed="capture", methods=("POST",), body_bytes=10_000),
    route(f"{_PAGE}/verdict", say, deed="approve", methods=("POST",), body_bytes=20_000),
    route(f"{_PAGE}/distractor", dismiss, deed="approve", methods=("POST",), body_bytes=20_000),
    route(f"{_PAGE}/distractor/undo", restore, deed="approve", methods=("POST",), body_bytes=10_000),
]
