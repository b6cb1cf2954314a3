"""A line followed as far as the sound agrees along it: its ends, and what it weighs."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.model.time import Span
from dragoman.sightings.peaks import Peaks
from dragoman.sightings.sound.agreement import Agreement, agreement
from dragoman.sightings.sound.evidence import weighed
from dragoman.sightings.sound.landmarks import Warp
from dragoman.sightings.sound.lines import Line
from dragoman.sightings.sound.spectrum import STEP_MS
from dragoman.sightings.sound.straightening import core_of, straightened

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_STRIDE_MS = 5_000
_LOST = 180.0
_MOST_KEPT, _LEAST_KEPT = 0.7, 0.1
_LONG_MS = 20_000
_SAGGING = 0.9


@dataclass(frozen=True, slots=True)
class Stretch:
    """Hold a stretch of sound that stands in the archive: `here` in the sound asked about, `there` in item `number`.

    `warp` is how it was changed, as measured. `agreeing` of the `peaks` that the archive has there are heard;
    `weight` is the logarithm, to base e, of how many times likelier that is if the sound is the same.
    """

    number: int
    here: Span
    there: Span
    warp: Warp
    agreeing: int
    peaks: int
    weight: float


def follow(asked: Peaks, stored: Peaks, line: Line) -> Stretch | None:
    """Return what the line is worth at its longest, both ways from where it was found; None where nothing agrees.

    The ends are where the evidence, summed peak by peak, is highest, as Altschul et al. extend a local alignment
    (Basic Local Alignment Search Tool, 1990): on the way it may sink by what some three seconds of other sound
    take away, and must rise again.
    """
    line = straightened(asked, stored, line)
    core = agreement(asked, stored, line.offset, core_of(line), line.warp)
    if not core.agrees.any():
        return None
    kept = min(_MOST_KEPT, max(_LEAST_KEPT, float(core.agrees.mean())))
    agreed = core.times[core.agrees]
    walker = _Walker(asked, stored, line, kept)
    middle = round(float(agreed[len(agreed) // 2]))
    back, forth = walker.walked(middle, -1), walker.walked(middle, 1)
    here = Span(round(back.end), round(forth.end) + STEP_MS)
    there = (back.offset + line.warp.rate * here.start, forth.offset + line.warp.rate * here.end)
    evidence = weighed(_joined([*reversed(back.parts), *forth.parts], here), here)
    return Stretch(
        number=line.number,
        here=here,
        there=Span(max(0, round(there[0])), max(1, round(there[1]))),
        warp=_measured(line.warp, (there[1] - there[0]) / here.length) if here.length >= _LONG_MS else line.warp,
        agreeing=int(evidence.agreeing.sum()),
        peaks=int(evidence.peaks.sum()),
        weight=float(evidence.weights.sum()),
    )


def _measured(warp: Warp, rate: float) -> Warp:
    return Warp(rate, rate if warp.pitch == warp.rate else warp.pitch)


def _joined(parts: list[Agreement], here: Span) -> Agreement:
    import numpy as np

    times = np.concatenate([part.times for part in parts])
    agrees = np.concatenate([part.agrees for part in parts])
    chance = np.concatenate([part.chance for part in parts])
    inside = (times >= here.start - 1) & (times < here.end)
    return Agreement(times[inside], agrees[inside], chance[inside])


@dataclass(frozen=True, slots=True)
class _Walk:
    end: float
    offset: float
    parts: list[Agreement]


@dataclass(frozen=True, slots=True)
class _Walker:
    asked: Peaks
    stored: Peaks
    line: Line
    kept: float

    def walked(self, start: int, way: int) -> _Walk:
        """Walk one way and say where the sum of the evidence is highest, giving up where it has sunk too far."""
        import numpy as np

        end, at_end, most, total = float(start), float(self.line.offset), 0.0, 0.0
        parts: list[Agreement] = []
        for found, offset in self._strides(start, way):
            parts.append(found)
            if not len(found):
                continue
            sums = total + np.cumsum(self._gains(found)[::way])
            high = int(np.argmax(sums))
            if sums[high] > most:
                end, at_end, most = float(found.times[::way][high]), offset, float(sums[high])
            total = float(sums[-1])
            if total < most - _LOST:
                break
        return _Walk(end, at_end, parts)

    def _strides(self, at: int, way: int) -> Iterator[tuple[Agreement, float]]:
        """Yield what agrees in stride after stride, with the offset there.

        Where less agrees than before, the line is tried a step to either side: no slope is exact over an hour.
        """
        offset, share = float(self.line.offset), 0.0
        end = int(self.asked.steps[-1] + 1) * STEP_MS
        while (at < end) if way > 0 else (at > 0):
            window = Span(at, at + _STRIDE_MS) if way > 0 else Span(max(0, at - _STRIDE_MS), at)
            found = self._agreement(offset, window)
            if _share(found) < _SAGGING * share:
                tried = ((self._agreement(near, window), near) for near in (offset - STEP_MS, offset + STEP_MS))
                found, offset = max([(found, offset), *tried], key=lambda one: int(one[0].agrees.sum()))
            share = max(share, _share(found))
            yield found, offset
            at = window.end if way > 0 else window.start

    def _agreement(self, offset: float, window: Span) -> Agreement:
        return agreement(self.asked, self.stored, offset, window, self.line.warp)

    def _gains(self, found: Agreement) -> "NDArray[np.float64]":
        import numpy as np

        share = found.chance + (1 - found.chance) * self.kept
        gains: NDArray[np.float64] = np.where(found.agrees, np.log(share / found.chance), np.log(1 - self.kept))
        return gains


def _share(found: Agreement) -> float:
    return float(found.agrees.mean()) if len(found) else 0.0
