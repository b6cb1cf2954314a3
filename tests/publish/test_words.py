"""Small things that words need: marks, dates, differences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.publish.dates import day, moment
from dragoman.publish.difference import difference
from dragoman.publish.typography import bare, curled


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("\"We ran\" and 'so on'", "“We ran” and ‘so on’"),
        ('grandma\'s "cow"', "grandma’s “cow”"),
        ("He said: \"'Never' is long.\"", "He said: “‘Never’ is long.”"),
        ('(see "this")', "(see “this”)"),
        ("no marks", "no marks"),
    ],
)
def test_curled(typed: str, set_: str) -> None:
    assert curled(typed, "en") == set_
    assert curled(typed, "en-GB") == set_
    assert curled(typed, "fa") == typed


@given(st.text("ab \"'“”’("))
def test_curling_changes_marks_alone(text: str) -> None:
    marks = str.maketrans("“”‘’", "\"\"''")
    assert curled(text, "en").translate(marks) == text.translate(marks)


@pytest.mark.parametrize(
    ("said", "words"),
    [('"an old promise"', "an old promise"), ("«سلام»", "سلام"), ("„So“", "So"), ("it's", "it's"), ('"', '"')],
)
def test_bare(said: str, words: str) -> None:
    assert bare(said) == words


def test_dates_without_locale() -> None:
    assert day("2026-11-03") == "3 November 2026"
    assert moment("2026-01-23T08:15:59Z") == "23 January 2026, 08:15 UTC"


def test_difference_says_what_changed() -> None:
    change = difference("ما دویدیم تا به کاوه مادر", "ما دویدیم تا به گاو مادر بزرگ")
    assert [(piece.kind, piece.words) for piece in change.pieces] == [
        ("same", "ما دویدیم تا به"),
        ("out", "کاوه"),
        ("in", "گاو"),
        ("same", "مادر"),
        ("in", "بزرگ"),
    ]
    assert change.sentence == "The reviewer took out one word and put in 2 words."
    assert difference("a b", "a  b").sentence == "The reviewer left every word as the machine had it."
    assert difference("a b", "a").sentence == "The reviewer took out one word."


@given(st.lists(st.sampled_from("abc")), st.lists(st.sampled_from("abcd")))
def test_a_difference_holds_both_texts(before: list[str], after: list[str]) -> None:
    change = difference(" ".join(before), " ".join(after))
    assert " ".join(p.words for p in change.pieces if p.kind != "in").split() == before
    assert " ".join(p.words for p in change.pieces if p.kind != "out").split() == after
    assert change.is_none == (before == after)
