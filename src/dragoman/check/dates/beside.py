"""Weekdays that stand beside a date and name its day: `Monday, November 23, 2026`, `23 Kasım 2026 Pazartesi`.

Beside means that nothing but a comma or an article parts the two. A weekday that may belong to another date, to a
range, or to the name of a paper is not taken.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.check.dates.found import Dated, dates
from dragoman.check.dates.spelling import WORD
from dragoman.check.dates.weekdays import Weekday, weekday

_REACH = 40
# "Thurs." is an abbreviation; after a whole name a full stop ends the sentence.
_LONGEST_SHORT = 5
_THE = r"(?:the|le|el|den|dem|der|am|(?:ال)?موافق(?:\sل)?|بتاريخ|مورخه?|مورخۂ|بتاریخ|برابر\sبا|مصادف\sبا)\s+"
_BEFORE = re.compile(
    rf"""(?<!\w)(?:(?P<first>{WORD})[ ])?(?!{_THE})(?P<name>{WORD})(?P<dot>\.)?['׳]?
    (?:\s*[,،]\s*|\s+)(?:{_THE}|ה-?)?\Z""",
    re.VERBOSE,
)
_YEAR_WORD = r"(?:\s*(?:года|г\.|ء|م\b|yılı))?"
_IN_BRACKETS = re.compile(
    rf"{_YEAR_WORD}\s*[(\[]\s*(?:(?:an?|une?|ein|روز|يوم)\s+)?(?:(?P<first>{WORD})[ ])?(?P<name>{WORD})[.׳']?\s*[)\]]"
)
_STATED = re.compile(
    rf"""(?:,?\s+(?:(?:which|that)\s+)?(?:was|is|fell\son|falls\son|will\sbe)|,)\s+an?\s+
    (?P<first>(?!))?(?P<name>{WORD})(?=\s*(?:[.,;:)\]]|\Z))|
    \s*ء?\s+بروز\s+(?P<urdu>{WORD})""",
    re.VERBOSE,
)
# CLDR's full date of Turkish ends with the weekday; "pazar" alone is a market too.
_TURKISH = re.compile(
    rf"\s+(?P<first>(?!))?(?P<name>{WORD})(?=\s*(?:[.,;:)\]]|\Z)|\s+(?:günü|gecesi|sabahı|akşamı|öğleden)(?!\w))"
)
_JOINED = re.compile(
    rf"(?:(?P<first>{WORD})[ ])?(?P<name>{WORD})(?:\s*[-–—/&]\s*|"
    rf",?\s+(?:and|or|to|through|until|thru|by|et|ou|au|y|o|al?|und|oder|bis|и|или|по|до|ve|veya|ile|و|أو|إلى|تا|یا|اور|سے)\s+|\s+(?:ו|עד\s+|ל))\Z"
)
# "The Mail on Sunday, 24 November 2026": the name of a paper, or of a club, ends where the date begins.
_PAPER = re.compile(
    r"(?:\b(?:Mail|Independent|Scotland|Wales|Ireland|Post|Herald|Telegraph|Times|Sun|Business|Sport)\s+on|"
    r"\b(?:Welt|Bild|NZZ|Zeitung|Allgemeine|Merkur|Kurier|Presse|Heute|Österreich|Blick|Tag)\s+am|\bSheffield)\s+\Z"
)


@dataclass(frozen=True, slots=True)
class Beside:
    """Hold a weekday and the date it stands beside; `text[start:end]` holds both."""

    start: int
    end: int
    weekday: Weekday
    dated: Dated


def weekdays_beside(text: str) -> Iterator[Beside]:
    """Yield the weekdays of `text` that stand beside a whole date, where no other date can be meant."""
    found = [each for each in dates(text) if each.days]
    befores = [_before(text, each) for each in found]
    for index, (dated, before) in enumerate(zip(found, befores, strict=True)):
        after = _after(text, dated)
        following = befores[index + 1] if index + 1 < len(found) else None
        if before is not None and after is None and not _claimed(text, found[:index], before):
            yield before
        if after is not None and before is None and (following is None or following.start >= after.end):
            yield after


def _claimed(text: str, earlier: list[Dated], before: Beside) -> bool:
    """Tell whether the weekday stands beside the date before it just as well."""
    return (
        bool(earlier) and not re.search(r"\w", text[earlier[-1].end : before.start]) and before.start > earlier[-1].end
    )


def _before(text: str, dated: Dated) -> Beside | None:
    match = _BEFORE.search(text, max(0, dated.start - _REACH), dated.start)
    if match is None:
        return None
    found, start = _named(match)
    if found is None or not dated.may_be_in(found.languages):
        return None
    if match["dot"] and len(match["name"]) > _LONGEST_SHORT:
        return None
    left = text[max(0, start - _REACH) : start]
    joined = _JOINED.search(left)
    if _PAPER.search(left) or (joined is not None and _named(joined)[0] is not None):
        return None
    return Beside(start, dated.end, found, dated)


def _after(text: str, dated: Dated) -> Beside | None:
    for pattern in (_IN_BRACKETS, _STATED, _TURKISH):
        match = pattern.match(text, dated.end)
        if match is None:
            continue
        found, _ = _named(match)
        if found is None or not dated.may_be_in(found.languages):
            continue
        if pattern is _TURKISH and found.languages != {"tr"}:
            continue
        return Beside(dated.start, match.end(), found, dated)
    return None


def _named(match: re.Match[str]) -> tuple[Weekday | None, int]:
    """Return the weekday that the last two words of a match name, or the last one, and where its name starts."""
    groups = match.groupdict()
    if groups.get("urdu"):
        return weekday(groups["urdu"]), match.start("urdu")
    two = weekday(f"{groups['first']} {groups['name']}") if groups["first"] else None
    return (two, match.start("first")) if two else (weekday(groups["name"]), match.start("name"))
