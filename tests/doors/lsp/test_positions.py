"""Positions as editors count them, held against the encoded text itself."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol.types import Position, PositionEncodingKind

from dragoman.doors.lsp.positions import Positions

CODECS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}
TEXTS = st.text(st.sampled_from("aé’😀م\u200c\n\r\u2028\x0c\x85𝔤 "), max_size=40)


@given(TEXTS, st.sampled_from(list(CODECS)), st.integers(0, 40))
def test_an_offset_and_its_position_are_the_same_place(text: str, encoding: str, offset: int) -> None:
    offset = min(offset, len(text))
    positions = Positions(text, encoding)
    at = positions.position(offset)
    lines = re.split("\r\n|\r|\n", text[:offset])
    if text[offset - 1 : offset + 1] == "\r\n":
        lines = lines[:-1]
        lines[-1] += "\r"
    codec, width = CODECS[encoding]
    assert at == Position(len(lines) - 1, len(lines[-1].encode(codec)) // width)
    if text[offset - 1 : offset + 1] != "\r\n":
        assert positions.offset(at) == offset


@given(TEXTS, st.integers(0, 50), st.integers(0, 100), st.sampled_from([None, *PositionEncodingKind]))
def test_any_position_leads_into_the_text(text: str, line: int, character: int, encoding: str | None) -> None:
    assert 0 <= Positions(text, encoding).offset(Position(line, character)) <= len(text)


@pytest.mark.parametrize(
    ("line", "start", "end"),
    [(1, (0, 0), (0, 3)), (2, (1, 0), (1, 0)), (3, (2, 0), (2, 2)), (99, (2, 0), (2, 2)), (0, (0, 0), (0, 3))],
)
def test_a_line_is_told_without_its_end(line: int, start: tuple[int, int], end: tuple[int, int]) -> None:
    at = Positions("abc\r\n\n😀", "utf-16").line(line)
    assert (at.start, at.end) == (Position(*start), Position(*end))
