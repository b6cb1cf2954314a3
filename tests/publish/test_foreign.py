"""Direction and language on every run."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.model.direction import Direction
from dragoman.publish.foreign import Text, directed, of_either, runs
from dragoman.publish.languages import language_name


@pytest.mark.parametrize(
    ("words", "languages", "language"),
    [
        ("مادر بزرگ من", ("fa", "en"), "fa"),
        ("My grandma", ("fa", "en"), "en"),
        ("Mi abuela", ("es", "en"), "und"),
        ("مادر", ("fa", "ar"), "und"),
        ("123", ("fa", "en"), "en"),
        ("Кот", ("fa", "ar"), "und"),
    ],
)
def test_a_name_is_in_the_only_language_that_fits(words: str, languages: tuple[str, ...], language: str) -> None:
    assert of_either(words, *languages).language == language


def test_runs_against_the_page() -> None:
    assert runs("told (مادر بزرگ من) again", "ltr") == (("told (", False), ("مادر بزرگ من", True), (") again", False))
    assert runs("از BBC World شنید", "rtl") == (("از ", False), ("BBC World", True), (" شنید", False))
    assert runs("plain 123", "ltr") == (("plain 123", False),)
    assert runs("", "ltr") == ()


@given(st.text("ab1 .()مادرא<&\"'\u200c\u202e"))
def test_runs_lose_nothing_and_markup_is_escaped(words: str) -> None:
    bases: tuple[Direction, ...] = ("ltr", "rtl")
    for base in bases:
        cut = runs(words, base)
        assert "".join(run for run, _ in cut) == words
        html = directed(words, base)
        assert set(re.findall(r"<[^>]*>", html)) <= {
            "</bdi>",
            '<bdi lang="und" dir="rtl">',
            '<bdi lang="und" dir="ltr">',
        }


def test_text_knows_its_direction_and_whether_it_says_anything() -> None:
    assert Text("سلام", "fa").dir == "rtl"
    assert Text("سلام", "und").dir == "rtl"
    assert Text("Salām", "fa").dir == "rtl", "a language's direction wins over its letters"
    assert not Text(" \n", "fa")


@pytest.mark.parametrize(("code", "name"), [("fa", "Persian"), ("fa-AF", "Persian (AF)"), ("und", "und"), ("xx", "xx")])
def test_language_name(code: str, name: str) -> None:
    assert language_name(code) == name
