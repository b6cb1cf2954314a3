"""WebVTT out and in again: one language at a time, cue ids being segment ids."""

from collections.abc import Iterable
from typing import Literal

from dragoman.model.review import ReviewedSegment
from dragoman.model.webvtt import Cue, read, write
from dragoman.review.fold import State
from dragoman.review.rows import Row

Side = Literal["original", "translation"]


def write_captions(segments: Iterable[ReviewedSegment], side: Side) -> str:
    """Return one side of the segments as WebVTT; segments whose text is empty are left out."""
    cues = [
        Cue(segment.id, segment.span, text, segment.speaker)
        for segment in segments
        if (text := segment.original if side == "original" else segment.translation).strip()
    ]
    return write(cues)


def read_captions(text: str, place: str, side: Side, state: State) -> tuple[Row, ...]:
    """Return the rows that a WebVTT file says of one side; times and speakers come with it.

    A cue without an id is a new segment. A segment whose text on that side is empty has no cue, and its
    absence says nothing. Captions approve nothing.
    """
    silent = tuple(
        Row(segment.id, segment.span, place)
        for segment in state.values()
        if not (segment.original if side == "original" else segment.translation).strip()
    )
    rows = _rows(text, place, side)
    spoken = {row.id for row in rows}
    return (*rows, *(row for row in silent if row.id not in spoken))


def _rows(text: str, place: str, side: Side) -> tuple[Row, ...]:
    return tuple(
        Row(
            id=cue.id,
            span=cue.span,
            place=f"{place}, cue {number}",
            speaker=cue.speaker or None,
            original=cue.text if side == "original" else None,
            translation=cue.text if side == "translation" else None,
        )
        for number, cue in enumerate(read(text, place), start=1)
    )
