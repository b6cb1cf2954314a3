"""Find a weekday that is not the day of the date it stands beside.

## What it finds

A weekday and a whole date, year and all, with nothing but a comma or an article between them, where that date falls
on another day: before the date (`Monday, November 24, 2026`) or after it (`November 24, 2026 (Monday)`, `24 Kasım 2026
Pazartesi`). It reads the months and weekdays of Arabic, English, French, German, Hebrew, Persian, Russian, Spanish,
Turkish and Urdu, digits of any script, dates in numbers, and the Persian solar calendar from 1300 on. `3/11/2026` is
found only where neither day that it can mean fits. A day before 1924 may be meant by the Julian calendar and is
found only where it fits neither.

Left alone: dates without a year, ranges, two weekdays for one date, Hijri dates, since their months begin with a
sighting of the moon, words in quotation marks, since what somebody said is quoted as it was said, and a weekday that
is set apart by emphasis or a link, which may be a title.

## Why it matters

One of the two is wrong, and nobody can tell which without the source. A reader who looks for the broadcast of that
day looks on the wrong one.

## Example

```markdown
On Monday, November 24, 2026, the ministry released a recording.
```

That day is a Tuesday.

## How to mend

Look up which of the two is right, and correct the other.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from dragoman.check.altered import one_line
from dragoman.check.dates.beside import Beside, weekdays_beside
from dragoman.check.dates.weekdays import said
from dragoman.check.rule import finding
from dragoman.dispatch.reading import Reading
from dragoman.dispatch.stretch import Stretch
from dragoman.model.finding import Finding, Severity

CODE = "DATE003"
NAME = "weekday-wrong"
SEVERITY: Severity = "error"
BARE = True

# The last country to leave the Julian calendar for its civil dates, Greece, did so in 1923.
_GREGORIAN_ONLY = 1924


def check(reading: Reading) -> Iterator[Finding]:
    """Yield the weekdays that are not the day of their date."""
    document = reading.document
    for paragraph in document.paragraphs:
        text = paragraph.words.prose
        for beside in weekdays_beside(text):
            if any(beside.weekday.number in _weekdays(day) for day in beside.dated.days):
                continue
            place = document.place(paragraph.words, beside.start, beside.end)
            if not document.is_quoted(place.start) and _is_plain(paragraph.words, beside, document.text):
                message = _message(text, beside, document.language)
                hint = "look up which of the two is right, and correct the other"
                yield finding((CODE, NAME, SEVERITY), reading, place, message, hint=hint)


def _weekdays(day: date) -> tuple[int, ...]:
    """Return the weekdays, Monday being 0, that a date may fall on."""
    if day.year >= _GREGORIAN_ONLY:
        return (day.weekday(),)
    behind = day.year // 100 - day.year // 400 - 2
    return (day.weekday(), (day + timedelta(days=behind)).weekday())


def _is_plain(words: Stretch, beside: Beside, source: str) -> bool:
    """Tell whether the source has no mark-up between the weekday and the date."""
    inside = range(beside.start, beside.end - 1)
    return not any(source[words.ends[index] : words.starts[index + 1]].strip() for index in inside)


def _message(text: str, beside: Beside, own: str) -> str:
    written = one_line(text[beside.start : beside.end])
    language = _language(beside, own.partition("-")[0])
    days = [f"{day.isoformat()} is a {said(day.weekday(), language)}" for day in beside.dated.days]
    return f'"{written}": {", ".join(days)}'


def _language(beside: Beside, own: str) -> str:
    """Return the language that names both the weekday and the month, the document's own first; empty where two do."""
    both = beside.weekday.languages & (beside.dated.languages or beside.weekday.languages)
    return own if own in both else min(both) if len(both) == 1 else ""
