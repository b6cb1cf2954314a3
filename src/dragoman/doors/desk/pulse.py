"""How background work stands, asked for once however many pages watch."""

import threading
import time
from typing import TYPE_CHECKING

from dragoman.steps.uploads import Uploads

if TYPE_CHECKING:
    from dragoman.steps.work import Work, WorkState

_FRESH_SECONDS = 0.5


class Pulse:
    """Remember for half a second how work stands; throw uploads away once they are captured."""

    def __init__(self, work: "Work | None", uploads: Uploads) -> None:
        self._work = work
        self._uploads = uploads
        self._guard = threading.Lock()
        self._until = 0.0
        self._states: tuple[WorkState, ...] = ()
        self._done: frozenset[str] = frozenset()

    def states(self) -> "tuple[WorkState, ...]":
        """Return the latest pieces of work, newest first; none where background work is off."""
        if self._work is None:
            return ()
        with self._guard:
            if time.monotonic() >= self._until:
                self._states = self._work.all()
                self._until = time.monotonic() + _FRESH_SECONDS
                done = frozenset(each.id for each in self._states if each.state == "done" and each.kind == "capture")
                if done - self._done:
                    self._uploads.settle(done)
                self._done = done
            return self._states

    def reading(self) -> "dict[str, WorkState]":
        """Return the latest reading of each item that goes on, waits or failed."""
        latest: dict[str, WorkState] = {}
        for each in self.states():
            if each.kind == "read":
                latest.setdefault(each.arguments.get("item", ""), each)
        return {item: each for item, each in latest.items() if not each.ended or each.state == "failed"}
