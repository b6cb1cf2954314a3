"""Sightings as people have judged them: suggested, confirmed, rejected, or explained by a distractor."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from dragoman.model.sighting import Distractor, Place, Sighting, Sightings, Verdict
from dragoman.model.time import Span

State = Literal["suggested", "confirmed", "rejected", "distractor"]

SLIVER = 1000
"""Milliseconds below which a stretch between two sightings is not told apart from their inexact ends."""

_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Stood:
    """Hold a sighting as it stands: its number in its report, from 1, and the verdict that holds, where one does."""

    number: int
    sighting: Sighting
    state: State
    verdict: Verdict | None = None


def in_force(distractors: Iterable[Distractor]) -> tuple[Distractor, ...]:
    """Return the distractors that hold, given all in the order in which they were taught and taken back."""
    last = {(each.place.media, each.place.span.start, each.place.span.end): each for each in distractors}
    return tuple(each for each in last.values() if each.holds)


def standing(report: Sightings, verdicts: Sequence[Verdict], distractors: Iterable[Distractor]) -> tuple[Stood, ...]:
    """Return every sighting of a report as it stands, given all verdicts and distractors, oldest first.

    A person's verdict on the two places goes before a distractor. A verdict speaks of two places of footage,
    whichever of them was asked about, and holds for a sighting that overlaps both by half or more.
    """
    marked = proves_nothing(report, distractors)
    return tuple(
        _stood(number, sighting, report.media, verdicts, marked)
        for number, sighting in enumerate(report.found, start=1)
    )


def proves_nothing(report: Sightings, distractors: Iterable[Distractor]) -> tuple[Span, ...]:
    """Return the stretches of a report's footage that distractors explain, in order, overlapping ones as one.

    They are those taught in this footage, and those where it shows what was taught in other footage.
    """
    held = in_force(distractors)
    spans = [each.place.span for each in held if each.place.media == report.media]
    for sighting in report.found:
        taught = [each.place.span for each in held if each.place.media == sighting.there.media]
        if covered(sighting.there.span, taught) >= _HALF:
            spans.append(sighting.here)
    return joined(spans)


def unseen(report: Sightings, stood: Iterable[Stood], marked: Iterable[Span], length: int) -> tuple[Span, ...]:
    """Return the stretches of `length` milliseconds of footage that nothing suggested or confirmed covers.

    What a distractor explains is left out too: it was seen, and proves nothing.
    """
    known = [one.sighting.here for one in stood if one.state in ("suggested", "confirmed")]
    return tuple(_between(joined([*known, *marked]), length))


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the spans in order, overlapping and touching ones as one."""
    found: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.start, one.end)):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)


def covered(span: Span, by: Iterable[Span]) -> float:
    """Return the share of a span, from 0 to 1, that others cover."""
    return sum(_shared(span, each) for each in joined(by)) / span.length


def holds_for(verdict: Verdict, here: Place, there: Place) -> bool:
    """Tell whether a verdict speaks of two places, in either order."""
    return (_same(verdict.here, here) and _same(verdict.there, there)) or (
        _same(verdict.here, there) and _same(verdict.there, here)
    )


def _stood(number: int, sighting: Sighting, media: str, verdicts: Sequence[Verdict], marked: Sequence[Span]) -> Stood:
    here = Place(media, sighting.here)
    for verdict in reversed(verdicts):
        if holds_for(verdict, here, sighting.there):
            return Stood(number, sighting, verdict.judgement, verdict)
    return Stood(number, sighting, "distractor" if covered(sighting.here, marked) >= _HALF else "suggested")


def _same(one: Place, other: Place) -> bool:
    longer = max(one.span.length, other.span.length)
    return one.media == other.media and _shared(one.span, other.span) >= _HALF * longer


def _shared(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _between(spans: Iterable[Span], length: int) -> Iterator[Span]:
    at = 0
    for span in (*spans, Span(max(length, 0), max(length, 0) + 1)):
        end = min(span.start, length)
        if end - at >= SLIVER:
            yield Span(at, end)
        at = max(at, span.end)
