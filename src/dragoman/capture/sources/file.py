"""Capture a local file, given as a path or a file: address."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote_to_bytes, urlsplit

from dragoman.capture.making import maker
from dragoman.capture.names import media_type, safe_name
from dragoman.capture.receive import keep
from dragoman.capture.source import Request
from dragoman.model.capture import Capture
from dragoman.model.errors import BadInput, CaptureError

_CHUNK = 1 << 20
_NAME = "no file has such a name; check the path"


class FileSource:
    """Copy a file's exact bytes, hashed on the way.

    The address recorded is `file:` and the file's own name: the folders above it would publish how a
    person's disk is laid out, and say nothing of where the footage came from.
    """

    name = "file"

    def matches(self, address: str) -> bool:
        """Tell whether `address` is a path or a file: address."""
        return bool(address) and (address.lower().startswith("file:") or "://" not in address)

    def fetch(self, request: Request) -> Capture:
        """Copy the file to `media/<safe name>`; links are followed.

        Raise BadInput for what is absent, unreadable or no regular file; TooLarge, NotMedia (empty), and
        CaptureError when the file changes while it is read.
        """
        at = request.clock()
        path = _path(request.address)
        name = safe_name(_printable(path.name), "file")
        with _opened(path) as file:
            size = _regular(os.fstat(file), path).st_size
            blob = keep(_chunks(file, path), request, name=name, kind=media_type(None, name), total=size)
        return Capture(
            id=request.new_id(),
            address=f"file:{_printable(path.name)}",
            source=self.name,
            at=at,
            by=maker(request.limits),
            blobs=(blob,),
        )


def _path(address: str) -> Path:
    if "\0" in address:
        raise BadInput("a path with a zero byte", place=repr(address), hint=_NAME)
    if not address.lower().startswith("file:"):
        return Path(address)
    parts = urlsplit(address)
    if parts.netloc not in ("", "localhost"):
        raise BadInput(f"a file on another machine, {parts.netloc}", place=address, hint="copy the file here first")
    if parts.query or parts.fragment:
        raise BadInput("a file: address with ? or #", place=address, hint="give the path, or write them as %3F and %23")
    named = os.fsdecode(unquote_to_bytes(parts.path))
    if "\0" in named:
        raise BadInput("a path with a zero byte", place=address, hint=_NAME)
    return Path(named)


@contextmanager
def _opened(path: Path) -> Iterator[int]:
    try:
        # Without blocking: a pipe with no writer would hold the command for ever.
        file = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError as error:
        raise BadInput(
            "no such file", place=str(path), hint="check the path; an address starts with https:// or http://"
        ) from error
    except OSError as error:
        raise BadInput(
            f"cannot be opened: {error.strerror}", place=str(path), hint="check the path and its permissions"
        ) from error
    try:
        yield file
    finally:
        os.close(file)


def _regular(found: os.stat_result, path: Path) -> os.stat_result:
    if stat.S_ISDIR(found.st_mode):
        raise BadInput("a folder, not a file", place=str(path), hint="capture the files in it one by one")
    if not stat.S_ISREG(found.st_mode):
        raise BadInput("not a regular file", place=str(path), hint="copy what it holds to a file first")
    return found


def _chunks(file: int, path: Path) -> Iterator[memoryview]:
    before, done = os.fstat(file), 0
    buffer = memoryview(bytearray(_CHUNK))
    while got := _read(file, buffer, path):
        done += got
        if done > before.st_size:
            break
        yield buffer[:got]
    after = os.fstat(file)
    if done != before.st_size or (after.st_size, after.st_mtime_ns) != (before.st_size, before.st_mtime_ns):
        raise CaptureError(
            "the file changed while it was read", place=str(path), hint="wait until it is written, and capture it again"
        )


def _read(file: int, buffer: memoryview, path: Path) -> int:
    try:
        return os.readv(file, [buffer])
    except OSError as error:
        raise CaptureError(f"cannot be read: {error.strerror}", place=str(path), hint="is the disk whole?") from error


def _printable(name: str) -> str:
    return os.fsencode(name).decode("utf-8", "replace")
