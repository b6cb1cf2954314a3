"""The history of one segment: who changed what, when, word by word, from the machine's draft to this moment."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

import msgspec

from dragoman.model.review import (
    AddSegment,
    Approve,
    Change,
    Decision,
    EditOriginal,
    EditSpan,
    EditSpeaker,
    EditTranslation,
    Remark,
    RemoveSegment,
    ReviewedSegment,
    Withdraw,
)
from dragoman.model.time import Span, moment
from dragoman.model.transcript import SegmentId
from dragoman.review.fold import drafted
from dragoman.review.revision import Review
from dragoman.steps.desk import Desk
from dragoman.steps.review import Standing
from dragoman.steps.sitting_fold import NOBODY, Line, after
from dragoman.steps.sittings import Sittings

# Pairs of words; comparing takes time in proportion to them.
_MOST = 4_000_000

What = Literal[
    "drafted", "original", "translation", "speaker", "time", "added", "removed", "approved", "withdrawn", "remarked"
]


class Run(msgspec.Struct, frozen=True):
    """Hold a run of words that stayed, that were taken out, or that were put in; runs joined give both texts."""

    kind: Literal["same", "out", "in"]
    text: str


class Event(msgspec.Struct, frozen=True):
    """Hold one thing that happened to a segment.

    `before` and `after` are the text, name or time that changed, empty where none did; `differences` what
    differs between them. `at` is empty for a machine's draft, `revision` None for what is not numbered yet;
    `note` is what the person said beside it.
    """

    at: str
    by: str
    what: What
    before: str
    after: str
    differences: tuple[Run, ...]
    revision: int | None
    note: str = ""


@dataclass(frozen=True)
class _Told:
    decision: Decision
    revision: int | None


def history(desk: Desk, sittings: Sittings, name: str, segment: SegmentId) -> tuple[Event, ...]:
    """Return all that happened to a segment, oldest first: drafts, numbered decisions, and those still pending.

    It is empty for a segment that never was.
    """
    stands, pending = sittings.below(desk, name)
    line = _draft(stands.review, segment)
    events = list(_drafts(stands.review, line.segment))
    for told in _told(stands, pending, segment):
        then, line = line, after(line, told.decision, monolingual=stands.review.monolingual)
        events.append(_event(told, then, line))
    return tuple(events)


def differences(before: str, after: str) -> tuple[Run, ...]:
    """Return what differs between two texts, by words and by the spaces between them.

    Texts too long for that, far beyond any segment of speech, are shown as one taken out and one put in.
    """
    old, new = _tokens(before), _tokens(after)
    if len(old) * len(new) > _MOST:
        return (Run("out", before), Run("in", after))
    runs: list[Run] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            runs.append(Run("same", "".join(old[a:b])))
            continue
        if b > a:
            runs.append(Run("out", "".join(old[a:b])))
        if d > c:
            runs.append(Run("in", "".join(new[c:d])))
    return tuple(runs)


def _tokens(text: str) -> list[str]:
    return re.findall(r"\s+|[^\s]+", text)


def _draft(review: Review, segment: SegmentId) -> Line:
    found = drafted(review.transcript, review.translation).get(segment)
    return Line(found, found.original) if found else NOBODY


def _drafts(review: Review, segment: ReviewedSegment | None) -> Iterator[Event]:
    if segment is None:
        return
    heard = f"{review.transcript.by.name} {review.transcript.by.version}"
    yield Event("", heard, "drafted", "", segment.original, differences("", segment.original), None)
    if review.translation is not None and segment.translation:
        by = f"{review.translation.by.name} {review.translation.by.version}"
        yield Event("", by, "drafted", "", segment.translation, differences("", segment.translation), None)


def _told(stands: Standing, pending: Iterable[Decision], segment: SegmentId) -> Iterator[_Told]:
    """Yield the decisions on a segment with the revision that each led to; every batch led to one."""
    latest = stands.reviewed.revision if stands.reviewed else 0
    first = latest - len(stands.review.batches) + 1
    for revision, batch in enumerate(stands.review.batches, start=first):
        yield from (_Told(each, revision) for each in batch.decisions if each.segment == segment)
    yield from (_Told(each, None) for each in pending if each.segment == segment)


def _event(told: _Told, then: Line, now: Line) -> Event:
    what = _what(told.decision.change)
    before, after = _shown(what, then), _shown(what, now)
    decision = told.decision
    runs = differences(before, after)
    return Event(decision.at, decision.by, what, before, after, runs, told.revision, decision.note)


def _what(change: Change) -> What:
    match change:
        case EditOriginal():
            return "original"
        case EditTranslation():
            return "translation"
        case EditSpeaker():
            return "speaker"
        case EditSpan():
            return "time"
        case AddSegment():
            return "added"
        case RemoveSegment():
            return "removed"
        case Approve():
            return "approved"
        case Withdraw():
            return "withdrawn"
        case Remark():
            return "remarked"


def _shown(what: What, line: Line) -> str:
    if what == "remarked":
        return line.note
    if line.segment is None:
        return ""
    match what:
        case "original":
            return line.segment.original
        case "translation":
            return line.segment.translation
        case "speaker":
            return line.segment.speaker
        case "time" | "added" | "removed":
            return _time(line.segment.span)
    return ""


def _time(span: Span) -> str:
    return f"{moment(span.start)}-{moment(span.end)}"
