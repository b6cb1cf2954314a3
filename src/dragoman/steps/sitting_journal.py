"""The journal of sittings: every gesture and keystroke on disk before it is answered, in one SQLite file."""

import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import msgspec

from dragoman.model.errors import BadInput
from dragoman.model.review import Decision
from dragoman.steps.sitting_base import Base

Field = Literal["original", "translation", "note"]
EventKind = Literal["gesture", "undo", "redo", "aside", "dismissed", "moved"]

_WAIT = 30.0
# A number is never given twice, even when the rows that bore it are gone: segments' versions count by it.
_TABLES = """
CREATE TABLE IF NOT EXISTS log (
    number INTEGER PRIMARY KEY AUTOINCREMENT, item TEXT NOT NULL, event BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS log_by_item ON log (item, number);
CREATE TABLE IF NOT EXISTS touched (
    item TEXT NOT NULL, segment TEXT NOT NULL, by TEXT NOT NULL, number INTEGER NOT NULL,
    PRIMARY KEY (item, segment, by)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS typed (
    item TEXT NOT NULL, segment TEXT NOT NULL, field TEXT NOT NULL, by TEXT NOT NULL, text TEXT NOT NULL,
    at REAL NOT NULL, seen INTEGER NOT NULL, PRIMARY KEY (item, segment, field, by)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS items (
    item TEXT PRIMARY KEY, base BLOB NOT NULL, last INTEGER NOT NULL, committing TEXT, upto INTEGER) WITHOUT ROWID;
"""


class Event(msgspec.Struct, frozen=True, omit_defaults=True):
    """Hold what one row of the journal tells.

    A `gesture` has decisions, and in `before` a mark of each segment as it stood then; `undo`, `redo`, `aside`
    and `dismissed` name their gesture as `target`; `moved` tells that the reviewed text below changed.
    """

    kind: EventKind
    by: str
    at: str
    segments: tuple[str, ...]
    target: int = 0
    decisions: tuple[Decision, ...] = ()
    before: dict[str, str] = {}
    said: str = ""


class Typed(msgspec.Struct, frozen=True):
    """Hold text as one person has it in one field, when it was typed (seconds) and on what version of the segment."""

    segment: str
    field: Field
    by: str
    text: str
    at: float
    seen: int


class Row(msgspec.Struct, frozen=True):
    """Hold what the journal knows of one item: the records below, its last event, and a revision being made.

    `committing` is the digest of a reviewed record under way to the vault, made of the events up to `upto`.
    """

    base: Base
    last: int
    committing: str | None
    upto: int


_event = msgspec.json.Decoder(Event)
_base = msgspec.json.Decoder(Base)


class Journal:
    """Keep events and typing; what is inside `writing` is on disk, whole, when that block is left.

    Safe to use from several threads; several processes wait for one another.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        self._guard = threading.RLock()
        self._db = sqlite3.connect(path, timeout=_WAIT, isolation_level=None, check_same_thread=False)
        try:
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = FULL")
            self._db.executescript(_TABLES)
        except sqlite3.Error as error:
            self._db.close()
            raise BadInput(f"the journal of sittings cannot be used: {error}", place=str(path)) from error

    def close(self) -> None:
        """Close the file."""
        with self._guard:
            self._db.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Do all of a block or nothing of it; nobody else writes meanwhile. Raise BadInput when it cannot be kept."""
        with self._guard:
            try:
                self._db.execute("BEGIN IMMEDIATE")
                try:
                    yield
                    self._db.execute("COMMIT")
                finally:
                    if self._db.in_transaction:
                        self._db.execute("ROLLBACK")
            except sqlite3.Error as error:
                raise BadInput(
                    f"this could not be kept: {error}", place=str(self._path), hint="make room on the disk, try again"
                ) from error

    def item(self, name: str) -> Row | None:
        """Return what is known of an item, None where nobody has sat over it yet."""
        found = self._db.execute("SELECT base, last, committing, upto FROM items WHERE item = ?", (name,)).fetchone()
        return Row(_base.decode(found[0]), found[1], found[2], found[3] or 0) if found else None

    def lay(self, name: str, base: Base) -> None:
        """Say on which records an item's events rest from now on."""
        self._db.execute(
            "INSERT INTO items VALUES (?, ?, 0, NULL, NULL) ON CONFLICT (item) DO UPDATE SET base = excluded.base",
            (name, msgspec.json.encode(base)),
        )

    def intend(self, name: str, reviewed: str | None, upto: int) -> None:
        """Say that the events up to a number are on their way into the vault as a reviewed record; None: no more."""
        self._db.execute("UPDATE items SET committing = ?, upto = ? WHERE item = ?", (reviewed, upto, name))

    def add(self, name: str, event: Event) -> int:
        """Add an event, mark its segments as touched by its person, and return its number."""
        row = self._db.execute("INSERT INTO log (item, event) VALUES (?, ?)", (name, msgspec.json.encode(event)))
        number = row.lastrowid or 0
        self._db.execute("UPDATE items SET last = ? WHERE item = ?", (number, name))
        self._db.executemany(
            "INSERT INTO touched VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET number = excluded.number",
            ((name, segment, event.by, number) for segment in event.segments),
        )
        return number

    def events(self, name: str) -> list[tuple[int, Event]]:
        """Return an item's events that are no evidence yet, with their numbers, oldest first."""
        rows = self._db.execute("SELECT number, event FROM log WHERE item = ? ORDER BY number", (name,))
        return [(number, _event.decode(event)) for number, event in rows]

    def forget(self, name: str, numbers: Iterable[int]) -> None:
        """Take events out of the journal: they are in the vault now, or were taken back before."""
        self._db.executemany("DELETE FROM log WHERE item = ? AND number = ?", ((name, number) for number in numbers))

    def touched(self, name: str) -> dict[str, dict[str, int]]:
        """Return by segment and person the number of the last event by which that person touched it."""
        found: dict[str, dict[str, int]] = {}
        for segment, by, number in self._db.execute("SELECT segment, by, number FROM touched WHERE item = ?", (name,)):
            found.setdefault(segment, {})[by] = number
        return found

    def touched_by(self, name: str, segment: str) -> dict[str, int]:
        """Return by person the number of the last event by which they touched one segment."""
        rows = self._db.execute("SELECT by, number FROM touched WHERE item = ? AND segment = ?", (name, segment))
        return dict(rows.fetchall())

    def keep_typed(self, name: str, typed: Typed) -> None:
        """Keep what a person has typed into a field in place of what they had there."""
        self._db.execute(
            "INSERT OR REPLACE INTO typed VALUES (?, ?, ?, ?, ?, ?, ?)",
            (name, typed.segment, typed.field, typed.by, typed.text, typed.at, typed.seen),
        )

    def typed(self, name: str) -> list[Typed]:
        """Return all that is typed in an item and not settled, in the order in which it was last typed."""
        rows = self._db.execute(
            "SELECT segment, field, by, text, at, seen FROM typed WHERE item = ? ORDER BY at, segment, field, by",
            (name,),
        )
        return [Typed(*row) for row in rows]

    def drop_typed(self, name: str, segment: str, by: str) -> None:
        """Take a person's typing in a segment out: it has become a decision."""
        self._db.execute("DELETE FROM typed WHERE item = ? AND segment = ? AND by = ?", (name, segment, by))
