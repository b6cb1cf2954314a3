"""What an index of pictures can do, whatever keeps it: four methods, and what a search returns."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Hits:
    """Hold what a search found, one row of the index each, ordered by `rows`, then `distances`, then `ids`.

    `rows` (int32) counts the hashes asked with, from 0; `ids` (int64) names the rows found
    (`dragoman.sightings.index.ids`); `distances` (uint16) in bits of 256.
    """

    rows: NDArray[np.int32]
    ids: NDArray[np.int64]
    distances: NDArray[np.uint16]

    def __len__(self) -> int:
        return len(self.rows)


class PictureIndex(Protocol):
    """Find the nearest of many 256-bit hashes by Hamming distance."""

    def add(self, ids: NDArray[np.int64], hashes: NDArray[np.uint8]) -> None:
        """Take rows in, durably; `hashes` is n by 32. No id may stand in the index already."""
        ...

    def search(self, hashes: NDArray[np.uint8], k: int, most: int) -> Hits:
        """Return, for each of `hashes` (m by 32), the `k` nearest rows at a distance of `most` bits or less.

        Of rows at one distance the lesser ids come first. An index that is not exact may miss some.
        """
        ...

    def delete(self, number: int) -> int:
        """Take out every row of the item with that number; return how many there were."""
        ...

    def export(self) -> Iterator[tuple[NDArray[np.int64], NDArray[np.uint8]]]:
        """Yield every row, in blocks of ids and hashes, each row once, in any order."""
        ...
