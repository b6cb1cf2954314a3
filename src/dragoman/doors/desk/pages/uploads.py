"""Capturing from the desk: an address that is pasted, a file that is dropped and sent piece by piece."""

import re
from typing import Annotated

import msgspec
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dragoman.doors.desk.api import answer, sent
from dragoman.doors.desk.context import context_of, person_of
from dragoman.doors.desk.refusals import NotServed, missing
from dragoman.doors.desk.routing import form_of, route
from dragoman.steps.uploads import PIECE_BYTES, OffsetDiffers, Piece, Upload


class Begin(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Announce a file: its name, its size in bytes, and a mark by which the same file is known again."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=1000)]
    size: Annotated[int, msgspec.Meta(ge=0, le=1 << 50)]
    mark: Annotated[str, msgspec.Meta(min_length=8, max_length=200)]


class Order(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Have a whole upload captured, and read after that."""

    language: Annotated[str, msgspec.Meta(max_length=40)] = ""
    then_read: bool = True


class Stands(msgspec.Struct, frozen=True):
    """Tell how an upload stands."""

    id: str
    offset: int
    size: int
    work: str


def capture_address(request: Request) -> Response:
    """Order the capture of an address on the web; a path on the server's own disk is none."""
    form = form_of(request)
    address = form.get("address", "").strip()
    if re.match(r"https?://[^/\s]", address, re.IGNORECASE) is None:
        raise NotServed(400, "not an address on the web", hint="paste one that begins with https://, or drop a file")
    context_of(request).background().start("capture", _arguments(address, form.get("language", "").strip()))
    return RedirectResponse("/", status_code=303)


def begin(request: Request) -> Response:
    """Begin an upload, or take up the same person's earlier one of the same file."""
    wanted = sent(request, Begin)
    context_of(request).background()
    return _stands(context_of(request).uploads.begin(person_of(request).name, wanted.name, wanted.size, wanted.mark))


def ask(request: Request) -> Response:
    """Tell how an upload stands."""
    return _stands(_own(request))


def take(request: Request) -> Response:
    """Take a piece; its place is in Upload-Offset, its hex SHA-256 in Upload-Digest."""
    offset, digest = request.headers.get("upload-offset", ""), request.headers.get("upload-digest", "")
    if re.fullmatch(r"[0-9]{1,16}", offset) is None or re.fullmatch(r"[0-9a-f]{64}", digest) is None:
        raise NotServed(400, "a piece without its place or digest", hint="send Upload-Offset and Upload-Digest")
    upload = _own(request)
    try:
        piece = Piece(int(offset), request.state.body, digest)
        return _stands(context_of(request).uploads.take(upload.id, piece))
    except OffsetDiffers:
        return _stands(_own(request), 409)


def order(request: Request) -> Response:
    """Have a whole upload captured; asking twice orders it once."""
    wanted, upload = sent(request, Order), _own(request)
    work = context_of(request).background()
    ordered = context_of(request).uploads.order(
        upload.id,
        lambda path: work.start("capture", _arguments(str(path), wanted.language, then_read=wanted.then_read)),
    )
    return _stands(ordered)


def drop(request: Request) -> Response:
    """Throw an upload away."""
    upload = _own(request)
    if upload.work:
        raise NotServed(409, "it is being captured", hint="cancel the capture on the page of work")
    context_of(request).uploads.drop(upload.id)
    return Response(status_code=204)


def _own(request: Request) -> Upload:
    """Return the upload that is named; another person's is none."""
    if re.fullmatch(r"[0-9a-f]{24}", request.path_params["upload"]) is None:
        raise missing("upload")
    upload = context_of(request).uploads.find(request.path_params["upload"])
    if upload is None or upload.by != person_of(request).name:
        raise missing("upload")
    return upload


def _arguments(address: str, language: str, *, then_read: bool = True) -> dict[str, str]:
    given = {"address": address, "language": language, "then_read": "true" if then_read else ""}
    return {key: value for key, value in given.items() if value}


def _stands(upload: Upload, status: int = 200) -> Response:
    return answer(Stands(upload.id, upload.offset, upload.size, upload.work), status)


ROUTES = [
    route("/captures", capture_address, deed="capture", methods=("POST",), body_bytes=10_000),
    route("/api/uploads", begin, deed="capture", methods=("POST",), body_bytes=10_000),
    route("/api/uploads/{upload}", ask, deed="capture"),
    route("/api/uploads/{upload}", take, deed="capture", methods=("PATCH",), body_bytes=PIECE_BYTES),
    route("/api/uploads/{upload}", drop, deed="capture", methods=("DELETE",)),
    route("/api/uploads/{upload}/capture", order, deed="capture", methods=("POST",), body_bytes=10_000),
]
