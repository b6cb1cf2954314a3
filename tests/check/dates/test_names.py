"""The names of months and weekdays: CLDR's are all there, and two other readers read whole dates alike."""

from datetime import date, datetime
from typing import cast

import dateparser  # type: ignore[import-untyped]
import pytest
from babel import Locale
from babel.dates import format_date
from hypothesis import example, given
from hypothesis import strategies as st
from tests.check.dates.readings import messages

from dragoman.check.dates.beside import weekdays_beside
from dragoman.check.dates.found import dates
from dragoman.check.dates.months import month
from dragoman.check.dates.weekdays import ENGLISH, weekday

LANGUAGES = ("en", "fa", "ar", "fr", "es", "ru", "tr", "he", "ur", "de")
# The formal CLDR names: those that stand in a whole date.
WHOLE = [(language, width) for language in LANGUAGES for width in ("wide", "abbreviated")]

days = st.dates(date(1924, 1, 1), date(2199, 12, 31))


@pytest.mark.parametrize(("language", "width"), WHOLE)
def test_every_month_of_cldr_is_read(language: str, width: str) -> None:
    names = Locale(language).months["format"][width]
    for number, name in names.items():
        read = month(name)
        assert read is not None and (read.number, read.calendar) == (number, "gregorian"), name
        assert language in read.languages


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_weekday_of_cldr_is_read(language: str) -> None:
    for number, name in Locale(language).days["format"]["wide"].items():
        read = weekday(name)
        assert read is not None and read.number == number and language in read.languages, name


@pytest.mark.parametrize(
    ("name", "number"),
    [("Sept.", 9), ("NOVEMBER", 11), ("NİSAN", 4), ("KASIM", 11), ("ابریل", 4), ("تشرين الثاني", 11), ("می", 5),
     ("جولای", 7), ("آگوست", 8), ("غشت", 8), ("ноябрь", 11), ("בנובמבר", 11), ("Jänner", 1), ("setiembre", 9)],
)  # fmt: skip
def test_other_spellings_of_months_are_read(name: str, number: int) -> None:
    read = month(name)
    assert read is not None and read.number == number


@pytest.mark.parametrize(
    ("name", "number"),
    [("الإثنين", 0), ("سه شنبه", 1), ("سه‌شنبه", 1), ("پنج‌شنبه", 3), ("среду", 2), ("SALI", 1), ("ביום שני", 0),
     ("Sonnabend", 5), ("Thurs", 3), ("آدینه", 4)],
)  # fmt: skip
def test_other_spellings_of_weekdays_are_read(name: str, number: int) -> None:
    read = weekday(name)
    assert read is not None and read.number == number


@pytest.mark.parametrize("word", ["So", "Sun", "Mo", "mar", "dom", "پیر مرد", "second", "Mayor", "Martin", ""])
def test_other_words_are_no_weekday(word: str) -> None:
    assert weekday(word) is None


@given(days, st.sampled_from(LANGUAGES))
@example(date(2026, 5, 1), "fa")
@example(date(2026, 3, 3), "fr")
def test_the_long_date_of_cldr_is_read_as_it_was_written(day: date, language: str) -> None:
    found = dates(format_date(day, "long", locale=language))
    assert [each.spans for each in found] == [((day, day),)]


@given(days, st.sampled_from(LANGUAGES), st.integers(1, 6))
def test_the_full_date_of_cldr_has_its_weekday_and_no_other(day: date, language: str, off: int) -> None:
    words = format_date(day, "full", locale=language)
    names = cast("dict[int, str]", Locale(language).days["format"]["wide"])
    assert [each.weekday.number for each in weekdays_beside(words)] == [day.weekday()]
    assert messages(words) == ()
    other = words.replace(names[day.weekday()], names[(day.weekday() + off) % 7], 1)
    (message,) = messages(other)
    assert f"{day.isoformat()} is a {ENGLISH[day.weekday()]}" in message


SETTINGS = {"REQUIRE_PARTS": ["day", "month", "year"], "PARSERS": ["absolute-time"]}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_dateparser_reads_the_same_day(language: str) -> None:
    for number in range(1, 13):
        day = date(2026, number, 3 + number)
        words = format_date(day, "long", locale=language)
        other = dateparser.parse(words, languages=[language], settings=SETTINGS)
        assert isinstance(other, datetime), words
        assert [(other.date(), other.date())] == [span for each in dates(words) for span in each.spans]
