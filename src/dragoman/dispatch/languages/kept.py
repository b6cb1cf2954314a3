"""What a translation keeps of a text: each number that it lacks, and whether a denial got lost."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from dragoman.dispatch.languages.known import lexicon
from dragoman.dispatch.languages.negation import negated
from dragoman.dispatch.languages.numbers import Number, numbers
from dragoman.dispatch.words import weight

# Years of the solar and the lunar Hijri calendars that a translation may give in the Gregorian one.
_HIJRI = range(1200, 1500)
_GREGORIAN = range(1780, 2125)
_HIJRI_LANGUAGES = frozenset(["fa", "ar", "ur"])
# What one of a customary unit is in the metric one: kilometres, metres, metres, kilograms, centimetres.
_UNITS = (
    (re.compile(r"\b(?:miles?|mph|mi)\b", re.I), 1.609),
    (re.compile(r"\b(?:feet|foot|ft)\b", re.I), 0.3048),
    (re.compile(r"\byards?\b", re.I), 0.9144),
    (re.compile(r"\b(?:pounds?|lbs?)\b", re.I), 0.4536),
    (re.compile(r"\binch(?:es)?\b", re.I), 2.54),
)
_FAHRENHEIT = re.compile(r"\bfahrenheit\b|\d\s*°?\s*\(?F\b", re.I)
# A measure converted is rounded too.
_ROUNDED = 0.08
# A denial is sought in segments of so many words.
_LONGEST = 16


@dataclass(frozen=True)
class _There:
    """Hold the values of the other text, and in what other ways they may be said.

    `from_customary` are the factors of customary units in the text whose numbers are looked for, `to_customary`
    of those in the other one.
    """

    values: frozenset[float]
    hijri: bool
    from_customary: tuple[float, ...]
    to_customary: tuple[float, ...]
    fahrenheit: bool


@lru_cache(maxsize=4096)
def lost_numbers(text: str, language: str, other: str, other_language: str) -> tuple[Number, ...]:
    """Return the numbers of `text` that `other`, a text of the same meaning in another language, surely lacks.

    Nothing is sure where either language is not known: its numbers in words cannot be read. A number in words
    may be a way of speaking, one-hundred percent; it is lost only where the other text has one in its place.
    """
    if lexicon(language) is None or lexicon(other_language) is None:
        return ()
    lost = _lost(text, language, other, other_language)
    if all(_is_in_figures(text, number) for number in lost) or _lost(other, other_language, text, language):
        return lost
    return tuple(number for number in lost if _is_in_figures(text, number))


def _lost(text: str, language: str, other: str, other_language: str) -> tuple[Number, ...]:
    sure = [number for number in numbers(text, language) if number.sure]
    if not sure:
        return ()
    found = numbers(other, other_language)
    there = _There(
        frozenset(value for number in found for reading in number.readings for value in reading),
        hijri=not _HIJRI_LANGUAGES.isdisjoint((language.partition("-")[0], other_language.partition("-")[0])),
        from_customary=_factors(text),
        to_customary=_factors(other),
        fahrenheit=bool(_FAHRENHEIT.search(text) or _FAHRENHEIT.search(other)),
    )
    return tuple(number for number in sure if not _is_kept(number, there))


@lru_cache(maxsize=4096)
def lost_negations(text: str, language: str, other: str, other_language: str) -> tuple[str, ...]:
    """Return the negations of `text` where nothing in `other`, of the same meaning, can stand for one.

    In a long sentence there are many ways to deny, and nothing is sure.
    """
    if max(weight(text), weight(other)) > _LONGEST:
        return ()
    mine = negated(text, language)
    if mine is None or not mine.plain:
        return ()
    theirs = negated(other, other_language)
    return () if theirs is None or theirs.may else mine.plain


def _is_in_figures(text: str, number: Number) -> bool:
    return any(character.isdigit() for character in text[number.start : number.end])


def _is_kept(number: Number, there: _There) -> bool:
    return any(all(_is_there(value, there) for value in reading) for reading in number.readings)


def _is_there(value: float, there: _There) -> bool:
    if value in there.values or not there.values.isdisjoint(_as_years(value, there.values)):
        return True
    if _is_converted(value, there):
        return True
    if value != int(value):
        whole, part = str(value).split(".")
        parts = {float(part), float(f"0.{part}"), float(f"{part}0")}
        return float(whole) in there.values and not there.values.isdisjoint(parts)
    return there.hijri and not there.values.isdisjoint(_in_other_calendars(int(value)))


def _as_years(value: float, there: Iterable[float]) -> set[float]:
    """Return other ways to say a year, a decade or a century: 1980s and 80s, 1800s and 19th."""
    if 1000 <= value < 3000:
        century, year = divmod(value, 100)
        return {year} if year >= 10 else {century + 1} if year == 0 else set()
    if value < 100:
        return {one for one in there if 1000 <= one < 3000 and (value in divmod(one, 100) or value * 100 - 100 == one)}
    return set()


def _in_other_calendars(year: int) -> set[float]:
    if year in _HIJRI:
        lunar = round(year * 0.970224 + 621.5774)
        return {year + 621.0, year + 622.0, lunar - 1.0, float(lunar), lunar + 1.0}
    if year in _GREGORIAN:
        lunar = round((year - 621.5774) / 0.970224)
        return {year - 621.0, year - 622.0, lunar - 1.0, float(lunar), lunar + 1.0}
    return set()


def _factors(text: str) -> tuple[float, ...]:
    """Return what the customary units that a text measures in are in metric ones."""
    return tuple(factor for unit, factor in _UNITS if unit.search(text))


def _is_converted(value: float, there: _There) -> bool:
    """Tell whether a value is one of the other text in another unit of measure, rounded."""
    ways = [one / factor for one in there.values for factor in there.from_customary]
    ways += [one * factor for one in there.values for factor in there.to_customary]
    if there.fahrenheit:
        ways += [way for one in there.values for way in (one * 1.8 + 32, (one - 32) / 1.8)]
    return any(abs(way - value) <= _ROUNDED * value for way in ways)
