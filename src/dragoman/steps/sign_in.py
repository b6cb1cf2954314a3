"""Being signed in to a desk: one-time tickets, sessions that end, and a brake on guessing passwords."""

import hashlib
import hmac
import secrets
import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable
from pathlib import Path

from dragoman.steps.people_file import looked_at, opened, people_file

TICKET_SECONDS = 600
IDLE_SECONDS = 12 * 3600
LONGEST_SECONDS = 7 * 24 * 3600
_TOUCH_SECONDS = 300
_FAILURES = 5
_FAILURE_SECONDS = 300

Seconds = Callable[[], float]


class SignIns:
    """Keep tickets and sessions, their secrets as SHA-256 only; safe to use from several threads and processes.

    A session ends 12 hours after its last use, and 7 days after it began.
    """

    def __init__(self, root: Path, clock: Seconds = time.time) -> None:
        self._file = people_file(root)
        self._clock = clock

    def ticket(self, name: str) -> str:
        """Return a secret that signs `name` in once, within ten minutes."""
        secret, now = secrets.token_urlsafe(32), int(self._clock())
        with opened(self._file) as db:
            db.execute("DELETE FROM tickets WHERE until < ?", (now,))
            db.execute("INSERT INTO tickets VALUES (?, ?, ?)", (_hash(secret), name, now + TICKET_SECONDS))
        return secret

    def redeem(self, ticket: str) -> str | None:
        """Use a ticket up and return a session's token, or None where it was used, is old or never was."""
        with opened(self._file) as db:
            row = db.execute("DELETE FROM tickets WHERE ticket = ? RETURNING name, until", (_hash(ticket),)).fetchone()
        return self.start(row[0]) if row and row[1] >= self._clock() else None

    def start(self, name: str) -> str:
        """Begin a session and return its token."""
        token, now = secrets.token_urlsafe(32), int(self._clock())
        with opened(self._file) as db:
            db.execute(
                "DELETE FROM sessions WHERE seen < ? OR started < ?", (now - IDLE_SECONDS, now - LONGEST_SECONDS)
            )
            db.execute("INSERT INTO sessions VALUES (?, ?, ?, ?)", (_hash(token), name, now, now))
        return token

    def who(self, token: str) -> str | None:
        """Return whose session a token is, or None where it ended or never was."""
        key, now = _hash(token), int(self._clock())
        with looked_at(self._file) as db:
            row = db.execute("SELECT name, started, seen FROM sessions WHERE token = ?", (key,)).fetchone()
        if row is None or row[2] < now - IDLE_SECONDS or row[1] < now - LONGEST_SECONDS:
            return None
        if row[2] < now - _TOUCH_SECONDS:
            with opened(self._file) as db:
                db.execute("UPDATE sessions SET seen = ? WHERE token = ?", (now, key))
        return str(row[0])

    def end(self, token: str) -> None:
        """End a session."""
        with opened(self._file) as db:
            db.execute("DELETE FROM sessions WHERE token = ?", (_hash(token),))


def write_token(session: str) -> str:
    """Return the token that every write of a session must carry; it tells nothing of the session's own."""
    return hmac.new(session.encode(), b"write", hashlib.sha256).hexdigest()


class Brake:
    """Hold back who fails too often: after 5 failures in five minutes no attempt is heard until the first is past."""

    def __init__(self, clock: Seconds = time.monotonic) -> None:
        self._clock = clock
        self._guard = threading.Lock()
        self._failed: defaultdict[str, deque[float]] = defaultdict(deque)

    def admit(self, *keys: str) -> int:
        """Return how many whole seconds must pass before an attempt under these keys is heard; 0 where it is now.

        What is heard counts as failed until `succeeded` is called: many attempts at once are no way around.
        """
        now = self._clock()
        with self._guard:
            self._forget(now)
            firsts = [self._failed[key][0] for key in keys if len(self._failed.get(key, ())) >= _FAILURES]
            if not firsts:
                for key in keys:
                    self._failed[key].append(now)
        return max((int(_FAILURE_SECONDS - (now - first)) + 1 for first in firsts), default=0)

    def succeeded(self, *keys: str) -> None:
        """Forget the failures under each key."""
        with self._guard:
            for key in keys:
                self._failed.pop(key, None)

    def _forget(self, now: float) -> None:
        for key in list(self._failed):
            times = self._failed[key]
            while times and times[0] <= now - _FAILURE_SECONDS:
                times.popleft()
            if not times:
                del self._failed[key]


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
