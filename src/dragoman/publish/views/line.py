"""One line of a transcript as shown: both languages, its time, and who stands for it."""

from dataclasses import dataclass
from typing import Literal

from dragoman.model.review import Approval, Reviewed, ReviewedSegment
from dragoman.model.time import Span, clock
from dragoman.publish.dates import day
from dragoman.publish.foreign import Text, of_either
from dragoman.publish.views.player import Player

Standing = Literal["reviewed", "edited", "machine"]


@dataclass(frozen=True)
class Line:
    """Hold one segment as a page shows it.

    `within` is its place in the player's file, in milliseconds, and `href` the way there; both are empty
    where no footage of it is published. `quotes` names the quotations that rest on it, with their addresses.
    """

    segment: str
    clock: str
    within: Span | None
    href: str
    speaker: Text
    original: Text
    translation: Text
    standing: Standing
    by: tuple[str, ...]
    quotes: tuple[tuple[Text, str], ...] = ()
    is_quoted: bool = False


def line(segment: ReviewedSegment, reviewed: Reviewed, player: Player | None) -> Line:
    """Return a segment of a reviewed text as a line."""
    shown = player if player is not None and segment.span.overlaps(_reach(player)) else None
    return Line(
        segment=segment.id,
        clock=clock(segment.span.start),
        within=shown.footage.within(segment.span) if shown is not None else None,
        href=shown.at(segment.span) if shown is not None else "",
        speaker=of_either(segment.speaker, reviewed.desk_language, reviewed.language),
        original=Text(segment.original, reviewed.language),
        translation=Text(segment.translation, reviewed.desk_language),
        standing=standing(segment),
        by=tuple(approval_words(approval) for approval in segment.approved),
    )


def standing(segment: ReviewedSegment) -> Standing:
    """Return whose words a segment holds: reviewed by a person, edited but not approved, or a machine's."""
    if segment.approved:
        return "reviewed"
    return "edited" if "human" in (segment.original_origin, segment.translation_origin) else "machine"


def approval_words(approval: Approval) -> str:
    """Return who approved, when, and on what ground, in words."""
    note = f" ({approval.note.strip()})" if approval.note.strip() else ""
    return f"{approval.by} on {day(approval.at)}{note}"


def _reach(player: Player) -> Span:
    return Span(player.footage.start, max(player.footage.end, player.footage.start + 1))
