"""The records below a sitting: the latest reviewed text, or the drafts where there is none yet."""

import msgspec

from dragoman.model.review import Reviewed, ReviewedSegment
from dragoman.model.transcript import Transcript, Translation
from dragoman.review.fold import drafted
from dragoman.review.revision import Review
from dragoman.steps.chain import review_of
from dragoman.steps.desk import Desk
from dragoman.steps.review import Standing, unread


class Base(msgspec.Struct, frozen=True, omit_defaults=True):
    """Name by digest what a sitting rests on: a reviewed record, or before the first one its two drafts."""

    reviewed: str = ""
    transcript: str = ""
    translation: str = ""


def newest(desk: Desk, name: str) -> Base:
    """Return what stands in the vault now; raise BadInput when the item has not been read."""
    reviewed = desk.vault.index.reviewed(name)
    if reviewed:
        return Base(reviewed=reviewed)
    drafts = desk.vault.index.transcripts(desk.item(name).preserved)
    if not drafts:
        raise unread(name)
    lines = desk.vault.index.translations_of(drafts[-1])
    return Base(transcript=drafts[-1], translation=lines[-1] if lines else "")


def stand(desk: Desk, name: str, base: Base) -> Standing:
    """Return how the review stands on `base`, which need not be the newest."""
    if base.reviewed:
        reviewed = desk.vault.get_as(base.reviewed, Reviewed)
        return Standing(desk.item(name), review_of(reviewed, desk.vault.get), reviewed)
    transcript = desk.vault.get_as(base.transcript, Transcript)
    translation = desk.vault.get_as(base.translation, Translation) if base.translation else None
    return Standing(desk.item(name), Review(name, transcript, translation, desk.settings.desk.language), None)


def moved(desk: Desk, old: Base, new: Base) -> tuple[str, ...]:
    """Return the ids of the segments that do not stand the same on two bases, sorted."""
    before, after = _segments(desk, old), _segments(desk, new)
    return tuple(sorted(each for each in before.keys() | after.keys() if before.get(each) != after.get(each)))


def _segments(desk: Desk, base: Base) -> dict[str, ReviewedSegment]:
    if base.reviewed:
        return {segment.id: segment for segment in desk.vault.get_as(base.reviewed, Reviewed).segments}
    translation = desk.vault.get_as(base.translation, Translation) if base.translation else None
    return drafted(desk.vault.get_as(base.transcript, Transcript), translation)
