"""How hard an archive is searched: as hard as its size allows for an answer within the hour.

Every search of pictures and every speed of sound costs processor time in proportion to the archive
(`bench/sightings/scale.py` measures it), so large ones are asked less often a second, and in fewer ways.
"""

from dataclasses import dataclass

from dragoman.sightings.sound import hearing
from dragoman.sightings.sound.landmarks import Warp, sped, stretched

HOUR = 3_600_000
"""Milliseconds of an hour."""
_PERCENTS = (*range(-10, 11), -25, -20, 25)
_EVERY_WARP = tuple(
    warp for percent in _PERCENTS if percent for warp in (sped(1 + percent / 100), stretched(1 + percent / 100))
)
# Film on television and back, and what players and editors do at their first step either way.
_USUAL_WARPS = (sped(25 / 24), sped(24 / 25), stretched(1.25), stretched(0.8))


@dataclass(frozen=True, slots=True)
class Effort:
    """Say how hard to search.

    Pictures are asked about every `every` ms, those that nothing explains every `every_cut` ms as if cut, and
    `mirrored_cut` too; 0 is never. `warps` are the speeds that sound is tried at which nothing explains; `ear` and
    `warped_ear` say how closely sound is listened to as it is, and at those speeds.
    """

    name: str
    every: int
    every_cut: int
    mirrored_cut: bool
    warps: tuple[Warp, ...]
    ear: hearing.Effort
    warped_ear: hearing.Effort


_QUICK_EAR = hearing.Effort(dense=30)
# Sound that weighs less than it must alone is a sighting where the pictures bear it out.
_HINT = 10.0
THOROUGH = Effort(
    "thorough",
    every=250,
    every_cut=1000,
    mirrored_cut=True,
    warps=_EVERY_WARP,
    ear=hearing.Effort(least=4, loose=True, lightest=_HINT),
    warped_ear=_QUICK_EAR,
)
LARGE = Effort(
    "large archive",
    every=500,
    every_cut=4000,
    mirrored_cut=False,
    warps=_USUAL_WARPS,
    ear=hearing.Effort(dense=40, lightest=_HINT),
    warped_ear=_QUICK_EAR,
)
VAST = Effort(
    "vast archive",
    every=1000,
    every_cut=0,
    mirrored_cut=False,
    warps=(),
    ear=hearing.Effort(dense=40),
    warped_ear=_QUICK_EAR,
)
_UP_TO = ((1000 * HOUR, THOROUGH), (20_000 * HOUR, LARGE))


def effort_for(length: int) -> Effort:
    """Return how hard to search an archive of `length` ms: up to 1,000 hours, up to 20,000, or more."""
    return next((effort for most, effort in _UP_TO if length <= most), VAST)
