"""What people decided, and the reviewed text that follows from it."""

from typing import Annotated, Literal

import msgspec

from dragoman.model.digest import Digest, present
from dragoman.model.direction import Language
from dragoman.model.time import Instant, Span
from dragoman.model.transcript import SegmentId


class _Change(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="change"):
    """Mark what one decision did to one segment."""


Author = Literal["machine", "human"]


class EditOriginal(_Change, frozen=True, omit_defaults=True, tag="original"):
    """Replace the text in the language spoken.

    `origin` tells whose words these are: `machine` where a person only cut or joined a draft.
    """

    text: str
    origin: Author = "human"


class EditTranslation(_Change, frozen=True, omit_defaults=True, tag="translation"):
    """Replace the text in the desk's language; `origin` as in EditOriginal."""

    text: str
    origin: Author = "human"


class EditSpeaker(_Change, frozen=True, tag="speaker"):
    """Name who speaks; an empty name says that nobody knows."""

    speaker: str


class EditSpan(_Change, frozen=True, tag="span"):
    """Move the segment in time."""

    span: Span


class AddSegment(_Change, frozen=True, tag="add"):
    """Add a segment that the machine did not hear."""

    span: Span


class RemoveSegment(_Change, frozen=True, tag="remove"):
    """Take a segment out of the reviewed text; the machine's draft keeps it."""


class Approve(_Change, frozen=True, tag="approve"):
    """Say that both texts of the segment, as they stand, are right."""


class Withdraw(_Change, frozen=True, tag="withdraw"):
    """Take back every approval of the segment."""


class Remark(_Change, frozen=True, tag="remark"):
    """Write a note on the segment for colleagues; an empty one takes the last away. No approval falls by it."""

    text: str


Change = (
    EditOriginal | EditTranslation | EditSpeaker | EditSpan | AddSegment | RemoveSegment | Approve | Withdraw | Remark
)


class Decision(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Record one human change or approval of one segment, with the person's name, the time and a note."""

    segment: SegmentId
    change: Change
    by: str
    at: Instant
    note: str = ""

    def __post_init__(self) -> None:
        if not self.by.strip():
            raise ValueError("a decision carries a person's name")


class Decisions(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag_field="kind", tag="decisions/1"
):
    """Hold decisions taken together on one item, chained to those before by digest.

    `readers` is how many different people had to approve a segment, by the desk's settings of that moment;
    one where the record does not say.
    """

    item: str
    transcript: Digest
    translation: Digest | None
    before: Digest | None
    decisions: tuple[Decision, ...]
    readers: Annotated[int, msgspec.Meta(ge=1)] = 1

    @property
    def made_from(self) -> tuple[str, ...]:
        """Return the digests of the records that this one was made from."""
        return (self.transcript, *present(self.translation), *present(self.before))


class Approval(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold who approved a segment as it stands, when, and on what ground (`note`)."""

    by: str
    at: Instant
    note: str = ""


Origin = Literal["machine", "human", "none"]


class ReviewedSegment(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold one segment as decided: both texts, whose words each is, and who approved them together.

    `approved` is empty until as many people have approved as the batch of decisions asks, and again as soon
    as a text, time or speaker changes.
    """

    id: SegmentId
    span: Span
    speaker: str
    original: str
    original_origin: Origin
    translation: str
    translation_origin: Origin
    approved: tuple[Approval, ...] = ()


class Reviewed(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="reviewed/1"):
    """Hold a transcript and translation as decided by people, at a numbered revision.

    Segments stand in the order of their start. `decisions` names the last batch of the chain that led
    here; only what is reviewed can be pinned.
    """

    item: str
    revision: int
    preserved: Digest
    transcript: Digest
    translation: Digest | None
    decisions: Digest
    language: Language
    desk_language: Language
    segments: tuple[ReviewedSegment, ...]

    @property
    def made_from(self) -> tuple[str, ...]:
        """Return the digests of the records that this one was made from."""
        return (self.preserved, self.transcript, *present(self.translation), self.decisions)
