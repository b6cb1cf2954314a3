"""What was put where: one copied stretch, as it is known to be or as it was found."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

Stretch = tuple[int, int]
"""Start and end in milliseconds, start in, end out."""


@dataclass(frozen=True, slots=True)
class Match:
    """Hold one stretch of a query that stands in an item too: `here` in the query, `there` in the item.

    `score` orders what was found, the surest highest; `still` marks one that rests on a single held picture.
    """

    query: str
    item: str
    here: Stretch
    there: Stretch
    score: float = 1.0
    still: bool = False

    @property
    def pair(self) -> tuple[str, str]:
        """Return the query and the item, whose comparison this belongs to."""
        return self.query, self.item

    def overlaps(self, other: "Match") -> bool:
        """Tell whether the two share time in the query and in the item, for more than an instant."""
        return self.pair == other.pair and shared(self.here, other.here) > 0 and shared(self.there, other.there) > 0


def shared(one: Stretch, other: Stretch) -> int:
    """Return the milliseconds that two stretches share."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def covered(stretches: Iterable[Stretch]) -> int:
    """Return the milliseconds that stretches cover together, none counted twice."""
    return sum(end - start for start, end in joined(stretches))


def joined(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    """Yield the stretches in order, those that touch made one."""
    last: Stretch | None = None
    for start, end in sorted(stretches):
        if last is None or start > last[1]:
            if last is not None:
                yield last
            last = (start, end)
        else:
            last = (last[0], max(last[1], end))
    if last is not None:
        yield last


def by_pair(matches: Iterable[Match]) -> Mapping[tuple[str, str], list[Match]]:
    """Return the matches of each query and item."""
    pairs: dict[tuple[str, str], list[Match]] = {}
    for one in matches:
        pairs.setdefault(one.pair, []).append(one)
    return pairs
