"""What machines heard and rendered: drafts, kept for ever beside what people decide."""

from typing import Annotated

import msgspec

from dragoman.model.capture import Tool
from dragoman.model.digest import Digest
from dragoman.model.direction import Language
from dragoman.model.time import Span

SegmentId = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9][a-z0-9-]{0,31}$")]
Permille = Annotated[int, msgspec.Meta(ge=0, le=1000)]


class Word(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Keep one word with its time in milliseconds and the engine's probability in thousandths."""

    span: Span
    text: str
    probability: Permille


class Segment(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Keep one stretch of speech as the machine heard it; `words` are evidence and never edited.

    `log_probability` is the engine's mean log probability in thousandths, a warning light, not proof.
    """

    id: SegmentId
    span: Span
    text: str
    speaker: str = ""
    words: tuple[Word, ...] = ()
    log_probability: int | None = None


class Transcript(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="transcript/1"):
    """Hold the machine's draft of what was said, in the language spoken.

    `detected` is the probability, in thousandths, with which the language was detected; None when a
    person named it.
    """

    preserved: Digest
    blob: Digest
    language: Language
    detected: Permille | None
    by: Tool
    segments: tuple[Segment, ...]

    def __post_init__(self) -> None:
        ids = [segment.id for segment in self.segments]
        if len(ids) != len(set(ids)):
            raise ValueError("segment ids must differ")

    @property
    def made_from(self) -> tuple[str, ...]:
        """Return the digests of the records that this one was made from."""
        return (self.preserved,)


class Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold the rendering of one segment, named by the segment's id."""

    id: SegmentId
    text: str


class Translation(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="translation/1"):
    """Hold the machine's draft translation of a transcript: the same ids, in the same order."""

    transcript: Digest
    language: Language
    by: Tool
    lines: tuple[Line, ...]

    @property
    def made_from(self) -> tuple[str, ...]:
        """Return the digests of the records that this one was made from."""
        return (self.transcript,)
