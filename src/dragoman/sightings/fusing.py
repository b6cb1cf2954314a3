"""Pictures and sound that agree on one stretch, joined; of those that exclude one another, the stronger kept."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from dragoman.model.sighting import AT_SPEED, Place, Sighting
from dragoman.model.sighting import Heard as Channel
from dragoman.model.time import Span
from dragoman.sightings import judging
from dragoman.sightings.extent import Extent
from dragoman.sightings.heard import Heard
from dragoman.sightings.judging import Judged
from dragoman.sightings.pictured import Pictured
from dragoman.sightings.tracks import Line

_SAME_LINE = 700.0
_HALF = 0.5
_APART = 3000.0
_LONG = 10_000.0
# Pictures tell about as much of a second as sound does: some 400 bits of what they differ less, or 24 nats.
_BITS_A_NAT = 17.0


@dataclass(frozen=True)
class Shared:
    """Hold a stretch here that may stand in the item `number`: by its pictures, by its sound, or by both."""

    number: int
    pictured: Pictured | None
    heard: Heard | None

    @property
    def spans(self) -> list[tuple[float, float]]:
        """Return from where to where each channel agrees here, in ms."""
        return [(each.start, each.end) for each in (self.pictured, self.heard) if each is not None]

    @property
    def start(self) -> float:
        """Return where the first channel begins to agree."""
        return min(start for start, _ in self.spans)

    @property
    def end(self) -> float:
        """Return where the last channel ends to agree."""
        return max(end for _, end in self.spans)

    @property
    def there(self) -> float:
        """Return the moment there, in ms, that the middle of the stretch shows."""
        return self.line.at((self.start + self.end) / 2)

    @property
    def line(self) -> Line:
        """Return the line of the sound, which is the more exact, or that of the pictures."""
        either = self.heard or self.pictured
        assert either is not None
        return either.line

    @property
    def judged(self) -> Judged | None:
        """Return what is proved, or None."""
        return judging.together(self.pictured, self.heard)

    @property
    def strength(self) -> float:
        """Return what chooses between stretches that exclude one another."""
        pictures = 0.0
        if self.pictured is not None:
            # However long a picture is held, it tells no more than once; of two places the longer is kept.
            held = self.judged is not None and self.judged.still
            extent = self.pictured.extent
            pictures = extent.evidence + (self.end - self.start) / _LONG if held else extent.strength / _BITS_A_NAT
            if self.pictured.described:
                pictures /= 2
        return pictures + (self.heard.evidence if self.heard is not None else 0.0)


def fused(known: list[Shared], one: Shared) -> list[Shared]:
    """Return what is known with one more stretch: joined to what lies on the same line, or beside it."""
    for at, other in enumerate(known):
        if _same(other, one):
            joined = Shared(one.number, _better(other.pictured, one.pictured), _louder(other.heard, one.heard))
            return [*known[:at], joined, *known[at + 1 :]]
    return [*known, one]


def settled(shared: Iterable[Shared], length: int, of: Callable[[int], tuple[str, float]]) -> tuple[Sighting, ...]:
    """Return the sightings that stand, in the order of time.

    Of stretches that show the same part here in the same other item the strongest stays. `of`
    returns the digest of an item's Media by its number, and how long it is in ms.
    """
    kept: list[Shared] = []
    for one in sorted(joined(shared), key=lambda each: -each.strength):
        if one.judged is not None and not any(_excludes(other, one) for other in kept):
            kept.append(one)
    found = [_sighting(one, length, *of(one.number)) for one in kept]
    return tuple(sorted(found, key=lambda each: (each.here.start, each.here.end, each.there.media)))


def joined(shared: Iterable[Shared]) -> list[Shared]:
    """Return stretches of pictures that follow one another on one line, no more than 3 s apart, as one each.

    So are those of one picture held.
    """
    made: list[Shared] = []
    for one in sorted(shared, key=lambda each: each.start):
        at = next((at for at, other in enumerate(made) if _goes_on(other, one)), None)
        if at is None:
            made.append(one)
        else:
            made[at] = _one(made[at], one)
    return made


def _goes_on(one: Shared, other: Shared) -> bool:
    if one.number != other.number or not -_SAME_LINE < other.start - one.end <= _APART:
        return False
    if one.judged is None or other.judged is None or one.pictured is None or other.pictured is None:
        return False
    if one.pictured.mirrored != other.pictured.mirrored:
        return False
    if one.judged.still and other.judged.still:
        # A picture held here is that of one moment there, whatever the line.
        return abs(one.there - other.there) <= _APART
    middle = (one.end + other.start) / 2
    there = [each.line.at(middle) for each in (one, other)]
    return abs(there[0] - there[1]) <= _SAME_LINE / 2


def _one(one: Shared, other: Shared) -> Shared:
    first, second = one.pictured, other.pictured
    assert first is not None and second is not None
    extents = first.extent, second.extent
    weights = [each.last - each.first + 1 for each in extents]
    held = one.judged is not None and one.judged.still and other.judged is not None and other.judged.still
    extent = Extent(
        first.extent.first,
        second.extent.last,
        sum(each.bits * weight for each, weight in zip(extents, weights, strict=True)) / sum(weights),
        sum(each.moments for each in extents) if not held else max(each.moments for each in extents),
        sum(each.evidence for each in extents),
        sum(each.strength for each in extents),
    )
    longer = first if weights[0] >= weights[1] else second
    described = first.described or second.described
    end = max(first.end, second.end)
    seen = Pictured(one.number, first.mirrored, longer.line, first.start, end, extent, described)
    return Shared(one.number, seen, _louder(one.heard, other.heard))


def _same(one: Shared, other: Shared) -> bool:
    if one.number != other.number or _overlap(one, other) < _HALF:
        return False
    middle = (max(one.start, other.start) + min(one.end, other.end)) / 2
    there = (each.line.at(middle) for each in (one, other))
    return abs(next(there) - next(there)) <= _SAME_LINE


def _excludes(kept: Shared, one: Shared) -> bool:
    return kept.number == one.number and _overlap(kept, one) >= _HALF


def _overlap(one: Shared, other: Shared) -> float:
    """Return how much two stretches share here, as a share of the shorter."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared / max(1.0, min(one.end - one.start, other.end - other.start))


def _better(one: Pictured | None, other: Pictured | None) -> Pictured | None:
    if one is None or other is None:
        return one or other
    return max(one, other, key=lambda each: each.extent.strength)


def _louder(one: Heard | None, other: Heard | None) -> Heard | None:
    if one is None or other is None:
        return one or other
    return max(one, other, key=lambda each: each.evidence)


def _sighting(one: Shared, length: int, media: str, theirs: float) -> Sighting:
    judged, seen, sound = one.judged, one.pictured, one.heard
    assert judged is not None
    if seen is not None and sound is not None and not judging.agreeing(seen, sound):
        # One of the two has nothing to say: what the other says stands alone.
        seen, sound = (None, sound) if judging.by_sound(sound.evidence) is not None else (seen, None)
    one = Shared(one.number, seen, sound)
    start, end = max(0.0, one.start), min(float(length), one.end)
    first, last = (min(max(0.0, one.line.at(each)), theirs) for each in (start, end))
    channel: Channel = "both" if seen is not None and sound is not None else "picture" if seen is not None else "sound"
    return Sighting(
        here=_span(start, end),
        there=Place(media, _span(first, last)),
        channel=channel,
        moments=seen.extent.moments if seen is not None else 0,
        landmarks=sound.landmarks if sound is not None else 0,
        bits=round(seen.extent.bits) if seen is not None else 0,
        speed=round(one.line.speed * AT_SPEED),
        mirrored=seen.mirrored if seen is not None else False,
        certain=judged.certain,
        still=judged.still,
    )


def _span(start: float, end: float) -> Span:
    first = round(start)
    return Span(first, max(first + 1, round(end)))
