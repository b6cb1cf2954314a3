"""The measures of the bench, on cases worked out by hand from their definitions."""

import math

import pytest
from bench.sightings.metrics import (
    boundary_errors,
    micro_ap,
    most_a_unit,
    quantile,
    segment_pair,
    segment_scores,
)
from bench.sightings.truth import Match, Stretch, covered, joined, shared
from hypothesis import given
from hypothesis import strategies as st

LENGTH = 10_000


def match(here: Stretch, there: Stretch, score: float = 1.0, query: str = "q", item: str = "i") -> Match:
    return Match(query, item, here, there, score)


def scored(found: list[Match], true: list[Match], *without: str) -> tuple[float, ...]:
    its = segment_scores(found, true, [(query, "i") for query in without])
    return its.recall, its.precision, its.frr, its.far


stretches = st.tuples(st.integers(0, 50), st.integers(1, 50)).map(lambda one: (one[0], one[0] + one[1]))
matches = st.builds(
    match, stretches, stretches, st.sampled_from([0.1, 0.5, 0.9]), st.sampled_from("pq"), st.sampled_from("ij")
)


@pytest.mark.parametrize(
    ("stretches_", "length", "parts"),
    [
        ([], 0, []),
        ([(0, 10)], 10, [(0, 10)]),
        ([(0, 10), (20, 30)], 20, [(0, 10), (20, 30)]),
        ([(20, 30), (0, 10), (5, 12)], 22, [(0, 12), (20, 30)]),
        ([(0, 10), (10, 20)], 20, [(0, 20)]),
        ([(0, 30), (5, 10)], 30, [(0, 30)]),
    ],
)
def test_no_moment_is_covered_twice(stretches_: list[Stretch], length: int, parts: list[Stretch]) -> None:
    assert covered(stretches_) == length
    assert list(joined(stretches_)) == parts


def test_shared_time_is_never_negative() -> None:
    assert [shared((0, 10), other) for other in ((5, 20), (10, 20), (30, 40), (2, 4))] == [5, 0, 0, 2]


@pytest.mark.parametrize(
    ("found", "recall", "precision"),
    [
        # The very segment.
        ([match((0, 10), (100, 110))], 1, 1),
        # Half of it on both axes: a half times a half of what is true, and nothing found beside it.
        ([match((0, 5), (100, 105))], 0.25, 1),
        # Twice as long here, as long there: half of what was found is right on one axis.
        ([match((0, 20), (100, 110))], 1, 0.5),
        # Two halves that meet: together they cover all of it.
        ([match((0, 5), (100, 105)), match((5, 10), (105, 110))], 1, 1),
        # The same segment twice is covered once, and each of the two is right.
        ([match((0, 10), (100, 110))] * 2, 1, 1),
        # The right time here and the wrong one there overlaps in one axis alone, and counts for nothing.
        ([match((0, 10), (200, 210))], 0, 0),
        # A right one and a wrong one of the same length.
        ([match((0, 10), (100, 110)), match((50, 60), (500, 510))], 1, 0.25),
    ],
)
def test_segments_of_a_pair_as_vcsl_counts_them(found: list[Match], recall: float, precision: float) -> None:
    assert segment_pair(found, [match((0, 10), (100, 110))]) == pytest.approx((recall, precision))


def test_a_found_segment_over_two_true_ones_counts_the_gap_against_it() -> None:
    true = [match((0, 10), (0, 10)), match((30, 40), (30, 40))]
    recall, precision = segment_pair([match((0, 40), (0, 40))], true)
    assert recall == pytest.approx(1)
    assert precision == pytest.approx((20 / 40) ** 2)


def test_videos_are_refused_and_alarmed_as_vcsl_counts_them() -> None:
    true = [match((0, 10), (0, 10), query="met"), match((0, 10), (0, 10), query="missed")]
    found = [match((0, 10), (0, 10), query="met"), match((0, 10), (0, 10), query="alarm")]
    recall, precision, frr, far = scored(found, true, "alarm", "clean", "clean too", "clean three")
    assert (recall, precision, frr, far) == (0.5, 0.5, 0.5, 0.25)


def test_pairs_without_anything_found_do_not_count_for_precision() -> None:
    true = [match((0, 10), (0, 10), query="a"), match((0, 10), (0, 10), query="b")]
    scores = segment_scores([true[0]], true, [])
    assert (scores.recall, scores.precision) == (0.5, 1.0)
    assert scores.f == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("found", "area"),
    [
        ([], 0),
        ([match((0, 10), (0, 10), 0.9), match((0, 10), (50, 60), 0.5, item="j")], 1),
        # One of two equal true segments, nothing wrong: half of the recall at full precision.
        ([match((0, 10), (0, 10))], 0.5),
        # A wrong one first: precision is then a half when the first true one is met, 2/3 at the second.
        (
            [
                match((0, 10), (0, 10), 0.9, "x"),
                match((0, 10), (0, 10), 0.8),
                match((0, 10), (50, 60), 0.7, item="j"),
            ],
            0.5 * 0.5 + 0.5 * 2 / 3,
        ),
        # The same three of one score are taken together: two thirds all along.
        ([match((0, 10), (0, 10), 1, "x"), match((0, 10), (0, 10)), match((0, 10), (50, 60), item="j")], 2 / 3),
        # The second finds again what the first found, and changes nothing.
        ([match((0, 10), (0, 10), 0.9), match((0, 10), (0, 10), 0.8)], 0.5),
    ],
)
def test_micro_ap_as_vsc2022_defines_it(found: list[Match], area: float) -> None:
    true = [match((0, 10), (0, 10)), match((0, 10), (50, 60), item="j")]
    assert micro_ap(found, true) == pytest.approx(area)


def test_micro_ap_takes_the_geometric_mean_of_both_axes() -> None:
    # Found: all of it here, and half again as much beside it; half of it there.
    found = [match((0, 15), (0, 5))]
    assert micro_ap(found, [match((0, 10), (0, 10))]) == pytest.approx(math.sqrt(10 / 15 * 1) * math.sqrt(1 * 0.5))


@given(st.lists(matches, min_size=1, max_size=6), st.lists(matches, max_size=8))
def test_measures_stay_between_nothing_and_all(true: list[Match], found: list[Match]) -> None:
    scores = segment_scores(found, true, [("p", "i")])
    rates = [scores.recall, scores.precision, scores.f, scores.frr, scores.far]
    assert all(math.isnan(rate) or 0 <= rate <= 1 + 1e-9 for rate in rates)
    assert -1e-9 <= micro_ap(found, true) <= 1 + 1e-9


@given(st.lists(matches, min_size=1, max_size=6))
def test_the_truth_itself_is_perfect(true: list[Match]) -> None:
    apart = list({one.pair: one for one in true}.values())
    assert segment_scores(apart, apart, []).f == pytest.approx(1)
    assert micro_ap(apart, apart) == pytest.approx(1)


def test_boundary_errors_speak_of_both_ends_in_both() -> None:
    errors = boundary_errors([(match((100, 5000), (10_000, 15_400)), match((0, 5000), (10_000, 15_000)))])
    assert (errors.mean, errors.p50, errors.p90, errors.count) == pytest.approx((0.125, 0.0, 0.4, 4))


@pytest.mark.parametrize(("share", "value"), [(0.01, 1), (0.5, 2), (0.51, 3), (0.9, 4), (1, 4)])
def test_quantiles_are_values_that_were_seen(share: float, value: float) -> None:
    assert quantile([1, 2, 3, 4], share) == value


def test_no_false_alarm_bounds_the_rate_by_three() -> None:
    assert most_a_unit(0, 30) == pytest.approx(0.1)
    assert most_a_unit(2, 30) == pytest.approx(2 / 30)
