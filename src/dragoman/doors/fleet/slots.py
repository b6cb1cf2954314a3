"""One live process for each executor id: a numbered slot, held by a lock that the system lets go at its holder's death.

DBOS takes up what a dead executor left only when one of the same id starts, and does work twice where two of one id
live. So a process takes the lowest free slot and its name, and the work of empty slots can be told from that of others.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dragoman.model.errors import BadInput

_MOST = 64


class Slot:
    """Hold one slot until `free` or death; `name` is the executor's id."""

    def __init__(self, name: str, handle: int) -> None:
        self.name = name
        self._handle = handle

    def free(self) -> None:
        """Let the slot go."""
        os.close(self._handle)


def take(folder: Path) -> Slot:
    """Take the lowest free slot of `folder`, made where it is missing; raise BadInput when all are taken."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(_MOST):
        slot = _try(folder / f"worker-{number}.lock")
        if slot is not None:
            return slot
    raise BadInput(f"{_MOST} processes work for this desk already", place=str(folder), hint="end some of them")


@contextmanager
def abandoned(folder: Path) -> Iterator[tuple[str, ...]]:
    """Give the names of the slots that nobody holds, and keep them so until the block ends."""
    slots = [slot for path in sorted(folder.glob("worker-*.lock")) if (slot := _try(path)) is not None]
    try:
        yield tuple(slot.name for slot in slots)
    finally:
        for slot in slots:
            slot.free()


def _try(path: Path) -> Slot | None:
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        return None
    return Slot(path.stem, handle)
