"""Find one person under two spellings.

## What it finds

Names in Latin letters that one document spells in two ways: `Muhammad al-Sayyid` and `Mohammed Al-Sayid`, `Ali
Khamenei` and later `Khameini`. Spellings are held to be of one name where they sound alike as transliterations do (a
and e, o and u, q and k, letters doubled or not), or differ by one slip inside a long part (two letters changed round,
one left out) while the rest of the name agrees; in a last name of eight letters and more, one vowel for another is such
a slip: `Delphine Achterberg` and `Delphine Achterburg`. Titles, hyphens and capitals are no matter. Accents are none
either, except in Spanish, French and Turkish, where one document should write `Sanchís` or `Sanchis`; a name in
capitals goes without. A name of one part counts after a title, or where it is long. In quotations too: a speaker's
words are spelled by the desk.

## Why it matters

Readers take one person for two, and a search finds half.

## Example

```markdown
Muhammad al-Sayyid opened the session. Later Mohammed Al-Sayid closed it.
```

## How to mend

Give the name the spelling of the desk's termbase, everywhere.
"""

from collections import Counter
from collections.abc import Iterator

from dragoman.check.names.alike import Spelled, spellings, strays, unmarked, variants
from dragoman.check.rule import finding
from dragoman.dispatch.languages.guess import UNDETERMINED, guess
from dragoman.dispatch.reading import Reading
from dragoman.model.finding import Finding, Severity

CODE = "NAME001"
NAME = "name-varies"
SEVERITY: Severity = "warning"
BARE = True

# So many characters on either side of a name show in which language it is written.
_AROUND = 60


def check(reading: Reading) -> Iterator[Finding]:
    """Yield the rarer spelling of each name that is spelled in two ways."""
    document = reading.document
    found = spellings(document)
    counts = Counter(one.written for one in found)
    told: set[str] = set()
    for one, other in (*variants(document, found), *strays(document, found), *unmarked(document, found)):
        rare, usual = _by_use(one, other, counts)
        if rare.written in told or _are_of_two_languages(rare, usual):
            continue
        told.add(rare.written)
        place = document.place(rare.words, rare.start, rare.end)
        line = document.place(usual.words, usual.start, usual.end).line
        message = f"this name is spelled {usual.written} on line {line}"
        yield finding((CODE, NAME, SEVERITY), reading, place, message, hint="give a name one spelling")


def _are_of_two_languages(one: Spelled, other: Spelled) -> bool:
    """Tell whether the words around two names are of different languages, each of which has its own spelling."""
    languages = {guess(_around(each)) for each in (one, other)} - {UNDETERMINED}
    return len(languages) > 1


def _around(name: Spelled) -> str:
    return name.words.text[max(0, name.start - _AROUND) : name.end + _AROUND]


def _by_use(one: Spelled, other: Spelled, counts: Counter[str]) -> tuple[Spelled, Spelled]:
    """Return the spelling that is used less, or else the later one, before the other."""
    if counts[one.written] < counts[other.written]:
        return one, other
    return other, one
