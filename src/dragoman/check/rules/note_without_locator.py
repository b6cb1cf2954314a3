"""Find a note without a title or an address.

## What it finds

A note that holds neither a link or an address, nor a title: once numbers, days, months and marks are set aside, fewer
than two words are left. A note that points to another, `Ibid.`, is left alone.

## Why it matters

`[4], March 2, 2019.` was a source once. Without a title or an address nobody finds it again.

## Example

```markdown
[^4]: [4], March 2, 2019.
```

## How to mend

Name what is cited and where it is found: title, publisher, date, and the address.
"""

import re
from collections.abc import Iterator

from dragoman.check.rule import finding
from dragoman.dispatch.document import Note
from dragoman.dispatch.reading import Reading
from dragoman.dispatch.words import words
from dragoman.model.finding import Finding, Severity

CODE = "NOTE003"
NAME = "note-without-locator"
SEVERITY: Severity = "error"
BARE = True

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://\S|\bwww\.\S|\bdoi:\s*\S|\b10\.\d{4,9}/\S|\bISBN\b", re.IGNORECASE)
_POINTS_BACK = frozenset(["ibid", "ibidem", "idem", "op", "loc", "cit", "supra", "همان", "المرجع"])
# fmt: off
_CALENDAR = frozenset([
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov",
    "dec", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "wed",
    "thu", "fri", "sat", "sun", "the", "and", "page", "pages",
])
# fmt: on


def check(reading: Reading) -> Iterator[Finding]:
    """Yield the notes by which nobody can find what they cite."""
    for note in reading.document.notes:
        if not _locates(note):
            hint = "name what is cited: title, publisher, date, address"
            yield finding(
                (CODE, NAME, SEVERITY), reading, note.at, f"note `{note.label}` has no title and no address", hint=hint
            )


def _locates(note: Note) -> bool:
    if note.addresses or _ADDRESS.search(note.text):
        return True
    found = [word.key.casefold() for word in words(note.text) if word.weight]
    if any(word.rstrip(".") in _POINTS_BACK for word in found):
        return True
    # Words of one or two letters are prepositions and abbreviations of every kind, not titles.
    spoken = [word for word in found if (len(word) > 2 or not word.isascii()) and not any(c.isdigit() for c in word)]
    return len([word for word in spoken if word not in _CALENDAR]) >= 2
