"""Staleness: did a newer revision change the pinned words?"""

from dataclasses import dataclass
from typing import Literal

from dragoman.dispatch.library import Shelf
from dragoman.dispatch.passage import Passage, choose, text_of
from dragoman.dispatch.wording import HeldTo
from dragoman.model.review import ReviewedSegment


@dataclass(frozen=True, slots=True)
class Stale:
    """Hold what a newer revision made of pinned segments: their words, or their speakers, before and after."""

    revision: int
    what: Literal["words", "speaker"]
    before: str
    after: str


def stale(passage: Passage, shelf: Shelf) -> Stale | None:
    """Return what the newest revision changed in a passage; None when its words stand there still.

    They stand still when the segments at the same moments, or those of the same ids, say the same. A
    speaker named where none was known is no change.
    """
    latest = shelf.latest
    if latest is None or latest <= passage.reviewed.revision:
        return None
    newest = shelf.revisions[latest][1]
    ids = {segment.id for segment in passage.segments}
    there = choose(passage.pin, shelf, latest).segments
    same_ids = tuple(segment for segment in newest.segments if segment.id in ids)
    texts: tuple[HeldTo, HeldTo] = ("translation", "original")
    for held_to in texts:
        before = _said(passage.segments, held_to)
        if before not in (_said(there, held_to), _said(same_ids, held_to)):
            return Stale(latest, "words", before, _said(same_ids or there, held_to))
    before, after = _voices(passage.segments), _voices(same_ids or there)
    if before and after and before != after and all(segment.speaker for segment in passage.segments):
        return Stale(latest, "speaker", before, after)
    return None


def _said(segments: tuple[ReviewedSegment, ...], held_to: HeldTo) -> str:
    return " ".join(text for segment in segments if (text := text_of(segment, held_to)))


def _voices(segments: tuple[ReviewedSegment, ...]) -> str:
    return ", ".join(dict.fromkeys(segment.speaker for segment in segments if segment.speaker))
