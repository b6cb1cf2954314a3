"""The day that a document gives itself, where it is written so that nobody can read it as another."""

import re
from datetime import date

_ISO = re.compile(r"\s*(\d{4})-(\d\d)-(\d\d)(?!\d)")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DASH = re.compile(r"\s[-–—|]\s")
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_NAMED = re.compile(
    rf"\s*{_WEEKDAY}(?:{_MONTH}\s+{_DAY},?\s+{_YEAR}|{_DAY.replace('day', 'day2')}\s+"
    rf"{_MONTH.replace('month', 'month2')},?\s+{_YEAR.replace('year', 'year2')})(?![\w/-])",
    re.IGNORECASE,
)


def day_of(words: str) -> str:
    """Return the day (ISO 8601) that `words` begin with: 2026-11-24, or with an English month; else nothing."""
    return _first(words)[0]


def day_after_dash(words: str) -> str:
    """Return the day that a masthead ends with, `PRESS REVIEW - Wednesday, 17 May 2023`, or nothing."""
    dashes = list(_DASH.finditer(words))
    last = words[dashes[-1].end() :] if dashes else ""
    return day_of(last) if is_day(last) else ""


def is_day(words: str) -> bool:
    """Tell whether `words` are a day and nothing more."""
    day, end = _first(words)
    return bool(day) and not words[end:].strip(" \t\n.")


def _first(words: str) -> tuple[str, int]:
    if iso := _ISO.match(words):
        return _checked(int(iso[1]), int(iso[2]), int(iso[3])), iso.end()
    if (named := _NAMED.match(words)) is None:
        return "", 0
    month, day, year = (named[name] or named[f"{name}2"] for name in ("month", "day", "year"))
    return _checked(int(year), _MONTHS.index(month[:3].lower()) + 1, int(day)), named.end()


def _checked(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
