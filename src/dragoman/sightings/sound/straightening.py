"""A line laid where the sound agrees best: its offset to a step, its slope to a five-hundredth."""

from dataclasses import replace
from itertools import product

from dragoman.model.time import Span
from dragoman.sightings.peaks import Peaks
from dragoman.sightings.sound.agreement import Ear, expected
from dragoman.sightings.sound.landmarks import Warp
from dragoman.sightings.sound.lines import Line
from dragoman.sightings.sound.spectrum import STEP_MS

_CORE_MS = 10_000
_BENDS = (0.0, -0.002, 0.002, -0.004, 0.004, -0.006, 0.006)
_SLIPS = (0, -1, 1, -2, 2, -3, 3)
_WORTH = 1.02


def straightened(asked: Peaks, stored: Peaks, line: Line) -> Line:
    """Return the line with the offset and the warp, near those it was found with, that most peaks agree on."""
    core = core_of(line)
    ear = Ear(asked, core)
    best, most = line, 0.0
    for bend, slip in product(_BENDS, _SLIPS):
        tried = _laid(line, core, bend, slip)
        agreeing = float(ear.hears(*expected(stored, tried.offset, core, tried.warp)).sum())
        if agreeing > most * (_WORTH if most else 1):
            best, most = tried, agreeing
    return best


def core_of(line: Line) -> Span:
    """Return where the line was found, or the middle ten seconds of it where that is longer."""
    middle = (line.here.start + line.here.end) // 2
    return Span(max(line.here.start, middle - _CORE_MS // 2), min(line.here.end, middle + _CORE_MS // 2))


def _laid(line: Line, core: Span, bend: float, slip: int) -> Line:
    """Return the line bent about the middle of its core, and moved by a number of steps."""
    rate = line.warp.rate * (1 + bend)
    pitch = rate if line.warp.pitch == line.warp.rate else line.warp.pitch
    middle = (core.start + core.end) / 2
    offset = line.offset + (line.warp.rate - rate) * middle + slip * STEP_MS
    return replace(line, offset=round(offset), warp=Warp(rate, pitch))
