"""Whether what two items share is a sighting, and how sure that is.

Evidence is the logarithm, to base e, of how many times likelier agreement is if the footage is the same. What is asked
of it does not grow with the archive. It was set by hand, on excerpts of the shared footage; `bench/sightings/run.py`
measures what unrelated footage reaches, and what it costs in recall.
"""

from dataclasses import dataclass, replace
from math import log
from typing import TYPE_CHECKING

from dragoman.sightings.extent import Extent
from dragoman.sightings.sound import hearing

if TYPE_CHECKING:
    from dragoman.sightings.heard import Heard
    from dragoman.sightings.pictured import Pictured

MOMENTS = 3
"""Distinct pictures that a sighting by pictures alone needs."""
EVIDENCE = 25.0
"""Evidence that pictures alone need."""
SOUND = hearing.PROBABLE
"""Evidence that sound alone needs."""
SOUND_CERTAIN = hearing.CERTAIN
TOGETHER = 14.0
"""Evidence that pictures and sound need together, where each has some."""
SOME = 4.0
"""Evidence that each of the two needs to count beside the other, and pictures at all."""
CERTAIN_BITS = 60.0
_WILD = 0.25
# The bits up to which two pictures held, and one, are the same stills: as they are seen, and as a descriptor tells
# them, from whose distances nothing is taken off.
_SEEN = (55.0, 26.0)
_DESCRIBED = (72.0, 60.0)
_LEAST_LENGTH = 1200.0
_STILL_LENGTH = 1500.0
_FEW_LENGTH = 2000.0


@dataclass(frozen=True, slots=True)
class Judged:
    """Say what a stretch is: `certain`, or `still` where it rests on a picture or two that are held."""

    certain: bool
    still: bool


def together(seen: "Pictured | None", sound: "Heard | None") -> Judged | None:
    """Return what pictures and sound prove of a stretch, or None where they prove nothing."""
    if seen is not None and abs(log(seen.line.speed)) > _WILD and seen.extent.bits > CERTAIN_BITS:
        # Among many speeds one is found for cards of text that have nothing in common but their lines.
        seen = None
    pictures = _by(seen) if seen is not None else None
    heard = by_sound(sound.evidence) if sound is not None else None
    if seen is None or sound is None or not agreeing(seen, sound):
        return _surer(pictures, heard)
    if heard is not None:
        sure = heard.certain or (pictures is not None and not pictures.still)
        return Judged(certain=sure, still=False)
    if pictures is not None:
        return Judged(pictures.certain or (not pictures.still and sound.evidence >= TOGETHER), pictures.still)
    if seen.extent.evidence + sound.evidence >= TOGETHER:
        return Judged(certain=False, still=False)
    return None


def _by(seen: "Pictured") -> Judged | None:
    limits = _DESCRIBED if seen.described else _SEEN
    judged = by_pictures(seen.extent, seen.end - seen.start, limits)
    return replace(judged, certain=False) if judged is not None and seen.described else judged


def agreeing(seen: "Pictured", sound: "Heard") -> bool:
    """Tell whether pictures and sound both have something to say for a stretch."""
    return min(seen.extent.evidence, sound.evidence) >= SOME


def _surer(one: Judged | None, other: Judged | None) -> Judged | None:
    if one is None or other is None:
        return one or other
    return other if one.still or (other.certain and not one.certain) else one


def by_pictures(extent: Extent, length: float, limits: tuple[float, float] = _SEEN) -> Judged | None:
    """Return what pictures alone prove of a stretch of `length` ms here, or None where they prove nothing.

    Three distinct moments make a sighting, certain where they are more and near. One or two,
    near and held, say only that the same still was shown: at which moment there, they cannot tell.
    """
    few, still = limits
    if extent.moments >= MOMENTS and extent.evidence >= EVIDENCE and length >= _LEAST_LENGTH:
        return Judged(certain=extent.bits <= CERTAIN_BITS and extent.moments > MOMENTS, still=False)
    if extent.moments == MOMENTS - 1 and extent.bits <= few and length >= _FEW_LENGTH:
        return Judged(certain=False, still=True)
    if extent.bits <= still and length >= _STILL_LENGTH:
        return Judged(certain=False, still=True)
    return None


def by_sound(evidence: float) -> Judged | None:
    """Return what sound alone proves, or None where it proves nothing."""
    if evidence < SOUND:
        return None
    return Judged(certain=evidence >= SOUND_CERTAIN, still=False)
