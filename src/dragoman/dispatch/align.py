"""The nearest wording to a quotation, and what differs word by word (for showing; no verdict rests on it)."""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING

from dragoman.dispatch.wording import Laid

if TYPE_CHECKING:
    import numpy

# Costs of one step, in quarters of a word changed (Gotoh 1982, with free ends: the quotation fits into the text).
_CHANGED, _ALIKE, _NEAR, _OPEN, _FAR = 4, 3, 1, 3, 10**6
# Cells of a table that is filled at once; 4 bytes each, twice.
_LARGE = 2_000_000


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
    steps = _align_large(quoted, part.keys) if large else _Table(quoted, part).trace()
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


class _Table:
    """Fill and read the table of costs: `rows[i][j]` for i words of the quotation and j of the text.

    `gaps[i][j]` is the cost where word j of the text is skipped. A gap is never opened out of a gap, so a
    row's gaps follow from its other cells by a running minimum.
    """

    def __init__(self, quoted: Sequence[Quoted], text: Laid) -> None:
        import numpy

        self.quoted = quoted
        self.text = text
        self.skipped = numpy.cumsum([0, *(1 if word.weight else 0 for word in text.words)])
        self.change = _changes(quoted, text)
        self.rows: list[numpy.ndarray] = []
        self.gaps: list[numpy.ndarray] = []
        for at in range(len(quoted) + 1):
            self._add_row(at)

    def trace(self) -> list[Step]:
        """Return the steps of the cheapest way, read backwards from its end."""
        steps: list[Step] = []
        at, index, gap = len(self.quoted), len(self.text.keys), False
        while at:
            here = self.rows[at][index]
            if not gap and index and here == self.rows[at - 1][index - 1] + self.change[at - 1][index - 1]:
                at, index = at - 1, index - 1
                steps.append(Step(at, index, bool(self.change[at][index] == 0)))
            elif not gap and here == self.rows[at - 1][index] + self._insert(at - 1):
                at -= 1
                steps.append(Step(at, None, same=False))
            else:
                index -= 1
                # A gap was opened here when that costs no more than to go on with it.
                gap = bool(self.rows[at][index] + self._opening(at) > self.gaps[at][index])
                steps.append(Step(None, index, same=False))
        return steps[::-1]

    def _add_row(self, at: int) -> None:
        """Fill the row for the first `at` words of the quotation."""
        import numpy

        if at:
            above = self.rows[-1]
            direct = above + self._insert(at - 1)
            direct[1:] = numpy.minimum(direct[1:], above[:-1] + self.change[at - 1])
        else:
            direct = numpy.zeros(len(self.text.keys) + 1, dtype=numpy.int32)
        skipped = self.skipped * 0 if self._is_free(at) else self.skipped
        gap = numpy.full_like(direct, _FAR)
        gap[1:] = numpy.minimum.accumulate(direct - skipped)[:-1] + skipped[1:] + self._opening(at)
        self.rows.append(numpy.minimum(direct, gap))
        self.gaps.append(gap)

    def _opening(self, at: int) -> int:
        return 0 if self._is_free(at) else _OPEN

    def _insert(self, at: int) -> int:
        return _CHANGED if self.quoted[at].weight else 2 * _NEAR

    def _is_free(self, at: int) -> bool:
        """Tell whether the text's words may be skipped for nothing after `at` words of the quotation."""
        return at in (0, len(self.quoted)) or self.quoted[at].free


def _changes(quoted: Sequence[Quoted], text: Laid) -> "numpy.ndarray":
    """Return what it costs to change each word of the quotation to each of the text, quotation by text."""
    import numpy

    numbers: dict[str, int] = {"": -1}

    def number(keys: Sequence[str | None]) -> "numpy.ndarray":
        return numpy.array([numbers.setdefault(key or "", len(numbers)) for key in keys], dtype=numpy.int32)

    def alike(one: Callable[[str], str]) -> "numpy.ndarray":
        mine, theirs = number([one(word.key) for word in quoted]), number([one(key) for key in text.keys])
        same: numpy.ndarray = mine[:, None] == theirs[None, :]
        return same

    weights = numpy.array([bool(word.weight) for word in text.words])
    mine = numpy.array([bool(word.weight) for word in quoted])
    costs = numpy.full((len(quoted), len(text.keys)), _CHANGED, dtype=numpy.int32)
    costs[alike(lambda key: rough(key)[:3])] = _ALIKE
    costs[alike(rough) | ~mine[:, None]] = _NEAR
    costs[mine[:, None] != weights[None, :]] = _FAR
    firsts = number([word.first for word in quoted])[:, None] == number(text.firsts)[None, :]
    costs[alike(lambda key: key) | firsts] = 0
    return costs


@lru_cache(maxsize=65536)
def rough(key: str) -> str:
    """Return a word without case, diacritics and invisible characters: what makes words look alike."""
    decomposed = unicodedata.normalize("NFD", key.casefold())
    return "".join(c for c in decomposed if unicodedata.category(c)[0] not in "MC")
