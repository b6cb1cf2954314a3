"""How much more likely the sound along a line is if it is the same, half second by half second."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.model.time import Span
from dragoman.sightings.peaks import Peaks
from dragoman.sightings.sound.agreement import PIECE_MS, Agreement, agreement
from dragoman.sightings.sound.landmarks import PLAIN, Warp

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SHARES = (0.08, 0.2, 0.4, 0.7)
_EASED = 0.8
_MOST = 12.0


@dataclass(frozen=True)
class Evidence:
    """Hold what was found piece by piece; pieces last PIECE_MS.

    `times` are their starts in the sound asked about, in milliseconds (int64); `peaks` (int64) how many peaks the
    archive's sound has there, `agreeing` (int64) how many of them are heard at their place, `chance` (float64) what
    share of them would be by chance, and `weights` (float64) the logarithm, to base e, of how many times likelier
    that is if the sound is the same: below 0 where it speaks against, 0 where there is nothing to hear.
    """

    times: "NDArray[np.int64]"
    peaks: "NDArray[np.int64]"
    agreeing: "NDArray[np.int64]"
    chance: "NDArray[np.float64]"
    weights: "NDArray[np.float64]"


def verify(asked: Peaks, stored: Peaks, offset: float, window: Span, warp: Warp = PLAIN) -> Evidence:
    """Return the evidence that `asked` within `window` is the sound `stored` at `offset` + `warp.rate` * t, in ms."""
    return weighed(agreement(asked, stored, offset, window, warp), window)


def weighed(found: Agreement, window: Span) -> Evidence:
    """Return what an agreement says of each piece of `window`."""
    import numpy as np

    starts = np.arange(window.start, window.end, PIECE_MS)
    piece = np.clip((found.times - window.start) // PIECE_MS, 0, len(starts) - 1).astype(np.int64)
    peaks = np.bincount(piece, minlength=len(starts))
    agreeing = np.bincount(piece, weights=found.agrees, minlength=len(starts)).astype(np.int64)
    chances = np.bincount(piece, weights=found.chance, minlength=len(starts)) / np.maximum(peaks, 1)
    weights = np.where(peaks > 0, _weights(peaks, agreeing, np.maximum(chances, 1e-3)), 0.0)
    return Evidence(starts, peaks, agreeing, chances, weights)


def _weights(
    peaks: "NDArray[np.int64]", agreeing: "NDArray[np.int64]", chances: "NDArray[np.float64]"
) -> "NDArray[np.float64]":
    """Return the mean likelihood of several shares that a copy may keep, against chance.

    The logarithm is eased, since peaks of one sound come and go together: each is not a witness of its own. And it
    has a most: a click has a peak at every pitch and is no better a witness for that.
    """
    import numpy as np

    share = np.array(_SHARES)[:, None]
    kept = chances + (1 - chances) * share
    each = agreeing * np.log(kept / chances) + (peaks - agreeing) * np.log((1 - kept) / (1 - chances))
    most = each.max(axis=0)
    total: NDArray[np.float64] = _EASED * (most + np.log(np.exp(each - most).mean(axis=0)))
    return np.minimum(total, _MOST)
