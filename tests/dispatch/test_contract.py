"""The contract as properties: its licences stay silent, a change of one word is caught, places are exact."""

import re
from collections.abc import Sequence

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from tests.dispatch.licences import Made, faithful, faulty

from dragoman.dispatch.faithful import judge
from dragoman.dispatch.fragments import split
from dragoman.dispatch.wording import Wording
from dragoman.dispatch.words import kind, words


def holds(made: Made) -> bool:
    return judge(made.quotation, [Wording("translation", made.language, made.text)]).name != "altered"


def stands_in_a_row(made: Made) -> bool:
    """Tell, by plain comparison, whether a quotation of one fragment stands in its text after all."""
    quoted = [word.key for word in words(made.quotation)]
    there = [word.key for word in words(made.text)]
    rows = [there[at : at + len(quoted)] for at in range(len(there))]
    return any([each.casefold() for each in row] == [each.casefold() for each in quoted] for row in rows)


@given(faithful())
@settings(max_examples=200, deadline=None)
def test_what_the_contract_allows_is_faithful(made: Made) -> None:
    assert holds(made)


@pytest.mark.promise
@given(faithful())
@settings(max_examples=10_000, deadline=None)
def test_what_the_contract_allows_is_faithful_at_length(made: Made) -> None:
    assert holds(made)


@given(faulty())
@settings(max_examples=200, deadline=None)
def test_a_change_of_one_word_is_caught(made: Made) -> None:
    assume(not stands_in_a_row(made))
    assert not holds(made)


@pytest.mark.promise
@given(faulty())
@settings(max_examples=10_000, deadline=None)
def test_a_change_of_one_word_is_caught_at_length(made: Made) -> None:
    assume(not stands_in_a_row(made))
    assert not holds(made)


Parts = Sequence[tuple[str, Sequence[str]]]


def by_trial(parts: Parts, text: Sequence[str], start: int = 0, *, first: bool = True) -> bool:
    """Tell whether parts stand in a text by trying every place for each: slow, and plainly right."""
    if not parts:
        return True
    cut, part = parts[0]
    last = len(text) - len(part) if cut != "insertion" or first else min(start + 3, len(text) - len(part))
    return any(
        list(text[at : at + len(part)]) == list(part) and by_trial(parts[1:], text, at + len(part), first=False)
        for at in range(start, last + 1)
    )


letters = st.lists(st.sampled_from("abc"), min_size=1, max_size=3)
quotations = st.lists(st.tuples(st.sampled_from(["elision", "insertion"]), letters), min_size=1, max_size=4)


@given(quotations, st.lists(st.sampled_from("abc"), max_size=12))
@settings(max_examples=400, deadline=None)
@example([("elision", ["a"]), ("insertion", ["b"]), ("elision", ["a"])], list("abcacba"))
def test_the_search_agrees_with_trying_every_place(parts: list[tuple[str, list[str]]], text: list[str]) -> None:
    marks = {"elision": " ... ", "insertion": " [x] "}
    quotation = "".join((marks[cut] if number else "") + " ".join(part) for number, (cut, part) in enumerate(parts))
    assume(sum(len(part) for _, part in parts) > 1)
    verdict = judge(quotation, [Wording("translation", "en", " ".join(text))])
    assert (verdict.name == "faithful") is by_trial(parts, text)


@given(st.text(), st.text(), st.booleans())
@settings(max_examples=300, deadline=None)
@example("[[[...]]…[T]he", "a[…]b", False)
@example("\u0640 \u0640", "\u0640", True)
@example("a-b", "-", False)
def test_any_text_gets_a_verdict(quotation: str, text: str, heading: bool) -> None:
    verdict = judge(
        quotation, [Wording("translation", "en", text), Wording("original", "tr", text[::-1])], heading=heading
    )
    assert verdict.name in ("faithful", "altered", "cannot tell")
    assert all(0 <= start <= end <= len(text) for start, end in verdict.stretches)


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("aB3.,:'’\"“”-–—−…[]() \n\u200c\u0301مـ不界ไ%$")))
def test_words_cover_a_text_but_for_space_and_tatweel(text: str) -> None:
    covered = {at for word in words(text) for at in range(word.start, word.end)}
    missed = {text[at] for at in range(len(text)) if at not in covered}
    assert all(kind(character) == "space" or character == "\u0640" for character in missed)
    ends = [bound for word in words(text) for bound in (word.start, word.end)]
    assert ends == sorted(ends)


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("ab .…[]")))
def test_taking_apart_keeps_every_word_that_is_not_inserted(quotation: str) -> None:
    assume(not re.search(r"\[[ab]\][ab]", quotation))
    kept = [word.key for part in split(quotation).parts for word in part.words if word.weight]
    inserted = re.compile(r"\[[^\[\]]*\]")
    plain = quotation
    while inserted.search(plain):
        plain = inserted.sub(" ", plain)
    assert "".join(kept).replace(".", "") == re.sub(r"[^ab]", "", plain)
