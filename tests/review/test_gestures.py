"""Split, merge, nudge, rename: each a list of primitive changes that fold to what the hand meant."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.model.errors import ReviewError
from dragoman.model.review import Change, Decision, EditSpan, Origin, ReviewedSegment
from dragoman.model.time import Span
from dragoman.review.fold import decided, in_order
from dragoman.review.gestures import (
    SHORTEST,
    Changes,
    Edge,
    Ground,
    Scope,
    fresh_id,
    merge,
    nudge,
    rename_speaker,
    split,
)
from dragoman.review.staleness import basis_after, is_stale

AT = "2026-11-24T09:00:00Z"


def segment(
    identity: str, start: int, original: str, translation: str, speaker: str = "Minister", origin: Origin = "machine"
) -> ReviewedSegment:
    return ReviewedSegment(identity, Span(start, start + 2000), speaker, original, origin, translation, origin)


def on(*segments: ReviewedSegment, stale: Sequence[str] = ()) -> Ground:
    return Ground({each.id: each for each in segments}, frozenset(each.id for each in segments), stale)


THREE = on(
    segment("s1", 0, "سد را نمی\u200cبندیم", "We will not close the dam"),
    segment("s2", 2000, "کشاورزان صبر کرده\u200cاند", "The farmers have waited"),
    segment("s3", 4000, "ممنون", "Thank you", "Host"),
)


def folded(ground: Ground, changes: Changes) -> tuple[ReviewedSegment, ...]:
    decisions = [Decision(identity, change, "Sara", AT) for identity, change in changes]
    return in_order(decided(ground.segments, decisions, monolingual=False))


def test_a_split_cuts_texts_and_time_and_keeps_whose_words_they_are() -> None:
    first, second, *_ = folded(THREE, split(THREE, "s1", 6, 12, 900))
    assert (first.id, first.span, first.original, first.translation) == ("s1", Span(0, 900), "سد را", "We will not")
    assert (second.id, second.span, second.original, second.translation) == (
        "h0001",
        Span(900, 2000),
        "نمی\u200cبندیم",
        "close the dam",
    )
    assert {first.original_origin, first.translation_origin, second.original_origin, second.translation_origin} == {
        "machine"
    }
    assert second.speaker == "Minister"


@pytest.mark.parametrize(
    ("original", "translation", "at"), [(-1, 0, 900), (99, 0, 900), (0, 99, 900), (0, 0, 0), (0, 0, 1950)]
)
def test_a_cut_outside_is_refused(original: int, translation: int, at: int) -> None:
    with pytest.raises(ReviewError):
        split(THREE, "s1", original, translation, at)


def test_a_merge_joins_neighbours_under_the_first_id() -> None:
    merged, last = folded(THREE, merge(THREE, ["s2", "s1"]))
    assert (merged.id, merged.span, last.id) == ("s1", Span(0, 4000), "s3")
    assert merged.original == "سد را نمی\u200cبندیم کشاورزان صبر کرده\u200cاند"
    assert merged.translation == "We will not close the dam The farmers have waited"
    assert merged.translation_origin == "machine"


@pytest.mark.parametrize(
    ("ids", "complaint"),
    [
        (["s1"], "two segments"),
        (["s1", "s1"], "two segments"),
        (["s1", "s9"], "no segment s9"),
        (["s2", "s3"], "two people"),
        (["s1", "s3"], "segment s2 stands between"),
    ],
)
def test_what_cannot_be_merged_is_told(ids: Sequence[str], complaint: str) -> None:
    with pytest.raises(ReviewError, match=complaint):
        merge(THREE, ids)


def test_a_merge_with_a_persons_words_is_a_persons() -> None:
    ground = on(segment("s1", 0, "a", "b", ""), segment("s2", 2000, "c", "d", origin="human"))
    (merged,) = folded(ground, merge(ground, ["s1", "s2"]))
    assert (merged.original_origin, merged.translation_origin, merged.speaker) == ("human", "human", "Minister")


@pytest.mark.parametrize(
    ("one", "two", "joined"),
    [("我们", "不会", "我们不会"), ("ไม่", "ปิด", "ไม่ปิด"), ("a", "", "a"), ("", "b", "b"), ("a ", " b", "a b")],
)
def test_texts_are_joined_as_their_script_is_written(one: str, two: str, joined: str) -> None:
    ground = on(segment("s1", 0, one, ""), segment("s2", 2000, two, ""))
    (merged,) = folded(ground, merge(ground, ["s1", "s2"]))
    assert merged.original == joined


@pytest.mark.parametrize(
    ("edge", "by", "span"),
    [
        ("start", 100, Span(2100, 4000)),
        ("start", -5000, Span(0, 4000)),
        ("start", 5000, Span(3900, 4000)),
        ("end", -5000, Span(2000, 2100)),
        ("end", 40, Span(2000, 4040)),
        ("both", -3000, Span(0, 2000)),
        ("both", 10, Span(2010, 4010)),
    ],
)
def test_a_nudge_moves_an_edge_and_never_too_far(edge: Edge, by: int, span: Span) -> None:
    assert nudge(THREE, "s2", edge, by) == [("s2", EditSpan(span))]
    assert nudge(THREE, "s2", edge, 0) == []


@pytest.mark.parametrize(("scope", "ids"), [("one", ["s2"]), ("all", ["s1", "s2", "s4"]), ("rest", ["s2", "s4"])])
def test_a_speaker_is_renamed_once_everywhere_or_from_here_on(scope: Scope, ids: Sequence[str]) -> None:
    ground = on(*THREE.segments.values(), segment("s4", 6000, "x", "y"))
    assert [identity for identity, _ in rename_speaker(ground, "s2", "The Minister of Water", scope)] == ids
    assert rename_speaker(ground, "s2", "Minister", scope) == []


def test_no_id_is_given_twice() -> None:
    assert fresh_id(Ground({}, {"h0001", "h0002"})) == "h0003"


def bases(ground: Ground, changes: Sequence[tuple[str, Change]], before: dict[str, str]) -> dict[str, bool]:
    """Fold the changes and return by id whether each translation is stale after them."""
    state, basis = dict(ground.segments), dict(before)
    for identity, change in changes:
        state = decided(state, [Decision(identity, change, "Sara", AT)], monolingual=False)
        basis[identity] = basis_after(basis.get(identity, ""), change, state.get(identity))
    return {identity: is_stale(each, basis[identity]) for identity, each in state.items()}


@pytest.mark.parametrize("was_stale", [True, False])
def test_no_gesture_passes_a_stale_translation_off_as_fresh(was_stale: bool) -> None:
    ground = on(*THREE.segments.values(), stale=["s1"] if was_stale else [])
    before = {each.id: each.original for each in ground.segments.values()} | ({"s1": "older"} if was_stale else {})
    after = bases(ground, split(ground, "s1", 6, 12, 900), before)
    assert (after["s1"], after["h0001"]) == (was_stale, was_stale)
    assert bases(ground, merge(ground, ["s1", "s2"]), before)["s1"] is was_stale


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@given(texts, texts, st.data())
def test_a_split_taken_together_again_loses_no_word(original: str, translation: str, data: st.DataObject) -> None:
    ground = on(segment("s1", 0, original, translation))
    a = data.draw(st.integers(0, len(original)))
    b = data.draw(st.integers(0, len(translation)))
    at = data.draw(st.integers(SHORTEST, 2000 - SHORTEST))
    halves = folded(ground, split(ground, "s1", a, b, at))
    assert "".join(half.original for half in halves).split() != [] or not original.split()
    assert sum(half.span.length for half in halves) == 2000
    cut = on(*halves)
    (whole,) = folded(cut, merge(cut, [half.id for half in halves]))
    assert "".join(whole.original.split()) == "".join(original.split())
    assert "".join(whole.translation.split()) == "".join(translation.split())
    assert whole.span == Span(0, 2000)
