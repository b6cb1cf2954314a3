"""Everything of a sound that stands in the archive: lines found, followed, weighed, and the doubtful left out."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.model.time import Span
from dragoman.sightings.peaks import Peaks
from dragoman.sightings.sound.evidence import verify
from dragoman.sightings.sound.following import Stretch, follow
from dragoman.sightings.sound.landmarks import DENSE, PLAIN, Landmarks, Warp, asked
from dragoman.sightings.sound.lines import LEAST, Find, Line, lines
from dragoman.sightings.sound.spectrum import STEP_MS

if TYPE_CHECKING:
    from numpy.typing import NDArray

CERTAIN = 30.0
"""The weight from which a stretch is reported as certain."""
PROBABLE = 20.0
"""The weight from which a stretch is worth a closer look."""

_GLANCE = 4.0
_SAME_MS = 250
_LIKELIER = 2.0


@dataclass(frozen=True, slots=True)
class Effort:
    """Say how hard to look.

    `least` landmarks must agree, made of `dense` peaks a second, loosely or not; `lightest` is the weight of what
    is returned at the least.
    """

    least: int = LEAST
    dense: int = DENSE
    loose: bool = False
    lightest: float = PROBABLE


ORDINARY = Effort()
"""As hard as looking is worth where the archive is large."""
THOROUGH = Effort(least=4, loose=True)
"""Twice the work, for sound in an echo and for excerpts of two seconds."""


def heard(
    peaks: Peaks,
    find: Find,
    stored: Callable[[int], Peaks],
    warps: Sequence[Warp] = (PLAIN,),
    effort: Effort = ORDINARY,
) -> list[Stretch]:
    """Return the stretches of `peaks` that stand in the archive, changed by one of `warps`, heaviest first.

    `find` looks landmarks up and `stored` gives an item's peaks by its number. Warps are tried in their order, and
    each for what those before it have left unexplained. Of two places in one item that the same stretch would come
    from, the second is left out where it weighs less than half: music repeats itself, nearly.
    """
    found: list[Stretch] = []
    for warp in warps:
        marks = asked(peaks, warp, dense=effort.dense, loose=effort.loose)
        marks = _unexplained(marks, warp, [stretch.here for stretch in found])
        candidates = lines(marks, find, warp, least=effort.least)
        found.extend(_followed(peaks, candidates, stored, effort.lightest))
    kept = [stretch for stretch in found if not any(_outshines(other, stretch) for other in found)]
    return sorted(kept, key=lambda stretch: (-stretch.weight, stretch.number, stretch.here.start))


def _followed(
    peaks: Peaks, candidates: Sequence[Line], stored: Callable[[int], Peaks], lightest: float
) -> Iterator[Stretch]:
    found: list[Stretch] = []
    for line in candidates:
        if any(_explains(stretch, line) for stretch in found):
            continue
        item = stored(line.number)
        if verify(peaks, item, line.offset, line.here, line.warp).weights.sum() < _GLANCE:
            continue
        stretch = follow(peaks, item, line)
        if stretch and stretch.weight >= lightest:
            found.append(stretch)
            yield stretch


def _explains(stretch: Stretch, line: Line) -> bool:
    """Tell whether a line runs along a stretch that was followed already."""
    if stretch.number != line.number or not stretch.here.overlaps(line.here):
        return False
    along = stretch.there.start + stretch.warp.rate * (line.here.start - stretch.here.start)
    return abs(along - line.there.start) < _SAME_MS


def _outshines(other: Stretch, stretch: Stretch) -> bool:
    """Tell whether another place of the same item is so much likelier that this one is a repeat in its music."""
    shared = min(other.here.end, stretch.here.end) - max(other.here.start, stretch.here.start)
    likelier = other.number == stretch.number and other.weight > _LIKELIER * stretch.weight
    return likelier and 2 * shared >= stretch.here.length


def _unexplained(marks: Landmarks, warp: Warp, spans: Sequence[Span]) -> Landmarks:
    import numpy as np

    times = marks.steps * STEP_MS / warp.rate
    left: NDArray[np.bool_] = np.ones(len(times), dtype=np.bool_)
    for span in spans:
        left &= (times < span.start) | (times >= span.end)
    return Landmarks(marks.keys[left], marks.steps[left])
