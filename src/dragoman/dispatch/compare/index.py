"""Where the words of passages stand, and which stretches of them come nearest to a quotation's words."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, chain, combinations, compress, groupby, pairwise
from operator import itemgetter

from dragoman.dispatch.compare.passages import Passage
from dragoman.dispatch.fold import is_dotted, whole_folded
from dragoman.dispatch.languages.guess import UNDETERMINED, guess
from dragoman.dispatch.words import words

# A word that stands in more places than this leads nowhere by itself.
_COMMON = 400
_RARE = 16
# A quotation is covered by at most this many stretches: its fragments, or the sentences it was stitched from.
_STRETCHES = 6
_FEWEST = 3
# In a quotation of no more words one change may part most of the words that agree.
_SHORT = 12
# How many passages are looked at as the nearest one.
_PASSAGES = 4
_NOWHERE: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Window:
    """Hold a stretch of a passage, as ranks of its words, end exclusive, and the quotation's words found there."""

    passage: int
    first: int
    last: int
    covered: frozenset[int]


class Index:
    """Look up the words of passages, letter case aside; a rank counts words without punctuation."""

    def __init__(self, passages: Sequence[Passage], language: str) -> None:
        self.passages = passages
        self.language = language
        self.languages = [language] * len(passages)
        self.dotted = is_dotted(language)
        if self.dotted:
            # The words of another language that are quoted have another capital I.
            self.languages = [_language(passage, language) for passage in passages]
        said: dict[str, tuple[str, ...]] = {}
        for passage in passages:
            for piece in passage.pieces:
                if piece not in said:
                    said[piece] = tuple([self.folded(key) for key, _, _, weight, _ in words(piece) if weight])
        # A space joins the pieces of a passage, and no word runs over a space.
        self.keys = [tuple(chain.from_iterable(map(said.__getitem__, each.pieces))) for each in passages]
        self.vocabularies = [frozenset(keys) for keys in self.keys]

    def folded(self, key: str) -> str:
        """Return a word as it is looked up: its case folded, and ı as i where not all the words have one custom."""
        found = whole_folded(key, self.language)
        return found.replace("ı", "i") if self.dotted else found

    @cached_property
    def holders(self) -> dict[str, set[int]]:
        """Return which passages have each word."""
        holders: dict[str, set[int]] = defaultdict(set)
        for number, keys in enumerate(self.vocabularies):
            for key in keys:
                holders[key].add(number)
        return dict(holders)

    @cached_property
    def postings(self) -> dict[str, list[tuple[int, int]]]:
        """Return where each word stands: (passage, rank)."""
        postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, keys in enumerate(self.keys):
            for rank, key in enumerate(keys):
                postings[key].append((number, rank))
        return dict(postings)

    @cached_property
    def pairs(self) -> dict[tuple[str, str], list[tuple[int, int]]]:
        """Return where each two words in a row stand: (passage, rank of the first)."""
        pairs: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
        for number, keys in enumerate(self.keys):
            for rank, pair in enumerate(pairwise(keys)):
                pairs[pair].append((number, rank))
        return dict(pairs)

    def holding(self, keys: Iterable[str], eligible: Iterable[int]) -> list[int]:
        """Return which of the `eligible` passages have every one of the words, in their order."""
        found = sorted(eligible)
        for key in keys:
            if not found:
                break
            found = [number for number in found if key in self.vocabularies[number]]
        return found

    def windows(self, keys: Sequence[str], eligible: Collection[int]) -> list[list[Window]]:
        """Return the stretches that come nearest to a quotation's words: alone, then those that cover it together.

        Each alone is the best of its passage, the nearest first. Stretches that share too few words for the
        quotation to resemble them are left out; words are counted where two in a row agree, or a rare one does.
        """
        fewest = max(2, len(keys) * (2 if len(keys) <= _SHORT else 3) // 5)
        known = [not self.holders.get(key, _NOWHERE).isdisjoint(eligible) for key in keys] if eligible else []
        if sum(known) < fewest:
            return []
        hits = sorted(set(self._hits(keys, known, eligible)))
        if len({at for _, _, at in hits}) < fewest:
            return []
        span = 2 * len(keys) + 12
        singles = [_best(list(inside), span) for _, inside in groupby(hits, key=itemgetter(0))]
        singles.sort(key=lambda window: (-len(window.covered), window.passage))
        near = [[window] for window in singles[:_PASSAGES] if len(window.covered) >= fewest]
        apart = [hit for hit in hits if len(self.passages[hit[0]].sayings) == 1]
        within = [[hit for hit in hits if hit[0] == window.passage] for window, *_ in near]
        covers = [_cover(each, len(keys)) for each in (*within, apart)]
        return [*near, *(each for each in covers if len(each) > 1 and _covered(each) >= fewest)]

    def turned(self, keys: Sequence[str], window: Window) -> list[str]:
        """Return the words of a quotation that is two or three runs of a stretch's words, set in another order.

        A word may join the runs: `and`. Empty where it is not so.
        """
        runs: list[tuple[int, int]] = []
        inside: list[str] = []
        at = alone = 0
        while at < len(keys):
            rank, size = self._longest(keys[at:], window)
            if size < _FEWEST:
                at, alone = at + 1, alone + 1
                continue
            runs.append((rank, rank + size))
            inside += keys[at : at + size]
            at += size
        apart = all(one[1] <= two[0] or two[1] <= one[0] for one, two in combinations(runs, 2))
        return inside if 2 <= len(runs) <= _FEWEST and alone <= 1 and apart and runs != sorted(runs) else []

    def _longest(self, keys: Sequence[str], window: Window) -> tuple[int, int]:
        """Return where in the window the longest run of the first words stands, and how many they are."""
        best = (0, 0)
        for number, rank in self.postings.get(keys[0], ()):
            if number != window.passage or not window.first <= rank < window.last:
                continue
            size = 0
            while size < len(keys) and self._word(number, rank + size) == keys[size]:
                size += 1
            best = max(best, (rank, size), key=itemgetter(1))
        return best

    def _hits(
        self, keys: Sequence[str], known: Sequence[bool], eligible: Collection[int]
    ) -> Iterator[tuple[int, int, int]]:
        """Yield (passage, rank, word of the quotation) where two words in a row agree, or a rare one does.

        `known` tells which words stand in an eligible passage at all.
        """
        for at in compress(range(len(keys)), known):
            key = keys[at]
            places = self.postings[key]
            if len(places) <= _RARE:
                yield from [(number, rank, at) for number, rank in places if number in eligible]
            if at + 1 == len(keys) or not known[at + 1]:
                continue
            following = keys[at + 1]
            if min(len(places), len(self.postings[following])) <= _COMMON:
                for number, rank in self.pairs.get((key, following), ()):
                    if number in eligible:
                        yield number, rank, at
                        yield number, rank + 1, at + 1

    def _word(self, number: int, rank: int) -> str | None:
        keys = self.keys[number]
        return keys[rank] if 0 <= rank < len(keys) else None


def _language(passage: Passage, language: str) -> str:
    guessed = guess(passage.texts[0])
    return language if guessed == UNDETERMINED else guessed


def _cover(hits: Sequence[tuple[int, int, int]], size: int) -> list[Window]:
    """Return stretches that cover a quotation of `size` words, best first; each covers words the others do not."""
    found: list[Window] = []
    left = set(range(size))
    fewest = min(_FEWEST, size)
    while len(found) < _STRETCHES and len(left) >= fewest:
        hits = [hit for hit in hits if hit[2] in left]
        if not hits:
            break
        best = _best(hits, 2 * len(left) + 12)
        if len(best.covered) < fewest:
            break
        found.append(best)
        left -= best.covered
    return found


def _follows(one: tuple[int, int, int], two: tuple[int, int, int]) -> bool:
    return one[0] == two[0] and two[1] - one[1] == two[2] - one[2] == 1


def _covered(windows: Sequence[Window]) -> int:
    return len(frozenset[int]().union(*(window.covered for window in windows)))


def _best(hits: Sequence[tuple[int, int, int]], span: int) -> Window:
    """Return the stretch of at most `span` words that has most of the quotation's words.

    Of equals the one where more of them follow one another as in the quotation, then the first.
    """
    counts: dict[int, int] = {}
    rows = [0, *accumulate(map(_follows, hits, hits[1:]))]
    start = 0
    most = (0, 0)
    bounds = (0, 0)
    for end, (number, rank, at) in enumerate(hits):
        while hits[start][0] != number or rank - hits[start][1] >= span:
            gone = hits[start][2]
            counts[gone] -= 1
            if not counts[gone]:
                del counts[gone]
            start += 1
        counts[at] = counts.get(at, 0) + 1
        if len(counts) >= most[0] and (now := (len(counts), rows[end] - rows[start])) > most:
            most, bounds = now, (start, end)
    inside = hits[bounds[0] : bounds[1] + 1]
    covered = frozenset(at for _, _, at in inside)
    return Window(inside[0][0], inside[0][1], inside[-1][1] + 1, covered)
