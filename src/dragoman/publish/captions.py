"""Caption tracks: the reviewed text over a piece of footage, in both languages."""

from dataclasses import dataclass
from typing import Literal

from dragoman.model import webvtt
from dragoman.model.digest import of_bytes
from dragoman.model.review import Reviewed, ReviewedSegment
from dragoman.model.time import Span
from dragoman.model.webvtt import Cue
from dragoman.publish.footage import Placed
from dragoman.publish.languages import language_name
from dragoman.publish.output import Output

MACHINE = "[machine draft] "
"""What stands before words that no person has approved."""


@dataclass(frozen=True)
class Track:
    """Hold one caption file with what a player must know of it."""

    kind: Literal["captions", "subtitles"]
    language: str
    label: str
    output: Output


def tracks_over(reviewed: Reviewed, placed: Placed) -> tuple[Track, ...]:
    """Return the tracks of a piece of footage: the desk's language first, then the language spoken.

    A language in which nothing is said there has no track.
    """
    original, desk = reviewed.language, reviewed.desk_language
    rendered = _track(reviewed, placed, "translation")
    spoken = _track(reviewed, placed, "original")
    tracks = [
        Track("subtitles", desk, f"{language_name(desk)} (translation)", rendered) if rendered else None,
        Track("captions", original, f"{language_name(original)} (as spoken)", spoken) if spoken else None,
    ]
    return tuple(track for track in tracks if track is not None)


def _track(reviewed: Reviewed, placed: Placed, side: Literal["translation", "original"]) -> Output | None:
    window = Span(placed.start, max(placed.end, placed.start + 1))
    cues = [
        Cue(segment.id, placed.within(segment.span), _words(segment, side), segment.speaker)
        for segment in reviewed.segments
        if segment.span.overlaps(window) and _words(segment, side)
    ]
    if not cues:
        return None
    data = webvtt.write(cues).encode()
    stem = placed.path.rpartition("-")[0]
    return Output(f"{stem}-{side}-{of_bytes(data)[7:19]}.vtt", data)


def _words(segment: ReviewedSegment, side: Literal["translation", "original"]) -> str:
    words = segment.translation if side == "translation" else segment.original
    if not words.strip():
        return ""
    return words if segment.approved else MACHINE + words
