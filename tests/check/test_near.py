"""Patterns tried near cheap words find what they would find anywhere."""

import re

from hypothesis import given
from hypothesis import strategies as st

from dragoman.check.near import lowered, matches_near, present

PATTERN = re.compile(r"(?:click|tap) here", re.IGNORECASE)


@given(st.lists(st.sampled_from(["click here", "Tap Here", "İß", "x" * 90, " ", "\n", "click"])).map("".join))
def test_every_match_that_holds_a_stem_is_found(text: str) -> None:
    near = present({"cka": ("click", "tap")}, lowered(text))
    spans = [match.span() for match in matches_near(PATTERN, text, near)]
    assert spans == [match.span() for match in PATTERN.finditer(text)]


@given(st.text())
def test_text_without_case_keeps_its_offsets(text: str) -> None:
    assert len(lowered(text)) == len(text)
    assert [one for one in lowered(text) if "A" <= one <= "Z"] == []


def test_one_character_alone_becomes_two_in_small_letters() -> None:
    assert [chr(point) for point in range(0x110000) if len(chr(point).lower()) != 1] == ["İ"]
