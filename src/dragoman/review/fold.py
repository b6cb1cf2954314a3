"""Fold decisions over the machine's drafts into segments as they stand."""

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from dragoman.model.errors import ReviewError
from dragoman.model.review import (
    AddSegment,
    Approval,
    Approve,
    Author,
    Decision,
    EditOriginal,
    EditSpan,
    EditSpeaker,
    EditTranslation,
    Origin,
    Remark,
    RemoveSegment,
    ReviewedSegment,
    Withdraw,
)
from dragoman.model.transcript import Transcript, Translation

State = Mapping[str, ReviewedSegment]


def drafted(transcript: Transcript, translation: Translation | None) -> dict[str, ReviewedSegment]:
    """Return the machine's drafts as segments by id, none of them approved."""
    lines = {line.id: line.text for line in translation.lines} if translation else {}
    return {
        segment.id: ReviewedSegment(
            id=segment.id,
            span=segment.span,
            speaker=segment.speaker,
            original=segment.text,
            original_origin="machine" if segment.text else "none",
            translation=lines.get(segment.id, ""),
            translation_origin="machine" if lines.get(segment.id) else "none",
        )
        for segment in transcript.segments
    }


def decided(state: State, decisions: Iterable[Decision], *, monolingual: bool) -> dict[str, ReviewedSegment]:
    """Return the segments after `decisions`, applied in order to a copy of `state`.

    `monolingual` tells that the desk publishes in the language spoken, so that a segment may be approved
    without a translation. Raise ReviewError when a decision does not fit.
    """
    after = dict(state)
    for decision in decisions:
        segment = applied(after.get(decision.segment), decision, monolingual=monolingual)
        if segment is None:
            del after[decision.segment]
        else:
            after[decision.segment] = segment
    return after


def in_order(state: State) -> tuple[ReviewedSegment, ...]:
    """Return the segments in the order of their start, then end, then id."""
    return tuple(sorted(state.values(), key=lambda s: (s.span.start, s.span.end, s.id)))


def applied(segment: ReviewedSegment | None, decision: Decision, *, monolingual: bool) -> ReviewedSegment | None:
    """Return the one segment that a decision is about as it stands after it; None stands for no segment.

    Raise ReviewError when the decision does not fit.
    """
    match decision.change, segment:
        case AddSegment(span), None:
            return ReviewedSegment(decision.segment, span, "", "", "none", "", "none")
        case AddSegment(), _:
            raise ReviewError(f"segment {decision.segment} exists already", hint="give the new segment another id")
        case _, None:
            raise ReviewError(
                f"no segment {decision.segment}", hint="`dragoman review ITEM` lists the segments and their ids"
            )
        case RemoveSegment(), _:
            return None
        case Remark(), _:
            return segment
        case _, ReviewedSegment() as standing:
            return _changed(standing, decision, monolingual=monolingual)
    raise AssertionError(f"{decision.change} is no change")


def _changed(segment: ReviewedSegment, decision: Decision, *, monolingual: bool) -> ReviewedSegment:
    match decision.change:
        case EditOriginal(text, author):
            return replace(segment, original=text, original_origin=_origin(text, author), approved=())
        case EditTranslation(text, author):
            return replace(segment, translation=text, translation_origin=_origin(text, author), approved=())
        case EditSpeaker(speaker):
            return replace(segment, speaker=speaker, approved=())
        case EditSpan(span):
            return replace(segment, span=span, approved=())
        case Withdraw():
            return replace(segment, approved=())
        case Approve():
            return _approved(segment, decision, monolingual=monolingual)
    raise AssertionError(f"{decision.change} adds or removes a segment")


def _approved(segment: ReviewedSegment, decision: Decision, *, monolingual: bool) -> ReviewedSegment:
    if not segment.original.strip():
        raise ReviewError(f"segment {segment.id} cannot be approved: it has no text")
    if not segment.translation.strip() and not monolingual:
        raise ReviewError(
            f"segment {segment.id} cannot be approved: it has no translation",
            hint="translate it first; an empty translation is an honest draft and stays one",
        )
    others = tuple(approval for approval in segment.approved if approval.by != decision.by)
    return replace(segment, approved=(*others, Approval(decision.by, decision.at, decision.note)))


def _origin(text: str, author: Author) -> Origin:
    return author if text.strip() else "none"
