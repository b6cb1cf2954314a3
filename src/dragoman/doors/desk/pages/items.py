"""The list of items, and what is known of each."""

from functools import partial
from typing import cast
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dragoman.doors.desk.context import context_of, person_of
from dragoman.doors.desk.refusals import NotServed, missing
from dragoman.doors.desk.render import page
from dragoman.doors.desk.routing import form_of, route
from dragoman.steps.capture import FACTS, restate
from dragoman.steps.listing import SORTS, STATES, Sort, Wanted

_BACKWARD_FIRST = ("captured", "released", "length", "state")
_COLUMNS: tuple[tuple[Sort, str], ...] = (
    ("name", "Item"),
    ("state", "State"),
    ("length", "Length"),
    ("language", "Language"),
    ("publisher", "Source"),
    ("released", "Released"),
    ("captured", "Captured"),
)


def items(request: Request) -> Response:
    """Show the items that are wanted; to htmx, which asks for what changed, the list alone."""
    context, wanted = context_of(request), _wanted(request)
    reading = context.pulse.reading()
    listing = context.lister.listing(
        context.desk(), wanted, frozenset(item for item, each in reading.items() if not each.ended)
    )
    whole = request.headers.get("hx-request") != "true"
    return page(
        request,
        "items.html" if whole else "items_list.html",
        listing=listing,
        wanted=wanted,
        reading=reading,
        captures=[each for each in context.pulse.states() if each.kind == "capture" and not _is_past(each.state)][:20],
        columns=_COLUMNS,
        states=(*STATES, "cited"),
        veiled=context.preferences.graphic(),
        unveils=context.preferences.shows_graphic(person_of(request).name),
        address=partial(_address, wanted),
        is_off=context.work is None,
    )


def read(request: Request) -> Response:
    """Order the drafts of an item."""
    context_of(request).background().start("read", {"item": _name(request)})
    return _back(request)


def state_facts(request: Request) -> Response:
    """Take what is known of an item: its language, title, source and days."""
    form = form_of(request)
    facts = {key: form[key].strip() for key in (*FACTS, "language") if key in form}
    if "title" in facts and not facts["title"]:
        raise NotServed(400, "an item has a title", hint="write one")
    restate(context_of(request).desk(), _name(request), facts)
    return _back(request)


def call_graphic(request: Request) -> Response:
    """Call an item's footage graphic, or take that back."""
    on = form_of(request).get("on", "")
    if on not in ("yes", "no"):
        raise NotServed(400, "on is yes or no")
    context_of(request).preferences.flag_graphic(_name(request), by=person_of(request).name, on=on == "yes")
    return _back(request)


def _wanted(request: Request) -> Wanted:
    asked = request.query_params
    sort = asked.get("sort", "captured")
    if sort not in SORTS:
        sort = "captured"
    order = asked.get("order") or ("down" if sort in _BACKWARD_FIRST else "up")
    number = asked.get("page", "1")
    return Wanted(
        text=asked.get("q", "")[:200],
        state=asked.get("state", "") if asked.get("state") in (*STATES, "cited") else "",
        language=asked.get("language", "")[:40],
        sort=cast(Sort, sort),
        backward=order == "down",
        page=int(number) if number.isascii() and number.isdigit() and len(number) < 7 else 1,
    )


def _address(wanted: Wanted, *, sort: Sort | None = None, number: int = 1) -> str:
    """Return the address of the list at another page, or by another column; by the same one, the other way round."""
    by = sort or wanted.sort
    is_natural = wanted.backward == (wanted.sort in _BACKWARD_FIRST)
    if sort is not None:
        is_natural = not is_natural if sort == wanted.sort else True
    fields = {
        "q": wanted.text,
        "state": wanted.state,
        "language": wanted.language,
        "sort": "" if by == "captured" else by,
        "order": "" if is_natural else ("up" if by in _BACKWARD_FIRST else "down"),
        "page": str(number) if number > 1 else "",
    }
    query = urlencode({key: value for key, value in fields.items() if value})
    return f"/?{query}" if query else "/"


def _is_past(state: str) -> bool:
    return state in ("done", "cancelled")


def _name(request: Request) -> str:
    item = context_of(request).item(request.path_params["name"])
    if item is None:
        raise missing("item")
    return item.name


def _back(request: Request) -> Response:
    """Return to the list as it was narrowed, or to the item's page where the form stood there."""
    back = form_of(request).get("back", "/")
    if not back.startswith("/") or back.startswith(("//", "/\\")):
        back = "/"
    return RedirectResponse(back, status_code=303)


ROUTES = [
    route("/", items, deed="read"),
    route("/items/{name}/read", read, deed="capture", methods=("POST",), body_bytes=10_000),
    route("/items/{name}/facts", state_facts, deed="capture", methods=("POST",), body_bytes=20_000),
    route("/items/{name}/graphic", call_graphic, deed="decide", methods=("POST",), body_bytes=10_000),
]
