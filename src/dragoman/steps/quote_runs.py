"""Picked words in the order they were said, cut into quotations that are each one person's and of one place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from dragoman.dispatch.wording import HeldTo, laid
from dragoman.model.errors import BadInput
from dragoman.model.review import Reviewed, ReviewedSegment
from dragoman.model.time import Span

# Two stretches further apart are two quotations (rule QUO005).
_FAR = 60_000
_OPENING = frozenset("\"'“„‘‚«‹「『¿¡([")


@dataclass(frozen=True)
class Pick:
    """Hold picked characters of one segment: `text[start:end]` of it; all of it where both are None."""

    segment: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True)
class Run:
    """Hold one quotation to be: its speaker, the span that chooses its segments, its words and what parts them.

    `parts` follow one another in the passage; `True` beside one says that words are left out before it.
    """

    speaker: str
    span: Span
    segments: tuple[ReviewedSegment, ...]
    parts: tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class _Words:
    """Hold whole words of the segment at `at` in the reviewed text, and whether it has words before and after."""

    at: int
    start: int
    end: int
    first: bool
    last: bool


def runs(reviewed: Reviewed, picks: Sequence[Pick], side: HeldTo) -> tuple[Run, ...]:
    """Return the quotations that `picks` make, in the order said; raise BadInput for what cannot be quoted.

    A new one begins where another speaks, or spoke in between, and after more than a minute.
    """
    words = _joined(sorted(_words(reviewed, picks, side), key=lambda each: (each.at, each.start)), reviewed, side)
    if not words:
        raise BadInput("no words are picked", hint="pick words of an approved segment")
    numbers = dict(zip(range(len(words)), _numbers(reviewed, words), strict=True))
    grouped = groupby(range(len(words)), key=lambda index: numbers[index])
    return tuple(_run(reviewed, [words[index] for index in indexes], side) for _, indexes in grouped)


def said(segment: ReviewedSegment, side: HeldTo) -> str:
    """Return a segment's words on one side, as they are counted by a Pick."""
    return segment.translation if side == "translation" else segment.original


def _words(reviewed: Reviewed, picks: Sequence[Pick], side: HeldTo) -> Iterator[_Words]:
    places = {segment.id: at for at, segment in enumerate(reviewed.segments)}
    for pick in picks:
        at = places.get(pick.segment)
        if at is None:
            where = f"{reviewed.item}@{reviewed.revision}"
            raise BadInput(
                f"no segment `{pick.segment}` in {where}", hint=f"`dragoman review {reviewed.item}` lists them"
            )
        segment = reviewed.segments[at]
        if not segment.approved:
            raise BadInput(f"segment `{segment.id}` is not approved", hint="approve it, then quote it")
        text = said(segment, side)
        found = _whole_words(text, pick, _language(reviewed, side))
        if found is not None:
            yield _Words(at, *found)


def _whole_words(text: str, pick: Pick, language: str) -> tuple[int, int, bool, bool] | None:
    """Return the bounds of the words that a pick touches, a compound whole, with the marks picked beside them."""
    start, end = pick.start or 0, len(text) if pick.end is None else pick.end
    lying = laid(text, language, heading=False)
    touched = [at for at in lying.spoken if lying.words[at].start < end and start < lying.words[at].end]
    if not touched:
        return None
    first, last = touched[0], touched[-1]
    while first in lying.inner:
        first -= 1
    while last + 1 in lying.inner:
        last += 1
    begins, ends = lying.words[first].start, lying.words[last].end
    while begins > start and text[begins - 1] in _OPENING:
        begins -= 1
    while ends < min(end, len(text)) and not text[ends].isspace():
        ends += 1
    return begins, ends, first <= lying.spoken[0], last >= lying.spoken[-1]


def _joined(words: Sequence[_Words], reviewed: Reviewed, side: HeldTo) -> list[_Words]:
    """Return picks of one segment between which no word stands as one."""
    joined: list[_Words] = []
    for each in words:
        last = joined[-1] if joined else None
        if last is not None and last.at == each.at and not _left_out(last, each, reviewed, side):
            end, is_last = max((last.end, last.last), (each.end, each.last))
            joined[-1] = _Words(last.at, last.start, end, last.first, is_last)
        else:
            joined.append(each)
    return joined


def _left_out(before: _Words, after: _Words, reviewed: Reviewed, side: HeldTo) -> bool:
    """Tell whether words stand between two picks."""
    language = _language(reviewed, side)
    if before.at == after.at:
        between = said(reviewed.segments[before.at], side)[before.end : after.start]
        return bool(laid(between, language, heading=False).spoken)
    if not before.last or not after.first:
        return True
    others = reviewed.segments[before.at + 1 : after.at]
    return any(laid(said(other, side), language, heading=False).spoken for other in others)


def _numbers(reviewed: Reviewed, words: Sequence[_Words]) -> Iterator[int]:
    """Yield which quotation each pick belongs to."""
    number = 0
    for index, each in enumerate(words):
        if index and _parts(reviewed, words[index - 1].at, each.at):
            number += 1
        yield number


def _parts(reviewed: Reviewed, before: int, after: int) -> bool:
    one, two = reviewed.segments[before], reviewed.segments[after]
    speakers = {folded(segment.speaker) for segment in reviewed.segments[before : after + 1]}
    turns = folded(one.speaker) != folded(two.speaker) or len(speakers - {"", folded(one.speaker)}) > 0
    return turns or two.span.start - one.span.end > _FAR


def folded(speaker: str) -> str:
    """Return a speaker's name by which it is told from others: letter case and white space do not."""
    return " ".join(speaker.split()).casefold()


def _run(reviewed: Reviewed, words: Sequence[_Words], side: HeldTo) -> Run:
    parts: list[tuple[str, bool]] = []
    for index, each in enumerate(words):
        text = said(reviewed.segments[each.at], side)
        cut = index > 0 and _left_out(words[index - 1], each, reviewed, side)
        # Where nothing is left out the marks between two segments stay, for the quotation runs on over them.
        on = index + 1 < len(words) and not _left_out(each, words[index + 1], reviewed, side)
        start = 0 if index and not cut else each.start
        parts.append((text[start : len(text) if on else each.end], cut))
    chosen = [reviewed.segments[at] for at in dict.fromkeys(each.at for each in words)]
    span = _span(reviewed, chosen)
    held = tuple(segment for segment in reviewed.segments if segment.span.overlaps(span))
    waiting = [segment.id for segment in held if not segment.approved]
    if waiting:
        raise BadInput(
            f"segment `{waiting[0]}` stands in the same seconds and is not approved",
            hint="approve it too, or move its times",
        )
    return Run(" ".join(chosen[0].speaker.split()), span, held, tuple(parts))


def _span(reviewed: Reviewed, chosen: Sequence[ReviewedSegment]) -> Span:
    """Return the span of the chosen segments, drawn in at either end from what laps over it and is not approved."""
    start, end = chosen[0].span.start, max(segment.span.end for segment in chosen)
    latest, earliest = min(segment.span.end for segment in chosen), max(segment.span.start for segment in chosen)
    for other in reviewed.segments:
        if other.approved or not other.span.overlaps(Span(start, end)):
            continue
        if other.span.start <= start and other.span.end < min(latest, end):
            start = other.span.end
        elif other.span.end >= end and other.span.start > max(earliest, start):
            end = other.span.start
    return Span(start, end)


def _language(reviewed: Reviewed, side: HeldTo) -> str:
    return reviewed.desk_language if side == "translation" else reviewed.language
