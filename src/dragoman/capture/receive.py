"""Write a stream of bytes as one blob: counted, capped and hashed on the way, and gone if anything fails."""

import hashlib
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

from dragoman.capture.source import Request
from dragoman.model.capture import Blob
from dragoman.model.errors import CaptureError, NotMedia, TooLarge

FOLDER = "media"


def keep(chunks: Iterable[bytes | memoryview], request: Request, *, name: str, kind: str, total: int | None) -> Blob:
    """Write `chunks` to `media/<name>` below `request.into` and return the blob; `kind` is its media type.

    Raise TooLarge past `limits.max_bytes`, at once where `total` tells; NotMedia where no byte came;
    CaptureError when the disk fails. Whatever is raised, on the way or by `chunks`, nothing stays.
    """
    most = request.limits.max_bytes
    if total is not None and total > most:
        raise _too_large(total, request)
    try:
        with ExitStack() as undo:
            with _open(request.into / FOLDER / name, undo) as file:
                digest, size = _write(chunks, file, request, total)
            if not size:
                raise NotMedia("no bytes came", place=request.address, hint="check the file or the address: empty")
            undo.pop_all()
    except OSError as error:
        raise CaptureError(
            f"cannot write: {error.strerror or error}", place=str(request.into), hint="is the disk full or read-only?"
        ) from error
    return Blob(path=f"{FOLDER}/{name}", digest=digest, size=size, media_type=kind)


def _open(target: Path, undo: ExitStack) -> BinaryIO:
    if not target.parent.exists():
        target.parent.mkdir()
        undo.callback(target.parent.rmdir)
    file = target.open("xb")
    undo.callback(target.unlink)
    return file


def _write(
    chunks: Iterable[bytes | memoryview], file: BinaryIO, request: Request, total: int | None
) -> tuple[str, int]:
    sha, size = hashlib.sha256(), 0
    for chunk in chunks:
        size += len(chunk)
        if size > request.limits.max_bytes:
            raise _too_large(size, request)
        sha.update(chunk)
        file.write(chunk)
        request.progress(size, total)
    return f"sha256:{sha.hexdigest()}", size


def _too_large(size: int, request: Request) -> TooLarge:
    return TooLarge(
        f"at least {size:,} bytes, where {request.limits.max_bytes:,} are allowed",
        place=request.address,
        hint="raise capture.max_bytes in dragoman.toml",
    )
