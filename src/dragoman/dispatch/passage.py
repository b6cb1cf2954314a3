"""A passage: the reviewed segments that a pin chose, and their words in both languages."""

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.dispatch.library import Shelf
from dragoman.dispatch.wording import HeldTo, Wording
from dragoman.model.pin import Pin
from dragoman.model.review import Reviewed, ReviewedSegment
from dragoman.model.time import moment


@dataclass(frozen=True)
class Passage:
    """Hold the segments that share a moment with a pin, at its revision, and where they come from."""

    pin: Pin
    shelf: Shelf
    reviewed: Reviewed
    reviewed_digest: str
    segments: tuple[ReviewedSegment, ...]

    @property
    def wordings(self) -> tuple[Wording, Wording]:
        """Return the passage's words in the desk's language and in the language spoken."""
        return (
            Wording("translation", self.reviewed.desk_language, _joined(self.segments, "translation")),
            Wording("original", self.reviewed.language, _joined(self.segments, "original")),
        )

    @property
    def called(self) -> str:
        """Return what a message calls these words."""
        return "pinned text"

    def where(self, held_to: HeldTo, stretches: Sequence[tuple[int, int]]) -> str:
        """Return where the `stretches` of a wording stand in the footage: `address@1 at 0:06.740`."""
        holding = self.holding(held_to, stretches) or self.segments
        return f"{self.pin.name}@{self.pin.revision} at {moment(holding[0].span.start)}"

    @property
    def unapproved(self) -> tuple[ReviewedSegment, ...]:
        """Return the segments that no person has approved."""
        return tuple(segment for segment in self.segments if not segment.approved)

    def holding(self, held_to: HeldTo, stretches: Sequence[tuple[int, int]]) -> tuple[ReviewedSegment, ...]:
        """Return the segments in whose words any of the `stretches` of a wording lie."""
        found: list[ReviewedSegment] = []
        at = 0
        for segment in self.segments:
            text = text_of(segment, held_to)
            if not text:
                continue
            if any(start < at + len(text) and at < end for start, end in stretches):
                found.append(segment)
            at += len(text) + 1
        return tuple(found)


def choose(pin: Pin, shelf: Shelf, revision: int) -> Passage:
    """Return the passage that `pin` chooses at `revision`: the segments that share a moment with its span."""
    reviewed_digest, reviewed = shelf.revisions[revision]
    span = pin.span
    segments = tuple(segment for segment in reviewed.segments if segment.span.overlaps(span))
    return Passage(pin, shelf, reviewed, reviewed_digest, segments)


def text_of(segment: ReviewedSegment, held_to: HeldTo) -> str:
    """Return a segment's words in the desk's language or in the language spoken."""
    return (segment.translation if held_to == "translation" else segment.original).strip()


def _joined(segments: Sequence[ReviewedSegment], held_to: HeldTo) -> str:
    return " ".join(text for segment in segments if (text := text_of(segment, held_to)))
