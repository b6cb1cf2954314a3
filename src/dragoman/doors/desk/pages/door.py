"""The door: coming in with a one-time address or a password, and leaving."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dragoman.doors.desk.context import context_of
from dragoman.doors.desk.guard import session_cookie
from dragoman.doors.desk.render import page
from dragoman.doors.desk.routing import form_of, route


def enter(request: Request) -> Response:
    """Show the way in; the secret of a one-time address stands behind its `#`, which no browser sends."""
    return page(request, "login.html", failed="")


async def come_in(request: Request) -> Response:
    """Take a ticket or a name with its password, and begin a session."""
    form = form_of(request)
    if "ticket" in form:
        return await run_in_threadpool(_by_ticket, request, form["ticket"])
    return await run_in_threadpool(_by_password, request, form.get("name", ""), form.get("password", ""))


def _by_ticket(request: Request, ticket: str) -> Response:
    session = context_of(request).sign_ins.redeem(ticket)
    if session is None:
        failed = "That address was used already, or is too old. `dragoman desk` prints a new one."
        return page(request, "login.html", 403, failed=failed)
    return _let_in(request, session)


def _by_password(request: Request, name: str, password: str) -> Response:
    context = context_of(request)
    keys = (f"name {name[:80]}", f"peer {request.client.host if request.client else ''}")
    wait = context.brake.admit(*keys)
    if wait:
        answer = page(request, "login.html", 429, failed=f"Too many attempts. Try again in {wait} seconds.")
        answer.headers["Retry-After"] = str(wait)
        return answer
    person = context.people.check(name, password)
    if person is None:
        return page(request, "login.html", 403, failed="No one here has that name with that password.")
    context.brake.succeeded(*keys)
    return _let_in(request, context.sign_ins.start(person.name))


def _let_in(request: Request, session: str) -> Response:
    answer = RedirectResponse("/", status_code=303)
    answer.headers["Set-Cookie"] = session_cookie(context_of(request), session)
    return answer


def leave(request: Request) -> Response:
    """End the session."""
    context_of(request).sign_ins.end(request.state.session)
    answer = RedirectResponse("/enter", status_code=303)
    answer.headers["Set-Cookie"] = session_cookie(context_of(request), "")
    return answer


ROUTES = [
    route("/enter", enter, deed="open"),
    route("/enter", come_in, deed="open", methods=("POST",), body_bytes=10_000),
    route("/leave", leave, deed="read", methods=("POST",), body_bytes=10_000),
]
