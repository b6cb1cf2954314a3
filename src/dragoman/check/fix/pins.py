"""Pins of old revisions, moved to the newest one where it left the pinned segments as they were."""

from collections.abc import Iterator, Sequence

from dragoman.check.fix.edits import Edit
from dragoman.dispatch.passage import choose
from dragoman.dispatch.resolve import Held, Resolved
from dragoman.model.review import ReviewedSegment


def moved(resolved: Resolved) -> Iterator[Edit]:
    """Yield, for each faithful quotation, the change of its pin's revision that changes nothing else.

    The newest revision must have the same approved words in both languages, by the same speakers, in
    segments that the pin's times choose as before.
    """
    for held in resolved.quotations:
        latest = _latest(held)
        edit = _edit(held, latest, resolved.document.text) if latest is not None else None
        if edit is not None:
            yield edit


def _latest(held: Held) -> int | None:
    """Return the revision that a pin can move to, None where it is there or must stay."""
    passage, pin = held.passage, held.mark.pin
    if passage is None or pin is None or held.verdict.name != "faithful" or held.stale is not None:
        return None
    latest = passage.shelf.latest
    if latest is None or latest <= passage.reviewed.revision:
        return None
    there = choose(pin, passage.shelf, latest)
    is_same = _said(there.segments) == _said(passage.segments) and not there.unapproved
    return latest if is_same else None


def _said(segments: Sequence[ReviewedSegment]) -> list[tuple[str, str, str]]:
    return [(segment.speaker, segment.original, segment.translation) for segment in segments]


def _edit(held: Held, latest: int, text: str) -> Edit | None:
    """Return the change of the revision's digits, None where the target is not written out where the link is."""
    target, at, pin = held.mark.target, held.mark.at, held.mark.pin
    if pin is None or text[at.start : at.end] != target:
        return None
    start = at.start + len(pin.name) + 1
    end = start + len(str(pin.revision))
    return Edit(start, end, str(latest), f"revision {latest} of {pin.name} has these words unchanged")
