"""What a sitting shows: every segment as it stands this moment, whoever is at work on it."""

from dataclasses import dataclass
from functools import cached_property

import msgspec

from dragoman.model.review import Approval, Decision, Origin, ReviewedSegment
from dragoman.model.time import Span
from dragoman.model.transcript import SegmentId
from dragoman.review.gestures import Ground


class SegmentView(msgspec.Struct, frozen=True):
    """Hold one segment as it stands, with what is typed and not yet decided put in its place.

    `version` grows with every change and never comes back. `approved` tells that enough people approved both
    texts; `approvals` holds the first of two readers too. `stale`: the original changed after the translation
    was written or approved. `typed_by` names who is typing in it.
    """

    id: SegmentId
    version: int
    span: Span
    speaker: str
    original: str
    original_origin: Origin
    translation: str
    translation_origin: Origin
    approvals: tuple[Approval, ...]
    approved: bool
    stale: bool
    note: str
    history_count: int
    typed_by: str


class Aside(msgspec.Struct, frozen=True):
    """Hold a gesture that no longer fits, because the text below it was changed elsewhere; nothing of it is lost."""

    number: int
    by: str
    at: str
    decisions: tuple[Decision, ...]
    why: str


@dataclass(frozen=True)
class Sitting:
    """Hold an item as people have it before them, in the order of its segments' start.

    `revision` is the last numbered one, None before the first. `pending` counts decisions since then, typing
    among them. `readers` is how many people must approve a segment.
    """

    item: str
    revision: int | None
    pending: int
    segments: tuple[SegmentView, ...]
    readers: int
    aside: tuple[Aside, ...]
    used: frozenset[str]

    @cached_property
    def ground(self) -> Ground:
        """Return what gestures stand on: split, merge, nudge and rename take it."""
        return Ground(
            {view.id: reviewed_segment(view) for view in self.segments},
            self.used,
            frozenset(view.id for view in self.segments if view.stale),
        )

    def segment(self, identity: str) -> SegmentView | None:
        """Return one segment, or None where there is none of that id."""
        return self._by_id.get(identity)

    @cached_property
    def _by_id(self) -> dict[str, SegmentView]:
        return {view.id: view for view in self.segments}


def reviewed_segment(view: SegmentView) -> ReviewedSegment:
    """Return a view as the record of a segment, approved only where enough people approved it."""
    return ReviewedSegment(
        id=view.id,
        span=view.span,
        speaker=view.speaker,
        original=view.original,
        original_origin=view.original_origin,
        translation=view.translation,
        translation_origin=view.translation_origin,
        approved=view.approvals if view.approved else (),
    )
