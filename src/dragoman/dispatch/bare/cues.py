"""Captions kept as text: cues with their numbers and times, over which sentences run on."""

import re
from collections.abc import Iterator, Sequence

from dragoman.dispatch.bare.lines import Lump, is_ended
from dragoman.dispatch.quotemarks import MARKS

_TIMES = re.compile(r"(?:\d+:)?\d\d:\d\d[.,]\d{3}[ \t]+-->[ \t]+(?:\d+:)?\d\d:\d\d[.,]\d{3}")


def has_cues(text: str) -> bool:
    """Tell whether a text is captions in SubRip's or WebVTT's form."""
    return "-->" in text and _TIMES.search(text) is not None


def spoken(lumps: Sequence[Lump], text: str) -> Iterator[Lump]:
    """Yield the words of the cues, one that ends within a sentence together with the next."""
    going: Lump = []
    for lump in lumps:
        words = _words(lump, text)
        if going and (not words or is_ended(going[-1], text) or text[words[0].start] in MARKS):
            yield going
            going = []
        going = [*going, *words]
    if going:
        yield going


def _words(lump: Lump, text: str) -> Lump:
    timed = next((number for number, line in enumerate(lump[:2]) if _TIMES.match(text, line.start, line.end)), None)
    return lump if timed is None else lump[timed + 1 :]
