"""The pins that may be meant where a writer opens a link: those of the segments that hold the bracketed words first."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.dispatch.library import Shelf
from dragoman.dispatch.resolve import Resolved
from dragoman.model.pin import NAME_PATTERN, Pin
from dragoman.model.review import ReviewedSegment
from dragoman.steps.drafts import Judgement

_MOST = 60
_QUOTES = "\"'“”‘’«»„‟‹›「」『』*_ "
# The words of a link and the beginning of its target, up to the cursor.
_OPEN = re.compile(rf"\[(?P<words>[^\[\]]{{0,2000}})\]\((?P<target>(?P<name>{NAME_PATTERN})?[^()\s]{{0,60}})$")


@dataclass(frozen=True)
class Pinnable:
    """Hold a pin that could stand from `start` on (characters of the source), what it says, and whose words.

    `holds` tells whether the bracketed words stand in it.
    """

    start: int
    pin: str
    says: str
    speaker: str
    holds: bool


def pinnable(judgement: Judgement, offset: int) -> tuple[Pinnable, ...]:
    """Return the pins that may be meant by a link that is being written at `offset`, the likeliest first.

    Segments are those of the newest revision that people approved, of the sources that the dispatch names.
    """
    reading = judgement.reading
    if not isinstance(reading, Resolved):
        return ()
    line = reading.document.text[:offset].rpartition("\n")[2]
    open_link = _OPEN.search(line[-2100:])
    if open_link is None:
        return ()
    words, start = open_link["words"].strip(_QUOTES).casefold(), offset - len(open_link["target"])
    names = [name for name in reading.document.meta.sources if name.startswith(open_link["name"] or "")]
    found = [
        Pinnable(start, str(pin), segment.translation or segment.original, segment.speaker, _holds(segment, words))
        for name in names
        if (shelf := reading.item(name)) is not None
        for pin, segment in _segments(name, shelf)
        if str(pin).startswith(open_link["target"])
    ]
    return tuple(sorted(found, key=lambda one: not one.holds)[:_MOST])


def _segments(name: str, shelf: Shelf) -> Iterator[tuple[Pin, ReviewedSegment]]:
    latest = shelf.latest
    if latest is not None:
        for segment in shelf.revisions[latest][1].segments:
            if segment.approved:
                yield Pin(name, latest, segment.span.start, segment.span.end), segment


def _holds(segment: ReviewedSegment, words: str) -> bool:
    return bool(words) and any(words in text.casefold() for text in (segment.translation, segment.original))
