"""Whether a quotation that stands in no longer one is still meant as words of it, or of something else."""

from collections.abc import Callable, Sequence

from dragoman.dispatch.compare.forms import are_alike, bones
from dragoman.dispatch.differences import Difference
from dragoman.dispatch.faithful import Verdict
from dragoman.dispatch.fragments import Fragments
from dragoman.dispatch.words import Word, unspaced, words

_FEWEST = 3
# A clause may have so many words.
_CLAUSE = 8
# Short quotations are much alike by chance, so that little may differ.
_SHORT = 6


def resembles(verdict: Verdict, fragments: Fragments, tells: Callable[[str], bool]) -> bool:
    """Tell whether an altered quotation is so near to its nearest wording that it must be meant.

    `tells` says whether a word carries sense of its own. Three words in five at least agree, three at the
    least, and of those one or two carry sense; they stand in few pieces, for words strewn over a text
    resemble nothing; and what differs at an end is short, for speakers begin many sentences alike.
    In a quotation of six words or fewer no more than one word differs, or two that are much like those spoken,
    unless three of those that agree carry sense. Where every word agrees but for the form of its letters, or a
    clause is left out of more than six, one that carries sense is enough.
    """
    differences = verdict.differences
    if verdict.name != "altered" or any(is_unknown(one) for one in differences):
        return False
    found = [word for part in fragments.parts for word in part.words if word.weight]
    # Words that only change places with their neighbours agree.
    changed = [one for one in differences if not _is_swapped(one)]
    same = _in_runs(found, [not _differs(word, changed) for word in found])
    agree, total = sum(same), len(found)
    if verdict.fault != "words":
        same, agree = [True] * total, total
    if verdict.fault == "order":
        return sum(tells(word.key) for word in found) >= 2
    if agree < _FEWEST or 5 * agree < 3 * total or len(differences) > 1 + (total + 3) // 4:
        return False
    head, tail = _run(same), _run(same[::-1])
    if max(head, tail) > max(2, total // 5):
        return False
    telling = sum(agrees and tells(word.key) for agrees, word in zip(same, found, strict=True))
    if agree == total and _is_formed_or_cut(differences, total):
        return telling >= 1 or (total >= _SHORT and all(_is_formed(one) for one in differences))
    if total > _SHORT or not changed:
        return telling >= 2
    return _is_near(differences, telling, total - agree, flanked=not head and not tail)


def _is_formed_or_cut(differences: Sequence[Difference], total: int) -> bool:
    """Tell whether every word agrees but for the form of letters, or a clause is left out of more than six."""
    formed = all(_is_formed(one) for one in differences)
    return formed or (total > _SHORT and len(differences) == 1 and _is_cut(differences[0]))


def _is_near(differences: Sequence[Difference], telling: int, changed: int, *, flanked: bool) -> bool:
    """Tell whether a short quotation is meant, of which `telling` words carry sense and agree, and `changed` do not."""
    if all(_is_turned(one) for one in differences):
        return len(differences) <= 2
    if telling >= _FEWEST and len(differences) <= 2 and changed <= 2:
        return True
    if flanked and telling >= 2 and len(differences) == 1 and _is_cut(differences[0]):
        return True
    return _is_one_word(differences, flanked=flanked) and telling >= (1 if flanked else 2)


def _is_cut(difference: Difference) -> bool:
    """Tell whether a clause's words were left out, and none put in their place."""
    return not _count(difference.quoted) and _count(difference.target) <= _CLAUSE


def _is_one_word(differences: Sequence[Difference], *, flanked: bool) -> bool:
    """Tell whether no more differs than a word; between words that agree, one may stand for two: `cannot`."""
    if len(differences) > 1:
        return False
    counts = sorted([_count(differences[0].quoted), _count(differences[0].target)]) if differences else [0, 0]
    return counts in ([0, 0], [0, 1], [1, 1]) or (flanked and counts in ([0, 2], [1, 2]))


def _is_turned(difference: Difference) -> bool:
    """Tell whether one word stands for another that is much like it."""
    quoted, target = _bones(difference.quoted), _bones(difference.target)
    return len(quoted) == len(target) == 1 and are_alike(quoted[0], target[0])


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


def _is_formed(difference: Difference) -> bool:
    """Tell whether the same words stand in the same order, and only the form of a letter or a mark differs."""
    return _bones(difference.quoted) == _bones(difference.target)


def is_unknown(difference: Difference) -> bool:
    """Tell whether the quotation has words where the longer one left some out: they may be those."""
    return "…" in difference.target and _count(difference.quoted) > 0


def _bones(text: str) -> list[str]:
    return [bones(word.key) for word in words(text) if word.weight]


def _count(text: str) -> int:
    return sum(bool(word.weight) for word in words(text))
