"""What stands in a store, sorted by what it claims to be, and which records the ledger leads to."""

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dragoman.model.capture import Preserved
from dragoman.model.digest import of_bytes
from dragoman.model.errors import Damaged
from dragoman.model.records import decode, kind_of
from dragoman.vault.layout import BAG, INDEX_FILES, Layout

_RECORD = re.compile(r"([0-9a-f]{2})/(\1[0-9a-f]{62})\.json")
_RECORD_FOLDER = re.compile(r"[0-9a-f]{2}")
_CAPTURE_FOLDER = re.compile(r"\d{4}(/\d\d)?")
_SIGNATURE = re.compile(r"([0-9a-f]{64})\.sig")
_DIGEST = re.compile(rb"sha256:[0-9a-f]{64}")
_NOT_EVIDENCE = INDEX_FILES | {"tmp", "lock"}


@dataclass(slots=True)
class Survey:
    """List what stands in a store; paths are below its root, and `strangers` are what has no place there.

    `records` and `signatures` are digests, by file name; `set_aside` is every path below that folder.
    The index, the lock and the staging area are no evidence and are left out.
    """

    records: set[str] = field(default_factory=set)
    bags: set[str] = field(default_factory=set)
    signatures: set[str] = field(default_factory=set)
    set_aside: set[str] = field(default_factory=set)
    strangers: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Kept:
    """Hold what was found in one record's file: its kind and ancestry, or what is wrong with it.

    Of a damaged record, `made_from` holds whatever still looks like a digest, so that one fault is not
    reported a second time as strangers among its ancestors.
    """

    kind: str
    made_from: tuple[str, ...]
    fault: str = ""
    preserved: Preserved | None = None


def survey(layout: Layout) -> Survey:
    """List what stands in a store; read nothing but names."""
    found = Survey()
    for entry in sorted(layout.root.iterdir()):
        if entry.name in _NOT_EVIDENCE:
            continue
        sort = _SORTERS.get(entry.name)
        if sort is None or entry.is_symlink() or not entry.is_dir():
            found.strangers.add(entry.name)
        else:
            sort(layout, found)
    return found


def read_kept(layout: Layout, digest: str) -> Kept:
    """Return what one record's file holds, judged; raise nothing but OSError."""
    data = layout.record(digest).read_bytes()
    try:
        record = decode(data, digest)
    except Damaged as fault:
        message = "its bytes differ from its name" if of_bytes(data) != digest else fault.message
        return Kept("", _digests_in(data), message)
    if of_bytes(data) != digest:
        return Kept("", record.made_from, "its bytes differ from its name")
    return Kept(kind_of(record), record.made_from, preserved=record if isinstance(record, Preserved) else None)


def reach(roots: Iterable[str], kept: Mapping[str, Kept]) -> dict[str, str]:
    """Return every digest that `roots` lead to, the roots too, each with the digest that led to it."""
    reached = dict.fromkeys(roots, "")
    waiting = list(reached)
    while waiting:
        digest = waiting.pop()
        for source in kept[digest].made_from if digest in kept else ():
            if source not in reached:
                reached[source] = digest
                waiting.append(source)
    return reached


def _digests_in(data: bytes) -> tuple[str, ...]:
    return tuple(sorted({found.decode() for found in _DIGEST.findall(data)}))


def _records(layout: Layout, found: Survey) -> None:
    for folder in layout.records.iterdir():
        if not _is_folder(folder) or _RECORD_FOLDER.fullmatch(folder.name) is None:
            found.strangers.add(layout.below(folder))
            continue
        for path in folder.iterdir():
            match = _RECORD.fullmatch(f"{folder.name}/{path.name}")
            if match is not None and _is_file(path):
                found.records.add(f"sha256:{match[2]}")
            else:
                found.strangers.add(layout.below(path))


def _captures(layout: Layout, found: Survey) -> None:
    waiting = list(layout.captures.iterdir())
    while waiting:
        path = waiting.pop()
        below = layout.below(path)
        if not _is_folder(path):
            found.strangers.add(below)
        elif BAG.fullmatch(below):
            found.bags.add(below)
        elif _CAPTURE_FOLDER.fullmatch(below.removeprefix("captures/")):
            waiting.extend(path.iterdir())
        else:
            found.strangers.add(below)


def _ledger(layout: Layout, found: Survey) -> None:
    known = (layout.ledger, layout.head, layout.signature)
    for path in layout.head.parent.iterdir():
        if path in known and _is_file(path):
            continue
        if path == layout.signatures and _is_folder(path):
            _signatures(layout, found)
        else:
            found.strangers.add(layout.below(path))


def _signatures(layout: Layout, found: Survey) -> None:
    for path in layout.signatures.iterdir():
        match = _SIGNATURE.fullmatch(path.name)
        if match is not None and _is_file(path):
            found.signatures.add(f"sha256:{match[1]}")
        else:
            found.strangers.add(layout.below(path))


def _set_aside(layout: Layout, found: Survey) -> None:
    for place, folders, files in os.walk(layout.set_aside):
        links = [name for name in folders if Path(place, name).is_symlink()]
        found.set_aside.update(layout.below(Path(place, name)) for name in files + links)


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _is_file(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


_SORTERS = {"records": _records, "captures": _captures, "ledger": _ledger, "set-aside": _set_aside}
