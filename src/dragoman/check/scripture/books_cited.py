"""The references to the Bible in a text: a book's name and figures, `1 Cor. 13:14`, and psalms by their number."""

import re
from collections.abc import Iterator
from dataclasses import replace

from dragoman.check.scripture.bible import Named, book_named, last_words
from dragoman.check.scripture.numbers import numbers_after
from dragoman.check.scripture.reference import Reference

# What tells that a document speaks of scripture, where a book's name is also a person's or a common word.
_STEMS = (
    *("bible", "biblical", "gospel of", "gospel according", "gospels", "scriptur", "old testament", "new testament"),
    *("psalm", "jesus", "christ ", "epistle", "apostle", "torah", "leviticus", "deuteronomy", "church", "sermon"),
    *("the verse", "verses ", "biblia", "évangile", "evangeli", "verset", "versículo", "iglesia", "église", "kirche"),
    *("bibel", "библи", "еванг", "incil", "انجیل", "إنجيل", "الكتاب المقدس", "کتاب مقدس", 'תנ"ך', "תנ״ך", "תורה"),
    *(f"genesis {figure}" for figure in "123456789"),
)

_COLON = re.compile(r":\s?\d")
_NAME_BEFORE = re.compile(
    r"(?:(?<!\w)(?P<count>[1-3]|I{1,3}|First|Second|Third|1st|2nd|3rd)(?:[.\s]\s?|(?=[A-Z])))?"
    r"(?P<name>(?:(?:Song of|سفر|إنجيل|انجیل)\s)?[^\W\d_][^\W\d_'’]+)\.?,?\s*(?:(?:chapter|ch\.)\s)?"
    r"\(?(?P<chapter>\d{1,3})\s?$"
)
_PSALMS = ("Ps", "Salmo", "Псал", "תהילים", "מזמור")
_PSALM = re.compile(
    r"(?<!\w)(?:Psalms?|Pss?\.|Salmos?|Psaumes?|Псал(?:ом|ма|ме)|תהילים|מזמור)\s"
    r"(?P<chapter>\d{1,3})(?![\d:.,%]*\d|\s*(?:%|,\s?\d))"
)
_CHAPTER = re.compile(r"\bchapter\s(?P<chapter>\d{1,3})\sof\s(?:the\s(?:book|gospel)\sof\s)?(?P<name>[A-Z][a-z]+)\b")
_BOOK_CHAPTER = re.compile(r"\b(?P<name>[A-Z][a-z]+),?\schapter\s(?P<chapter>\d{1,3})\b(?!:)")
_COUNTS = {
    "I": "1",
    "II": "2",
    "III": "3",
    "First": "1",
    "Second": "2",
    "Third": "3",
    "1st": "1",
    "2nd": "2",
    "3rd": "3",
}
_LONGEST_NAME = 32


def books_cited(text: str, folded: str) -> Iterator[Reference]:
    """Yield the references to the Bible in a paragraph.

    Common names count where the document, `folded` without letter case, speaks of scripture.
    """
    for colon in _COLON.finditer(text):
        first = max(0, colon.start() - _LONGEST_NAME)
        match = _NAME_BEFORE.search(text[first : colon.start()])
        named = _named(match, folded) if match else None
        if match and named:
            for reference in numbers_after(text, first + match.start(), first + match.start("chapter")):
                yield replace(reference, named=named.book)
    if any(stem in text for stem in _PSALMS):
        yield from _chapters(text, _PSALM, folded)
    if "chapter" in text:
        yield from _chapters(text, _CHAPTER, folded)
        yield from _chapters(text, _BOOK_CHAPTER, folded)


def _chapters(text: str, pattern: re.Pattern[str], folded: str) -> Iterator[Reference]:
    for match in pattern.finditer(text):
        book = book_named(match.groupdict().get("name") or "Psalm")
        if book and _is_meant(book, folded):
            yield Reference(*match.span(), int(match["chapter"]), (), book.book)


def _named(match: re.Match[str], folded: str) -> Named | None:
    """Return the book that a name before figures means; None where it may mean a person or anything else."""
    name = " ".join(match["name"].split())
    if name.split()[-1] not in last_words():
        return None
    if match["count"]:
        count = _COUNTS.get(match["count"], match["count"])
        # A figure before the name of a book that has no second is no part of it.
        if counted := book_named(f"{count} {name}"):
            return counted
    named = book_named(name)
    return named if named and _is_meant(named, folded) else None


def _is_meant(named: Named, folded: str) -> bool:
    return not named.common or any(stem in folded for stem in _STEMS)
