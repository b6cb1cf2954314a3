"""Chapters and verses in figures: pairs, ranges and lists, and what is a time of day instead."""

import re
from collections.abc import Iterator

from dragoman.check.scripture.reference import Reference

PAIR = r"(?<![\d:])(?P<chapter>\d{1,3})\s?:\s?(?P<first>\d{1,3})(?![\d])"
REST = r"(?:\s?[-–—]\s?\d{1,3})?"

_PAIR = re.compile(r"(?P<chapter>\d{1,3})\s?:\s?(?P<first>\d{1,3})(?!\d)")
# The end of a range is a verse, or a pair of its own.
_RANGE = re.compile(r"\s?[-–—]\s?(?P<end>\d{1,3})(?![\d:]|\s?:\s?\d)")
_ACROSS = re.compile(r"\s?[-–—]\s?(?=\d{1,3}\s?:\s?\d)")
# Single verses go on a list that is closed by a bracket or a semicolon; elsewhere they may count anything.
_LIST = re.compile(r"(?P<list>(?:\s?[,،]\s?\d{1,3}(?:\s?[-–—]\s?\d{1,3})?)+)(?=\s*[\])};])")
_NEXT = re.compile(r"(?:\s?[,;،؛]\s?|\s+(?:and|&|y|et|und|и|و|ve)\s+)(?=\d{1,3}\s?:\s?\d)")
_TIME = re.compile(r":\d|\s*(?:[ap]\.?m\b|o['’]clock|hours?\b|hrs?\b|GMT|UTC|Uhr|ч\b|h\b)", re.IGNORECASE)


def is_time(text: str, end: int) -> bool:
    """Tell whether the figures that end at `end` go on as a time of day or a length of time."""
    return _TIME.match(text, end) is not None


def numbers_after(text: str, start: int, at: int) -> Iterator[Reference]:
    """Yield the pairs that begin at `at`, one after another; the first is told from `start`, where its words begin."""
    while (pair := _PAIR.match(text, at)) and not is_time(text, pair.end()) and not pair["first"].startswith("0"):
        verses, end = [int(pair["first"])], pair.end()
        if rest := _RANGE.match(text, end):
            verses.append(int(rest["end"]))
            end = rest.end()
        if more := _LIST.match(text, end):
            verses += [int(number) for number in re.findall(r"\d+", more["list"])]
            end = more.end()
        yield Reference(start, end, int(pair["chapter"]), tuple(verses))
        following = _ACROSS.match(text, end) or _NEXT.match(text, end)
        if following is None:
            return
        start = at = following.end()
