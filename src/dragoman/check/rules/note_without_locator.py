"""Find a note without a title or an address.

## What it finds

A note that holds neither a link or an address (`farsnews.ir` is one), nor a title or the name of a paper: once figures,
days, months, page numbers and words for any kind of source (*video*, *speech*) are set aside, nothing is left, or only
the name of a news wire. A note that points to another, `Ibid.`, `see note 3`, is left alone.

## Why it matters

`[4], March 2, 2019.` was a source once. Without a title or an address nobody finds it again. A paper of that day can be
found; among the hundreds of dispatches that a wire sends in a day, none.

## Example

```markdown
[^4]: [4], March 2, 2019.
```

## How to mend

Name what is cited and where it is found: title, publisher, date, and the address.
"""

import re
from collections.abc import Iterator

from dragoman.check.dates.months import month
from dragoman.check.dates.weekdays import weekday
from dragoman.check.rule import finding
from dragoman.dispatch.document import Note
from dragoman.dispatch.reading import Reading
from dragoman.dispatch.words import words
from dragoman.model.finding import Finding, Severity

CODE = "NOTE003"
NAME = "note-without-locator"
SEVERITY: Severity = "error"
BARE = True

_ADDRESS = re.compile(
    r"[a-z][a-z0-9+.-]*://\S|\bwww\.\S|\bdoi:\s*\S|\b10\.\d{4,9}/\S|\bISBN\b|[@#]\w{2}"
    r"|\b[a-z0-9-]{2,}\.(?:com|org|net|info|tv|ir|co|gov|edu|me|io|fr|de|es|ru|tr|il|uk|eg|sa|qa|iq|lb|pk)\b",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(
    r"\b(?:ibid|ibíd|ibidem|ibídem|idem|op\.?\s?cit|loc\.?\s?cit|supra|ebd|ebenda|a\.g\.e|там\s+же|id\.)"
    r"|\b(?:see|cf\.?|as\s+in)\s+(?:foot)?notes?\b|\b(?:see|as)\s+above\b|\bnote\s+\d"
    r"|همان|ایضا|المرجع|المصدر\s+(?:نفسه|السابق)|שם[,.]",
    re.IGNORECASE,
)
# Words that say what kind of thing is cited, where in it, or link what does; and the wires, by which nothing is found.
_SAYS_LITTLE = frozenset(
    (
        *(
            "the",
            "and",
            "from",
            "page",
            "pages",
            "part",
            "min",
            "minute",
            "minutes",
            "accessed",
            "retrieved",
            "published",
        ),
        *("video", "clip", "footage", "speech", "interview", "statement", "recording", "article", "report", "source"),
        *("sources", "see", "note", "website", "site", "link", "full", "text", "transcript", "vol", "volume", "issue"),
        *(
            "dated",
            "posted",
            "available",
            "here",
            "del",
            "los",
            "las",
            "página",
            "páginas",
            "des",
            "les",
            "und",
            "seite",
        ),
        *("صفحه", "ص", "از", "و", "الصفحة", "стр", "с", "года", "год", "г", "עמ"),
        *("reuters", "afp", "ap", "upi", "dpa", "irna", "isna", "fars", "tasnim", "mehr", "tass", "xinhua", "anadolu"),
        *("sana", "wafa", "efe", "ansa", "interfax", "ria"),
    )
)


def check(reading: Reading) -> Iterator[Finding]:
    """Yield the notes by which nobody can find what they cite."""
    for note in reading.document.notes:
        if not _locates(note):
            hint = "name what is cited: title, publisher, date, address"
            yield finding(
                (CODE, NAME, SEVERITY), reading, note.at, f"note `{note.label}` has no title and no address", hint=hint
            )


def _locates(note: Note) -> bool:
    if note.addresses or _ADDRESS.search(note.text) or _POINTS_BACK.search(note.text):
        return True
    return any(_tells(word.key.casefold().rstrip(".")) for word in words(note.text) if word.weight)


def _tells(word: str) -> bool:
    """Tell whether a word can be of a title or a name: no figure, no date, and more than says what is cited."""
    # Words of one or two letters are prepositions and abbreviations of every kind, not titles.
    if (len(word) < 3 and word.isascii()) or any(character.isdigit() for character in word):
        return False
    return word not in _SAYS_LITTLE and month(word) is None and weekday(word) is None
