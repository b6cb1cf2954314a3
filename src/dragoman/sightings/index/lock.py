"""One writer at a time: an advisory lock (flock) that the system lets go when its holder dies; readers take none."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from dragoman.model.errors import Locked

_PAUSE = 0.02


@contextmanager
def held(path: Path, *, wait: float) -> Iterator[None]:
    """Hold the lock on the file at `path`, which is made where it is not; raise Locked after `wait` seconds."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        _take(handle, path, time.monotonic() + wait)
        yield
    finally:
        os.close(handle)


def _take(handle: int, path: Path, until: float) -> None:
    while True:
        with suppress(BlockingIOError):
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        if time.monotonic() > until:
            raise Locked(
                "another process is writing to the index of sightings",
                place=str(path),
                hint="wait for it to end, then try again",
            )
        time.sleep(_PAUSE)
