"""The counts of verses: their sums, the chapters on which traditions differ, and the names by which they are found."""

from importlib.resources import files

import pytest

from dragoman.check.scripture import bible, quran

SURAS = range(1, quran.SURAS + 1)


def test_the_quran_has_the_verses_of_the_count_of_kufa() -> None:
    assert sum(quran.verses_in(sura) for sura in SURAS) == 6236
    assert [quran.verses_in(sura) for sura in (1, 2, 9, 22, 108, 114)] == [7, 286, 129, 78, 3, 6]


@pytest.mark.parametrize(
    ("name", "sura"),
    [
        ("Al-Baqarah", 2),
        ("al-Baqara", 2),
        ("Baghareh", 2),
        ("Bakara", 2),
        ("البقرة", 2),
        ("بقره", 2),
        ("البقرہ", 2),
        ("Аль-Бакара", 2),
        ("آل عمران", 3),
        ("Al-i İmran", 3),
        ("An-Nisāʾ", 4),
        ("نساء", 4),
        ("At-Tawbah", 9),
        ("Ya-Sin", 36),
        ("یس", 36),
        ("الإسراء", 17),
        ("Bani Israil", 17),
        ("المؤمنون", 23),
        ("المؤمن", 40),
        ("al-Ikhlas", 112),
        ("Tehran", 0),
        ("", 0),
    ],
)
def test_a_sura_is_known_by_its_common_spellings(name: str, sura: int) -> None:
    assert quran.sura_named(name) == sura


def test_no_spelling_names_two_suras() -> None:
    text = files("dragoman.check.scripture").joinpath("suras.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines()]
    assert [int(number) for number, _, _ in rows] == list(SURAS)
    for number, _, names in rows:
        assert {name: quran.sura_named(name) for name in names.split("|")} == dict.fromkeys(
            names.split("|"), int(number)
        )


@pytest.mark.parametrize(
    ("name", "chapters", "chapter", "verses"),
    [
        ("Genesis", 50, 1, 31),
        ("Psalm", 151, 119, 176),
        ("Psalm", 151, 118, 176),  # the Septuagint's number of it
        ("Joel", 4, 4, 21),
        ("Malachi", 4, 3, 24),
        ("Daniel", 14, 3, 100),
        ("Esther", 16, 16, 24),
        ("3 John", 1, 1, 15),
        ("1 Corinthians", 16, 13, 13),
        ("Revelation", 22, 22, 21),
        ("Jude", 1, 1, 25),
    ],
)
def test_a_chapter_has_the_most_verses_that_a_tradition_gives_it(
    name: str, chapters: int, chapter: int, verses: int
) -> None:
    named = bible.book_named(name)
    assert named is not None
    assert (bible.chapters_in(named.book), bible.verses_in(named.book, chapter)) == (chapters, verses)


def test_the_bible_has_66_books_and_none_is_empty() -> None:
    assert bible.book_name(1) == "Genesis" and bible.book_name(66) == "Revelation"
    chapters = [(book, chapter) for book in range(1, 67) for chapter in range(1, bible.chapters_in(book) + 1)]
    # 1,189 in the King James Version, with what others count besides: Joel 4, Psalm 151, Daniel 13 and 14, 2 Chronicles
    # 37, Esther 11 to 16.
    assert len(chapters) == 1189 + 11
    assert all(bible.verses_in(*one) > 0 for one in chapters)


def test_a_deuterocanonical_book_is_not_judged() -> None:
    assert [bible.book_named(name) for name in ("Sirach", "Tobit", "2 Maccabees", "Baruch")] == [None] * 4
