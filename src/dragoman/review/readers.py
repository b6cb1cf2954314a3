"""How many different people must approve: one reader, or a second one with another name."""

import unicodedata
from collections.abc import Iterable

from msgspec.structs import replace

from dragoman.model.review import Approval, ReviewedSegment


def enough(approvals: Iterable[Approval], readers: int) -> bool:
    """Tell whether at least `readers` different people approved; case and spacing make nobody another person."""
    return len({_person(approval.by) for approval in approvals}) >= readers


def counted(segment: ReviewedSegment, readers: int) -> ReviewedSegment:
    """Return the segment with its approvals where they are enough, and with none where they are not."""
    return segment if enough(segment.approved, readers) else replace(segment, approved=())


def same_person(one: str, other: str) -> bool:
    """Tell whether two names, as people type them, are one person's."""
    return _person(one) == _person(other)


def _person(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())
