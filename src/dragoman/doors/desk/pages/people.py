"""The desk's people, for its publishers; and what each person prefers."""

from collections.abc import Callable

import msgspec
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dragoman.doors.desk.api import answer
from dragoman.doors.desk.context import context_of, person_of
from dragoman.doors.desk.refusals import NotServed
from dragoman.doors.desk.render import page
from dragoman.doors.desk.routing import form_of, route
from dragoman.model.errors import BadInput
from dragoman.steps.people import ROLES, SHORTEST_PASSWORD, People, role_named


def people(request: Request) -> Response:
    """Show who may do what."""
    return _page(request)


def add(request: Request) -> Response:
    """Add a person; the first one turns the desk into one that asks for a login."""
    form = form_of(request)
    role = form.get("role", "")
    return _changed(
        request, lambda everyone: everyone.add(form.get("name", ""), form.get("password", ""), role_named(role))
    )


def change(request: Request) -> Response:
    """Give a person another role or password, or take them off the desk."""
    form = form_of(request)
    name = form.get("name", "")
    match form.get("what"):
        case "role":
            return _changed(request, lambda everyone: everyone.change_role(name, role_named(form.get("role", ""))))
        case "password":
            return _changed(request, lambda everyone: everyone.change_password(name, form.get("password", "")))
        case "remove":
            return _changed(request, lambda everyone: everyone.remove(name))
    raise NotServed(400, "nothing was asked for", hint="role, password or remove")


def preference(request: Request) -> Response:
    """Send one of the reader's own preferences, null where they have none."""
    kept = context_of(request).preferences.get(person_of(request).name, request.path_params["key"])
    return answer(msgspec.Raw(kept.encode()) if kept is not None else None)


def prefer(request: Request) -> Response:
    """Keep one of the reader's own preferences, any JSON value."""
    try:
        text = request.state.body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotServed(400, "a preference is JSON in UTF-8") from error
    context_of(request).preferences.put(person_of(request).name, request.path_params["key"], text)
    return Response(status_code=204)


def _changed(request: Request, change: Callable[[People], object]) -> Response:
    try:
        change(context_of(request).people)
    except BadInput as error:
        return _page(request, failed=error)
    return RedirectResponse("/people", status_code=303)


def _page(request: Request, failed: BadInput | None = None) -> Response:
    everyone = context_of(request).people.everyone()
    return page(
        request,
        "people.html",
        400 if failed else 200,
        everyone=everyone,
        roles=ROLES if everyone else ("publisher",),
        shortest=SHORTEST_PASSWORD,
        failed=failed,
    )


ROUTES = [
    route("/people", people, deed="people"),
    route("/people", add, deed="people", methods=("POST",), body_bytes=10_000),
    route("/people/change", change, deed="people", methods=("POST",), body_bytes=10_000),
    route("/api/me/preferences/{key}", preference, deed="read"),
    route("/api/me/preferences/{key}", prefer, deed="read", methods=("PUT",), body_bytes=300_000),
]
