"""Questions to the index: which records stand for an item, an address, a dispatch."""

from dataclasses import dataclass
from typing import cast

from dragoman.model.edition import Edition
from dragoman.model.records import Record
from dragoman.model.review import Reviewed
from dragoman.vault import shelving
from dragoman.vault.shelf import Shelf, Value


@dataclass(frozen=True, slots=True)
class KeptFingerprint:
    """Name a fingerprint without its data: whose footage, which channel, method and version, how many milliseconds."""

    digest: str
    media: str
    channel: str
    method: str
    version: str
    length: int


@dataclass(frozen=True, slots=True)
class KeptFootage:
    """Name an item that is footage, by its latest record: its Media's digest, and that of the bytes."""

    name: str
    item: str
    media: str
    blob: str


class Index:
    """Answer with digests of records, oldest ledger line first where there are several."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def count(self) -> int:
        """Return how many lines the ledger has."""
        return self._shelf.tip().count

    def size(self) -> tuple[int, int]:
        """Return how many records the ledger leads to, and how many captures have their bag among them."""
        (records,), (captures,) = self._shelf.rows(
            "SELECT count(*) FROM records UNION ALL SELECT count(*) FROM records WHERE kind = 'preserved'"
        )
        return cast(int, records), cast(int, captures)

    def is_listed(self, digest: str) -> bool:
        """Tell whether the ledger leads to a record, by any line."""
        return bool(self._shelf.rows("SELECT 1 FROM records WHERE digest = ?", digest))

    def is_live(self, digest: str) -> bool:
        """Tell whether the ledger leads to a record by a line that is not an adopted one."""
        return bool(self._shelf.rows("SELECT 1 FROM records WHERE digest = ? AND live = 1", digest))

    def names(self) -> list[str]:
        """Return the names of all items, sorted."""
        return self._texts("SELECT DISTINCT name FROM items ORDER BY name")

    def item(self, name: str) -> str | None:
        """Return the latest Item of that name."""
        return self._last("SELECT digest FROM items WHERE name = ? ORDER BY number", name)

    def footage(self) -> list[KeptFootage]:
        """Return the items that are footage, by their names, without having read their records."""
        rows = self._shelf.rows(
            "SELECT i.name, i.digest, i.media, m.blob FROM items i JOIN media m ON m.digest = i.media "
            "WHERE i.number = (SELECT max(number) FROM items WHERE name = i.name) ORDER BY i.name"
        )
        return [KeptFootage(*cast(tuple[str, str, str, str], row)) for row in rows]

    def captures(self) -> list[str]:
        """Return every Preserved."""
        return self._texts("SELECT preserved FROM captures ORDER BY number, preserved")

    def captures_of_blob(self, blob: str) -> list[str]:
        """Return each Preserved that holds the blob of that digest."""
        return self._texts("SELECT preserved FROM blobs WHERE blob = ? ORDER BY number, preserved", blob)

    def captures_of_address(self, address: str) -> list[str]:
        """Return each Preserved whose capture asked for that address, first or by redirection."""
        return self._texts(
            "SELECT preserved FROM captures JOIN addresses USING (capture) "
            "WHERE address = ? ORDER BY number, preserved",
            address,
        )

    def addresses(self) -> list[str]:
        """Return every address that a capture asked for, first or by redirection, sorted."""
        return self._texts("SELECT DISTINCT address FROM addresses JOIN captures USING (capture) ORDER BY address")

    def media(self, blob: str) -> str | None:
        """Return the latest Media that describes the blob of that digest."""
        return self._last("SELECT digest FROM media WHERE blob = ? ORDER BY number", blob)

    def transcripts(self, preserved: str) -> list[str]:
        """Return each Transcript of a Preserved."""
        return self._texts("SELECT digest FROM transcripts WHERE preserved = ? ORDER BY number, digest", preserved)

    def translations(self, preserved: str) -> list[str]:
        """Return each Translation of any transcript of a Preserved."""
        return self._texts(
            "SELECT a.digest FROM translations a JOIN transcripts b ON b.digest = a.transcript "
            "WHERE b.preserved = ? ORDER BY a.number, a.digest",
            preserved,
        )

    def translations_of(self, transcript: str) -> list[str]:
        """Return each Translation of one Transcript."""
        return self._texts("SELECT digest FROM translations WHERE transcript = ? ORDER BY number, digest", transcript)

    def reviewed(self, item: str, revision: int | None = None) -> str | None:
        """Return the Reviewed of an item's name at a revision, or at its highest one."""
        if revision is None:
            return self._last("SELECT digest FROM reviewed WHERE item = ? ORDER BY revision", item)
        return self._last("SELECT digest FROM reviewed WHERE item = ? AND revision = ?", item, revision)

    def revisions(self, item: str) -> list[str]:
        """Return every Reviewed of an item's name, lowest revision first."""
        return self._texts("SELECT digest FROM reviewed WHERE item = ? ORDER BY revision", item)

    def fingerprints(self, media: str | None = None) -> list[KeptFingerprint]:
        """Return each Fingerprint of a Media, or of all footage, without having read their data."""
        rows = self._shelf.rows(
            "SELECT digest, media, channel, method, version, length FROM fingerprints "
            "WHERE media = ? OR ? IS NULL ORDER BY number, digest",
            media,
            media,
        )
        return [KeptFingerprint(*cast(tuple[str, str, str, str, str, int], row)) for row in rows]

    def fingerprints_since(self, sightings: str) -> set[str]:
        """Return each Fingerprint that the ledger names after a Sightings."""
        return set(
            self._texts(
                "SELECT digest FROM fingerprints WHERE number > (SELECT number FROM sightings WHERE digest = ?)",
                sightings,
            )
        )

    def sightings(self, media: str | None = None) -> list[str]:
        """Return each Sightings on a Media, or on any."""
        return self._texts(
            "SELECT digest FROM sightings WHERE media = ? OR ? IS NULL ORDER BY number, digest", media, media
        )

    def verdicts(self, media: str | None = None) -> list[str]:
        """Return each Verdict that has a Media on either side, or any."""
        if media is None:
            return self._texts("SELECT digest FROM verdicts ORDER BY number, digest")
        return self._texts(
            "SELECT digest FROM verdicts WHERE here = ? OR there = ? ORDER BY number, digest", media, media
        )

    def distractors(self) -> list[str]:
        """Return each Distractor."""
        return self._texts("SELECT digest FROM distractors ORDER BY number, digest")

    def edition(self, series: str, number: int) -> str | None:
        """Return the last Edition of a dispatch."""
        return self._last(
            "SELECT digest FROM editions WHERE series = ? AND number = ? ORDER BY edition", series, number
        )

    def editions(self) -> list[str]:
        """Return every Edition in the order of the ledger."""
        return self._texts("SELECT digest FROM editions ORDER BY line")

    def taken(self, record: Record) -> str | None:
        """Return the other record that has this one's revision or edition number, or None."""
        match record:
            case Reviewed():
                there = self.reviewed(record.item, record.revision)
            case Edition():
                there = self._last(
                    "SELECT digest FROM editions WHERE series = ? AND number = ? AND edition = ?",
                    record.series,
                    record.number,
                    record.edition,
                )
            case _:
                there = None
        return there

    def dump(self) -> str:
        """Return every row of every table as text, sorted, for comparing two indexes."""
        return "\n".join(
            f"{name} {row!r}"
            for name in shelving.TABLES
            for row in sorted(self._shelf.rows(f"SELECT * FROM {name}"), key=repr)
        )

    def _texts(self, question: str, *values: Value) -> list[str]:
        return [cast(str, row[0]) for row in self._shelf.rows(question, *values)]

    def _last(self, question: str, *values: Value) -> str | None:
        found = self._texts(question, *values)
        return found[-1] if found else None
