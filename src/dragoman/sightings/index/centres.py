"""Rows by their nearest centre, for archives too large to look at every row: FAISS's IndexBinaryIVF, mapped.

One file beside each large segment, made from its rows; a search then looks at the rows of the nearest centres only,
and may miss some. The segment stays, and answers whoever asks exactly.
"""

import math
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.sightings.index import durable

LEAST = 1 << 18
"""The rows of the smallest segment that is worth centres."""

PROBED = 16
"""One in this many centres is looked at."""

_BITS = 256
_TAUGHT = 40
_SEED = 1
_BLOCK = 1 << 20


def make(path: Path, ids: NDArray[np.int64], hashes: NDArray[np.uint8]) -> None:
    """Write the file for a segment's rows to a new `path`; takes minutes and 40 bytes of memory a row."""
    import faiss

    centres = 1 << round(math.log2(len(ids)) / 2)
    quantizer = faiss.IndexBinaryFlat(_BITS)
    index = faiss.IndexBinaryIVF(quantizer, _BITS, centres)
    sample = np.random.default_rng(_SEED).choice(len(ids), min(len(ids), centres * _TAUGHT), replace=False)
    index.train(hashes[np.sort(sample)])
    for at in range(0, len(ids), _BLOCK):
        index.add_with_ids(hashes[at : at + _BLOCK], ids[at : at + _BLOCK])
    faiss.write_index_binary(index, str(path))
    durable.flush(path)


def opened(path: Path) -> Any:
    """Return what `search` takes, mapped; raise FileNotFoundError where there is no file, Damaged for a bad one."""
    import faiss

    path.stat()
    try:
        return faiss.read_index_binary(str(path), faiss.IO_FLAG_MMAP)
    except RuntimeError as error:
        raise durable.damaged(path, "has a damaged file") from error


def search(index: Any, hashes: NDArray[np.uint8], k: int) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Return distances and ids of up to `k` near rows for each of `hashes`, one row each; id -1 is none."""
    index.nprobe = max(1, index.nlist // PROBED)
    distances, ids = index.search(hashes, k)
    return distances, ids
