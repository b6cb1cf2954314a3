"""Landmarks found in the archive that agree on where the sound asked about stands there."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.model.time import Span
from dragoman.sightings.sound.landmarks import PLAIN, Landmarks, Warp
from dragoman.sightings.sound.spectrum import STEP_MS
from dragoman.sightings.sound.votes import MOMENT, Candidate, Postings, candidates

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Find = Callable[
    ["NDArray[np.uint32]"], "tuple[NDArray[np.int64] | NDArray[np.int32], NDArray[np.uint32], NDArray[np.uint32]]"
]
"""Look keys up in the archive: for each posting found the row of its key, its item's number and its step there."""

LEAST = 5
"""How many landmarks must agree within a window."""

_SLOT = 156  # Windows of five seconds, every two and a half.
_DRIFT = 3
_GAP = 2


@dataclass(frozen=True, slots=True)
class Line:
    """Hold one place of the archive that sound seems to come from.

    What stands at `offset` + `warp.rate` * t there is heard at t here, in milliseconds. `votes` counts landmarks
    that agree, `moments` the fifths of a second that they stand in; `here` and `there` reach from the first of them to
    the last.
    """

    number: int
    offset: int
    warp: Warp
    votes: int
    moments: int
    here: Span
    there: Span


def lines(marks: Landmarks, find: Find, warp: Warp = PLAIN, *, least: int = LEAST) -> list[Line]:
    """Return the lines that at least `least` landmarks of some five seconds agree on, those of most votes first.

    `marks` are `asked` with the same `warp`. The archive is asked window by window: memory does not grow with
    the length of the question, but for what is found.
    """
    chains: list[list[Candidate]] = []
    for window, postings in enumerate(_windows(marks, find)):
        for candidate in candidates(postings, window, least=least):
            _chain(chains, candidate)
    found = [_line(chain, warp) for chain in chains]
    return sorted(found, key=lambda line: (-line.votes, line.number, line.offset, line.here.start))


def _windows(marks: Landmarks, find: Find) -> Iterator[Postings]:
    import numpy as np

    if not len(marks):
        return
    last = Postings.none()
    slots = int(marks.steps[-1]) // _SLOT + 1
    cuts = np.searchsorted(marks.steps, np.arange(slots + 1) * _SLOT)
    for slot in range(slots):
        start, end = int(cuts[slot]), int(cuts[slot + 1])
        now = Postings.none()
        if end > start:
            rows, numbers, steps = find(marks.keys[start:end])
            now = Postings(marks.steps[start:end][rows], numbers, steps)
        if slot or slots == 1:
            yield last.followed_by(now)
        last = now


def _chain(chains: list[list[Candidate]], candidate: Candidate) -> None:
    """Append what goes on a line that was seen in the window before, or start a new one."""
    for chain in reversed(chains):
        end = chain[-1]
        if candidate.window - end.window > _GAP:
            continue
        if end.number == candidate.number and abs(end.offset - candidate.offset) <= _DRIFT:
            chain.append(candidate)
            return
    chains.append([candidate])


def _line(chain: list[Candidate], warp: Warp) -> Line:
    import numpy as np

    best = max(chain, key=lambda candidate: len(candidate.heard))
    heard = np.unique(np.concatenate([candidate.heard for candidate in chain]))
    first, last = int(heard[0]), int(heard[-1]) + 1
    votes = max(len(candidate.heard) for candidate in chain)
    return Line(
        number=best.number,
        offset=best.offset * STEP_MS,
        warp=warp,
        votes=votes,
        moments=len(np.unique(heard // MOMENT)),
        here=Span(round(first * STEP_MS / warp.rate), round(last * STEP_MS / warp.rate)),
        there=Span(max(0, first + best.offset) * STEP_MS, (last + best.offset) * STEP_MS),
    )
