"""Find the stretches of an item's sound that stand in other items."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.model.time import Span
from dragoman.sightings.peaks import Peaks
from dragoman.sightings.sound import hearing
from dragoman.sightings.sound.following import Stretch, follow
from dragoman.sightings.sound.hearing import Effort
from dragoman.sightings.sound.landmarks import PLAIN, Landmarks, Warp, asked, between, indexed, sped, stretched
from dragoman.sightings.sound.lines import Find
from dragoman.sightings.sound.lines import Line as SoundLine
from dragoman.sightings.sound.spectrum import STEP_MS
from dragoman.sightings.tracks import Line

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_LOOK_MS = 600
_VOTES = 2

Sounding = Callable[[int], "Peaks | None"]
"""Return the sound of an item by its number, or None where it has none."""


@dataclass(frozen=True)
class Heard:
    """Hold a stretch here, from `start` to `end` in ms, whose sound stands in the item `number` along a line.

    `landmarks` counts the peaks that agree; `evidence` is the logarithm, to base e, of how many times likelier they
    are if the sound is the same.
    """

    number: int
    line: Line
    start: float
    end: float
    landmarks: int
    evidence: float


Found = Iterable[Heard]


def stretches(peaks: Peaks, find: Find, sounding: Sounding, ear: Effort) -> Iterator[Heard]:
    """Yield the stretches of sound as it is that stand in other items, the weightiest first."""
    for each in hearing.heard(peaks, find, _stored(sounding), effort=ear):
        yield _heard(each)


def warped(
    peaks: Peaks, find: Find, sounding: Sounding, left: "NDArray[np.float64]", how: tuple[tuple[Warp, ...], Effort]
) -> Iterator[Heard]:
    """Yield the stretches of sound that was changed by one of the warps in `how`, within `left` (n by 2, in ms)."""
    for start, end in left:
        part = between(peaks, start / STEP_MS, end / STEP_MS)
        for each in hearing.heard(part, find, _stored(sounding), *how):
            yield _heard(each)


def alongside(ours: Peaks, theirs: Peaks, number: int, line: Line, near: tuple[float, float]) -> Heard | None:
    """Return how far sound agrees along a line that the pictures suggest from `near[0]` to `near[1]` ms, or None.

    The pictures are right within half a second; landmarks of the two stretches say where exactly.
    """
    here = Span(max(0, round(near[0])), max(1, round(near[0]) + 1, round(near[1])))
    best: Stretch | None = None
    for warp in (PLAIN,) if line.speed == 1.0 else (sped(line.speed), stretched(line.speed)):
        exact = _exactly(ours, theirs, (number, line, here), warp)
        made = follow(ours, theirs, exact) if exact is not None else None
        if made is not None and made.weight > 0 and (best is None or made.weight > best.weight):
            best = made
    return _heard(best) if best is not None else None


def others(find: Find, without: frozenset[int]) -> Find:
    """Return a look-up that leaves out items by their numbers."""

    def found(
        keys: "NDArray[np.uint32]",
    ) -> "tuple[NDArray[np.int64] | NDArray[np.int32], NDArray[np.uint32], NDArray[np.uint32]]":
        import numpy as np

        rows, numbers, steps = find(keys)
        kept = ~np.isin(numbers, list(without))
        return rows[kept], numbers[kept], steps[kept]

    return found if without else find


def _stored(sounding: Sounding) -> Callable[[int], Peaks]:
    def stored(number: int) -> Peaks:
        peaks = sounding(number)
        return peaks if peaks is not None else Peaks.unpacked(b"")

    return stored


def _heard(one: Stretch) -> Heard:
    speed = one.there.length / one.here.length
    line = Line(one.warp.rate, one.there.start - one.warp.rate * one.here.start)
    if abs(speed - one.warp.rate) * one.here.length > STEP_MS:
        line = Line(speed, one.there.start - speed * one.here.start)
    return Heard(one.number, line, float(one.here.start), float(one.here.end), one.agreeing, one.weight)


def _exactly(ours: Peaks, theirs: Peaks, guess: tuple[int, Line, Span], warp: Warp) -> SoundLine | None:
    """Return the line, within 0.6 s of a guess, on which most landmarks of two stretches agree; None for too few."""
    import numpy as np

    number, line, here = guess
    there = [max(0.0, line.at(each)) for each in (here.start, here.end)]
    part = asked(between(ours, here.start / STEP_MS, here.end / STEP_MS), warp)
    offsets = _offsets(part, indexed(between(theirs, there[0] / STEP_MS, there[1] / STEP_MS)))
    middle = (there[0] + there[1]) / 2 - warp.rate * (here.start + here.end) / 2
    offsets = offsets[np.abs(offsets * STEP_MS - middle) <= _LOOK_MS]
    if not len(offsets):
        return None
    least = int(offsets.min())
    votes = np.convolve(np.bincount(offsets - least), np.ones(3, dtype=np.int64))[1:-1]
    if votes.max() < _VOTES:
        return None
    offset = (int(votes.argmax()) + least) * STEP_MS
    most = int(votes.max())
    whole = Span(round(there[0]), max(round(there[0]) + 1, round(there[1])))
    return SoundLine(number, offset, warp, most, most, here, whole)


def _offsets(part: Landmarks, marks: Landmarks) -> "NDArray[np.int64]":
    """Return there less here, in steps, for each pair of equal landmarks."""
    import numpy as np

    order = np.argsort(marks.keys, kind="stable")
    keys = marks.keys[order]
    first, end = np.searchsorted(keys, part.keys), np.searchsorted(keys, part.keys, side="right")
    counts = end - first
    rows = np.repeat(np.arange(len(part)), counts)
    within = np.arange(len(rows)) - np.repeat(np.cumsum(counts) - counts, counts)
    offsets: NDArray[np.int64] = marks.steps[order[first[rows] + within]].astype(np.int64) - part.steps[rows]
    return offsets
