"""Find a scripture reference that cannot exist.

## What it finds

A chapter or a verse that the Quran or the Bible does not have: `Quran 22:80`, where sura 22 ends with verse 78; `Surah
115`; `Genesis 51:1`; a sura's name with another sura's number, `Al-Baqarah 3:12`. References are read in figures, with
ranges and lists, in Latin, Arabic, Persian, Cyrillic and Hebrew letters.

Verses of the Quran are counted as in the King Fahd edition and Tanzil's text (the count of Kufa, 6,236). In the Bible a
verse exists if any of seven tables has it: English, Hebrew and Greek, Septuagint, Vulgate, both Russian ones. The
deuterocanonical books are not judged, nor names that are also people's, `Mark 10:70`, in a text that never speaks of
scripture.

## Why it matters

Whoever looks the verse up finds nothing, and doubts the rest. Such a reference was mistyped, misheard or made up.

## Example

```markdown
He recited Quran 22:80.
```

## How to mend

Look the words up and give the verse they stand in. A speaker's own slip is quoted with the right verse in brackets.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from dragoman.check.rule import finding
from dragoman.check.scripture import bible, quran
from dragoman.check.scripture.books_cited import books_cited
from dragoman.check.scripture.reference import Reference
from dragoman.check.scripture.spoken import speaks_of_suras
from dragoman.dispatch.reading import Reading
from dragoman.model.finding import Finding, Severity

CODE = "REF001"
NAME = "verse-impossible"
SEVERITY: Severity = "error"
BARE = True

_FIGURE = re.compile(r"\d")


def check(reading: Reading) -> Iterator[Finding]:
    """Yield the references to verses that no Quran and no Bible has."""
    document = reading.document
    folded = document.text.casefold()
    of_quran = speaks_of_suras(folded)
    for paragraph in document.paragraphs:
        text = paragraph.words.prose
        if not _FIGURE.search(text):
            continue
        faults = list(_faults(books_cited(text, folded), _bible_fault))
        if of_quran:
            from dragoman.check.scripture.suras_cited import suras_cited

            faults += _faults(suras_cited(text), _quran_fault)
        # One reference may be read in two forms: what ends at the same figure is told once, in the longer one.
        for start, end, fault in {span[1]: span for span in sorted(faults, reverse=True)}.values():
            place = document.place(paragraph.words, start, end)
            yield finding((CODE, NAME, SEVERITY), reading, place, fault, hint="look the words up and give their verse")


def _faults(references: Iterable[Reference], fault_of: Callable[[Reference], str]) -> Iterator[tuple[int, int, str]]:
    for reference in references:
        if fault := fault_of(reference):
            yield reference.start, reference.end, fault


def _quran_fault(reference: Reference) -> str:
    chapter, named = reference.chapter, reference.named
    if chapter > quran.SURAS:
        return f"there is no sura {chapter}: the Quran has {quran.SURAS}"
    if chapter and named and chapter != named:
        return f"{quran.sura_name(named)} is sura {named}, not {chapter}"
    sura = chapter or named
    last = quran.verses_in(sura) if sura else max(reference.verses)
    over = next((verse for verse in reference.verses if verse > last), 0)
    return f"there is no verse {over} in sura {sura} of the Quran, which has {last}" if over else ""


def _bible_fault(reference: Reference) -> str:
    name, chapter = bible.book_name(reference.named), reference.chapter
    chapters, last = bible.chapters_in(reference.named), bible.verses_in(reference.named, chapter)
    if chapter > chapters and name == "Psalm":
        return f"there is no Psalm {chapter}: no Bible has more than {chapters}"
    if chapter > chapters:
        return f"there is no chapter {chapter} in {name}: no Bible has more than {chapters}"
    over = next((verse for verse in reference.verses if verse > last), 0) if last else 0
    return f"there is no verse {over} in {name} {chapter}: no Bible has more than {last}" if over else ""
