"""The references to the Quran in a text, in the forms that ten languages have for them."""

import re
from collections.abc import Iterator
from dataclasses import replace

from dragoman.check.scripture.numbers import PAIR, REST, is_time, numbers_after
from dragoman.check.scripture.quran import sura_named
from dragoman.check.scripture.reference import Reference
from dragoman.check.scripture.spoken import QURAN, SPOKEN_OF, SURA, spoken_stems

_VERSE = (
    r"(?:\b(?:verses?|ayahs?|ayats?|ayas?|ayeh|vv?\.|versets?|aleyas?|versículos?|verse?n?|ayet(?:ler)?i?|âyet(?:ler)?"
    r"|аят(?:а|ы|ах|ов|е)?|стихи?|פסוק(?:ים)?|איה)|(?:ال)?[اآ]ی(?:ه|ۀ|هٔ|ات)|(?:ال)?[اآ]ي(?:ة|ات|ه)|آیت)"
)
_OF = r"(?:\s+(?:of|in|from|de|de\s+la|della|der|von|aus|из|من|از|כ?מ?ב?)(?:\s+(?:the|la|der))?)?"
_TURKISH = r"(?P<before>\w[\w'’-]*)\s+Sures[iı](?:['’]?n[ıi]n|nde|n[ıi])?\b"

_QURAN_NAMED = re.compile(QURAN, re.IGNORECASE)
# Suras that are also the names of prayers and hours: `Al-Fajr 5:30`.
_HOURS = frozenset((62, 89, 92, 93, 103))

_BY_QURAN = re.compile(rf"(?:{QURAN})[\s,:;(\[]*(?:(?:{SURA}|{_VERSE}|chapter)\s*)?(?={PAIR})", re.IGNORECASE)
_OF_QURAN = re.compile(rf"{_VERSE}\s*{PAIR}{_OF}(?:\s+(?:holy|noble|glorious))?\s+(?:{QURAN})", re.IGNORECASE)
_BY_Q = re.compile(rf"\bQ\.?\s?(?={PAIR})")
_BY_SURA = re.compile(rf"{_TURKISH}|(?:{SURA}|\bSure\b)(?:\s+(?:مبارکه|مبارکهٔ|شریفه))?", re.IGNORECASE)
_SURA_OF = re.compile(
    rf"{_VERSE}\s*\(?(?P<verse>\d{{1,3}}){REST}\)?\s*{_OF}\s*(?:{SURA}|\bSure\b)(?:\s+مبارکه)?", re.IGNORECASE
)
_ORDINAL_OF = re.compile(
    rf"(?P<verse>\d{{1,3}})(?:st|nd|rd|th)\s+(?:verse|ayah?){_OF}\s*(?:{SURA}|{QURAN})", re.IGNORECASE
)
_CHAPTER = re.compile(rf"(?:chapter|sura[ht]?)\s+(?P<sura>\d{{1,3}}){_OF}(?:\s+(?:holy|noble))?\s+(?:{QURAN})", re.I)
# A name without the word for a sura: an article or brackets and a pair, or brackets and a colon.
_BY_NAME = re.compile(rf"(?<!\w)(?P<name>(?:A[lnrstzd]|A[sd]h|El)[-\s’'][\w'’ʿʾ-]{{2,}}),?\s*\(?(?={PAIR})")
_IN_BRACKETS = re.compile(r"[\[({﴿«]\s*(?P<name>[^\W\d][\w \u200c]{0,18})\s*[:،]\s*(?P<verse>\d{1,3})")

_LETTERS = r"[^\W\d_][\w\u064b-\u0655\u0670'’ʿʾʼ‘`\u200c-]*"
_NAME = re.compile(rf"\s*[«\"“(]?({_LETTERS}(?:[ \t]{_LETTERS}){{0,2}})")
_AFTER_NAME = re.compile(
    rf"[»\"”]?\s*(?:\(?\s*(?P<sura>\d{{1,3}})\s*\)?(?=\s*[,،;]?\s*{_VERSE}))?"
    rf"[\s,،;:(\[]*(?:کی\s+)?{_VERSE}\s*[:.(]?\s*(?:no\.?|numbers?|number)?\s*(?P<verse>\d{{1,3}})",
    re.IGNORECASE,
)
_NAME_PAIR = re.compile(rf"[»\"”]?[\s,،:(\[]*(?={PAIR})")
_NAME_COLON = re.compile(r"[»\"”]?\s*(?P<mark>[:،,])\s*(?P<verse>\d{1,3})(?![\w:/.]*\w)")
_TURKISH_VERSE = re.compile(r"[\s,]*(?P<verse>\d{1,3})\s*\.\s*[aâ]yet", re.IGNORECASE)
_ENDS = re.compile(r"(?:[-–]\d{1,3})?\s*(?:[\])};.»﴾]|$)")
_TO = re.compile(r"\s?[-–]\s?(\d{1,3})(?![\w:])")
_NUMBER = re.compile(r"\s*(?:no\.?\s*)?\(?(?P<sura>\d{1,3})(?!\d)\)?")


def suras_cited(text: str) -> Iterator[Reference]:
    """Yield the references to the Quran in a paragraph of a document that speaks of it."""
    yield from _pairs(text, _BY_Q)
    if not spoken_stems(text.casefold()):
        return
    yield from _pairs(text, _BY_QURAN)
    for match in _OF_QURAN.finditer(text):
        yield Reference(*match.span(), int(match["chapter"]), (int(match["first"]),))
    for match in _CHAPTER.finditer(text):
        yield Reference(*match.span(), int(match["sura"]), ())
    for match in _BY_SURA.finditer(text):
        yield from _from_sura(text, match)
    for pattern in (_SURA_OF, _ORDINAL_OF):
        for match in pattern.finditer(text):
            yield from _reversed(text, match)
    yield from _by_name(text)


def _pairs(text: str, pattern: re.Pattern[str]) -> Iterator[Reference]:
    for match in pattern.finditer(text):
        yield from numbers_after(text, match.start(), match.end())


def _named_pairs(text: str, start: int, at: int, named: int) -> Iterator[Reference]:
    """Yield pairs of which the first has a sura's name before it."""
    for number, reference in enumerate(numbers_after(text, start, at)):
        yield reference if number else replace(reference, named=named)


def _from_sura(text: str, match: re.Match[str]) -> Iterator[Reference]:
    """Yield the references that begin with the word for a sura, or with its Turkish name before that word."""
    named, end = _name_at(text, match.end())
    if match["before"]:
        named, end = sura_named(match["before"]), match.end()
    if named:
        yield from _from_named(text, match.start(), end, named)
        return
    found = _NAME_PAIR.match(text, match.end())
    # `Sure` is German for a sura and English for certain.
    if found and (match[0].casefold() != "sure" or _QURAN_NAMED.search(text)):
        yield from numbers_after(text, match.start(), found.end())
        return
    number = _NUMBER.match(text, match.end())
    if number is None:
        return
    verse = _AFTER_NAME.match(text, number.end())
    if verse:
        yield Reference(match.start(), verse.end(), int(number["sura"]), (int(verse["verse"]), *_more(text, verse)))


def _from_named(text: str, start: int, end: int, named: int) -> Iterator[Reference]:
    if found := _NAME_PAIR.match(text, end):
        yield from _named_pairs(text, start, found.end(), named)
    elif found := _AFTER_NAME.match(text, end) or _TURKISH_VERSE.match(text, end):
        sura = int(found.groupdict().get("sura") or 0)
        yield Reference(start, found.end(), sura, (int(found["verse"]), *_more(text, found)), named)
    elif found := _NAME_COLON.match(text, end):
        # After a comma the number may count anything: it is a verse where the reference ends with it.
        verse = int(found["verse"])
        if verse != named and (found["mark"] == ":" or _ENDS.match(text, found.end())):
            yield Reference(start, found.end(), 0, (verse, *_more(text, found)), named)


def _reversed(text: str, match: re.Match[str]) -> Iterator[Reference]:
    """Yield `verse 287 of Surah al-Baqarah`, `verse 130 of Sura 9`."""
    named, end = _name_at(text, match.end())
    number = None if named else _NUMBER.match(text, match.end())
    if named or number:
        chapter = int(number["sura"]) if number else 0
        yield Reference(match.start(), number.end() if number else end, chapter, (int(match["verse"]),), named)


def _by_name(text: str) -> Iterator[Reference]:
    for match in _BY_NAME.finditer(text):
        named = sura_named(match["name"])
        if named and named not in _HOURS and SPOKEN_OF.search(text):
            yield from _named_pairs(text, match.start(), match.end(), named)
    for match in _IN_BRACKETS.finditer(text):
        named, verse = sura_named(match["name"]), int(match["verse"])
        if named and verse != named and not is_time(text, match.end()) and SPOKEN_OF.search(text):
            yield Reference(match.start() + 1, match.end(), 0, (verse, *_more(text, match)), named)


def _name_at(text: str, at: int) -> tuple[int, int]:
    """Return the sura that the words at `at` name, the longest name first, and where the name ends; else 0."""
    match = _NAME.match(text, at)
    if match is None:
        return 0, at
    name, start = match[1], match.start(1)
    while name:
        if named := sura_named(name):
            return named, start + len(name)
        name = re.split(r"[ \t](?=\S*$)", name)[0] if re.search(r"[ \t]", name) else ""
    return 0, at


def _more(text: str, match: re.Match[str]) -> tuple[int, ...]:
    found = _TO.match(text, match.end())
    return (int(found[1]),) if found else ()
