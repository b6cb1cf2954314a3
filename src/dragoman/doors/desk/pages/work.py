"""Background work: its page, its orders, and the stream of what happens."""

import asyncio
from collections.abc import AsyncIterator

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse

from dragoman.doors.desk.context import DeskContext, context_of, person_of
from dragoman.doors.desk.refusals import NotServed
from dragoman.doors.desk.render import page
from dragoman.doors.desk.routing import route
from dragoman.steps.people import may
from dragoman.steps.work import Work, WorkState

_LOOK_SECONDS = 0.5
_BEAT_SECONDS = 10.0
_SHOWN = 100


def work(request: Request) -> Response:
    """Show the latest work."""
    context = context_of(request)
    return page(request, "work.html", states=context.pulse.states()[:_SHOWN], is_off=context.work is None)


def cancel(request: Request) -> Response:
    """Leave a piece of work off."""
    _ordered(request).cancel(request.path_params["work"])
    return RedirectResponse("/work", status_code=303)


def retry(request: Request) -> Response:
    """Order a piece of work again."""
    _ordered(request).retry(request.path_params["work"])
    return RedirectResponse("/work", status_code=303)


def _ordered(request: Request) -> Work:
    """Return the work engine, to whoever may order work of the kind that is named; refuse with 403 anyone else."""
    engine, person = context_of(request).background(), person_of(request)
    if engine.status(request.path_params["work"]).kind == "publish" and not may(person, "publish"):
        raise NotServed(403, f"a {person.role} may not do this", hint="ask one of the desk's publishers")
    return engine


async def events(request: Request) -> Response:
    """Send what happens as it happens: how all stands first, then each change, and a beat every ten seconds."""
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(_stream(request), media_type="text/event-stream", headers=headers)


async def _stream(request: Request) -> AsyncIterator[bytes]:
    context = context_of(request)
    told: dict[str, bytes] = {}
    known: dict[str, WorkState] = {}
    quiet = _BEAT_SECONDS
    yield b"retry: 1000\n\n"
    while not context.closing.is_set():
        states, marks = await run_in_threadpool(_look, context, request.state.session)
        if marks is None:
            return
        changed = [state for state in states if known.get(state.id) != state]
        if changed or "work" not in told:
            told["work"] = b""
            yield _event("work", msgspec.json.encode(changed))
            quiet = 0.0
        known = {state.id: state for state in states}
        for name, mark in marks.items():
            if told.get(name) != mark:
                told[name] = mark
                yield _event(name, mark)
                quiet = 0.0
        if quiet >= _BEAT_SECONDS:
            yield b": beat\n\n"
            quiet = 0.0
        await asyncio.sleep(_LOOK_SECONDS)
        quiet += _LOOK_SECONDS


def _look(context: DeskContext, session: str) -> tuple[tuple[WorkState, ...], dict[str, bytes] | None]:
    """Return the work and what tells that lists changed; None for a session that ended."""
    name = context.sign_ins.who(session)
    if name is None or context.person(name) is None:
        return (), None
    desk = context.desk()
    files = desk.dispatches.glob("*.md")
    stamp = max((path.stat().st_mtime_ns for path in files), default=0)
    return context.pulse.states()[:_SHOWN], {
        "items": str(desk.vault.index.count()).encode(),
        "dispatches": str(stamp).encode(),
    }


def _event(name: str, data: bytes) -> bytes:
    return b"event: " + name.encode() + b"\ndata: " + data + b"\n\n"


ROUTES = [
    route("/work", work, deed="read"),
    route("/work/{work}/cancel", cancel, deed="capture", methods=("POST",)),
    route("/work/{work}/retry", retry, deed="capture", methods=("POST",)),
    route("/events", events, deed="read"),
]
