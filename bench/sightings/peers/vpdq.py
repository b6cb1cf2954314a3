"""vPDQ's method: a bag of PDQ hashes, one a second, of which a share must stand in the item at 31 bits or fewer."""

from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
import pdqhash
from bench.sightings.peers.reply import Replies, Reply, Shelf
from numpy.typing import NDArray

MOST_BITS, LEAST_QUALITY = 31, 50
_LARGEST = 512


def asked(shelf: Shelf) -> Replies:
    """Return the item in which the largest share of a clip's hashes stands; the score is that share."""
    items = {name: _bag(_frames(path)) for name, path in shelf.sources.items()}
    items |= {name: _bag(iter(pictures)) for name, pictures in shelf.seen.items()}
    replies: dict[str, Reply | None] = {}
    for clip in shelf.clips:
        bag = _bag(_frames(clip.path))
        shares = {name: _share(bag, one) for name, one in items.items()} if len(bag) else {}
        best = max(shares, key=shares.__getitem__, default=None)
        replies[clip.name] = Reply(best, None, shares[best]) if best is not None and shares[best] else None
    return replies


def _bag(frames: Iterator[NDArray[np.uint8]]) -> NDArray[np.uint64]:
    """Return the hashes of the frames that are good enough, four words each."""
    made = [pdqhash.compute(np.ascontiguousarray(frame)) for frame in frames]
    bits = [bits for bits, quality in made if quality >= LEAST_QUALITY]
    return np.packbits(np.array(bits, np.uint8).reshape(-1, 256), axis=1).view(np.uint64)


def _frames(path: Path) -> Iterator[NDArray[np.uint8]]:
    """Yield a frame of each second, in colours, at most 512 pixels wide as its makers advise."""
    due = 0.0
    with av.open(str(path)) as container:
        for frame in container.decode(video=0):
            if frame.time is not None and frame.time >= due:
                share = min(1.0, _LARGEST / max(frame.width, frame.height))
                made = frame.reformat(round(frame.width * share), round(frame.height * share), "rgb24")
                yield made.to_ndarray().astype(np.uint8, copy=False)
                due += 1.0


def _share(bag: NDArray[np.uint64], item: NDArray[np.uint64]) -> float:
    if not len(item):
        return 0.0
    bits = np.bitwise_count(bag[:, None] ^ item[None]).sum(axis=2, dtype=np.int64)
    return float((bits.min(axis=1) <= MOST_BITS).mean())
