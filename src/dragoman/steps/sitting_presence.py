"""Who is at work on an item, and where in it, as their browsers say every quarter of a minute."""

import threading
from collections.abc import Callable

import msgspec

BEAT = 15.0
"""Seconds between two signs of life that a browser gives."""

_GONE = 2.5 * BEAT


class Present(msgspec.Struct, frozen=True):
    """Hold one person at work on an item, and the segment they are in; empty for none."""

    by: str
    segment: str


class Presence:
    """Remember signs of life, in memory: after a restart everybody is away until the next one."""

    def __init__(self, ticks: Callable[[], float]) -> None:
        self._ticks = ticks
        self._guard = threading.Lock()
        self._seen: dict[tuple[str, str], tuple[float, str]] = {}

    def here(self, item: str, segment: str, by: str) -> None:
        """Take a sign of life of a person in a segment."""
        with self._guard:
            self._seen[item, by] = (self._ticks(), segment)

    def away(self, item: str, by: str) -> None:
        """Take it that a person has left an item."""
        with self._guard:
            self._seen.pop((item, by), None)

    def present(self, item: str) -> tuple[Present, ...]:
        """Return who is at work on an item, by name; who gave no sign for two beats and a half is gone."""
        with self._guard:
            oldest = self._ticks() - _GONE
            self._seen = {key: value for key, value in self._seen.items() if value[0] >= oldest}
            return tuple(
                Present(by, segment) for (name, by), (_, segment) in sorted(self._seen.items()) if name == item
            )
