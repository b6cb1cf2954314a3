"""One running web desk for one desk: a lock that dies with its holder, and the address written beside it."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from dragoman.model.errors import Locked
from dragoman.steps.files import write_file


class Running(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Say where a desk runs, and who works there while it has no people set up."""

    address: str
    local: str


@contextmanager
def alone(root: Path) -> Iterator[None]:
    """Hold the desk's lock; raise Locked where another process runs this desk in the browser already."""
    folder = root / "work"
    folder.mkdir(exist_ok=True)
    handle = os.open(folder / "desk.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Locked("this desk runs already", place=str(root)) from error
        yield
    finally:
        os.close(handle)


def note_running(root: Path, running: Running) -> None:
    """Write where the desk runs, for a second start to find."""
    write_file(root / "work" / "desk.json", msgspec.json.encode(running))


def where_running(root: Path) -> Running | None:
    """Return what the last start noted, or None where there is nothing that can be read."""
    try:
        return msgspec.json.decode((root / "work" / "desk.json").read_bytes(), type=Running)
    except (OSError, msgspec.DecodeError):
        return None
