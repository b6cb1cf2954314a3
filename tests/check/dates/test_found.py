"""Dates in a text: what is read, what is left, and that nothing breaks the search."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.check.dates.readings import messages

from dragoman.check.dates.claims import claims
from dragoman.check.dates.found import dates
from dragoman.check.dates.writing import claims_from

NOV_24 = ["2026-11-24"]


@pytest.mark.parametrize(
    ("text", "written", "read"),
    [
        ("on November 24, 2026, he", "November 24, 2026", NOV_24),
        ("on Nov. 24 2026", "Nov. 24 2026", NOV_24),
        ("the 24th of November, 2026", "24th of November, 2026", NOV_24),
        ("on 24-Nov-2026.", "24-Nov-2026", NOV_24),
        ("am 24. November 2026", "24. November 2026", NOV_24),
        ("le 1er mars 2018", "1er mars 2018", ["2018-03-01"]),
        ("el 24 de noviembre del 2026", "24 de noviembre del 2026", NOV_24),
        ("24 تشرين الثاني (نوفمبر) 2026", "24 تشرين الثاني (نوفمبر) 2026", NOV_24),
        ("٢٤ نوفمبر/تشرين الثاني ٢٠٢٦", "٢٤ نوفمبر/تشرين الثاني ٢٠٢٦", NOV_24),
        ("۳ آذر ۱۴۰۵", "۳ آذر ۱۴۰۵", NOV_24),
        ("२४ and 2026-11-24.", "2026-11-24", NOV_24),
        ("2026/11/24", "2026/11/24", NOV_24),
        ("24/11/2026", "24/11/2026", NOV_24),
        ("11/24/2026", "11/24/2026", NOV_24),
        ("3/11/2026", "3/11/2026", ["2026-11-03", "2026-03-11"]),
        ("3.3.2026", "3.3.2026", ["2026-03-03"]),
        ("in August 2019", "August 2019", ["2019-08-01 2019-08-31"]),
        ("in آذر ۱۴۰۵", "آذر ۱۴۰۵", ["2026-11-22 2026-12-21"]),
    ],
)
def test_a_date_is_read_in_every_way_that_it_can_be_meant(text: str, written: str, read: list[str]) -> None:
    (found,) = dates(text)
    assert text[found.start : found.end] == written
    shown = [str(first) if first == last else f"{first} {last}" for first, last in found.spans]
    assert shown == read


@pytest.mark.parametrize(
    "text",
    ["November 24", "November 31, 2026", "November 23-24, 2026", "24/24/2026", "24.11.26", "v1.12.2026", "1.1.2026.3",
     "2026-13-01", "call 2026-11-2412", "+49 30 2026 11 24", "12 May 1448", "14 جمادى الآخرة 1448", "since 1979",
     "30 اسفند ۱۴۰۴", "Q 22:78", "10:30, 2026", "A4 2026", "12026-11-24", "November 24, 20261", "Movember 24, 2026"],
)  # fmt: skip
def test_what_is_no_whole_date_or_could_be_another_is_left(text: str) -> None:
    assert [each.days for each in dates(text) if each.days] == []


def test_a_range_is_no_day() -> None:
    (found,) = dates("23–24 November 2026")
    assert found.days == ()


# fmt: off
pieces = st.sampled_from([
    "November", "Nov.", "24", ",", "2026", "-", "/", ".", "(", ")", "Monday", "den", "24.", "آذر", "۱۴۰۵", "۳",
    "تشرين", "الثاني", "de", "a", "month", "after", "two", "days", "later", "on", "and", "before", "last",
    "yesterday", "ten", "years", "ago", "3/11/2026", "בנובמבר", "Salı", "года",
])
# fmt: on


@given(st.lists(pieces, max_size=14).map(" ".join) | st.text(max_size=60))
def test_nothing_breaks_the_search_and_every_place_lies_in_the_text(text: str) -> None:
    for each in dates(text):
        assert 0 <= each.start < each.end <= len(text) and each.spans
    for claim in (*claims(text, "en"), *claims_from(text, "en", date(2026, 11, 23))):
        assert text[claim.start : claim.end].strip() and claim.least <= claim.most
    messages(text.replace("\n", " "))
