"""Routes that say which deed they are: the one place where roles, tokens and sizes are enforced.

A page group writes `ROUTES = [route("/items", items, deed="read"), ...]`. An endpoint is a plain function of
the request, run in a thread, or an async one; what was sent is in `request.state.body`.
"""

import hmac
import inspect
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Literal

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from dragoman.doors.desk.refusals import NotServed, missing
from dragoman.model.pin import NAME_PATTERN
from dragoman.steps.people import Deed, may

BODY_BYTES = 1_000_000
"""The most that a write may send, unless its route says otherwise."""

SAFE = frozenset(["GET", "HEAD"])
_FORM = "application/x-www-form-urlencoded"
Endpoint = Callable[[Request], Response] | Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True)
class Gate:
    """Say who comes through a route, and with how many bytes: `open` needs nobody to be signed in."""

    deed: Deed | Literal["open"]
    body_bytes: int


class GatedRoute(Route):
    """Be a route that knows its gate."""

    def __init__(self, path: str, endpoint: Endpoint, gate: Gate, methods: tuple[str, ...]) -> None:
        super().__init__(path, _behind(gate, endpoint), methods=list(methods), name=endpoint.__name__)
        self.gate = gate


def route(
    path: str,
    endpoint: Endpoint,
    *,
    deed: Deed | Literal["open"],
    methods: tuple[str, ...] = ("GET",),
    body_bytes: int = BODY_BYTES,
) -> GatedRoute:
    """Return a route behind its gate; `{name}` in the path is an item's name and is checked to be one."""
    return GatedRoute(path, endpoint, Gate(deed, body_bytes), methods)


def _behind(gate: Gate, endpoint: Endpoint) -> Callable[[Request], Awaitable[Response]]:
    async def entered(request: Request) -> Response:
        turned_away = _unknown(request) if gate.deed != "open" else None
        if turned_away is not None:
            return turned_away
        _check_role(request, gate)
        _check_names(request)
        request.state.body = await _body(request, gate)
        await _check_token(request, gate)
        if inspect.iscoroutinefunction(endpoint):
            answer: Response = await endpoint(request)
            return answer
        return await run_in_threadpool(endpoint, request)  # type: ignore[arg-type]

    return entered


def _unknown(request: Request) -> Response | None:
    """Send a page's reader who is not signed in to the door; refuse any other request."""
    if request.state.person is not None:
        return None
    if request.method in SAFE and "text/html" in request.headers.get("accept", ""):
        return RedirectResponse("/enter", status_code=303)
    raise NotServed(401, "nobody is signed in", hint="open the address that `dragoman desk` printed, or sign in")


def _check_role(request: Request, gate: Gate) -> None:
    if gate.deed != "open" and not may(request.state.person, gate.deed):
        role = request.state.person.role
        raise NotServed(403, f"a {role} may not do this", hint="ask one of the desk's publishers for another role")


def _check_names(request: Request) -> None:
    name = request.path_params.get("name")
    if name is not None and re.fullmatch(NAME_PATTERN, name) is None:
        raise missing("item")


async def _body(request: Request, gate: Gate) -> bytes:
    if request.method in SAFE:
        return b""
    pieces, size = [], 0
    try:
        async for piece in request.stream():
            size += len(piece)
            if size > gate.body_bytes:
                raise NotServed(413, f"more than {gate.body_bytes} bytes were sent", hint="send less at a time")
            pieces.append(piece)
    except ClientDisconnect as error:
        raise HTTPException(400) from error
    return b"".join(pieces)


async def _check_token(request: Request, gate: Gate) -> None:
    """Refuse a write that does not carry the session's own token, which no other site can know."""
    if request.method in SAFE or gate.deed == "open":
        return
    sent = request.headers.get("x-desk-token", "") or form_of(request).get("token", "")
    if not hmac.compare_digest(sent.encode(), request.state.token.encode()):
        raise NotServed(403, "this write carries no token of your session", hint="load the page again")


def form_of(request: Request) -> dict[str, str]:
    """Return the fields of a plain form that was sent, the last where one stands twice; empty for anything else."""
    from urllib.parse import parse_qsl

    if request.headers.get("content-type", "").partition(";")[0].strip() != _FORM:
        return {}
    text = request.state.body.decode("utf-8", errors="replace")
    try:
        return dict(parse_qsl(text, keep_blank_values=True, max_num_fields=100))
    except ValueError as error:
        raise NotServed(400, "a form of more than 100 fields") from error
