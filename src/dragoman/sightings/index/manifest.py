"""What the index consists of: one small file that names every other, replaced whole at each change."""

from pathlib import Path
from typing import Literal

import msgspec

from dragoman.model.digest import of_bytes
from dragoman.sightings.index import durable

NAME = "manifest"
VERSION = 2

Family = Literal["members", "pictures", "crops", "sound"]


class Segment(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Name one file of rows that never changes: `crc` is the CRC-32 of its bytes.

    `dead` are the numbers of items that were taken out of it since, `lost` how many rows they had. `lists` names
    the file that lets its rows be asked by the nearest centres first, where there is one.
    """

    name: str
    family: Family
    rows: int
    crc: int
    dead: tuple[int, ...] = ()
    lost: int = 0
    lists: str | None = None

    @property
    def live(self) -> int:
        """Return how many rows are still in use."""
        return self.rows - self.lost


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold the whole state: the segments, oldest first, and the number to give to the next item."""

    version: int = VERSION
    next_number: int = 1
    segments: tuple[Segment, ...] = ()

    def files(self) -> set[str]:
        """Return the name of every file in use, but the manifest's own."""
        return {segment.name for segment in self.segments} | {s.lists for s in self.segments if s.lists}


class _Stamp(msgspec.Struct):
    version: int


def read(folder: Path) -> Manifest:
    """Return the state of the index in `folder`, an empty one where there is none.

    Raise Damaged where the file is not as it was written, or was written by another version.
    """
    path = folder / NAME
    try:
        stated, _, text = path.read_bytes().partition(b"\n")
    except FileNotFoundError:
        return Manifest()
    if of_bytes(text).encode() != stated:
        raise durable.damaged(path, "is damaged")
    version = msgspec.json.decode(text, type=_Stamp).version
    if version != VERSION:
        raise durable.damaged(path, f"is of version {version}, this program works with version {VERSION}")
    return msgspec.json.decode(text, type=Manifest)


def write(folder: Path, manifest: Manifest) -> None:
    """Make `manifest` the state of the index: from the moment that its file is renamed."""
    text = msgspec.json.encode(manifest)
    durable.replace(folder / NAME, of_bytes(text).encode() + b"\n" + text)
