"""Two items' pictures held against each other along a line: there = speed x here + offset."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.sightings.frames import Frames, Variant

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FAINT = 10
"""The quality of the faintest pictures that are held against each other along a line; fewer find the line."""
NEAR = 200
"""How far in milliseconds a picture may stand from where the line puts it."""


@dataclass(frozen=True)
class Line:
    """Say where a moment `here` stands there: at `speed` x here + `offset`, in milliseconds."""

    speed: float
    offset: float

    def at(self, here: float) -> float:
        """Return the moment there of one moment here."""
        return self.speed * here + self.offset

    def there(self, here: "NDArray[np.float64]") -> "NDArray[np.float64]":
        """Return the moments there of moments here."""
        return here * self.speed + self.offset

    def here(self, there: "NDArray[np.float64]") -> "NDArray[np.float64]":
        """Return the moments here of moments there."""
        return (there - self.offset) / self.speed


@dataclass(frozen=True)
class Track:
    """Hold the pictures of one variant in the order of time: `times` in ms (float64), `words` of 64 bits (n by 4)."""

    times: "NDArray[np.float64]"
    words: "NDArray[np.uint64]"

    def __len__(self) -> int:
        return len(self.times)

    def within(self, start: float, end: float) -> "Track":
        """Return the pictures from `start` to before `end` in milliseconds."""
        first, last = (int(each) for each in self.times.searchsorted([start, end]))
        return Track(self.times[first:last], self.words[first:last])


@dataclass(frozen=True)
class Series:
    """Hold how far pictures on a line are apart.

    `here` and `there` are their times in ms, `bits` their distance, `ours` and `theirs` their rows in the two tracks.
    `every` is the usual time in ms from one to the next.
    """

    here: "NDArray[np.float64]"
    there: "NDArray[np.float64]"
    bits: "NDArray[np.float64]"
    ours: "NDArray[np.intp]"
    theirs: "NDArray[np.intp]"
    every: float

    def __len__(self) -> int:
        return len(self.here)


def tracks(frames: Frames) -> dict[Variant, Track]:
    """Return the pictures of each variant that are not too faint to be told apart."""
    import numpy as np

    made: dict[Variant, Track] = {}
    for variant in Variant:
        rows = frames.where((frames.variants == variant) & (frames.qualities >= FAINT))
        if len(rows):
            words = np.ascontiguousarray(rows.hashes).view(np.uint64)
            made[variant] = Track(rows.times.astype(np.float64), words)
    return made


def apart(a: "NDArray[np.uint64]", b: "NDArray[np.uint64]") -> "NDArray[np.float64]":
    """Return the distance in bits of hashes paired row by row, or of each with each by broadcasting."""
    import numpy as np

    bits: NDArray[np.float64] = np.bitwise_count(a ^ b).sum(axis=-1, dtype=np.float64)
    return bits


def series(ours: Track, theirs: Track, line: Line) -> Series:
    """Return the distances along a line, one for each picture of the track that has fewer a second.

    Each is held against the two next to where the line puts it, no more than NEAR away, and the nearer in bits is
    taken.
    """
    ours_every, theirs_every = _every(ours), _every(theirs) / line.speed
    if theirs_every > 1.5 * ours_every:
        there, here, bits, rows, others = _matched(theirs, ours, line.here(theirs.times), NEAR)
        return Series(here, there, bits, others, rows, theirs_every)
    here, there, bits, rows, others = _matched(ours, theirs, line.there(ours.times), NEAR * line.speed)
    return Series(here, there, bits, rows, others, ours_every)


def _matched(
    rows: Track, others: Track, wanted: "NDArray[np.float64]", near: float
) -> "tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64], NDArray[np.intp], NDArray[np.intp]]":
    import numpy as np

    if not len(others):
        # Nothing to hold anything against: no row is matched, whatever the other track is.
        rows, others, wanted = rows.within(0, 0), rows, wanted[:0]
    after = others.times.searchsorted(wanted)
    pairs = np.stack([np.clip(after - 1, 0, len(others) - 1), np.clip(after, 0, len(others) - 1)])
    bits = apart(rows.words[None, :, :], others.words[pairs])
    bits[np.abs(others.times[pairs] - wanted) > near] = np.inf
    best = bits.argmin(axis=0)
    column = np.arange(len(rows))
    bits, pair = bits[best, column], pairs[best, column]
    kept = np.isfinite(bits)
    return rows.times[kept], others.times[pair[kept]], bits[kept], column[kept], pair[kept]


def _every(track: Track) -> float:
    import numpy as np

    if len(track) < 2:
        return 250.0
    return float(np.median(np.diff(track.times[:4000])))
