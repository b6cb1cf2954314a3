"""Whether a quotation's parts stand in a text word for word, in order, without overlap (the contract, step 4)."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.dispatch.fragments import Part
from dragoman.dispatch.wording import Laid, Sought, sought

# An insertion may stand in place of at most three words; a word weighs 2.
BRIDGE = 6


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    before: int


def find(parts: Sequence[Part], text: Laid, language: str, *, heading: bool) -> tuple[tuple[int, int], ...] | None:
    """Return where each part stands, as word indexes, or None when they do not all stand in order.

    All places that a part can end at are carried on, so that words said twice mislead nobody; of the ways in
    which all stand, the one that leaves out least is taken, for an elision need not be longer than it is.
    """
    reached: list[dict[int, _Found]] = []
    for part in parts:
        folded = sought(part.words, part.loose, language, heading=heading)
        before = sorted(reached[-1]) if reached else [0]
        ends = {found.end: found for found in _places(part, folded, text, before)}
        if not ends:
            return None
        reached.append(ends)
    if not reached:
        return None
    return _tightest(reached)


def occurrences(folded: Sought, text: Laid) -> Iterator[int]:
    """Yield each index where the words stand in a row; none begins or ends within a hyphenated word."""
    size, most = len(folded.keys), len(text.keys)
    for start in text.standing(folded.firsts[0]):
        end = start + size
        if end > most or start in text.inner or end in text.inner:
            continue
        if text.keys[start:end] == folded.keys or _is_like(folded, text, start):
            yield start


def _is_like(folded: Sought, text: Laid, start: int) -> bool:
    """Tell whether words of which some are compared by their folded first letter stand in a row."""
    return bool(folded.loose) and all(_same(folded, index, text, start + index) for index in range(len(folded.keys)))


def _same(folded: Sought, index: int, text: Laid, at: int) -> bool:
    if index in folded.loose:
        return folded.firsts[index] == text.firsts[at]
    return folded.keys[index] == text.keys[at]


def _places(part: Part, folded: Sought, text: Laid, before: Sequence[int]) -> Iterator[_Found]:
    size = len(folded.keys)
    for start in occurrences(folded, text):
        if part.cut != "insertion":
            if start >= before[0] or part.cut == "start":
                yield _Found(start, start + size, before[bisect_right(before, start) - 1])
            continue
        nearest = bisect_right(before, start) - 1
        if nearest >= 0 and _bridges(part, text, before[nearest], start):
            yield _Found(start, start + size, before[nearest])
        elif (start - len(part.inserted)) in before and _is_verbatim(part, text, start):
            yield _Found(start, start + size, start - len(part.inserted))


def _bridges(part: Part, text: Laid, end: int, start: int) -> bool:
    return end not in text.inner and text.weights[start] - text.weights[end] <= BRIDGE


def _is_verbatim(part: Part, text: Laid, start: int) -> bool:
    """Tell whether brackets that the quotation has stand in the text itself."""
    return tuple(word.key for word in text.words[start - len(part.inserted) : start]) == part.inserted


def _tightest(reached: Sequence[dict[int, _Found]]) -> tuple[tuple[int, int], ...]:
    """Return the way from the first part to the last that spans the fewest words; the first of equals."""
    ways = [_walk_back(reached, at) for at in sorted(reached[-1])]
    return min(ways, key=lambda way: way[-1][1] - way[0][0])


def _walk_back(reached: Sequence[dict[int, _Found]], at: int) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    for ends in reversed(reached):
        here = ends[at]
        found.append((here.start, here.end))
        at = here.before
    return tuple(reversed(found))
