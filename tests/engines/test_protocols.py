"""Ids in are ids out."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.engines.protocols import Sound, checked_lines
from dragoman.model.errors import BadTranslation
from dragoman.model.time import Span
from dragoman.model.transcript import Line, Segment


def segments(names: list[str]) -> list[Segment]:
    return [Segment(name, Span(at, at + 1), "x") for at, name in enumerate(names)]


@pytest.mark.parametrize(
    ("asked", "given_back", "words"),
    [
        (["s1", "s2"], ["s1"], "lacks segment s2"),
        (["s1", "s2", "s3"], [], "lacks segment s1 and 2 more"),
        (["s1"], ["s1", "s2"], "has segment s2, which was not asked for"),
        ([], ["s1"], "has segment s1, which was not asked for"),
        (["s1", "s2"], ["s2", "s1"], "another order"),
        (["s1"], ["s1", "s1"], "more than once"),
        (["s1", "s2"], ["s1", "s1"], "lacks segment s2"),
    ],
)
def test_other_ids_are_refused(asked: list[str], given_back: list[str], words: str) -> None:
    with pytest.raises(BadTranslation, match=words) as caught:
        checked_lines(segments(asked), [Line(name, "y") for name in given_back])
    assert caught.value.hint


ids = st.lists(st.from_regex(r"[a-z0-9][a-z0-9-]{0,5}", fullmatch=True), unique=True, max_size=6)


@given(ids, ids)
def test_the_same_ids_and_only_those_pass(asked: list[str], given_back: list[str]) -> None:
    lines = tuple(Line(name, "y") for name in given_back)
    if asked == given_back:
        assert checked_lines(segments(asked), lines) == lines
    else:
        with pytest.raises(BadTranslation):
            checked_lines(segments(asked), lines)


@pytest.mark.parametrize(
    ("samples", "length"), [(0, 0), (1, 0), (16, 1), (31, 1), (16_000, 1000), (57_600_001, 3_600_000)]
)
def test_length_is_whole_milliseconds(samples: int, length: int) -> None:
    assert Sound(Path("x"), samples).length_ms == length
