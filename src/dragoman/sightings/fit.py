"""The line on which two stretches agree: its speed and offset, from the pictures near a guess."""

from typing import TYPE_CHECKING

from dragoman.sightings.tracks import Line, Track, apart

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SPEEDS = (1.0, 0.96, 1.04, 0.9, 1.1, 0.8, 0.85, 1.2, 1.25, 0.75, 2 / 3, 4 / 3, 1.5, 0.5, 2.0)
"""Speeds tried, there to here; as captured first."""
_AROUND = 4000.0
_STEP = 100.0
_REACH = 800.0
_FAR = 100.0
_PREFERRED = 1.06
_WILD = 0.25
_LOOK = 600.0
_NEARLY = 0.004
_MOST_CHANGE = 0.04
_LEAST_POINTS = 8
_LEAST_LENGTH = 8000.0


def fitted(ours: Track, theirs: Track, line: Line, start: float, end: float) -> Line:
    """Return the best of a grid of lines near a guess that holds from `start` to `end` ms here.

    Speeds from a half to the double are tried, the offset in steps of 0.1 s; the speed as captured is kept where
    another is not clearly better, as it never is while nothing moves.
    """
    import numpy as np

    ours = ours.within(start - _AROUND, end + _AROUND)
    middle = (start + end) / 2
    there = line.at(middle)
    span = 2 * (end - start + 2 * _AROUND)
    theirs = theirs.within(there - span, there + span)
    if not len(ours) or not len(theirs):
        return line
    bits = apart(ours.words[:, None, :], theirs.words[None, :, :])
    speeds = np.array(SPEEDS)
    shifts = there + np.arange(-_REACH, _REACH + 1, _STEP)
    wanted = shifts[None, :, None] + speeds[:, None, None] * (ours.times - middle)[None, None, :]
    at = _nearest(theirs.times, wanted)
    near = np.abs(theirs.times[at] - wanted) <= _STEP * 2
    scores = np.where(near, np.maximum(0.0, _FAR - bits[np.arange(len(ours)), at]), 0.0).sum(axis=-1)
    scores *= np.where(speeds == 1.0, _PREFERRED, np.where(np.abs(np.log(speeds)) > _WILD, 1 / _PREFERRED, 1.0))[
        :, None
    ]
    speed, shift = np.unravel_index(scores.argmax(), scores.shape)
    return Line(float(speeds[speed]), float(shifts[shift] - speeds[speed] * middle))


def refitted(ours: Track, theirs: Track, line: Line, start: float, end: float) -> Line:
    """Return a line nearer to where the pictures from `start` to `end` ms agree best.

    Each picture here votes for the nearest one there no more than 0.6 s off the line, with a weight by how much it
    tells: while nothing moves it tells nothing. A speed within 0.4 % of that as captured is that.
    """
    import numpy as np

    ours = ours.within(start, end)
    wanted = line.there(ours.times)
    steps = np.arange(-_LOOK, _LOOK + 1, _STEP / 2)
    at = _nearest(theirs.times, wanted[:, None] + steps[None, :])
    bits = apart(ours.words[:, None, :], theirs.words[at])
    best = bits.argmin(axis=1)
    weight = bits.max(axis=1) - bits.min(axis=1)
    weight[bits.min(axis=1) > _FAR] = 0.0
    told = np.flatnonzero(weight > _LEAST_POINTS)
    if len(told) < _LEAST_POINTS:
        return line
    here, there = ours.times[told], theirs.times[at[told, best[told]]]
    if end - start < _LEAST_LENGTH or here[-1] - here[0] < _LEAST_LENGTH / 2:
        return Line(line.speed, float(np.average(there - line.speed * here, weights=weight[told])))
    return _regressed(here, there, weight[told], line)


def _regressed(
    here: "NDArray[np.float64]", there: "NDArray[np.float64]", weight: "NDArray[np.float64]", line: Line
) -> Line:
    import numpy as np

    speed, _ = np.polyfit(here - here.mean(), there, 1, w=np.sqrt(weight))
    if abs(speed - line.speed) > _MOST_CHANGE * line.speed:
        speed = line.speed
    if abs(speed - 1.0) < _NEARLY:
        speed = 1.0
    return Line(float(speed), float(np.average(there - speed * here, weights=weight)))


def _nearest(times: "NDArray[np.float64]", wanted: "NDArray[np.float64]") -> "NDArray[np.intp]":
    import numpy as np

    after = np.clip(times.searchsorted(wanted), 1, max(1, len(times) - 1))
    after = np.minimum(after, len(times) - 1)
    before = np.maximum(after - 1, 0)
    return np.where(np.abs(times[before] - wanted) <= np.abs(times[after] - wanted), before, after)
