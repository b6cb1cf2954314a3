"""Quote an item of a desk: what may be quoted now, the revision that a pin can name, the frame that a still shows."""

from collections.abc import Sequence

from dragoman.model.capture import Media
from dragoman.model.errors import BadInput
from dragoman.model.review import Reviewed
from dragoman.model.time import clock
from dragoman.publish.needs import StillNeed
from dragoman.steps.cutting import Cutter
from dragoman.steps.desk import Desk
from dragoman.steps.quote import still
from dragoman.steps.quote_runs import Pick
from dragoman.steps.sitting_views import SegmentView, reviewed_segment
from dragoman.steps.sittings import Sittings


def quotable(desk: Desk, sittings: Sittings, name: str) -> tuple[SegmentView, ...]:
    """Return the segments of an item that enough people have approved, whether they stand in a revision yet or not."""
    return tuple(segment for segment in sittings.open(desk, name).segments if segment.approved)


def latest(desk: Desk, name: str) -> Reviewed:
    """Return the newest revision of an item; raise BadInput where there is none."""
    desk.item(name)
    known = desk.vault.index.reviewed(name)
    if known is None:
        raise BadInput(f"{name} has no reviewed text yet", hint=f"approve segments of it: `dragoman review {name}`")
    return desk.vault.get_as(known, Reviewed)


def numbered(desk: Desk, sittings: Sittings, name: str, picks: Sequence[Pick], *, by: str) -> Reviewed:
    """Return a revision that has the picked segments as they are before their reader.

    A pin names a revision, so what was decided since the last one is numbered now where a pick rests on it.
    """
    made = sittings.commit(desk, name, by=by).reviewed if _rests_on_pending(desk, sittings, name, picks) else None
    return made or latest(desk, name)


def foreseen(desk: Desk, sittings: Sittings, name: str, picks: Sequence[Pick]) -> Reviewed:
    """Return the revision that `numbered` would return, and number nothing: for what is only looked at."""
    made = sittings.foreseen(desk, name) if _rests_on_pending(desk, sittings, name, picks) else None
    return made or latest(desk, name)


def _rests_on_pending(desk: Desk, sittings: Sittings, name: str, picks: Sequence[Pick]) -> bool:
    sitting = sittings.open(desk, name)
    if not sitting.pending:
        return False
    known = desk.vault.index.reviewed(name)
    before = {each.id: each for each in desk.vault.get_as(known, Reviewed).segments} if known else {}
    views = [view for pick in picks if (view := sitting.segment(pick.segment)) is not None]
    return any(view.approved and before.get(view.id) != reviewed_segment(view) for view in views)


def take_still(desk: Desk, name: str, at: int, *, source: str = "", caption: str = "") -> str:
    """Return the frame shown at `at` milliseconds of an item as Markdown, by its exact time; raise BadInput for none.

    Without a `caption` the picture is called by who speaks there, or by the item, and its time.
    """
    item = desk.item(name)
    media = desk.vault.get_as(item.media, Media) if item.media else None
    if media is None or media.video is None:
        raise BadInput(f"{name} has no picture", hint="a still is taken from footage with a picture")
    if not 0 <= at < media.duration:
        raise BadInput(f"the footage of {name} ends at {clock(media.duration)}", hint="name an earlier moment")
    exact = Cutter(desk).cut(StillNeed(name, media.blob, at)).start
    return still(source or name, exact, caption or f"{_who(desk, name, at) or item.title or name}, {clock(exact)}")


def _who(desk: Desk, name: str, at: int) -> str:
    known = desk.vault.index.reviewed(name)
    segments = desk.vault.get_as(known, Reviewed).segments if known else ()
    return next((each.speaker for each in segments if each.span.start <= at < each.span.end), "")
