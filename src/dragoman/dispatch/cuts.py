"""Words left out without a mark: would the quotation be faithful with an elision mark somewhere?"""

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.dispatch.fragments import Cut, Part
from dragoman.dispatch.wording import Laid, sought

# An insertion stands in place of at most this many words.
_INSERTED = 3


@dataclass(frozen=True, slots=True)
class _Quoted:
    """Hold a quotation's word, the marks between it and the word before, and the cut between them."""

    key: str
    first: str
    loose: bool
    marks: tuple[str, ...]
    cut: Cut | None


@dataclass(frozen=True, slots=True)
class _Step:
    cost: int
    before: int
    silent: bool


def silent_cuts(
    parts: Sequence[Part], text: Laid, language: str, *, heading: bool
) -> tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]] | None:
    """Return what the quotation leaves out unmarked, and where its words stand; None when it is not so.

    Both are ranges of word indexes in `text`. Of all ways to find every word of the quotation in
    order, the one with the fewest unmarked cuts is taken; of those, the one that leaves out least.
    """
    quoted = [word for part in parts for word in _quoted(part, language, heading=heading)]
    rows: list[dict[int, _Step]] = []
    for word in quoted:
        ranks = [text.ranks[index] for index in text.places.get(word.first, ()) if index in text.ranks]
        exact = {rank for rank in ranks if word.loose or text.keys[text.spoken[rank]] == word.key}
        row = _row(word, ranks, exact, text.between, rows[-1] if rows else None)
        if not row:
            return None
        rows.append(row)
    return _read_back(rows, text.spoken) if rows else None


def _quoted(part: Part, language: str, *, heading: bool) -> list[_Quoted]:
    folded = sought(part.words, part.loose, language, heading=heading)
    found: list[_Quoted] = []
    marks: list[str] = []
    for index, word in enumerate(part.words):
        if not word.weight:
            marks.append(folded.keys[index])
            continue
        cut = None if found else part.cut
        found.append(_Quoted(folded.keys[index], folded.firsts[index], index in folded.loose, tuple(marks), cut))
        marks = []
    return found


def _row(
    word: _Quoted,
    ranks: Sequence[int],
    exact: set[int],
    between: Sequence[tuple[str, ...]],
    above: dict[int, _Step] | None,
) -> dict[int, _Step]:
    if above is None:
        return {rank: _Step(0, -1, silent=False) for rank in ranks if rank in exact}
    row: dict[int, _Step] = {}
    earlier = sorted(above)
    best: int | None = None
    at = 0
    for rank in ranks:
        while at < len(earlier) and earlier[at] < rank:
            if best is None or above[earlier[at]].cost <= above[best].cost:
                best = earlier[at]
            at += 1
        steps = []
        if best is not None:
            marked = word.cut == "elision"
            steps.append(_Step(above[best].cost + (not marked), best, silent=not marked))
        steps += _close_steps(word, rank, above, between) if rank in exact else []
        if steps:
            row[rank] = min(steps, key=lambda step: step.cost)
    return row


def _close_steps(word: _Quoted, rank: int, above: dict[int, _Step], between: Sequence[tuple[str, ...]]) -> list[_Step]:
    """Return the steps from words so near that nothing is left out."""
    if word.cut == "insertion":
        near = range(rank - 1 - _INSERTED, rank)
        return [_Step(above[before].cost, before, silent=False) for before in near if before in above]
    if rank - 1 in above and word.marks == between[rank]:
        return [_Step(above[rank - 1].cost, rank - 1, silent=False)]
    return []


def _read_back(
    rows: Sequence[dict[int, _Step]], spoken: Sequence[int]
) -> tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]] | None:
    cheapest = min(step.cost for step in rows[-1].values())
    ways = [_walk_back(rows, spoken, rank) for rank, step in rows[-1].items() if step.cost == cheapest]
    found = [way for way in ways if way is not None]
    return min(found, key=lambda way: way[1][-1][1] - way[1][0][0], default=None)


def _walk_back(
    rows: Sequence[dict[int, _Step]], spoken: Sequence[int], rank: int
) -> tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]] | None:
    dropped: list[tuple[int, int]] = []
    kept: list[tuple[int, int]] = []
    for row in reversed(rows):
        step = row[rank]
        kept.append((spoken[rank], spoken[rank] + 1))
        if step.silent and rank - step.before > 1:
            dropped.append((spoken[step.before + 1], spoken[rank - 1] + 1))
        elif step.silent:
            # Nothing is left out between these two: a mark or a capital differs, which is another fault.
            return None
        rank = step.before
    return (tuple(reversed(dropped)), tuple(reversed(kept))) if dropped else None
