"""The index's file: opened, brought up with the ledger, made again when it is lost, damaged or of another version."""

import sqlite3
import threading

from dragoman.model.errors import VaultError
from dragoman.model.ledger import Entry
from dragoman.model.records import Record
from dragoman.vault import keeping, ledger, shelving, writes
from dragoman.vault.layout import INDEX_FILES, Layout
from dragoman.vault.ledger import Tip

_WAIT = 30.0
Value = str | int | None


class Shelf:
    """Hold the index of one store open for one process; its methods may be called from any thread.

    Where the file cannot be written, on a read-only copy of a store, the same index is made in memory.
    """

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._guard = threading.RLock()
        self._open: sqlite3.Connection | None = None

    def rows(self, question: str, *values: Value) -> list[tuple[Value, ...]]:
        """Return the rows that answer an SQL question, of everything the ledger holds by now."""
        with self._guard:
            return self._current().execute(question, values).fetchall()

    def tip(self) -> Tip:
        """Return how far the index has read the ledger, after reading all of it."""
        with self._guard:
            return _tip(self._current())

    def remake(self) -> None:
        """Throw the index away and make it again from the ledger and the records; raise VaultError."""
        with self._guard:
            self.close()
            self._discard()
            try:
                self._caught_up(str(self._layout.index))
            except sqlite3.Error as error:
                self.close()
                place = str(self._layout.index)
                raise VaultError(f"the index could not be written: {error}", place=place) from error

    def close(self) -> None:
        """Close the file; the next question opens it again."""
        with self._guard:
            if self._open is not None:
                self._open.close()
                self._open = None

    def _current(self) -> sqlite3.Connection:
        """Return the connection, brought up with the ledger."""
        try:
            return self._caught_up(str(self._layout.index))
        except sqlite3.OperationalError:
            return self._in_memory()
        except sqlite3.DatabaseError:
            # Not a database, or a malformed one: it is no evidence and is made again.
            return self._made_again()

    def _made_again(self) -> sqlite3.Connection:
        self.close()
        try:
            self._discard()
            return self._caught_up(str(self._layout.index))
        except (sqlite3.Error, OSError):
            return self._in_memory()

    def _in_memory(self) -> sqlite3.Connection:
        self.close()
        return self._caught_up(":memory:")

    def _caught_up(self, name: str) -> sqlite3.Connection:
        if self._open is None:
            self._open = _connect(name)
        self._catch_up(self._open)
        return self._open

    def _discard(self) -> None:
        for name in INDEX_FILES:
            writes.remove(self._layout.root / name)

    def _catch_up(self, db: sqlite3.Connection) -> None:
        size = self._layout.ledger.stat().st_size
        if _is_ours(db) and _tip(db).size == size and ledger.stands(self._layout.ledger, _tip(db)):
            return
        db.execute("BEGIN IMMEDIATE")
        try:
            if not _is_ours(db) or not ledger.stands(self._layout.ledger, _tip(db)):
                _make_tables(db)
            for entry, tip in ledger.entries(self._layout.ledger, _tip(db)):
                _read_in(db, self._layout, entry)
                db.execute("UPDATE tip SET count = ?, last = ?, size = ?", (tip.count, tip.last, tip.size))
        except BaseException:
            db.execute("ROLLBACK")
            raise
        db.execute("COMMIT")


def _connect(name: str) -> sqlite3.Connection:
    db = sqlite3.connect(name, timeout=_WAIT, isolation_level=None, check_same_thread=False)
    try:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")
    except sqlite3.Error:
        db.close()
        raise
    return db


def _is_ours(db: sqlite3.Connection) -> bool:
    return bool(db.execute("PRAGMA user_version").fetchone()[0] == shelving.VERSION)


def _tip(db: sqlite3.Connection) -> Tip:
    count, last, size = db.execute("SELECT count, last, size FROM tip").fetchone()
    return Tip(count, last, size)


def _make_tables(db: sqlite3.Connection) -> None:
    names = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    for name in names:
        db.execute(f'DROP TABLE "{name}"')
    for name, columns in shelving.TABLES.items():
        db.execute(f"CREATE TABLE {name} ({columns})")
    for name, column in shelving.INDEXES:
        db.execute(f"CREATE INDEX {name}_by_{column} ON {name} ({column})")
    db.execute("INSERT INTO tip VALUES (0, NULL, 0)")
    db.execute(f"PRAGMA user_version = {shelving.VERSION}")


def _read_in(db: sqlite3.Connection, layout: Layout, entry: Entry) -> None:
    """Read in what one line makes known: its record, and all that was made from that is not known yet."""
    if entry.what == "mended":
        return
    live = entry.what != "adopted"
    known = "SELECT 1 FROM records WHERE digest = ? AND live >= ?"
    met: dict[str, Record] = {}
    waiting = [entry.record]
    while waiting:
        digest = waiting.pop()
        if digest in met or (digest != entry.record and db.execute(known, (digest, live)).fetchone()):
            continue
        met[digest] = keeping.read(layout, digest)
        waiting.extend(met[digest].made_from)
    for digest, record in reversed(met.items()):
        if live:
            shelving.shelve(db, digest, record, entry.number)
        if live or not db.execute(known, (digest, 0)).fetchone():
            shelving.note(db, digest, record, live=live)
