"""Records as files named by their digest."""

from pathlib import Path

from dragoman.model.digest import canonical, of_bytes
from dragoman.model.errors import Damaged, NotInVault
from dragoman.model.records import Record, decode
from dragoman.vault import writes
from dragoman.vault.layout import Layout


def read(layout: Layout, digest: str) -> Record:
    """Return the record of that digest, hashed again; raise Damaged or NotInVault."""
    path = layout.record(digest)
    data = read_file(path)
    if of_bytes(data) != digest:
        raise Damaged("a record whose bytes differ from its name", place=str(path), hint="bring it back from a copy")
    return decode(data, str(path))


def read_file(path: Path) -> bytes:
    """Return a record file's bytes; raise NotInVault where there is none."""
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise NotInVault(f"no record is kept as sha256:{path.stem}", place=str(path)) from error


def keep(layout: Layout, record: Record) -> str:
    """Keep a record durably and return its digest; a file that holds it already is left as it is.

    Raise Damaged when the file of that name holds other bytes.
    """
    data = canonical(record)
    digest = of_bytes(data)
    path = layout.record(digest)
    if not path.exists():
        writes.folder(path.parent)
        writes.place(path, data, tmp=layout.tmp)
        return digest
    if path.read_bytes() != data:
        raise Damaged("a record whose bytes differ from its name", place=str(path), hint="bring it back from a copy")
    # An interrupted writer may have left the file without having made it durable.
    writes.flush_file(path)
    return digest
