"""The books of the Bible: their names, and how many verses their chapters have at most.

The counts are, chapter by chapter, the largest of seven: the tables English, Original (Hebrew and Greek), Septuagint,
Vulgate, Russian Orthodox and Russian Protestant of SIL's versifications (sil-machine 1.9.2, MIT) and pythonbible 0.15.5
(MIT). So a verse that any of them numbers is there: Joel 4, Psalm 151, Daniel 14, Esther 16. The names of the
deuterocanonical books are not in the table, and their references are never judged.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Named:
    """Hold what a book is called: its number from 1, and whether the name means much else besides (Mark, Acts)."""

    book: int
    common: bool


def verses_in(book: int, chapter: int) -> int:
    """Return the most verses that any tradition gives a chapter, both from 1; 0 where none has the chapter."""
    chapters = _books()[0][book - 1]
    return chapters[chapter - 1] if 1 <= chapter <= len(chapters) else 0


def chapters_in(book: int) -> int:
    """Return the most chapters that any tradition gives a book, counted from 1."""
    return len(_books()[0][book - 1])


def book_name(book: int) -> str:
    """Return the English name of a book, counted from 1."""
    return _books()[2][book - 1]


def book_named(name: str) -> Named | None:
    """Return the book that `name` names, `1 Cor` or `Genesis`; None where no book is known by it."""
    return _books()[1].get(name)


def last_words() -> frozenset[str]:
    """Return the last word of each name, as the names are written."""
    return _books()[3]


@cache
def _books() -> tuple[list[list[int]], dict[str, Named], list[str], frozenset[str]]:
    verses: list[list[int]] = []
    named: dict[str, Named] = {}
    shown: list[str] = []
    for line in files(__package__).joinpath("books.tsv").read_text(encoding="utf-8").splitlines():
        counts, names = line.split("\t")
        verses.append([int(count) for count in counts.split()])
        shown.append(names.split("|")[0].lstrip("?"))
        for name in names.split("|"):
            named[name.lstrip("?")] = Named(len(verses), name.startswith("?"))
    return verses, named, shown, frozenset(name.split()[-1] for name in named)
