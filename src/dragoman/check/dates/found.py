"""The dates of a text, each with its place: what is written whole, and read in every way that it can be meant.

Every date has a four-digit year, so the search goes from year to year and looks at the few words beside it.
Nothing is guessed: no year from the context, no century, no order of day and month where both can be.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from dragoman.check.dates import solar
from dragoman.check.dates.months import Month, month
from dragoman.check.dates.spelling import WORD

# Before 1753 Britain and others counted days by another calendar.
FIRST_YEAR, LAST_YEAR = 1753, 2199
_REACH = 48
_FIGURE = re.compile(r"\d")
_YEAR = re.compile(r"[12١٢۱۲][0-9٠-٩۰-۹]{3}(?!\d)")
# The Levant's names of four months are two words.
_ONE = rf"(?:(?:تشرين|كانون)\s)?{WORD}"
_NAME = rf"(?P<month>{_ONE}(?:\s?[/(]\s?{_ONE}\)?)?)"
_DAY_FIRST = re.compile(
    rf"""(?<![\d.,:/–—])(?<![\d\s]-)(?P<day>\d{{1,2}})(?:\.|st|nd|rd|th|er|re|º|°|-?го|-е)?(?:\s+|-)
    (?:(?:the\s+)?(?:day\s+)?of\s+|d[eu]\s+|del\s+|d['’])?{_NAME}\.?[,،]?(?:\s+|-)(?:(?:of|del?|سنة|عام|سال)\s+)?\Z""",
    re.VERBOSE,
)
_MONTH_FIRST = re.compile(
    rf"(?<!\w)(?P<month>{WORD})\.?\s+(?:the\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s*[,،]\s*|\s+)\Z"
)
_MONTH_ONLY = re.compile(rf"(?<!\w){_NAME}\.?[,،]?\s+(?:(?:of|del?|سنة|عام|سال)\s+)?\Z")
_NUMBERS = re.compile(r"(?<![\w./–-])(?P<one>\d{1,2})(?P<mark>[./-])(?P<two>\d{1,2})(?P=mark)\Z")
_MORE = re.compile(r"[./-]\d")
_YEAR_FIRST = re.compile(r"(?P<mark>[-/.])(?P<one>\d{1,2})(?P=mark)(?P<two>\d{1,2})(?![\w./-]*\d)")


@dataclass(frozen=True, slots=True)
class Dated:
    """Hold a date at `text[start:end]`: each stretch of days that it can mean, the first and the last of it.

    A whole date is a stretch of one day, a month one of its days; `3/11/2026` has two. `languages` are those
    that name the month so, empty for a date in numbers.
    """

    start: int
    end: int
    spans: tuple[tuple[date, date], ...]
    languages: frozenset[str] = frozenset()

    @property
    def days(self) -> tuple[date, ...]:
        """Return the days that it can mean, none where it names a month alone."""
        return tuple(first for first, last in self.spans if first == last)

    def may_be_in(self, languages: frozenset[str]) -> bool:
        """Tell whether words of these languages can speak of this date."""
        return not self.languages or not self.languages.isdisjoint(languages)


@lru_cache(maxsize=512)
def dates(text: str) -> tuple[Dated, ...]:
    """Return the dates of `text` in their order: whole ones, and months with their year."""
    return tuple(_dates(text))


def _dates(text: str) -> Iterator[Dated]:
    for year in _YEAR.finditer(text):
        start = year.start()
        if start and text[start - 1].isdigit():
            continue
        after = _YEAR_FIRST.match(text, year.end())
        if after is not None:
            found = _year_first(text, year, after)
        elif text[max(0, start - 1) : start] in ("/", ".", "-") and (
            numbers := _NUMBERS.search(text, max(0, start - 7), start)
        ):
            found = _in_numbers(numbers, year)
        else:
            found = _named(text, year)
        if found is not None:
            yield found


def _year_first(text: str, year: re.Match[str], after: re.Match[str]) -> Dated | None:
    if text[year.start() - 1 : year.start()] in ("-", "/", ".", "_") or text[year.start() - 1 : year.start()].isalnum():
        return None
    return _dated((year.start(), after.end()), [_day(int(year[0]), int(after["one"]), int(after["two"]))])


def _in_numbers(numbers: re.Match[str], year: re.Match[str]) -> Dated | None:
    """Return a date in numbers by day and month, and by month and day."""
    if _MORE.match(year.string, year.end()):
        return None
    one, two, count = int(numbers["one"]), int(numbers["two"]), int(year[0])
    return _dated((numbers.start(), year.end()), [_day(count, two, one), _day(count, one, two)])


def _named(text: str, year: re.Match[str]) -> Dated | None:
    """Return a date whose month is named: a whole one where a day stands beside it."""
    left = max(0, year.start() - _REACH)
    # Most years stand beside no day: `in May 2019`.
    has_day = _FIGURE.search(text, left, year.start()) is not None
    for pattern in (_DAY_FIRST, _MONTH_FIRST, _MONTH_ONLY) if has_day else (_MONTH_ONLY,):
        match = pattern.search(text, left, year.start())
        named = _month(match["month"]) if match else None
        if match is None or named is None:
            continue
        place = (match.start(), year.end())
        if pattern is _MONTH_ONLY:
            return _whole_month(place, named, int(year[0]))
        return _dated(place, [_on(named, int(year[0]), int(match["day"]))], named.languages)
    return None


def _month(written: str) -> Month | None:
    """Return the month that `written` names, by one name or by two for the same: `نوفمبر/تشرين الثاني`."""
    named = [month(name.strip(" )")) for name in re.split(r"[/(]", written)]
    first = named[0]
    if first is None or any(each is None or each.number != first.number for each in named[1:]):
        return None
    return first


def _on(named: Month, year: int, day: int) -> date | None:
    return solar.gregorian(year, named.number, day) if named.calendar == "solar" else _day(year, named.number, day)


def _day(year: int, month: int, day: int) -> date | None:
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        return None
    return date(year, month, day)


def _whole_month(place: tuple[int, int], named: Month, year: int) -> Dated | None:
    if named.calendar == "solar":
        first, length = solar.gregorian(year, named.number, 1), solar.month_length(year, named.number)
        last = solar.gregorian(year, named.number, length)
    else:
        first = _day(year, named.number, 1)
        last = _day(year, named.number, monthrange(year, named.number)[1]) if first else None
    return Dated(*place, ((first, last),), named.languages) if first and last else None


def _dated(place: tuple[int, int], days: list[date | None], languages: frozenset[str] = frozenset()) -> Dated | None:
    spans = dict.fromkeys((day, day) for day in days if day is not None)
    return Dated(*place, tuple(spans), languages) if spans else None
