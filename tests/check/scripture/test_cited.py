"""References as they are read: every verse there is stays silent, the one after the last is found, and places fit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.check.documents import found_in

from dragoman.check.rules import verse_impossible
from dragoman.check.scripture import bible, quran
from dragoman.check.scripture.books_cited import books_cited
from dragoman.check.scripture.spoken import speaks_of_suras
from dragoman.check.scripture.suras_cited import suras_cited

FORMS = (
    "Quran {sura}:{verse}",
    "(Qur’an {sura}:1-{verse})",
    "Koran, {sura}:{verse}",
    "Sura {sura}, verse {verse}",
    "verse {verse} of Sura {sura}",
    "sourate {sura}, verset {verse}",
    "سورة {name}، الآية {verse}",
    "آیه {verse} سوره {name}",
    "القرآن [{name}: {verse}]",
)


def arabic(sura: int) -> str:
    return "البقرة" if sura == 2 else "الكهف" if sura == 18 else "الحج"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("sura", [2, 18, 22])
def test_the_last_verse_is_there_and_the_next_is_not(form: str, sura: int) -> None:
    last = quran.verses_in(sura)
    for verse, faults in ((last, 0), (last + 1, 1), (last + 100, 1)):
        text = form.format(sura=sura, verse=verse, name=arabic(sura))
        assert len(found_in(verse_impossible, text)) == faults, text


def test_figures_of_other_scripts_count() -> None:
    assert found_in(verse_impossible, "سوره بقره، آیه ۲۸۷") == [("سوره بقره، آیه ۲۸۷", "REF001")]
    assert found_in(verse_impossible, "سورة البقرة، الآية ٢٨٦") == []


@given(st.integers(1, 114).flatmap(lambda sura: st.tuples(st.just(sura), st.integers(1, quran.verses_in(sura)))))
def test_every_verse_of_the_quran_is_there(place: tuple[int, int]) -> None:
    assert found_in(verse_impossible, f"He read Quran {place[0]}:{place[1]} aloud.") == []


@given(st.integers(1, 66).flatmap(lambda book: st.tuples(st.just(book), st.integers(1, bible.chapters_in(book)))))
def test_a_chapter_of_the_bible_ends_where_it_ends(place: tuple[int, int]) -> None:
    book, chapter = place
    name, last = bible.book_name(book), bible.verses_in(book, chapter)
    assert found_in(verse_impossible, f"In the Bible he read {name} {chapter}:{last}.") == []
    cited = f"{name} {chapter}:{last + 1}"
    assert found_in(verse_impossible, f"In the Bible he read {cited}.") == [(cited, "REF001")]


@pytest.mark.parametrize(
    "text",
    [
        "The meeting is at 10:70 and Mark 10:70 ran.",
        "Daniel 6:70, Ruth 9:99 and James 44:12 finished first.",
        "I am sure 2:300 is right.",
        "Surah Al-Ikhlas 11 times",
        "Surah Al-Fil, 105",
        "the Holy Quran, 604 pages",
        "Quran 2:255, 10:75 pm",
        "Quran 115:1:30",
        "insurance 9:300",
        "Surat Thani 3:300",
        "Genesis 1:1, 40 people",
        "Psalms 23, 24",
        "Psalm 100,000",
    ],
)
def test_other_figures_are_left_alone(text: str) -> None:
    assert found_in(verse_impossible, text) == []


@given(st.text(alphabet="Quran Sura 0123456789:،آیهسورة()[]-Ps.Mark", max_size=60))
def test_no_text_breaks_the_readers(text: str) -> None:
    references = [*suras_cited(text), *books_cited(text, text.lower())]
    assert all(0 <= one.start < one.end <= len(text) for one in references)
    assert isinstance(speaks_of_suras(text.casefold()), bool)
