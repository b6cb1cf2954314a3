"""The checker's properties at length, over documents without pins: ten thousand examples each."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.check.test_properties import (
    LICENSED,
    WORDS_DIFFER,
    codes,
    faulty,
    forms,
    nothing_breaks,
    outer,
    places_are_exact,
    sources,
)
from tests.dispatch.licences import Made, faithful
from tests.dispatch.test_contract import stands_in_a_row

pytestmark = pytest.mark.promise


@given(faithful(), forms, outer)
@settings(max_examples=10_000)
def test_what_the_contract_allows_stays_silent(made: Made, form: str, marks: tuple[str, str]) -> None:
    assert codes(made, form, marks) <= LICENSED


@given(faulty(), forms, outer)
@settings(max_examples=10_000)
def test_a_changed_word_is_caught(made: Made, form: str, marks: tuple[str, str]) -> None:
    assume(not stands_in_a_row(made))
    assert codes(made, form, marks) & WORDS_DIFFER


@given(st.integers(0, 10**9))
@settings(max_examples=10_000)
@pytest.mark.usefixtures("shared")
def test_places_point_at_the_words(number: int) -> None:
    places_are_exact(number)


@given(sources)
@settings(max_examples=10_000)
def test_no_bytes_break_the_check(data: bytes) -> None:
    nothing_breaks(data)
