"""What the review page asks for: gestures as JSON, each turned into changes by dragoman.review.gestures."""

from typing import Annotated, Literal

import msgspec

from dragoman.model.errors import BadInput
from dragoman.model.review import Approve, EditSpan, EditSpeaker, Remark, Withdraw
from dragoman.model.time import Millis, Span
from dragoman.model.transcript import SegmentId
from dragoman.review.gestures import Changes, Scope, merge, rename_speaker, split
from dragoman.steps.sitting_views import Sitting

Name = Annotated[str, msgspec.Meta(max_length=200)]
LongText = Annotated[str, msgspec.Meta(max_length=20_000)]
Count = Annotated[int, msgspec.Meta(ge=0)]


class _Gesture(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="do"):
    """Mark what a person did on the page."""

    segment: SegmentId


class Approving(_Gesture, frozen=True, tag="approve"):
    """Say that both texts are right."""


class Withdrawing(_Gesture, frozen=True, tag="withdraw"):
    """Take back every approval."""


class Naming(_Gesture, frozen=True, tag="speaker"):
    """Name who speaks in one segment."""

    speaker: Name


class Renaming(_Gesture, frozen=True, tag="rename"):
    """Name the segment's speaker anew: here, everywhere, or from here on."""

    new: Name
    scope: Scope


class Moving(_Gesture, frozen=True, tag="span"):
    """Move a segment in time, in milliseconds."""

    start: Millis
    end: Millis


class Splitting(_Gesture, frozen=True, tag="split"):
    """Cut a segment in two: at a character of each text, and at a moment in milliseconds."""

    at_original: Count
    at_translation: Count
    at: Millis


class Merging(_Gesture, frozen=True, tag="merge"):
    """Join a segment with the ones named after it."""

    others: Annotated[tuple[SegmentId, ...], msgspec.Meta(min_length=1, max_length=100)]


class Remarking(_Gesture, frozen=True, tag="remark"):
    """Write a note for colleagues."""

    text: LongText


Gesture = Approving | Withdrawing | Naming | Renaming | Moving | Splitting | Merging | Remarking


def changes_of(gesture: Gesture, sitting: Sitting) -> Changes:
    """Return the changes that a gesture makes of what stands; raise ReviewError or BadInput where it does not fit."""
    segment = gesture.segment
    match gesture:
        case Approving():
            return [(segment, Approve())]
        case Withdrawing():
            return [(segment, Withdraw())]
        case Naming(speaker=speaker):
            return [(segment, EditSpeaker(speaker.strip()))]
        case Renaming(new=new, scope=scope):
            return rename_speaker(sitting.ground, segment, new.strip(), scope)
        case Moving(start=start, end=end):
            return [(segment, EditSpan(_span(start, end)))]
        case Splitting():
            return split(sitting.ground, segment, gesture.at_original, gesture.at_translation, gesture.at)
        case Merging(others=others):
            return merge(sitting.ground, (segment, *others))
        case Remarking(text=text):
            return [(segment, Remark(text.strip()))]


def _span(start: int, end: int) -> Span:
    if end <= start:
        raise BadInput("a segment cannot end before it starts")
    return Span(start, end)


class Stamped(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Ask for something; the answer tells what changed since `stamp`, and in any case the segments `also`."""

    stamp: str = ""
    also: Annotated[tuple[SegmentId, ...], msgspec.Meta(max_length=50)] = ()


class Deciding(Stamped, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Ask for a gesture; `seen` holds the versions of the segments that the person had before them."""

    gesture: Gesture
    seen: dict[SegmentId, Count]


class Typing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Bring what was typed in one field."""

    segment: SegmentId
    field: Literal["original", "translation", "note"]
    text: LongText
    seen: Count


class Dismissing(Stamped, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Let a gesture that was set aside go."""

    number: Count


class Being(Stamped, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Say where the person is; an empty segment is none."""

    segment: Annotated[str, msgspec.Meta(max_length=32)] = ""
