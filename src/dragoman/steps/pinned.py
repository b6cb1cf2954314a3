"""What stands behind the words at a place of a text: both texts of a pin, who says them, who approved them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from dragoman.dispatch.passage import Passage
from dragoman.dispatch.place import Place
from dragoman.dispatch.reading import Quoted
from dragoman.dispatch.resolve import Resolved
from dragoman.dispatch.wording import HeldTo
from dragoman.model.direction import Direction, direction
from dragoman.model.finding import VerdictName
from dragoman.model.review import ReviewedSegment
from dragoman.model.time import moment
from dragoman.steps.drafts import Judgement

_NAMES: dict[HeldTo, str] = {"translation": "translation", "original": "as spoken"}


@dataclass(frozen=True)
class Said:
    """Hold a text that a quotation may stand in: its language (BCP 47), how it runs, whether it is the one held to.

    `name` is `translation`, `as spoken`, or in a document without a desk `longer quotation`.
    """

    name: str
    language: str
    direction: Direction
    text: str
    held_to: bool


@dataclass(frozen=True)
class Pinned:
    """Hold what a quotation is held to, as text for people; `start` and `end` bound in the source what was pointed at.

    `pin` is empty where there is none, and `title`, an item's, then says where the longer quotation stands.
    `lost` says why the pin leads nowhere, empty where it does. `stale` is what a newer revision reads, empty
    where it changed nothing.
    """

    start: int
    end: int
    pin: str
    title: str
    verdict: VerdictName
    reason: str
    lost: str
    said: tuple[Said, ...] = ()
    segments: tuple[str, ...] = ()
    times: str = ""
    speakers: tuple[str, ...] = ()
    approvals: tuple[str, ...] = ()
    newest: int | None = None
    stale: str = ""


def pinned_at(judgement: Judgement, offset: int) -> Pinned | None:
    """Return what stands behind the character at `offset` of the source, None where no quotation or pin stands."""
    if not isinstance(judgement.reading, Resolved):
        return next((_bare(one) for one in judgement.reading.quoted if _holding((one.words,), offset)), None)
    for held in judgement.reading.quotations:
        mark, verdict, passage = held.mark, held.verdict, held.passage
        place = _holding((mark.words, mark.at), offset)
        if place is not None:
            known = Pinned(place.start, place.end, mark.target, "", verdict.name, verdict.reason, held.lost)
            stale = held.stale.after if held.stale else ""
            return known if passage is None else _full(known, passage, verdict.held_to, stale)
    for voice in judgement.reading.voices:
        place = _holding((voice.voiced.words,), offset)
        if place is not None and voice.passage is not None:
            pin, verdict = str(voice.passage.pin), voice.verdict
            known = Pinned(place.start, place.end, pin, "", verdict.name, verdict.reason, "")
            return _full(known, voice.passage, verdict.held_to, "")
    return None


def _holding(places: Iterable[Place], offset: int) -> Place | None:
    return next((place for place in places if place.start <= offset < place.end), None)


def _bare(one: Quoted) -> Pinned:
    """Return the longer quotation of the same document that a quotation is held to."""
    verdict, evidence = one.verdict, one.evidence
    where = evidence.where(verdict.held_to, verdict.stretches) if verdict.held_to else ""
    said = tuple(
        Said(evidence.called, each.language, direction(each.text, each.language), each.text, held_to=True)
        for each in evidence.wordings
    )
    return Pinned(one.words.start, one.words.end, "", where, verdict.name, verdict.reason, "", said)


def _full(known: Pinned, passage: Passage, held_to: HeldTo | None, stale: str) -> Pinned:
    segments = passage.segments
    return Pinned(
        known.start,
        known.end,
        known.pin,
        passage.shelf.item.title or passage.shelf.item.name,
        known.verdict,
        known.reason,
        known.lost,
        said=tuple(
            Said(_NAMES[one.held_to], one.language, direction(one.text, one.language), one.text, one.held_to == held_to)
            for one in passage.wordings
        ),
        segments=tuple(segment.id for segment in segments),
        times=f"{moment(segments[0].span.start)} to {moment(segments[-1].span.end)}",
        speakers=tuple(dict.fromkeys(segment.speaker or "unknown" for segment in segments)),
        approvals=tuple(_approvals(segments)),
        newest=passage.shelf.latest,
        stale=stale,
    )


def _approvals(segments: tuple[ReviewedSegment, ...]) -> Iterator[str]:
    """Yield who approved the segments; runs of them that the same people approved at the same time, together."""
    for approved, run in groupby(segments, key=lambda segment: segment.approved):
        ids = [segment.id for segment in run]
        which = ids[0] if len(ids) == 1 else f"{ids[0]} to {ids[-1]}"
        for approval in approved:
            note = f" ({approval.note})" if approval.note else ""
            yield f"{which}: {approval.by}, {approval.at[:10]}{note}"
        if not approved:
            yield f"{which}: nobody yet"
