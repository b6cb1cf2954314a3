"""JSON in and out: closed structs, nothing unknown taken."""

from typing import TypeVar

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from dragoman.doors.desk.refusals import NotServed

T = TypeVar("T")


def sent(request: Request, kind: type[T]) -> T:
    """Return what a request sent, as a `kind`; refuse with 400 what does not fit, 415 what is not JSON."""
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        raise NotServed(415, "this address takes JSON", hint="send Content-Type: application/json")
    try:
        return msgspec.json.decode(request.state.body, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise NotServed(400, f"what was sent does not fit: {error}") from error


def answer(value: object, status: int = 200) -> Response:
    """Return a value as JSON that no cache keeps."""
    return Response(
        msgspec.json.encode(value), status, media_type="application/json", headers={"Cache-Control": "no-store"}
    )


class Refusal(msgspec.Struct, frozen=True):
    """Say in JSON why a request was not served, and what would cure it."""

    error: str
    hint: str
