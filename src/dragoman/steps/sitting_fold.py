"""Fold gestures over reviewed text or drafts, segment by segment, with what the history tells beside each."""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from dragoman.model.errors import ReviewError
from dragoman.model.review import (
    Approve,
    Decision,
    EditOriginal,
    EditSpan,
    EditSpeaker,
    EditTranslation,
    Remark,
    ReviewedSegment,
    Withdraw,
)
from dragoman.review.fold import applied, drafted
from dragoman.review.readers import same_person
from dragoman.review.revision import Review
from dragoman.review.staleness import basis_after
from dragoman.steps.sitting_journal import Event


@dataclass(frozen=True, slots=True)
class Line:
    """Hold one segment (None once removed), the original its translation answers, its note, its decisions' count."""

    segment: ReviewedSegment | None = None
    basis: str = ""
    note: str = ""
    count: int = 0


Lines = Mapping[str, Line]
NOBODY = Line()


class Unfit(ReviewError):
    """Report a gesture that was made on other text than the one that stands, or does not fit it; by its number."""

    def __init__(self, number: int, message: str) -> None:
        super().__init__(message)
        self.number = number


def ground(review: Review) -> dict[str, Line]:
    """Return the lines that a review's drafts and batches of decisions make."""
    drafts = drafted(review.transcript, review.translation)
    lines = {identity: Line(segment, segment.original) for identity, segment in drafts.items()}
    for batch in review.batches:
        for decision in batch.decisions:
            lines[decision.segment] = after(
                lines.get(decision.segment, NOBODY), decision, monolingual=review.monolingual
            )
    return lines


def after(line: Line, decision: Decision, *, monolingual: bool) -> Line:
    """Return a line as a decision leaves it; raise ReviewError when it does not fit."""
    change = decision.change
    segment = applied(line.segment, decision, monolingual=monolingual)
    note = change.text if isinstance(change, Remark) else line.note
    return Line(segment, basis_after(line.basis, change, segment), note, line.count + 1)


def mark(line: Line) -> str:
    """Return a short mark of a segment's time, speaker and texts; empty where there is no segment."""
    if line.segment is None:
        return ""
    seen = (line.segment.span, line.segment.speaker, line.segment.original, line.segment.translation)
    return hashlib.sha256(msgspec.json.encode(seen)).hexdigest()[:16]


def live(events: Iterable[tuple[int, Event]]) -> list[tuple[int, Event]]:
    """Return the gestures that count: neither undone nor set aside, oldest first."""
    out: set[int] = set()
    gestures: list[tuple[int, Event]] = []
    for number, event in events:
        if event.kind == "gesture":
            gestures.append((number, event))
        elif event.kind == "redo":
            out.discard(event.target)
        else:
            out.add(event.target)
    return [(number, event) for number, event in gestures if number not in out]


def refold(
    lines: Lines, gestures: Sequence[tuple[int, Event]], segments: Collection[str], *, monolingual: bool
) -> dict[str, Line]:
    """Return the lines of `segments` alone, as the gestures leave them; raise Unfit at the first that does not fit.

    A decision changes one segment only, so the others need not be looked at.
    """
    found = {identity: lines.get(identity, NOBODY) for identity in segments}
    for number, event in gestures:
        refuse_unfit(found, number, event)
        for decision in event.decisions:
            if decision.segment in found:
                found[decision.segment] = after(found[decision.segment], decision, monolingual=monolingual)
    return found


def refuse_unfit(lines: Lines, number: int, event: Event) -> None:
    """Raise Unfit when a segment of a gesture, among `lines`, does not stand as it did when the gesture was made."""
    for identity, before in event.before.items():
        if identity in lines and mark(lines[identity]) != before:
            raise Unfit(number, f"segment {identity} has changed since {event.by} decided on it")


def fold(
    lines: Lines, gestures: Iterable[tuple[int, Event]], *, monolingual: bool
) -> tuple[dict[str, Line], list[Unfit]]:
    """Return all lines after the gestures that fit, and why each of the others does not."""
    found = dict(lines)
    unfit: list[Unfit] = []
    for number, event in gestures:
        try:
            touched = {identity: found.get(identity, NOBODY) for identity in event.segments}
            found |= refold(touched, [(number, event)], event.segments, monolingual=monolingual)
        except Unfit as error:
            unfit.append(error)
        except ReviewError as error:
            unfit.append(Unfit(number, error.message))
    return found, unfit


def is_idle(line: Line, decision: Decision) -> bool:
    """Tell whether a decision would leave everything as it is: then it is none, and no approval falls by it."""
    segment = line.segment
    if segment is None:
        return False
    match decision.change:
        case EditOriginal(text):
            return text == segment.original
        case EditTranslation(text):
            return text == segment.translation
        case EditSpeaker(speaker):
            return speaker == segment.speaker
        case EditSpan(span):
            return span == segment.span
        case Remark(text):
            return text == line.note
        case Withdraw():
            return not segment.approved
        case Approve():
            return any(same_person(approval.by, decision.by) for approval in segment.approved)
    return False
