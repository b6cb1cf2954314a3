"""The index of pictures in the segments of a folder, as a PictureIndex: exact unless asked otherwise."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from dragoman.sightings.index import centres, nearest, rows
from dragoman.sightings.index.ids import numbers
from dragoman.sightings.index.manifest import Family
from dragoman.sightings.index.merging import killed, settled
from dragoman.sightings.index.protocol import Hits
from dragoman.sightings.index.store import Piece, Store


class StoredPictures:
    """Find the nearest hashes among those of one family of segments."""

    def __init__(self, store: Store, family: Family) -> None:
        self._store = store
        self._family = family

    def __len__(self) -> int:
        return sum(piece.segment.live for piece in self._pieces())

    def add(self, ids: NDArray[np.int64], hashes: NDArray[np.uint8]) -> None:
        """Take rows in, in one change."""
        with self._store.change() as change:
            change.put(self._family, len(ids), rows.sections(ids, hashes))
            settled(change)

    @property
    def exact(self) -> bool:
        """Tell whether a search looks at every row unless told otherwise."""
        return not any(piece.lists for piece in self._pieces())

    def search(self, hashes: NDArray[np.uint8], k: int, most: int, *, exact: bool = False) -> Hits:
        """Return the `k` nearest rows for each of `hashes`, at `most` bits or less.

        Where a segment has its rows by centres, those of the nearest centres are looked at, all with `exact`.
        """
        hashes = np.ascontiguousarray(hashes)
        centred = [piece for piece in self._pieces() if piece.lists and not exact]
        stretches = [stretch for piece in self._pieces() if piece not in centred for stretch in rows.live(piece)]
        whole = nearest.search(stretches, hashes, k, most)
        return nearest.best(nearest.joined([whole, *(_near(piece, hashes, k, most) for piece in centred)]), k)

    def delete(self, number: int) -> int:
        """Take out every row of the item with that number; return how many there were."""
        with self._store.change() as change:
            count = killed(change, self._family, [number])
            settled(change)
        return count

    def export(self) -> Iterator[tuple[NDArray[np.int64], NDArray[np.uint8]]]:
        """Yield every row in blocks of ids and hashes, as of now."""
        for piece in self._pieces():
            for stretch in rows.live(piece):
                for at in range(0, len(stretch), rows.BLOCK):
                    yield stretch.ids[at : at + rows.BLOCK], stretch.hashes[at : at + rows.BLOCK]

    def _pieces(self) -> list[Piece]:
        return self._store.view.of(self._family)


def _near(piece: Piece, hashes: NDArray[np.uint8], k: int, most: int) -> Hits:
    dead = piece.segment.dead
    distances, ids = centres.search(piece.lists, hashes, k * 2 if dead else k)
    places = np.where((ids < 0) | np.isin(numbers(ids), dead), -1, np.arange(ids.size).reshape(ids.shape))
    return nearest.within(distances, places, ids.ravel(), most)
