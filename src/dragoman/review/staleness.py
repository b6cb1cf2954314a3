"""Whether a translation still answers its original: the original may have changed since it was written or approved."""

from dragoman.model.review import AddSegment, Approve, Change, EditTranslation, ReviewedSegment


def basis_after(basis: str, change: Change, after: ReviewedSegment | None) -> str:
    """Return the original that a segment's translation answers once `change` has made it `after`.

    `basis` is the one it answered before; a machine's draft answers the machine's original.
    """
    if after is None or isinstance(change, AddSegment):
        return ""
    return after.original if isinstance(change, EditTranslation | Approve) else basis


def is_stale(segment: ReviewedSegment, basis: str) -> bool:
    """Tell whether there is a translation, and it answers another original than the one that stands."""
    return bool(segment.translation.strip()) and segment.original != basis
