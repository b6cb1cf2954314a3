"""The nearest wording to a quotation, and what differs word by word (for showing; no verdict rests on it)."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from dragoman.dispatch.wording import Laid

# Costs of one step, in quarters of a word changed (Gotoh 1982, with free ends: the quotation fits into the text).
_CHANGED, _ALIKE, _NEAR, _OPEN, _FAR = 4, 3, 1, 3, 10**6
_LARGE = 200_000


@dataclass(frozen=True, slots=True)
class Quoted:
    """Hold a quotation's word as it is compared, and whether words may be skipped before it for free.

    `first` is the key with its first letter's case folded, where that is no difference.
    """

    key: str
    weight: int
    first: str | None
    free: bool


@dataclass(frozen=True, slots=True)
class Step:
    """Hold one step of an alignment: a word of each side, None where that side has none there."""

    quoted: int | None
    target: int | None
    same: bool


def align(quoted: Sequence[Quoted], text: Laid) -> list[Step]:
    """Return the cheapest alignment of a quotation within a text, from its first word to its last."""
    first, last = _window(quoted, text.keys)
    part = Laid(text.words[first:last], text.keys[first:last], text.firsts[first:last])
    large = len(quoted) * len(part.keys) > _LARGE
    steps = _align_large(quoted, part.keys) if large else _align_small(quoted, part)
    used = [index for index, step in enumerate(steps) if step.quoted is not None]
    steps = steps[used[0] : used[-1] + 1] if used else []
    return [Step(s.quoted, None if s.target is None else s.target + first, s.same) for s in steps]


def _window(quoted: Sequence[Quoted], keys: Sequence[str]) -> tuple[int, int]:
    """Return the stretch of a long text that shares most words with the quotation; all of a short one."""
    size = 2 * len(quoted) + 100
    if len(keys) <= size or len(quoted) * len(keys) <= _LARGE or any(word.free for word in quoted):
        return 0, len(keys)
    wanted = {word.key for word in quoted if word.weight}
    count = sum(key in wanted for key in keys[:size])
    best, most = 0, count
    for start in range(1, len(keys) - size + 1):
        count += (keys[start + size - 1] in wanted) - (keys[start - 1] in wanted)
        if count > most:
            best, most = start, count
    return best, best + size


def _align_large(quoted: Sequence[Quoted], keys: Sequence[str]) -> list[Step]:
    steps: list[Step] = []
    matcher = SequenceMatcher(None, [word.key for word in quoted], keys, autojunk=False)
    for tag, q_start, q_end, t_start, t_end in matcher.get_opcodes():
        both = min(q_end - q_start, t_end - t_start)
        steps += [Step(q_start + n, t_start + n, tag == "equal") for n in range(both)]
        steps += [Step(n, None, same=False) for n in range(q_start + both, q_end)]
        steps += [Step(None, n, same=False) for n in range(t_start + both, t_end)]
    return steps


def _align_small(quoted: Sequence[Quoted], text: Laid) -> list[Step]:
    table = _Table(quoted, text)
    for at in range(len(quoted) + 1):
        table.add_row(at)
    return table.trace()


class _Table:
    """Fill and read the table of costs: `rows[i][j]` for i words of the quotation and j of the text."""

    def __init__(self, quoted: Sequence[Quoted], text: Laid) -> None:
        self.quoted = quoted
        self.keys, self.firsts, self.words = text.keys, text.firsts, text.words
        self.skips = [1 if word.weight else 0 for word in text.words]
        self.nothing = [0] * len(text.words)
        self.rows: list[list[int]] = []
        self.gaps: list[list[int]] = []

    def add_row(self, at: int) -> None:
        """Fill the row for the first `at` words of the quotation."""
        diagonal = self._diagonal(at) if at else [0] * (len(self.keys) + 1)
        best, skipped = diagonal[0], _FAR
        row, gap = [best], [skipped]
        opening = 0 if self._is_free(at) else _OPEN
        skips = self.nothing if self._is_free(at) else self.skips
        for here, skip in zip(diagonal[1:], skips, strict=True):
            skipped = min(best + opening, skipped) + skip
            best = min(here, skipped)
            gap.append(skipped)
            row.append(best)
        self.rows.append(row)
        self.gaps.append(gap)

    def trace(self) -> list[Step]:
        """Return the steps of the cheapest way, read backwards from its end."""
        steps: list[Step] = []
        at, index, gap = len(self.quoted), len(self.keys), False
        while at:
            here = self.rows[at][index]
            if not gap and index and here == self.rows[at - 1][index - 1] + self._change(at - 1, index - 1):
                at, index = at - 1, index - 1
                steps.append(Step(at, index, self._change(at, index) == 0))
            elif not gap and here == self.rows[at - 1][index] + self._insert(at - 1):
                at -= 1
                steps.append(Step(at, None, same=False))
            else:
                index -= 1
                # A gap was opened here when that costs no more than to go on with it.
                opening = 0 if self._is_free(at) else _OPEN
                gap = self.rows[at][index] + opening > self.gaps[at][index]
                steps.append(Step(None, index, same=False))
        return steps[::-1]

    def _diagonal(self, at: int) -> list[int]:
        above, insert = self.rows[-1], self._insert(at - 1)
        changes = (self._change(at - 1, index) for index in range(len(self.keys)))
        both = zip(above, changes, above[1:], strict=False)
        return [above[0] + insert, *(min(before + change, here + insert) for before, change, here in both)]

    def _change(self, at: int, index: int) -> int:
        word, key = self.quoted[at], self.keys[index]
        if word.key == key or word.first == self.firsts[index]:
            return 0
        if bool(word.weight) != bool(self.words[index].weight):
            return _FAR
        mine, theirs = _rough(word.key), _rough(key)
        if not word.weight or mine == theirs:
            return _NEAR
        return _ALIKE if mine[:3] == theirs[:3] else _CHANGED

    def _insert(self, at: int) -> int:
        return _CHANGED if self.quoted[at].weight else 2 * _NEAR

    def _is_free(self, at: int) -> bool:
        """Tell whether the text's words may be skipped for nothing after `at` words of the quotation."""
        return at in (0, len(self.quoted)) or self.quoted[at].free


@lru_cache(maxsize=65536)
def _rough(key: str) -> str:
    """Return a word without case, diacritics and invisible characters: what makes words look alike."""
    decomposed = unicodedata.normalize("NFD", key.casefold())
    return "".join(c for c in decomposed if unicodedata.category(c)[0] not in "MC")
