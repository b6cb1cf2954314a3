"""One moment by which a whole fetch must have ended, however slowly the other side drips."""

import time

from dragoman.model.errors import TooLarge


class Deadline:
    """Count down from a number of seconds, starting now.

    `silent` is the longest wait, in seconds, for the other side to take or give anything at all;
    `place` and `hint` go into the error.
    """

    def __init__(self, seconds: float, *, place: str, hint: str, silent: float = 60.0) -> None:
        self._seconds = seconds
        self._place = place
        self._hint = hint
        self._silent = silent
        self._end = time.monotonic() + seconds

    def left(self, most: float | None = None) -> float:
        """Return the seconds left, at most `most`; raise TooLarge when none are."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise TooLarge(f"not done after {self._seconds:g} seconds", place=self._place, hint=self._hint)
        return left if most is None else min(left, most)

    def wait(self) -> float:
        """Return the seconds to wait for the next bytes; raise TooLarge when none are left."""
        return self.left(self._silent)
