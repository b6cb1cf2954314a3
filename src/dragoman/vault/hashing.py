"""Several digests of one file in the time of the slowest."""

import hashlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

_WORTH_THREADS = 1 << 22


def hex_digests(path: Path, algorithms: Sequence[str]) -> dict[str, str]:
    """Return the hexadecimal digests of the file at `path`, by algorithm, in constant memory.

    Each algorithm reads a large file in a thread of its own: hashing lets go of the interpreter, and what
    one thread has read the others find in the page cache.
    """
    if len(algorithms) == 1 or path.stat().st_size < _WORTH_THREADS:
        return {name: _one(path, name) for name in algorithms}
    with ThreadPoolExecutor(len(algorithms)) as pool:
        return dict(zip(algorithms, pool.map(lambda name: _one(path, name), algorithms), strict=True))


def _one(path: Path, algorithm: str) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, algorithm).hexdigest()
