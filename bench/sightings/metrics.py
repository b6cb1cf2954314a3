"""The measures of the field, by their definitions: VCSL's for segments and videos, VSC2022's micro-AP, and our own.

VCSL: He et al., A Large-scale Comprehensive Dataset and Copy-overlap Aware Evaluation Protocol for Segment-level
Video Copy Detection, CVPR 2022. VSC2022: Meta's Video Similarity Challenge, matching track.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from bench.sightings.truth import Match, Stretch, by_pair, covered, shared

RULE_OF_THREE = 3.0
"""Events of a Poisson process that 95 % of zero counts leave as the most there can be."""


@dataclass(frozen=True, slots=True)
class SegmentScores:
    """Hold VCSL's measures: recall, precision and F of segments; shares of pairs falsely refused and alarmed."""

    recall: float
    precision: float
    f: float
    frr: float
    far: float


def segment_pair(found: Sequence[Match], true: Sequence[Match]) -> tuple[float, float]:
    """Return recall and precision of one pair of videos as VCSL defines them.

    Each is the product of its two axes'. On an axis, precision is what each found segment shares with the true
    ones that it overlaps in both axes, over the sum of the found lengths; recall the same with the roles changed.
    """
    return _share(true, found), _share(found, true)


def _share(some: Sequence[Match], others: Sequence[Match]) -> float:
    product = 1.0
    for axis in (_here, _there):
        hit = sum(covered(_cut(axis(one), axis(other)) for other in others if one.overlaps(other)) for one in some)
        product *= hit / sum(end - start for start, end in map(axis, some))
    return product


def segment_scores(found: Iterable[Match], true: Iterable[Match], compared: Iterable[tuple[str, str]]) -> SegmentScores:
    """Return VCSL's micro averages over all pairs compared, those without a copy among them.

    Recall is averaged over the pairs with a copy, precision over those in which something was found; FRR is the
    share of pairs with a copy in which nothing was found, FAR of pairs without one in which something was.
    """
    has, held = by_pair(found), by_pair(true)
    recalls, precisions, refused, alarmed, without = [], [], 0, 0, 0
    for pair in {*compared, *has, *held}:
        its, real = has.get(pair, []), held.get(pair, [])
        without += not real
        if real:
            recalls.append(segment_pair(its, real)[0] if its else 0.0)
            refused += not its
        if its:
            precisions.append(segment_pair(its, real)[1] if real else 0.0)
            alarmed += not real
    recall, precision = _mean(recalls), _mean(precisions)
    f = 2 * recall * precision / (recall + precision) if recall + precision else 0.0
    return SegmentScores(recall, precision, f, _rate(refused, len(recalls)), _rate(alarmed, without))


def micro_ap(found: Iterable[Match], true: Iterable[Match]) -> float:
    """Return VSC2022's matching metric: the area under precision and recall of segments as the score falls.

    Lengths on each axis are summed over all pairs, each moment counted once a pair; only true segments that some
    found one overlaps in both axes can be met. Precision and recall are geometric means of the two axes', and
    segments of one score are taken together.
    """
    held = by_pair(true)
    totals = [sum(covered(map(axis, real)) for real in held.values()) for axis in (_here, _there)]
    taken: dict[tuple[str, str], list[Match]] = {}
    sums: dict[tuple[str, str], tuple[int, int, int, int]] = {}
    whole = [0, 0, 0, 0]
    area = recall = 0.0
    for _, group in groupby(sorted(found, key=lambda one: -one.score), key=lambda one: one.score):
        for one in group:
            its = taken.setdefault(one.pair, [])
            its.append(one)
            before = sums.get(one.pair, (0, 0, 0, 0))
            sums[one.pair] = _lengths(its, held.get(one.pair, []))
            whole = [had + new - old for had, new, old in zip(whole, sums[one.pair], before, strict=True)]
        reached = math.sqrt(whole[0] / totals[0] * whole[1] / totals[1])
        area += math.sqrt(whole[0] / whole[2] * whole[1] / whole[3]) * (reached - recall)
        recall = reached
    return area


def _lengths(found: Sequence[Match], true: Sequence[Match]) -> tuple[int, int, int, int]:
    """Return the milliseconds that found and true segments of a pair share here and there, and those found."""
    met = [real for real in true if any(real.overlaps(one) for one in found)]
    common, length = [], []
    for axis in (_here, _there):
        its, real = [axis(one) for one in found], [axis(one) for one in met]
        length.append(covered(its))
        common.append(length[-1] + covered(real) - covered([*its, *real]))
    return common[0], common[1], length[0], length[1]


@dataclass(frozen=True, slots=True)
class Errors:
    """Hold how far boundaries lie from where they are, in seconds: over `count` boundaries."""

    mean: float
    p50: float
    p90: float
    count: int


def boundary_errors(met: Iterable[tuple[Match, Match]]) -> Errors:
    """Return the errors of starts and ends, here and there, of found segments each beside its true one."""
    errors = sorted(
        abs(a - b) / 1000
        for found, true in met
        for axis in (_here, _there)
        for a, b in zip(axis(found), axis(true), strict=True)
    )
    return Errors(_mean(errors), quantile(errors, 0.5), quantile(errors, 0.9), len(errors))


def most_a_unit(count: int, units: float) -> float:
    """Return the rate that was seen, or where nothing was the highest that 95 % sure excludes: three over all units."""
    return (count or RULE_OF_THREE) / units


def quantile(ordered: Sequence[float], share: float) -> float:
    """Return the value below which `share` of ordered values lie, by the nearest rank; nan for none."""
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)] if ordered else math.nan


def _here(one: Match) -> Stretch:
    return one.here


def _there(one: Match) -> Stretch:
    return one.there


def _cut(one: Stretch, other: Stretch) -> Stretch:
    start = max(one[0], other[0])
    return start, start + shared(one, other)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else math.nan


def _rate(count: int, of: int) -> float:
    return count / of if of else math.nan
