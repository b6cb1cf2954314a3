"""The archive that is searched: fingerprints in an index in a folder, and at hand by the item's number."""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.sightings.prints import Print

from dragoman.sightings.frames import Frames
from dragoman.sightings.index.container import Entry, SightingsIndex
from dragoman.sightings.index.protocol import PictureIndex
from dragoman.sightings.index.sound import SoundIndex
from dragoman.sightings.peaks import Peaks
from dragoman.sightings.picture.making import cropped, indexed
from dragoman.sightings.sound import landmarks


@dataclass(frozen=True)
class Shelf:
    """Hold an archive as a search asks it: its indexes, and the fingerprints of its items by their numbers."""

    pictures: PictureIndex
    crops: PictureIndex
    sound: SoundIndex
    names: Mapping[int, str]
    prints: Mapping[str, Print]

    @property
    def numbers(self) -> list[int]:
        """Return the numbers of all items."""
        return sorted(self.names)

    def media(self, number: int) -> str:
        """Return the digest that stands for an item's Media record."""
        return digest(self.names[number])

    def frames(self, number: int) -> Frames | None:
        """Return an item's pictures."""
        return self.prints[self.names[number]].frames

    def peaks(self, number: int) -> Peaks | None:
        """Return the peaks of an item's sound."""
        return self.prints[self.names[number]].peaks


def digest(name: str) -> str:
    """Return a digest for an item of the bench, which has no records."""
    return f"sha256:{hashlib.sha256(name.encode()).hexdigest()}"


def lay(folder: Path, prints: Mapping[str, Print]) -> None:
    """Put fingerprints into the index in `folder`."""
    with SightingsIndex.open(folder) as index:
        index.add([_entry(name, one) for name, one in prints.items()])
        index.compact()


def _entry(name: str, one: Print) -> Entry:
    marks = None if one.peaks is None else landmarks.indexed(one.peaks)
    return Entry(
        digest(name),
        (),
        (),
        one.length,
        None if one.frames is None else indexed(one.frames),
        None if one.frames is None else cropped(one.frames),
        None if marks is None else (marks.keys, marks.steps),
    )


@contextmanager
def opened(folder: Path, prints: Mapping[str, Print]) -> Iterator[Shelf]:
    """Yield the archive that stands in `folder`, made of `prints`."""
    named = {digest(name): name for name in prints}
    with SightingsIndex.open(folder) as index:
        names = {member.number: named[media] for media, member in index.members().items()}
        yield Shelf(index.pictures, index.crops, index.sound, names, prints)
