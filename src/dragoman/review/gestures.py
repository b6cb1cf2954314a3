"""Gestures of a reviewer's hand, each a list of primitive changes: split, merge, nudge, rename a speaker."""

import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from dragoman.model.errors import ReviewError
from dragoman.model.review import (
    AddSegment,
    Author,
    Change,
    EditOriginal,
    EditSpan,
    EditSpeaker,
    EditTranslation,
    Origin,
    RemoveSegment,
    ReviewedSegment,
)
from dragoman.model.time import Span
from dragoman.review.fold import in_order

Changes = list[tuple[str, Change]]
Scope = Literal["one", "all", "rest"]
Edge = Literal["start", "end", "both"]

SHORTEST = 100
"""Milliseconds that a gesture leaves of a segment at the least."""

_UNSPACED = ("THAI", "LAO", "KHMER", "MYANMAR")


@dataclass(frozen=True)
class Ground:
    """Hold what gestures stand on: the segments as they stand, and what cannot be told from them.

    `used` holds every segment id ever given, so that none is given twice; `stale` the segments whose
    translation does not answer their original, and which no gesture may pass off as fresh.
    """

    segments: Mapping[str, ReviewedSegment]
    used: Collection[str] = frozenset()
    stale: Collection[str] = frozenset()

    def segment(self, identity: str) -> ReviewedSegment:
        """Return a segment; raise ReviewError where there is none of that id."""
        if identity not in self.segments:
            raise ReviewError(f"no segment {identity}", hint="somebody may have merged or removed it: look again")
        return self.segments[identity]


def split(ground: Ground, identity: str, at_original: int, at_translation: int, at_ms: int) -> Changes:
    """Return the changes that cut a segment in two: at a character of each text, and at a time in milliseconds.

    White space at the cuts is dropped; the speaker stays; words keep their origin. Raise ReviewError where a
    cut lies outside.
    """
    segment = ground.segment(identity)
    span = segment.span
    if not span.start + SHORTEST <= at_ms <= span.end - SHORTEST:
        raise ReviewError(f"segment {identity} cannot be cut there", hint="cut inside it, not at its edge")
    originals = _cut(segment.original, at_original, identity)
    translations = _cut(segment.translation, at_translation, identity)
    fresh = fresh_id(ground)
    changes: Changes = [(identity, EditSpan(Span(span.start, at_ms))), (fresh, AddSegment(Span(at_ms, span.end)))]
    blank = ReviewedSegment(fresh, Span(at_ms, span.end), "", "", "none", "", "none")
    for before, original, translation in zip((segment, blank), originals, translations, strict=True):
        changes += _texts(before, segment, (original, translation), is_stale=identity in ground.stale)
    if segment.speaker:
        changes.append((fresh, EditSpeaker(segment.speaker)))
    return changes


def merge(ground: Ground, identities: Sequence[str]) -> Changes:
    """Return the changes that make one segment, under the first's id, of several that follow one another.

    Texts are joined by a space, and without one where the script has none. Raise ReviewError where others
    stand between them or two people speak.
    """
    segments = _neighbours(ground, identities)
    speakers = list(dict.fromkeys(segment.speaker for segment in segments if segment.speaker))
    if len(speakers) > 1:
        raise ReviewError(
            f"two people speak here: {speakers[0]} and {speakers[1]}", hint="name one speaker for both, then merge"
        )
    first, *rest = segments
    whole = _joined(segments)
    is_stale = any(segment.id in ground.stale for segment in segments)
    changes: Changes = [(segment.id, RemoveSegment()) for segment in rest]
    end = max(segment.span.end for segment in segments)
    if end != first.span.end:
        changes.append((first.id, EditSpan(Span(first.span.start, end))))
    changes += _texts(first, whole, (whole.original, whole.translation), is_stale=is_stale)
    if speakers and first.speaker != speakers[0]:
        changes.append((first.id, EditSpeaker(speakers[0])))
    return changes


def nudge(ground: Ground, identity: str, edge: Edge, by_ms: int) -> Changes:
    """Return the change that moves an edge of a segment, or both, by milliseconds; earlier where negative.

    A start never passes zero, and no segment becomes shorter than SHORTEST or its own length. The list is
    empty where nothing moves.
    """
    span = ground.segment(identity).span
    least = min(SHORTEST, span.length)
    start = max(0, span.start + by_ms) if edge != "end" else span.start
    end = span.end + by_ms if edge != "start" else span.end
    if edge == "both":
        end = start + span.length
    moved = Span(start, max(end, start + least)) if edge != "start" else Span(min(start, end - least), end)
    return [(identity, EditSpan(moved))] if moved != span else []


def rename_speaker(ground: Ground, identity: str, new: str, scope: Scope) -> Changes:
    """Return the changes that name the speaker of a segment anew.

    `one` is this segment, `all` every segment of the same speaker, `rest` this one and those that follow.
    """
    this = ground.segment(identity)
    segments = in_order(ground.segments)
    if scope == "one":
        segments = (this,)
    elif scope == "rest":
        segments = segments[segments.index(this) :]
    same = (segment for segment in segments if segment.speaker == this.speaker)
    return [(segment.id, EditSpeaker(new)) for segment in same if segment.speaker != new]


def fresh_id(ground: Ground) -> str:
    """Return the first id of the form h0001 that the item has never used."""
    number = 1
    while (identity := f"h{number:04d}") in ground.used or identity in ground.segments:
        number += 1
    return identity


def _cut(text: str, at: int, identity: str) -> tuple[str, str]:
    if not 0 <= at <= len(text):
        raise ReviewError(f"segment {identity} has no character {at}", hint="its text may have changed: look again")
    return text[:at].rstrip(), text[at:].lstrip()


def _texts(
    before: ReviewedSegment, source: ReviewedSegment, texts: tuple[str, str], *, is_stale: bool
) -> Iterator[tuple[str, Change]]:
    """Yield what makes both texts of `before`; the original last where the translation must go on being stale."""
    pair: list[tuple[str, Change]] = []
    if texts[0] != before.original:
        pair.append((before.id, EditOriginal(texts[0], _author(source.original_origin))))
    if texts[1] != before.translation:
        pair.append((before.id, EditTranslation(texts[1], _author(source.translation_origin))))
    return reversed(pair) if is_stale else iter(pair)


def _author(origin: Origin) -> Author:
    return "machine" if origin == "machine" else "human"


def _neighbours(ground: Ground, identities: Sequence[str]) -> list[ReviewedSegment]:
    if len(set(identities)) < 2:
        raise ReviewError("merging takes two segments or more")
    wanted = {ground.segment(identity).id for identity in identities}
    segments = in_order(ground.segments)
    places = [place for place, segment in enumerate(segments) if segment.id in wanted]
    if places[-1] - places[0] >= len(places):
        between = next(s.id for s in segments[places[0] : places[-1]] if s.id not in wanted)
        raise ReviewError(f"segment {between} stands between them", hint="merge it too, or leave it")
    return [segments[place] for place in places]


def _joined(segments: Sequence[ReviewedSegment]) -> ReviewedSegment:
    """Return the first segment with all texts; a text is the machine's where no part of it is a person's."""
    first = segments[0]
    return ReviewedSegment(
        id=first.id,
        span=first.span,
        speaker=first.speaker,
        original=_join(segment.original for segment in segments),
        original_origin=_whose(segment.original_origin for segment in segments),
        translation=_join(segment.translation for segment in segments),
        translation_origin=_whose(segment.translation_origin for segment in segments),
    )


def _whose(origins: Iterator[Origin]) -> Origin:
    found = set(origins)
    return "human" if "human" in found else "machine" if "machine" in found else "none"


def _join(texts: Iterator[str]) -> str:
    joined = ""
    for text in texts:
        if joined and text:
            joined = joined.rstrip() + ("" if _is_unspaced(joined.rstrip()[-1:], text.lstrip()[:1]) else " ")
        joined += text.lstrip() if joined else text
    return joined


def _is_unspaced(before: str, after: str) -> bool:
    return all(
        character
        and (unicodedata.east_asian_width(character) in "WF" or unicodedata.name(character, "").startswith(_UNSPACED))
        for character in (before, after)
    )
