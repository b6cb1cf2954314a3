"""The desk as one application: its routes, its guard, and how failures are told."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from dragoman.doors.desk.api import Refusal, answer
from dragoman.doors.desk.context import DeskContext
from dragoman.doors.desk.guard import Guard
from dragoman.doors.desk.pages import door, editor, items, media, people, review, seen, uploads, work
from dragoman.doors.desk.refusals import status_of
from dragoman.doors.desk.render import STATIC, page
from dragoman.doors.desk.routing import GatedRoute
from dragoman.model.errors import DragomanError

PAGES = (door, items, uploads, media, work, people, review, seen, editor)


def make_app(context: DeskContext) -> Starlette:
    """Return the desk's application."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        context.close()

    app = Starlette(
        routes=[*desk_routes(), Mount("/static", StaticFiles(directory=STATIC))],
        middleware=[Middleware(Guard, context=context)],
        exception_handlers={DragomanError: _told, HTTPException: _told_plainly},
        lifespan=lifespan,
    )
    app.state.context = context
    return app


def desk_routes() -> Sequence[GatedRoute]:
    """Return every route of the desk; raise TypeError for one that stands behind no gate."""
    routes: list[GatedRoute] = []
    for made in (made for group in PAGES for made in group.ROUTES):
        if not isinstance(made, GatedRoute):
            raise TypeError(f"{made} stands behind no gate: make it with dragoman.doors.desk.routing.route")
        routes.append(made)
    return routes


def _told(request: Request, error: Exception) -> Response:
    assert isinstance(error, DragomanError)
    return _refuse(request, status_of(error), str(error), error.hint or "")


def _told_plainly(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return _refuse(request, error.status_code, error.detail.lower(), "")


def _refuse(request: Request, status: int, message: str, hint: str) -> Response:
    """Answer a reader of pages with a page, and anything else with JSON."""
    if "text/html" in request.headers.get("accept", "") and not request.url.path.startswith("/api/"):
        return page(request, "refused.html", status, message=message, hint=hint)
    return answer(Refusal(message, hint), status)
