"""What the review page is told: everything at first, then only what changed since the stamp that it last saw."""

import secrets
import threading
from collections import OrderedDict
from collections.abc import Collection

import msgspec

from dragoman.steps.sitting_presence import Present
from dragoman.steps.sitting_views import Aside, SegmentView, Sitting

_REMEMBERED = 24
"""How many states of one item are kept to tell changes from; an older stamp is told everything."""


class Told(msgspec.Struct, frozen=True, omit_defaults=True):
    """Hold a sitting for the page, or what changed in it since a stamp (`whole` is false then).

    `made` is the number of the revision that a request has just made.
    """

    stamp: str
    revision: int | None
    pending: int
    readers: int
    segments: tuple[SegmentView, ...]
    whole: bool = False
    removed: tuple[str, ...] = ()
    aside: tuple[Aside, ...] = ()
    present: tuple[Present, ...] | None = None
    made: int | None = None


class Stamps:
    """Remember the latest states of each item under stamps; safe to use from several threads."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._kept: dict[str, OrderedDict[str, tuple[SegmentView, ...]]] = {}

    def tell(self, sitting: Sitting, since: str, also: Collection[str] = ()) -> Told:
        """Return what a page that last saw the stamp `since` lacks, and the segments `also` in any case."""
        with self._guard:
            kept = self._kept.setdefault(sitting.item, OrderedDict())
            before = kept.get(since)
            latest = next(reversed(kept), "")
            if not latest or kept[latest] != sitting.segments:
                latest = secrets.token_urlsafe(9)
                kept[latest] = sitting.segments
                while len(kept) > _REMEMBERED:
                    kept.popitem(last=False)
        told = Told(
            latest,
            sitting.revision,
            sitting.pending,
            sitting.readers,
            sitting.segments,
            whole=True,
            aside=sitting.aside,
        )
        return told if before is None else _since(told, before, also)


def _since(told: Told, before: tuple[SegmentView, ...], also: Collection[str]) -> Told:
    old = {segment.id: segment for segment in before}
    new = {segment.id for segment in told.segments}
    return msgspec.structs.replace(
        told,
        whole=False,
        segments=tuple(segment for segment in told.segments if segment.id in also or old.get(segment.id) != segment),
        removed=tuple(identity for identity in old if identity not in new),
    )
