"""The file `work/people.sqlite`: who may work at a desk, who is signed in, what each prefers. It is no evidence."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

_SCHEMA = """
CREATE TABLE IF NOT EXISTS people (name TEXT PRIMARY KEY, role TEXT NOT NULL, password TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS sessions (
  token TEXT PRIMARY KEY, name TEXT NOT NULL, started INTEGER NOT NULL, seen INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS tickets (ticket TEXT PRIMARY KEY, name TEXT NOT NULL, until INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS preferences (
  name TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (name, key));
CREATE TABLE IF NOT EXISTS graphic (item TEXT PRIMARY KEY, by TEXT NOT NULL);
"""
_WAIT_SECONDS = 30.0


def people_file(root: Path) -> Path:
    """Return where the file stands below a desk's folder, readable by its owner alone; make it where it is missing."""
    path = root / "work" / "people.sqlite"
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        path.touch(mode=0o600)
        with closing(sqlite3.connect(path, timeout=_WAIT_SECONDS)) as db:
            db.execute("PRAGMA journal_mode = WAL")
            db.executescript(_SCHEMA)
    return path


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """Open the file for one transaction, which is on disk when the block ends and undone where it raises."""
    with closing(sqlite3.connect(path, timeout=_WAIT_SECONDS, isolation_level=None)) as db:
        db.execute("PRAGMA synchronous = FULL")
        db.execute("BEGIN IMMEDIATE")
        try:
            yield db
        except BaseException:
            db.execute("ROLLBACK")
            raise
        db.execute("COMMIT")


@contextmanager
def looked_at(path: Path) -> Iterator[sqlite3.Connection]:
    """Open the file for questions alone."""
    with closing(sqlite3.connect(path, timeout=_WAIT_SECONDS, isolation_level=None)) as db:
        db.execute("PRAGMA query_only = 1")
        yield db
