"""The nearest hashes, exactly: every row looked at, by FAISS's own kernel, on all cores."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from dragoman.sightings.index.protocol import Hits
from dragoman.sightings.index.rows import Stretch

_ASKED = 256
_ROWS = 1 << 24


def search(stretches: Sequence[Stretch], hashes: NDArray[np.uint8], k: int, most: int) -> Hits:
    """Return the `k` nearest rows of all stretches for each of `hashes`, at `most` bits or less."""
    return joined(
        best(joined(_scanned(stretches, hashes[at : at + _ASKED], k, most)), k, first=at)
        for at in range(0, len(hashes), _ASKED)
    )


def joined(hits: Iterable[Hits]) -> Hits:
    """Return hits one after the other."""
    every = [none(), *hits]
    return Hits(
        np.concatenate([one.rows for one in every]),
        np.concatenate([one.ids for one in every]),
        np.concatenate([one.distances for one in every]),
    )


def none() -> Hits:
    """Return no hits."""
    return Hits(np.empty(0, np.int32), np.empty(0, np.int64), np.empty(0, np.uint16))


def best(hits: Hits, k: int, *, first: int = 0) -> Hits:
    """Return the hits in order, the first `k` of each row asked with; rows are then counted from `first`."""
    order = np.lexsort((hits.ids, hits.distances, hits.rows))
    rows = hits.rows[order]
    kept = np.arange(len(rows)) - np.searchsorted(rows, rows) < k
    chosen = order[kept]
    return Hits(hits.rows[chosen] + np.int32(first), hits.ids[chosen], hits.distances[chosen])


def within(found: NDArray[np.int32], places: NDArray[np.int64], ids: NDArray[np.int64], most: int) -> Hits:
    """Return as hits a table of distances, and of places in `ids`, that has one row for each hash; -1 is no place."""
    rows, columns = np.nonzero((found <= most) & (places >= 0))
    return Hits(rows.astype(np.int32), ids[places[rows, columns]], found[rows, columns].astype(np.uint16))


def _scanned(stretches: Sequence[Stretch], hashes: NDArray[np.uint8], k: int, most: int) -> Iterator[Hits]:
    import faiss

    for stretch in stretches:
        for at in range(0, len(stretch), _ROWS):
            block = stretch.hashes[at : at + _ROWS]
            # Of rows at one distance the kernel keeps those that come first, and rows stand in the order of ids.
            found, places = faiss.knn_hamming(hashes, block, min(k, len(block)), variant="mc")
            yield within(found, places, stretch.ids[at : at + _ROWS], most)
