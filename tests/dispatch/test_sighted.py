"""Sightings as they stand: which verdict holds, what a distractor explains, what was not seen."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.dispatch.searches import DAY, media_of, report_of, sighting_of

from dragoman.dispatch.searched import FINDS, hours, sentence
from dragoman.dispatch.sighted import SLIVER, covered, in_force, joined, proves_nothing, standing, unseen
from dragoman.model.sighting import Distractor, Judgement, Place, Sighting, Verdict
from dragoman.model.time import Span

FOUND = sighting_of(Span(10_000, 20_000), "old", Span(60_000, 70_000))
spans = st.tuples(st.integers(0, 60_000), st.integers(1, 20_000)).map(lambda pair: Span(pair[0], sum(pair)))
short = st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda pair: Span(pair[0], sum(pair)))


def verdict(here: Span, there: Span, judgement: Judgement = "confirmed", *, backward: bool = False) -> Verdict:
    places = Place(media_of("talk"), here), Place(media_of("old"), there)
    one, other = reversed(places) if backward else places
    return Verdict(media_of("report"), one, other, judgement, "Sara", DAY)


def ident(item: str, span: Span, *, holds: bool = True) -> Distractor:
    return Distractor(Place(media_of(item), span), "ident", "Sara", DAY, holds)


@pytest.mark.parametrize(
    ("here", "there", "state"),
    [
        (Span(10_000, 20_000), Span(60_000, 70_000), "confirmed"),
        (Span(12_000, 23_000), Span(62_000, 73_000), "confirmed"),
        (Span(10_000, 20_000), Span(65_001, 75_001), "suggested"),
        (Span(15_001, 25_001), Span(60_000, 70_000), "suggested"),
        (Span(10_000, 14_000), Span(60_000, 64_000), "suggested"),
        (Span(0, 40_000), Span(50_000, 90_000), "suggested"),
    ],
)
def test_a_verdict_holds_for_what_overlaps_it_by_half_on_both_sides(here: Span, there: Span, state: str) -> None:
    for backward in (False, True):
        (one,) = standing(report_of("talk", FOUND), [verdict(here, there, backward=backward)], ())
        assert (one.state, one.number) == (state, 1)
        assert (one.verdict is None) == (state == "suggested")


def test_the_last_verdict_holds() -> None:
    given = [verdict(FOUND.here, FOUND.there.span, judgement) for judgement in ("confirmed", "rejected")]
    assert [one.state for one in standing(report_of("talk", FOUND), given, ())] == ["rejected"]
    assert [one.state for one in standing(report_of("talk", FOUND), given[::-1], ())] == ["confirmed"]


def test_a_verdict_on_other_footage_says_nothing() -> None:
    elsewhere = replace(verdict(FOUND.here, FOUND.there.span), here=Place(media_of("third"), FOUND.here))
    assert standing(report_of("talk", FOUND), [elsewhere], ())[0].state == "suggested"


def test_what_was_taught_here_or_there_explains_and_so_does_what_shows_it() -> None:
    by_ident = sighting_of(Span(10_000, 19_000), "idents", Span(0, 9_000))
    beside = sighting_of(Span(30_000, 40_000), "old", Span(0, 10_000))
    report = report_of("talk", FOUND, by_ident, beside)
    assert [one.state for one in standing(report, (), [ident("idents", Span(0, 9_000))])] == [
        "distractor",
        "distractor",
        "suggested",
    ]
    assert proves_nothing(report, [ident("idents", Span(0, 9_000))]) == (Span(10_000, 19_000),)
    assert [one.state for one in standing(report, (), [ident("talk", Span(30_000, 36_000))])] == [
        "suggested",
        "suggested",
        "distractor",
    ]
    assert all(one.state == "suggested" for one in standing(report, (), [ident("talk", Span(10_000, 12_000))]))


def test_a_person_goes_before_a_distractor() -> None:
    taught = [ident("old", Span(60_000, 70_000))]
    assert standing(report_of("talk", FOUND), (), taught)[0].state == "distractor"
    given = [verdict(FOUND.here, FOUND.there.span)]
    assert standing(report_of("talk", FOUND), given, taught)[0].state == "confirmed"


def test_what_is_taken_back_explains_nothing() -> None:
    taught = [ident("old", Span(60_000, 70_000)), ident("old", Span(60_000, 70_000), holds=False)]
    assert in_force(taught) == () and in_force(taught[:1]) == (taught[0],)
    assert in_force([*taught, taught[0]]) == (taught[0],)
    assert standing(report_of("talk", FOUND), (), taught)[0].state == "suggested"


def test_what_was_not_seen_is_what_nothing_covers() -> None:
    report = report_of("talk", FOUND, sighting_of(Span(20_500, 25_000), "old", Span(0, 4_500)))
    stood = standing(report, (), ())
    assert unseen(report, stood, (), 40_000) == (Span(0, 10_000), Span(25_000, 40_000))
    assert unseen(report, stood, [Span(0, 9_500)], 40_000) == (Span(25_000, 40_000),)
    rejected = standing(report, [verdict(FOUND.here, FOUND.there.span, "rejected")], ())
    assert unseen(report, rejected, (), 25_000) == (Span(0, 20_500),)
    assert unseen(report, stood, (), 15_000) == (Span(0, 10_000),)
    assert unseen(report, stood, (), 0) == ()


@given(st.lists(spans), st.lists(spans), st.integers(0, 80_000))
def test_every_moment_is_covered_or_unseen_but_for_slivers(here: list[Span], marked: list[Span], length: int) -> None:
    report = report_of("talk", *(sighting_of(span, "old", span) for span in here))
    left = unseen(report, standing(report, (), ()), marked, length)
    known = joined([*here, *marked])
    assert all(one.length >= SLIVER and one.end <= length for one in left)
    assert not any(one.overlaps(other) for one in left for other in known)
    for one, other in pairwise(joined([*left, *known, Span(max(length, 1), max(length, 1) + 1)])):
        assert other.start - one.end < SLIVER or one.end >= length


@given(st.lists(short, min_size=1), short)
def test_joined_spans_cover_what_they_joined(parts: list[Span], span: Span) -> None:
    whole = joined(parts)
    assert all(one.end < other.start for one, other in pairwise(whole))
    assert all(covered(part, whole) == 1 for part in parts)
    taken = {at for part in parts for at in range(part.start, part.end)} & set(range(span.start, span.end))
    assert covered(span, parts) == len(taken) / span.length


@pytest.mark.parametrize(
    ("length", "said"),
    [(900, "1 second"), (29_000, "29 seconds"), (60_000, "1 minute"), (840_000, "14 minutes"),
     (11_520_000, "3.2 hours"), (4_334_400_000, "1,204 hours")],
)  # fmt: skip
def test_hours_are_said_as_people_count_them(length: int, said: str) -> None:
    assert hours(length) == said


def test_the_sentence_says_what_was_searched_and_how_well() -> None:
    report = report_of("talk")
    said = "not seen before in this archive of 12 items, 3.2 hours, as of 2026-11-22, by sightings 1"
    assert sentence(report) == said
    finds = replace(report.by, settings={FINDS: "finds 94 of 100 excerpts of 5 s"})
    archive = replace(report.archive, items=1, waiting=2)
    assert sentence(replace(report, by=finds, archive=archive)) == (
        "not seen before in this archive of 1 item, 3.2 hours (2 more could not be searched), "
        "as of 2026-11-22, by sightings 1, which finds 94 of 100 excerpts of 5 s"
    )


def test_a_sighting_of_a_mirrored_copy_is_judged_like_any_other() -> None:
    mirrored: Sighting = replace(FOUND, mirrored=True, speed=1_250)
    assert standing(report_of("talk", mirrored), [verdict(FOUND.here, FOUND.there.span)], ())[0].state == "confirmed"
