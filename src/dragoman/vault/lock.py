"""One writer at a time: an advisory lock (flock) that the system lets go when its holder dies."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from dragoman.model.errors import Locked

_PAUSE = 0.02


@contextmanager
def held(path: Path, *, shared: bool = False, wait: float = 30.0) -> Iterator[None]:
    """Hold the lock on the file at `path`; raise Locked after `wait` seconds.

    Writers hold it alone. Readers that must not see a write half done hold it `shared`, which keeps
    nobody from reading and writes nothing.
    """
    handle = _take(path, fcntl.LOCK_SH if shared else fcntl.LOCK_EX, time.monotonic() + wait)
    try:
        yield
    finally:
        os.close(handle)


def try_take(folder: Path) -> int | None:
    """Return an open handle that holds the lock on a folder, or None when someone else holds it."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        return None
    return handle


def _take(path: Path, how: int, until: float) -> int:
    while True:
        handle = os.open(path, os.O_RDONLY)
        with suppress(BlockingIOError, FileNotFoundError):
            fcntl.flock(handle, how | fcntl.LOCK_NB)
            # A lock on a file that was meanwhile replaced keeps nobody out.
            if os.fstat(handle).st_ino == path.stat().st_ino:
                return handle
        os.close(handle)
        if time.monotonic() > until:
            raise Locked(
                "another process is writing to the store", place=str(path), hint="wait for it to end, then try again"
            )
        time.sleep(_PAUSE)
