"""The review of an item: its page, and what the page asks of the sitting."""

import json
from collections.abc import Callable

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from dragoman.doors.desk.api import answer, sent
from dragoman.doors.desk.context import context_of, person_of
from dragoman.doors.desk.pages import review_quoting
from dragoman.doors.desk.refusals import missing
from dragoman.doors.desk.render import page
from dragoman.doors.desk.review_asked import Being, Deciding, Dismissing, Stamped, Typing, changes_of
from dragoman.doors.desk.review_page import review_values
from dragoman.doors.desk.review_told import Stamps
from dragoman.doors.desk.routing import route
from dragoman.model.errors import Conflict
from dragoman.steps.history import history
from dragoman.steps.sitting_views import Sitting

_STAMPS = Stamps()
_KEYS = "keys"


class Clash(msgspec.Struct, frozen=True):
    """Tell that somebody else changed segments meanwhile, and how they stand now."""

    error: str
    hint: str
    segments: tuple[msgspec.Struct, ...]


def review(request: Request) -> Response:
    """Show an item to watch, correct and approve."""
    context, person = context_of(request), person_of(request)
    item = context.item(_name(request))
    if item is None:
        raise missing("item")
    desk = context.desk()
    if item.media is None or not desk.vault.index.transcripts(item.preserved):
        return page(request, "review_unread.html", item=item, works=context.work is not None)
    sitting = context.sittings.open(desk, item.name)
    keys = json.loads(context.preferences.get(person.name, _KEYS) or "{}")
    values = review_values(desk, item, sitting)
    return page(request, "review.html", veiled=context.veiled(item.name, person), keys=keys, **values)


def sitting(request: Request) -> Response:
    """Tell everything of the sitting."""
    context = context_of(request)
    return answer(_STAMPS.tell(context.sittings.open(context.desk(), _name(request)), ""))


def decide(request: Request) -> Response:
    """Take one gesture, all of it or nothing."""
    context, asked = context_of(request), sent(request, Deciding)
    desk, name = context.desk(), _name(request)
    try:
        changes = changes_of(asked.gesture, context.sittings.open(desk, name))
        after = context.sittings.decide(desk, name, changes, by=person_of(request).name, seen=asked.seen)
    except Conflict as clash:
        return _clash(clash)
    return _tell(after, asked)


def type_(request: Request) -> Response:
    """Keep a keystroke; it is on disk when this is answered."""
    asked = sent(request, Typing)
    try:
        version = context_of(request).sittings.type(
            _name(request), asked.segment, asked.field, asked.text, by=person_of(request).name, seen=asked.seen
        )
    except Conflict as clash:
        return _clash(clash)
    return answer({"version": version})


def settle(request: Request) -> Response:
    """Make decisions of what the person typed."""
    context, asked = context_of(request), sent(request, Stamped)
    return _tell(context.sittings.settle(context.desk(), _name(request), by=person_of(request).name), asked)


def undo(request: Request) -> Response:
    """Take back the person's last gesture."""
    return _step(request, context_of(request).sittings.undo)


def redo(request: Request) -> Response:
    """Do again what the person took back last."""
    return _step(request, context_of(request).sittings.redo)


def _step(request: Request, take: Callable[..., Sitting]) -> Response:
    asked = sent(request, Stamped)
    try:
        after = take(context_of(request).desk(), _name(request), by=person_of(request).name)
    except Conflict as clash:
        return _clash(clash)
    return _tell(after, asked)


def dismiss(request: Request) -> Response:
    """Let a gesture that was set aside go."""
    context, asked = context_of(request), sent(request, Dismissing)
    after = context.sittings.dismiss(context.desk(), _name(request), asked.number, by=person_of(request).name)
    return _tell(after, asked)


def commit(request: Request) -> Response:
    """Make the next numbered revision of everything decided."""
    context, asked = context_of(request), sent(request, Stamped)
    desk, name = context.desk(), _name(request)
    done = context.sittings.commit(desk, name, by=person_of(request).name)
    made = done.reviewed.revision if done.reviewed and done.decisions else None
    told = _STAMPS.tell(context.sittings.open(desk, name), asked.stamp, asked.also)
    return answer(msgspec.structs.replace(told, made=made))


def here(request: Request) -> Response:
    """Take a sign of life, and tell who else is here and what changed."""
    context, asked, name = context_of(request), sent(request, Being), _name(request)
    context.sittings.here(name, asked.segment, person_of(request).name)
    told = _STAMPS.tell(context.sittings.open(context.desk(), name), asked.stamp, asked.also)
    return answer(msgspec.structs.replace(told, present=context.sittings.present(name)))


def past(request: Request) -> Response:
    """Tell who changed what in a segment, oldest first."""
    context = context_of(request)
    return answer(history(context.desk(), context.sittings, _name(request), request.path_params["segment"]))


def _name(request: Request) -> str:
    name: str = request.path_params["name"]
    return name


def _tell(after: Sitting, asked: Stamped) -> Response:
    return answer(_STAMPS.tell(after, asked.stamp, asked.also))


def _clash(clash: Conflict) -> Response:
    hint = clash.hint or "both texts are kept: look at theirs, then decide"
    return answer(Clash(clash.message, hint, clash.segments), 409)


_API = "/api/items/{name}"
ROUTES = [
    route("/items/{name}", review, deed="read"),
    route(f"{_API}/sitting", sitting, deed="read"),
    route(f"{_API}/history/{{segment}}", past, deed="read"),
    *review_quoting.ROUTES,
    route(f"{_API}/here", here, deed="read", methods=("POST",)),
    route(f"{_API}/type", type_, deed="type", methods=("POST",)),
    route(f"{_API}/settle", settle, deed="type", methods=("POST",)),
    route(f"{_API}/decide", decide, deed="decide", methods=("POST",)),
    route(f"{_API}/undo", undo, deed="decide", methods=("POST",)),
    route(f"{_API}/redo", redo, deed="decide", methods=("POST",)),
    route(f"{_API}/dismiss", dismiss, deed="decide", methods=("POST",)),
    route(f"{_API}/commit", commit, deed="approve", methods=("POST",)),
]
