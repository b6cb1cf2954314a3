"""Footage from the vault, its waveform and its stills."""

import re
import time

import msgspec
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from dragoman.doors.desk.api import answer
from dragoman.doors.desk.context import context_of
from dragoman.doors.desk.refusals import NotServed, missing
from dragoman.doors.desk.routing import route
from dragoman.model.capture import Item
from dragoman.model.errors import DecodeError, NotMedia
from dragoman.steps.waveform import PER_SECOND, footage_of, media_of

_WAIT_SECONDS = 8.0
# A desk that is told to stop does not wait for a drawing.
_LOOK_SECONDS = 0.25
_UNKNOWN = "application/octet-stream"
# Footage is a stranger's bytes: whatever it really is, it must not act as a page of this desk.
_SANDBOX = {"Content-Security-Policy": "default-src 'none'; sandbox", "Cache-Control": "private, max-age=3600"}


class Drawn(msgspec.Struct, frozen=True):
    """Hold a waveform: the loudest sample of each part of a second, 0 to 255; `length` in milliseconds."""

    per_second: int
    length: int
    peaks: list[int]


def footage(request: Request) -> Response:
    """Send an item's footage, or the stretch of bytes that is asked for."""
    context, item = context_of(request), _item(request)
    media = media_of(context.desk(), item)
    if media is None:
        raise missing("footage")
    path = footage_of(context.desk(), item, media)
    kind = _type(media.container, is_picture=media.video is not None)
    return FileResponse(path, media_type=kind, headers=_SANDBOX)


def peaks(request: Request) -> Response:
    """Send an item's waveform; 202 while it is being made."""
    context, item = context_of(request), _item(request)
    until = time.monotonic() + _WAIT_SECONDS
    try:
        made = context.waveforms.peaks(context.desk(), item, wait=_LOOK_SECONDS)
        while made is None and time.monotonic() < until and not context.closing.is_set():
            made = context.waveforms.peaks(context.desk(), item, wait=_LOOK_SECONDS)
    except (NotMedia, DecodeError) as error:
        raise NotServed(404, error.message, hint=error.hint) from error
    if made is None:
        later = answer({"state": "making"}, 202)
        later.headers["Retry-After"] = "2"
        return later
    drawn = answer(Drawn(PER_SECOND, made.length, list(made.data)))
    drawn.headers["Cache-Control"] = "private, max-age=3600"
    return drawn


def still(request: Request) -> Response:
    """Send the frame shown at a moment, `?at=` milliseconds."""
    at = request.query_params.get("at", "")
    if re.fullmatch(r"[0-9]{1,10}", at) is None:
        raise NotServed(400, f"not a moment: {at[:40]!r}", hint="?at= takes whole milliseconds")
    context, item = context_of(request), _item(request)
    try:
        data = context.stills.still(context.desk(), item, int(at))
    except (NotMedia, DecodeError) as error:
        raise NotServed(404, error.message, hint=error.hint) from error
    return Response(data, media_type="image/jpeg", headers=_SANDBOX)


def poster(request: Request) -> Response:
    """Send a still that stands for an item in lists."""
    context, item = context_of(request), _item(request)
    try:
        data = context.stills.poster(context.desk(), item)
    except (NotMedia, DecodeError) as error:
        raise NotServed(404, error.message, hint=error.hint) from error
    return Response(data, media_type="image/jpeg", headers=_SANDBOX)


def _item(request: Request) -> Item:
    item = context_of(request).item(request.path_params["name"])
    if item is None:
        raise missing("item")
    return item


def _type(container: str, *, is_picture: bool) -> str:
    """Return the media type that a browser plays, by the container that the probe found, not by what a server said."""
    names = set(container.split(","))
    for known, kind in _TYPES.items():
        if known in names:
            return f"{'video' if is_picture else 'audio'}/{kind}"
    return _UNKNOWN


_TYPES = {
    "mp4": "mp4",
    "mov": "mp4",
    "webm": "webm",
    "matroska": "x-matroska",
    "ogg": "ogg",
    "mp3": "mpeg",
    "wav": "wav",
    "flac": "flac",
    "aac": "aac",
    "mpegts": "mp2t",
    "avi": "x-msvideo",
}

ROUTES = [
    route("/media/{name}/peaks.json", peaks, deed="read"),
    route("/media/{name}/still", still, deed="read"),
    route("/media/{name}/poster.jpg", poster, deed="read"),
    route("/media/{name}", footage, deed="read"),
]
