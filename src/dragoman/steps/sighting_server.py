"""The pictures of a desk's index on a Milvus server: as many numbers there as in the index, no more, no fewer."""

import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from dragoman.steps.files import write_file

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from dragoman.sightings.frames import Frames
    from dragoman.sightings.index.milvus import MilvusPictures
    from dragoman.sightings.index.protocol import Hits


class _Note(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Remember the name of the collections, and the footage whose rows are being sent."""

    name: str
    sending: tuple[str, ...] = ()


@dataclass(frozen=True)
class Server:
    """Keep the rows of pictures under an item's number, in two collections that are this desk's own."""

    pictures: "MilvusPictures"
    crops: "MilvusPictures"
    note: Path

    def sending(self) -> tuple[str, ...]:
        """Return the footage of which nobody knows whether all rows came to the server: a crash came between."""
        return _read(self.note).sending

    def take_out(self, numbers: Iterable[int]) -> None:
        """Take out every row of some items."""
        for number in numbers:
            self.pictures.delete(number)
            self.crops.delete(number)

    def announce(self, media: Iterable[str]) -> None:
        """Remember, before it begins, whose rows are sent; nobody's where `media` is empty."""
        write_file(self.note, msgspec.json.encode(_Note(_read(self.note).name, tuple(media))))

    def take_in(self, rows: "Mapping[int, tuple[Frames | None, Frames | None]]") -> None:
        """Take in pictures and cuts of pictures by the numbers of their items, in place of any that were there."""
        from dragoman.sightings.index.ids import ids

        self.take_out(rows)
        for number, both in rows.items():
            for index, frames in zip((self.pictures, self.crops), both, strict=True):
                if frames is not None and len(frames):
                    index.add(ids(number, frames.variants, frames.times), frames.hashes)


@contextmanager
def served(address: str, folder: Path, *, afresh: bool) -> Iterator[Server]:
    """Connect to the server for the index in `folder`; `afresh` where nothing is in that: then nothing is there either.

    Raise EngineMissing where pymilvus is not installed, EngineError where the server does not answer.
    """
    from dragoman.sightings.index.milvus import MilvusPictures

    note = folder.with_name(f"{folder.name}.server")
    if afresh or not note.is_file():
        write_file(note, msgspec.json.encode(_Note(f"dragoman_{secrets.token_hex(8)}")))
    name = _read(note).name
    with ExitStack() as stack:
        pictures = stack.enter_context(MilvusPictures.connect(address, f"{name}_pictures"))
        crops = stack.enter_context(MilvusPictures.connect(address, f"{name}_crops"))
        yield Server(pictures, crops, note)


class Known:
    """Search an index and name no item but those of some numbers: others may be changing it."""

    def __init__(self, index: "MilvusPictures", numbers: Iterable[int]) -> None:
        self._index = index
        self._numbers = tuple(numbers)
        self.add, self.delete, self.export = index.add, index.delete, index.export

    def search(self, hashes: "NDArray[np.uint8]", k: int, most: int) -> "Hits":
        """Return what the index finds among the items that are known."""
        import numpy as np

        from dragoman.sightings.index.ids import numbers
        from dragoman.sightings.index.protocol import Hits

        found = self._index.search(hashes, k, most)
        known = np.isin(numbers(found.ids), self._numbers)
        return Hits(found.rows[known], found.ids[known], found.distances[known])


def _read(note: Path) -> _Note:
    return msgspec.json.decode(note.read_bytes(), type=_Note)
