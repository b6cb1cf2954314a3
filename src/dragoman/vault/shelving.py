"""Which rows of the index a record makes, and the tables they stand in."""

import sqlite3
from collections.abc import Sequence
from typing import Final

from dragoman.model.capture import Capture, Item, Media, Preserved
from dragoman.model.edition import Edition
from dragoman.model.records import Record, kind_of
from dragoman.model.review import Reviewed
from dragoman.model.sighting import Distractor, Fingerprint, Sightings, Verdict
from dragoman.model.transcript import Transcript, Translation

VERSION: Final = 2

# `number` is the ledger's line that made the record known, or named it last.
# `live` is 0 where only an adopted line leads to the record: it is kept, and no state follows from it.
TABLES: Final = {
    "tip": "count INTEGER NOT NULL, last TEXT, size INTEGER NOT NULL",
    "records": "digest TEXT PRIMARY KEY, kind TEXT NOT NULL, live INTEGER NOT NULL",
    "captures": "preserved TEXT PRIMARY KEY, capture TEXT NOT NULL, bag TEXT NOT NULL, number INTEGER NOT NULL",
    "blobs": "blob TEXT NOT NULL, preserved TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (blob, preserved)",
    "addresses": "address TEXT NOT NULL, capture TEXT NOT NULL, PRIMARY KEY (address, capture)",
    "media": "digest TEXT PRIMARY KEY, blob TEXT NOT NULL, number INTEGER NOT NULL",
    "items": (
        "digest TEXT PRIMARY KEY, name TEXT NOT NULL, preserved TEXT NOT NULL, media TEXT, number INTEGER NOT NULL"
    ),
    "transcripts": "digest TEXT PRIMARY KEY, preserved TEXT NOT NULL, number INTEGER NOT NULL",
    "translations": "digest TEXT PRIMARY KEY, transcript TEXT NOT NULL, number INTEGER NOT NULL",
    "reviewed": (
        "item TEXT NOT NULL, revision INTEGER NOT NULL, digest TEXT NOT NULL, number INTEGER NOT NULL, "
        "PRIMARY KEY (item, revision)"
    ),
    "fingerprints": (
        "digest TEXT PRIMARY KEY, media TEXT NOT NULL, channel TEXT NOT NULL, method TEXT NOT NULL, "
        "version TEXT NOT NULL, length INTEGER NOT NULL, number INTEGER NOT NULL"
    ),
    "sightings": "digest TEXT PRIMARY KEY, media TEXT NOT NULL, number INTEGER NOT NULL",
    "verdicts": "digest TEXT PRIMARY KEY, here TEXT NOT NULL, there TEXT NOT NULL, number INTEGER NOT NULL",
    "distractors": "digest TEXT PRIMARY KEY, media TEXT NOT NULL, number INTEGER NOT NULL",
    "editions": (
        "series TEXT NOT NULL, number INTEGER NOT NULL, edition INTEGER NOT NULL, digest TEXT NOT NULL, "
        "line INTEGER NOT NULL, PRIMARY KEY (series, number, edition)"
    ),
}
INDEXES: Final = (
    ("captures", "capture"),
    ("media", "blob"),
    ("items", "name"),
    ("transcripts", "preserved"),
    ("translations", "transcript"),
    ("fingerprints", "media"),
    ("sightings", "media"),
    ("verdicts", "here"),
    ("verdicts", "there"),
)


def shelve(db: sqlite3.Connection, digest: str, record: Record, number: int) -> None:
    """Put a live record's rows into the index; one that stands there already moves to line `number`.

    Of two reviewed texts with one revision, or two editions with one number, the first keeps its place.
    """
    match record:
        case Capture():
            addresses = {record.address, *(hop.address for hop in record.hops)}
            _add(db, "addresses", *((address, digest) for address in sorted(addresses)))
        case Preserved():
            _move(db, "captures", digest, record.capture, record.bag, number)
            _add(db, "blobs", *((blob.digest, digest, number) for blob in record.blobs))
        case Media():
            _move(db, "media", digest, record.blob, number)
        case Item():
            _move(db, "items", digest, record.name, record.preserved, record.media, number)
        case Transcript():
            _move(db, "transcripts", digest, record.preserved, number)
        case Translation():
            _move(db, "translations", digest, record.transcript, number)
        case Reviewed():
            _add(db, "reviewed", (record.item, record.revision, digest, number))
        case Edition():
            _add(db, "editions", (record.series, record.number, record.edition, digest, number))
        case _:
            _shelve_seen(db, digest, record, number)


def _shelve_seen(db: sqlite3.Connection, digest: str, record: Record, number: int) -> None:
    match record:
        case Fingerprint():
            by = record.by
            _move(db, "fingerprints", digest, record.media, record.channel, by.name, by.version, record.length, number)
        case Sightings():
            _move(db, "sightings", digest, record.media, number)
        case Verdict():
            _move(db, "verdicts", digest, record.here.media, record.there.media, number)
        case Distractor():
            _move(db, "distractors", digest, record.place.media, number)
        case _:
            pass


def note(db: sqlite3.Connection, digest: str, record: Record, *, live: bool) -> None:
    """Note that the ledger leads to a record, by a live line or an adopted one."""
    db.execute("INSERT OR REPLACE INTO records VALUES (?, ?, ?)", (digest, kind_of(record), int(live)))


def _add(db: sqlite3.Connection, table: str, *rows: tuple[str | int, ...]) -> None:
    for row in rows:
        db.execute(f"INSERT OR IGNORE INTO {table} VALUES ({_marks(row)})", row)


def _move(db: sqlite3.Connection, table: str, *row: str | int | None) -> None:
    db.execute(f"INSERT OR REPLACE INTO {table} VALUES ({_marks(row)})", row)


def _marks(row: Sequence[str | int | None]) -> str:
    return ", ".join("?" * len(row))
