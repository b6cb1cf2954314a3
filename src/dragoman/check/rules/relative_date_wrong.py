"""Find "a month after", "ten years earlier", "last Monday" that the document's own dates contradict.

## What it finds

A length of time between two dates, both written out with their year, that those dates do not have:

- `March 3, 2018, a month after the vote on January 30, 2017`, and the same with *before*, *earlier than*, *following*;
- `on March 3, 2018, and three days later, on March 16, 2018`, and the same with *earlier*, *the next day*;
- `A month after the vote on January 30, 2017, on March 3, 2018`;
- `It opened on March 1, 2018. A month later, on December 2, 2018`: in English, where the first sentence tells one thing
  and its one date, and the second opens with the phrase. What it says was *earlier* may go back from another point of
  the story, and is left alone; so is `a month after this talk`, whose date stands elsewhere.

And a date that a phrase counts from the day of writing, which is the document's own `date`: `last Monday, November 2,
2026`, `yesterday, November 20, 2026`, `ten years ago, on March 3, 2018`, in a text of November 23, 2026.

Lengths are taken as people speak: *a day* is one or two, *N days* a day more or less, or 15 in 100; *a week* 4 to 10
days, *N weeks* 3 days more or less, or 20 in 100; *a month* 21 to 45 days, *N months* the same again, or 20 in 100; *a
year* 9 to 15 months, *N years* 7 months more or less, or 10 in 100, or N by the calendar; *a decade* 8 to 12 years.
*About* and *nearly* double this, *more than* and *less than* open one end, *exactly* and *to the day* leave none but
the unequal lengths of months and years. From the day of writing there is always one day more: *last Monday* is within
two weeks, *last month* within 62 days. A date more than 400 days away from *yesterday* is an older text reprinted.

Both dates and everything between them must fit one of these forms; else nothing is said. What happened on the second
date must be named plainly: `after the vote on January 30, 2018`, `after he was elected on`, `after the speech of`, or
`after the January 30, 2018 vote`. `After the airing of the January 30, 2018 speech` happened on some other day.

English is read in all forms; French, German, Persian, Russian and Spanish where the length stands right beside its
dates; Turkish only with *sonra* and *önce* between two dates; Arabic and Hebrew only with yesterday and tomorrow; Urdu
not at all. Words in quotation marks are left alone; so is the day of writing in notes.

## Why it matters

One of the dates is wrong, or the phrase is. Which came first, and how soon after, is often the whole point of a report.

## Example

```markdown
He spoke on March 3, 2018, ten years earlier than the August 2019 address.
```

That is one year and five months.

## How to mend

Look up both dates, and correct the date or the phrase.
"""

from collections.abc import Iterator
from datetime import date

from dragoman.check.altered import one_line
from dragoman.check.dates.claims import Claim, claims
from dragoman.check.dates.writing import claims_from
from dragoman.check.rule import finding
from dragoman.dispatch.document import Document, Paragraph
from dragoman.dispatch.reading import Reading
from dragoman.model.finding import Finding, Severity

CODE = "DATE002"
NAME = "relative-date-wrong"
SEVERITY: Severity = "warning"
BARE = True


def check(reading: Reading) -> Iterator[Finding]:
    """Yield the phrases that the dates beside them contradict."""
    document = reading.document
    for paragraph in document.paragraphs:
        text = paragraph.words.prose
        for claim in _claims(document, paragraph, text):
            if claim.holds():
                continue
            place = document.place(paragraph.words, claim.start, claim.end)
            if not document.is_quoted(place.start):
                hint = "look up both dates, and correct the date or the phrase"
                yield finding((CODE, NAME, SEVERITY), reading, place, _message(text, claim), hint=hint)


def _claims(document: Document, paragraph: Paragraph, text: str) -> Iterator[Claim]:
    yield from claims(text, document.language)
    if document.day and paragraph.kind != "note":
        yield from claims_from(text, document.language, date.fromisoformat(document.day))


def _message(text: str, claim: Claim) -> str:
    phrase = one_line(text[claim.start : claim.end])
    one, other = claim.spans[0], claim.counted_from[0]
    nearest = (one[0] - other[1]).days, (one[1] - other[0]).days
    days = min(nearest, key=abs)
    return f'"{phrase}": {_shown(one)} is {_told(days)} {_shown(other)}'


def _shown(span: tuple[date, date]) -> str:
    return span[0].isoformat() if span[0] == span[1] else f"{span[0]:%Y-%m}"


def _told(days: int) -> str:
    """Return a distance in words, in the largest unit that tells it well: `3 days after`."""
    if days == 0:
        return "the same day as"
    far = abs(days)
    for unit, length, least in (("years", 365.25, 700), ("months", 30.44, 61), ("days", 1, 0)):
        if far >= least:
            count = round(far / length, 1 if unit == "years" and far < 3650 else None)
            number = f"{count:g}"
            break
    return f"{number} {unit if number != '1' else unit[:-1]} {'after' if days > 0 else 'before'}"
