"""Costly patterns tried only near cheap words, so that a text with nothing to find is passed over at a glance."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

_BEFORE = 80
_AFTER = 120


@lru_cache(maxsize=16)
def lowered(text: str) -> str:
    """Return `text` without letter case, character for character: what it becomes has the same offsets."""
    folded = text.lower()
    if len(folded) == len(text):
        return folded
    # İ alone becomes two characters.
    return "İ".join(part.lower() for part in text.split("İ"))


def present(stems: Mapping[str | tuple[str, ...], Sequence[str]], folded: str) -> list[str]:
    """Return which of the `stems` a text without letter case has; each key is letters or parts of which it has one."""
    return [
        stem
        for letters, group in stems.items()
        if any(letter in folded for letter in letters)
        for stem in group
        if stem in folded
    ]


def matches_near(pattern: re.Pattern[str], text: str, stems: Sequence[str]) -> Iterator[re.Match[str]]:
    """Yield the matches of `pattern` in `text` that begin within a sentence's reach of one of the `stems`.

    `stems` are lower-case; every match must hold one of them or stand close to one.
    """
    done = 0
    for start, end in _windows(lowered(text), stems):
        at = max(start, done)
        while (match := pattern.search(text, at, end + _AFTER)) and match.start() < end:
            yield match
            done = at = max(match.end(), match.start() + 1)


def _windows(folded: str, stems: Sequence[str]) -> list[tuple[int, int]]:
    """Return the stretches around the stems, in their order, overlapping ones as one."""
    found: list[tuple[int, int]] = []
    for stem in stems:
        at = folded.find(stem)
        while at >= 0:
            found.append((max(0, at - _BEFORE), at + _AFTER))
            at = folded.find(stem, at + len(stem))
    joined: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
