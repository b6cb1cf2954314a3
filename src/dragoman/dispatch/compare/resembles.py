"""Whether a quotation that stands in no longer one is still meant as words of it, or of something else."""

from collections.abc import Callable, Sequence

from dragoman.dispatch.compare.forms import are_alike, bones
from dragoman.dispatch.differences import Difference
from dragoman.dispatch.faithful import Verdict
from dragoman.dispatch.fragments import Fragments
from dragoman.dispatch.words import Word, unspaced, words

# What speaks for a quotation: each word that agrees, and more where it carries sense.
_COMMON, _TELLING = 2, 5
# What speaks against it: each word that differs, most of all before the first and after the last that agree, for
# speakers begin and end many sentences alike; each place where something differs, more where words changed places or
# were left out; each word in the place of none. The weights were fitted on quotations of others, held to speeches
# that they were not taken from, and on seeded faults (bench/quotations/strangers.py), and rounded.
_CHANGED, _AT_AN_END, _EXTRA = 5, 2, 3
_PLACE, _SWAPPED = 3, 6
_LEFT_OUT, _INSERTION, _CUTS = 1, 2, 4
# What a word that differs loses of that, where it is much like the one spoken, or both are numbers.
_ALIKE, _NUMBERS = 6, 4
# Where so many words are left out, more make it no less likely.
_CLAUSE = 12
# What a word weighs; a character of a script without spaces weighs less.
_WORD = 2
# Fewer words that agree are found everywhere.
_FEWEST = 3
# No more than such a part of the words differs at one end.
_PART = 5


def resembles(verdict: Verdict, fragments: Fragments, tells: Callable[[str], bool], *, beside: bool = False) -> bool:
    """Tell whether an altered quotation is so near to its nearest wording that it must be meant.

    `tells` says whether a word carries sense of its own. What agrees is weighed against what differs; three words
    agree at the least, and what differs at either end is short. Words that only change places with their neighbours
    agree. A quotation that stands `beside` that wording, in one paragraph, rather goes on than says it again: there
    twice as much must speak for it.
    """
    differences = verdict.differences
    if verdict.name != "altered" or any(is_unknown(one) for one in differences):
        return False
    found = [word for part in fragments.parts for word in part.words if word.weight]
    same = [True] * len(found)
    if verdict.fault == "words":
        changed = [one for one in differences if not _is_swapped(one)]
        same = _in_runs(found, [not _differs(word, changed) for word in found])
    head, tail = _run(same), _run(same[::-1])
    if sum(same) < _FEWEST or max(head, tail) > max(_FEWEST - 1, len(found) // _PART):
        return False
    agree, differ = 0.0, 0.0
    for word, holds in zip(found, same, strict=True):
        share = word.weight / _WORD
        agree += share * (_TELLING if tells(word.key) else _COMMON) * holds
        differ += share * _CHANGED * (not holds)
    ends = [*found[:head], *found[len(found) - tail :]]
    differ += _AT_AN_END * sum(word.weight for word in ends) / _WORD
    differ += _INSERTION * sum(part.cut == "insertion" for part in fragments.parts)
    differ += _CUTS * (verdict.fault == "cut") + sum(map(_against, differences))
    return agree >= differ * (1 + beside)


def _against(difference: Difference) -> float:
    """Return what one place that differs says against a quotation, its words left aside."""
    quoted, target = _bones(difference.quoted), _bones(difference.target)
    if _is_swapped(difference):
        return _SWAPPED
    if not quoted:
        return _PLACE + _LEFT_OUT * min(len(target), _CLAUSE) / 2
    extra = _EXTRA * min(max(0, len(target) - len(quoted)), _CLAUSE)
    if not len(quoted) == len(target) == 1:
        return _PLACE + extra
    alike = _ALIKE * are_alike(quoted[0], target[0])
    numbers = _NUMBERS * (quoted[0][:1].isdigit() and target[0][:1].isdigit())
    return _PLACE - alike - numbers


def _in_runs(found: Sequence[Word], same: Sequence[bool]) -> list[bool]:
    """Return what agrees, without lone characters of a script that does not space its words: chance finds those."""
    padded = [False, *same, False]
    return [
        agrees and (padded[at] or padded[at + 2] or not unspaced(word.key[0]))
        for at, (word, agrees) in enumerate(zip(found, same, strict=True))
    ]


def _run(same: Sequence[bool]) -> int:
    """Return how many words differ before the first that agrees."""
    return next((number for number, agrees in enumerate(same) if agrees), len(same))


def _differs(word: Word, differences: Sequence[Difference]) -> bool:
    return any(one.quoted_at is not None and one.quoted_at[0] <= word.start < one.quoted_at[1] for one in differences)


def _is_swapped(difference: Difference) -> bool:
    """Tell whether the same words stand in another order, or elsewhere."""
    quoted, target = _bones(difference.quoted), _bones(difference.target)
    return bool(quoted) and sorted(quoted) == sorted(target)


def is_unknown(difference: Difference) -> bool:
    """Tell whether the quotation has words where the longer one left some out: they may be those."""
    return "…" in difference.target and _count(difference.quoted) > 0


def _bones(text: str) -> list[str]:
    return [bones(word.key) for word in words(text) if word.weight]


def _count(text: str) -> int:
    return sum(bool(word.weight) for word in words(text))
