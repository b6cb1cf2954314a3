"""Numbers written in words: seven, هفت, fünfundzwanzig, quatre-vingt-dix."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from dragoman.dispatch.fold import whole_folded
from dragoman.dispatch.languages.known import lexicon
from dragoman.dispatch.languages.lexicon import Lexicon, phrases

# Letters written onto the front of a word: and, in, to, from, the.
_ONTO = {
    "fa": re.compile(r"و?"),
    "ar": re.compile(r"[وفبلك]?(?:ال|لل)?"),
    "he": re.compile(r"[וש]{0,2}כ?ש?[בלמהכ]{0,2}"),
}
_AND = ("و", "ו")
# A stem of a number written in letters with vowels, and in Arabic and Hebrew letters.
_SHORTEST_STEM = {"ar": 3, "fa": 3, "he": 3, "ur": 3}


@dataclass(frozen=True, slots=True)
class Numeral:
    """Hold what a word counts; `vague` where it means other things too, `joined` where "and" is written onto it."""

    values: tuple[float, ...]
    vague: bool
    joined: bool = False


@dataclass(frozen=True)
class _Table:
    values: dict[str, tuple[float, ...]]
    vague: frozenset[str]
    joins: frozenset[str]
    glued: re.Pattern[str] | None
    stems: re.Pattern[str]


@lru_cache(maxsize=16384)
def numeral(word: str, language: str) -> Numeral | None:
    """Return what a word counts in `language` (BCP 47), or None where it is no number there."""
    known = lexicon(language)
    return _numeral(whole_folded(word, known.code), known) if known else None


def joins(word: str, language: str) -> bool:
    """Tell whether a word may stand inside a number: `two hundred and three`."""
    known = lexicon(language)
    return known is not None and whole_folded(word, known.code) in _table(known).joins


@lru_cache(maxsize=16384)
def span(word: str, language: str) -> float | None:
    """Return what a word bundles: 12 for `dozen`, 10 for `decade`; None where it bundles nothing."""
    known = lexicon(language)
    return _spans(known).get(whole_folded(word, known.code)) if known else None


def is_name(following: str, language: str) -> bool:
    """Tell whether a number before the word `following` is a name: `سه شنبه`, Tuesday."""
    known = lexicon(language)
    return known is not None and bool(known.unless_before) and following.startswith(known.unless_before)


@lru_cache(maxsize=16)
def _spans(known: Lexicon) -> dict[str, float]:
    entries = (entry.split() for entry in phrases(known.spans))
    return {whole_folded(form, known.code): float(number) for number, *forms in entries for form in forms}


def _numeral(key: str, known: Lexicon) -> Numeral | None:
    table = _table(known)
    if key in table.values:
        return Numeral(table.values[key], key in table.vague)
    for stem in _without_onto(key, known):
        if stem in table.values:
            return Numeral(table.values[stem], stem in table.vague, joined=key.startswith(_AND))
    if table.glued and table.glued.fullmatch(key):
        parts = re.findall(table.stems, key)
        return Numeral(tuple(table.values[part][0] for part in parts), vague=False)
    stem_match = table.stems.match(key)
    if stem_match and len(stem_match[0]) >= _SHORTEST_STEM.get(known.code, 4):
        return Numeral(table.values[stem_match[0]], vague=True)
    return None


def _without_onto(key: str, known: Lexicon) -> Iterator[str]:
    pattern = _ONTO.get(known.code)
    match = pattern.match(key) if pattern else None
    for length in range(match.end() if match else 0, 0, -1):
        if len(key) - length >= 2:
            yield key[length:]


@lru_cache(maxsize=16)
def _table(known: Lexicon) -> _Table:
    values: dict[str, tuple[float, ...]] = {}
    for entry in phrases(known.numbers):
        number, *forms = entry.split()
        for form in forms:
            values.setdefault(whole_folded(form, known.code), (float(number),))
    vague = frozenset(whole_folded(form, known.code) for form in known.vague.split())
    longest = "|".join(sorted(map(re.escape, values), key=len, reverse=True))
    link = "und|" if known.code == "de" else ""
    glued = re.compile(rf"(?:{link}{longest})+") if known.glued else None
    return _Table(values, vague, frozenset(known.joins.split()), glued, re.compile(longest))
