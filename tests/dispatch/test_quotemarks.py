"""Which quotation marks pair, in which custom, and which stand alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.dispatch.quotemarks import MARKS, scan


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ('"a b"', ["a b"]),
        ("“a b”", ["a b"]),
        ("‘a b’", ["a b"]),
        ("'a b'", ["a b"]),
        ("«a b»", ["a b"]),
        ("»a b«", ["a b"]),
        ("„a b“", ["a b"]),
        ("„a b”", ["a b"]),
        ("”a b”", ["a b"]),
        ("‚a b‘", ["a b"]),
        ("‹a b›", ["a b"]),
        ("「a b」", ["a b"]),
        ("『a b』", ["a b"]),
        ('"a "b" c"', ['a "b" c', "b"]),
        ("“a ‘b’ c”", ["a ‘b’ c", "b"]),
        ("«a “b” c»", ["a “b” c", "b"]),
        ("'the farmers' dam is ours'", ["the farmers' dam is ours"]),
        ('said:"a b"', ["a b"]),
        ('" a b "', [" a b "]),
        ('"a b ".', ["a b "]),
        ('"... a b"', ["... a b"]),
        ("He: '15. a b', they: '98 and '99", ["15. a b"]),
        ("“a\n\n“b”", ["a\n\n“b"]),
        ("他说「不」，「好」", ["不", "好"]),
    ],
)
def test_pairs(text: str, pairs: list[str]) -> None:
    marks = scan(text)
    assert [text[pair.start + 1 : pair.end] for pair in marks.pairs] == pairs
    assert not marks.unclosed and not marks.stray


@pytest.mark.parametrize(
    ("text", "unclosed", "stray"),
    [
        ('"a b', [0], []),
        ("“a b\n\nc”", [0], [7]),
        ("“a ‘b c”", [], []),
        ("“a, ‘b c”", [4], []),
        ("a b”", [], [3]),
        ("a b»", [], [3]),
        ("«a", [0], []),
        ("「a", [0], []),
        ("a」", [], [1]),
        ("don't 'tis '90s 5' 6\" O’Brien ‘Ali", [], []),
    ],
)
def test_marks_without_a_partner(text: str, unclosed: list[int], stray: list[int]) -> None:
    marks = scan(text)
    assert (list(marks.unclosed), list(marks.stray)) == (unclosed, stray)


@given(st.text(alphabet=st.sampled_from(sorted(MARKS) + list("ab ,:\n5界"))))
@settings(max_examples=300, deadline=None)
def test_no_mark_is_counted_twice(text: str) -> None:
    marks = scan(text)
    used = [bound for pair in marks.pairs for bound in (pair.start, pair.end)]
    used += [*marks.unclosed, *marks.stray, *marks.repeats]
    assert len(used) == len(set(used))
    assert all(text[index] in MARKS for index in used)
    assert all(pair.start < pair.end for pair in marks.pairs)
