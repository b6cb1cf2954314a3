"""The words of a text, read at once, are those that reading it character by character gives."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dragoman.dispatch.words import Word, _read, kind, words

PAGES = Path(__file__).resolve().parents[1] / "check"
# What words, numbers and the marks in and around them are made of, and what turns them into something else.
PIECES = st.sampled_from(
    [
        *("don", "U", "S", "well", "known", "1990", "3", "5", "10", "x", "É", "e\u0301", "ﬁ", "İ", "ı", "ß", "²", "½"),
        *(
            "мы",
            "می",
            "خواهم",
            "\u200c",
            "\u0640",
            "\u064e",
            "٣",
            "۵",
            "ب",
            "בית",
            "ה",
            "Ω",
            "句",
            "か",
            "ก",
            "한",
            "\u1100",
        ),
        *"'’‘\"“”„«»`´ʼ״׳-–—\u2010\u2011\u2212\u05be.,:;!?()[]…،؟٫٬%‰@#&*/\\§_$€+=<^|~°",
        *(" ", "\n", "\t", "\u00a0", "\u2009", "\ufeff", "\u00ad", "...", "..", "[^1]", "example.org", "10:30"),
    ]
)


def carefully(text: str) -> tuple[Word, ...]:
    """Return the words of `text`, each read character by character."""
    found: list[Word] = []
    index = 0
    while index < len(text):
        if kind(text[index]) == "space":
            index += 1
            continue
        word = _read(text, index)
        if word.key:
            found.append(word)
        index = word.end
    return tuple(found)


@settings(max_examples=400)
@given(st.lists(PIECES, max_size=12).map("".join))
@example("U.S.A, don't: 'the 3.5,2' - well-known -5 (10:30); end...")
@example("a.$ 3,² 3,½ x'y'z ''x'' .5 ..5 1990-91 é-e\u0301")
def test_pieces_are_read_alike(text: str) -> None:
    assert words(text) == carefully(text)


@settings(max_examples=200)
@given(st.text(max_size=30))
def test_any_text_is_read_alike(text: str) -> None:
    assert words(text) == carefully(text)


@pytest.mark.parametrize("page", sorted(PAGES.glob("*.md")), ids=lambda page: page.stem)
def test_pages_are_read_alike(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert words(text) == carefully(text)


def test_each_character_is_read_alike_beside_others() -> None:
    every = [chr(point) for point in range(0x2200) if unicodedata.category(chr(point)) != "Cn"]
    for one in every:
        for text in (
            f"a{one}b",
            f"a{one}",
            f"{one}a 1{one}2",
            f"a.{one} a,{one} a'{one}",
            f"ب{one}ب-{one}",
            f"a'b{one}",
        ):
            assert words.__wrapped__(text) == carefully(text), text
