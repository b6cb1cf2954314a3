"""The guard before every request: which host was asked, where a write comes from, who asks, what a page may load.

Roles, tokens and sizes are the gate's business (dragoman.doors.desk.routing).
"""

import secrets
from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dragoman.doors.desk.api import Refusal, answer
from dragoman.doors.desk.context import DeskContext
from dragoman.doors.desk.routing import SAFE
from dragoman.model.digest import of_bytes
from dragoman.steps.people import Person
from dragoman.steps.sign_in import write_token

_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}


class Guard:
    """Let a request through to the desk, or answer it here."""

    def __init__(self, app: ASGIApp, context: DeskContext) -> None:
        self._app = app
        self._context = context
        self._origins = allowed_origins(context.address)
        self._hosts = frozenset(urlsplit(origin).netloc for origin in self._origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        nonce = secrets.token_urlsafe(16)
        guarded = _with_headers(send, policy(nonce))
        refusal = self._refused(scope)
        if refusal is not None:
            await answer(*refusal)(scope, receive, guarded)
            return
        token, person = await run_in_threadpool(self._who, scope)
        state = scope.setdefault("state", {})
        state.update(nonce=nonce, session=token, person=person, token=write_token(token) if person else "")
        await self._app(scope, receive, guarded)

    def _refused(self, scope: Scope) -> tuple[Refusal, int] | None:
        """Return why a request is not for this desk: another host was asked, or another site is writing."""
        headers = Headers(scope=scope)
        hosts, origins = headers.getlist("host"), headers.getlist("origin")
        if len(hosts) != 1 or hosts[0].lower() not in self._hosts:
            return Refusal("this desk does not answer to that host", f"open {self._context.address}"), 421
        if scope["method"] not in SAFE and (len(origins) != 1 or origins[0].lower() not in self._origins):
            return Refusal("a write that comes from no page of this desk", f"open {self._context.address}"), 403
        return None

    def _who(self, scope: Scope) -> tuple[str, Person | None]:
        token = _cookie(Headers(scope=scope), cookie_name(self._context))
        name = self._context.sign_ins.who(token) if token else None
        return token, self._context.person(name) if name is not None else None


def policy(nonce: str) -> str:
    """Return the content policy: all from here, no script in the page; the nonce is for an editor's own style sheet."""
    return (
        f"default-src 'self'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data: blob:; object-src 'none'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
    )


def allowed_origins(address: str) -> frozenset[str]:
    """Return the origins whose pages may write: the desk's address, and for a loopback one its other spellings."""
    parts = urlsplit(address)
    origin = f"{parts.scheme}://{parts.netloc}"
    if parts.hostname not in ("127.0.0.1", "localhost", "::1"):
        return frozenset([origin])
    port = f":{parts.port}" if parts.port else ""
    return frozenset(f"{parts.scheme}://{name}{port}" for name in _LOOPBACK)


def cookie_name(context: DeskContext) -> str:
    """Return the name of the session's cookie: one for each desk, since cookies do not tell ports apart."""
    return f"desk-{of_bytes(str(context.root.resolve()).encode())[7:15]}"


def session_cookie(context: DeskContext, token: str) -> str:
    """Return the Set-Cookie that keeps a session until the browser is closed; an empty token takes it away."""
    secure = "; Secure" if context.address.startswith("https:") else ""
    ended = "" if token else "; Max-Age=0"
    return f"{cookie_name(context)}={token}; Path=/; HttpOnly; SameSite=Strict{secure}{ended}"


def _cookie(headers: Headers, name: str) -> str:
    try:
        found = SimpleCookie("; ".join(headers.getlist("cookie"))).get(name)
    except CookieError:
        return ""
    return found.value if found else ""


def _with_headers(send: Send, content_policy: str) -> Send:
    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            # A page may bring a stricter policy of its own, as footage and previews do.
            headers.setdefault("Content-Security-Policy", content_policy)
            for name, value in _HEADERS.items():
                headers[name] = value
        await send(message)

    return guarded
