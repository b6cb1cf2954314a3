"""Direction is computed from the language, and from the text only where the language is unknown."""

import pytest

from dragoman.model.direction import direction, first_strong, of_language


@pytest.mark.parametrize(
    ("language", "way"),
    [
        ("fa", "rtl"), ("ar", "rtl"), ("he", "rtl"), ("ur", "rtl"), ("prs", "rtl"), ("fa-IR", "rtl"), ("en", "ltr"),
        ("tr", "ltr"), ("ru", "ltr"), ("ar-Latn", "ltr"), ("uz-Arab", "rtl"), ("az-Arab-IR", "rtl"), ("und", None),
    ],
)  # fmt: skip
def test_language_decides(language: str, way: str | None) -> None:
    assert of_language(language) == way


def test_persian_that_begins_with_latin_stays_right_to_left() -> None:
    assert direction("iPhone را ۳ بار گفت!", "fa") == "rtl"


@pytest.mark.parametrize(
    ("text", "way"), [("سلام", "rtl"), ("12 سلام a", "rtl"), ("«a»", "ltr"), ("123", "ltr"), ("", "ltr")]
)
def test_unknown_language_falls_to_the_first_strong_character(text: str, way: str) -> None:
    assert first_strong(text) == way
    assert direction(text, "und") == way
