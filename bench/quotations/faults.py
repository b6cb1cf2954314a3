"""Faults put into a faithful quotation, one at a time; none is made that the contract would allow."""

import random
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bench.quotations.material import vocabulary
from bench.quotations.quoting import ELISIONS, INSERTIONS, Quotation, Run, is_quotable
from bench.quotations.turning import NEGATIONS, is_doubtful, plain, turns

_EDGES = re.compile(r"^(\W*)(.*?)(\W*)$", re.DOTALL)
_PARTS = re.compile(r"\w+|[^\w\s]")
_FOLDED = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "'": '"', "’": '"', "ـ": None})
_VARIANTS = {"ی": "ي", "ک": "ك", "ي": "ی", "ك": "ک", "أ": "ا", "إ": "ا", "ة": "ه", "\u200c": "", "é": "e", "è": "e",
             "ñ": "n", "í": "i", "ё": "е", "ö": "o", "ü": "u", "ç": "c", "ş": "s"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Work:
    """Hold what a fault is made from: chance, the quotation, the words of its text, and texts that must not have it.

    In a `heading` letter case is no difference.
    """

    chance: random.Random
    quotation: Quotation
    words: Sequence[str]
    evidence: Sequence[str]
    heading: bool = False


def other_word(work: Work) -> Quotation | None:
    """Put another word of the text in a word's place."""
    others = [word for word in work.words if word.isalpha() and len(word) > 2]
    return _changed(work, lambda word: work.chance.choice(others) if others else None)


def letter(work: Work) -> Quotation | None:
    """Change, add or drop one letter."""
    return _changed(work, lambda word: _one_letter(work, word) if len(word) >= 4 else None)


def inflection(work: Work) -> Quotation | None:
    """Put another form of a word in its place: one of the corpus that begins alike."""
    return _changed(work, lambda word: _sibling(work, word))


def variant(work: Work) -> Quotation | None:
    """Change a letter that looks alike, a diacritic, or drop a ZWNJ: what the contract never folds."""

    def changed(word: str) -> str | None:
        found = [at for at, letter in enumerate(word) if letter in _VARIANTS]
        at = work.chance.choice(found) if found else -1
        return word[:at] + _VARIANTS[word[at]] + word[at + 1 :] if found else None

    return _changed(work, changed)


def number(work: Work) -> Quotation | None:
    """Change a digit of a number."""

    def changed(word: str) -> str | None:
        found = [at for at, digit in enumerate(word) if digit in "0123456789"]
        if not found:
            return None
        at = work.chance.choice(found)
        return word[:at] + work.chance.choice([d for d in "123456789" if d != word[at]]) + word[at + 1 :]

    return _changed(work, changed)


def capital(work: Work) -> Quotation | None:
    """Give a word within a fragment a capital that the text does not have."""

    if work.heading:
        return None

    def changed(word: str) -> str | None:
        return word[0].upper() + word[1:] if word.islower() and len(word[0].upper()) == 1 else None

    return _changed(work, changed, inner=True)


def comma(work: Work) -> Quotation | None:
    """Drop a comma within a fragment, or put one in."""
    with_comma = work.chance.random() < 0.5

    def on(words: list[str], at: int) -> list[str] | None:
        if with_comma and words[at][-1:] in ",،":
            return [*words[:at], words[at][:-1], *words[at + 1 :]]
        if not with_comma and words[at][-1:].isalpha():
            return [*words[:at], words[at] + ",", *words[at + 1 :]]
        return None

    return _rewritten(work, on, last=1)


def inserted(work: Work) -> Quotation | None:
    """Put a word of the text in where it does not stand."""
    others = [word for word in work.words if word.isalpha()] or ["x"]
    return _rewritten(work, lambda words, at: [*words[:at], work.chance.choice(others), *words[at:]], first=1)


def dropped(work: Work) -> Quotation | None:
    """Leave a word out without a mark."""
    return _rewritten(work, lambda words, at: [*words[:at], *words[at + 1 :]], first=1, last=1)


def dropped_many(work: Work) -> Quotation | None:
    """Leave two to six words out without a mark."""
    size = work.chance.randint(2, 6)

    def on(words: list[str], at: int) -> list[str] | None:
        return [*words[:at], *words[at + size :]] if at + size < len(words) else None

    return _rewritten(work, on, first=1)


def overbridged(work: Work) -> Quotation | None:
    """Put an insertion in place of five words or more, which needs an elision mark."""
    run = work.quotation.runs[0]
    choices = [
        (first, last)
        for first in range(1, len(run.words) - 5)
        for last in range(first + 5, len(run.words))
        if is_quotable(run.words[:first]) and is_quotable(run.words[last:])
    ]
    if len(work.quotation.runs) > 1 or not choices:
        return None
    first, last = work.chance.choice(choices)
    insertion = work.chance.choice(INSERTIONS[work.quotation.language])
    runs = (Run(run.words[:first], run.start), Run(run.words[last:], run.start + last, insertion))
    is_twice = any(_stands_twice(work, part) for part in (run.words[:first], run.words[last:]))
    return None if is_twice else replace(work.quotation, runs=runs)


def swapped(work: Work) -> Quotation | None:
    """Turn two neighbouring words round."""

    def on(words: list[str], at: int) -> list[str] | None:
        pair = words[at : at + 2]
        if len(pair) < 2 or not all(word.isalpha() for word in pair):
            return None
        return [*words[:at], pair[1], pair[0], *words[at + 2 :]]

    return _rewritten(work, on)


def negation_dropped(work: Work) -> Quotation | None:
    """Leave a negation out without a mark."""

    def on(words: list[str], at: int) -> list[str] | None:
        return [*words[:at], *words[at + 1 :]] if plain(words[at]) in NEGATIONS[work.quotation.language] else None

    return _rewritten(work, on, first=1, last=1)


def negation_added(work: Work) -> Quotation | None:
    """Put a negation in where none was said."""
    negation = work.chance.choice(NEGATIONS[work.quotation.language])
    return _rewritten(work, lambda words, at: [*words[:at], negation, *words[at:]], first=1)


def order(work: Work) -> Quotation | None:
    """Give two fragments in another order than they were said."""
    run = work.quotation.runs[0]
    choices = [(first, first + 1) for first in range(2, len(run.words) - 2)]
    if len(work.quotation.runs) > 1 or not choices:
        return None
    first, last = work.chance.choice(choices)
    one, two = run.words[:first], run.words[last:]
    if not (is_quotable(one) and is_quotable(two)) or _stands_twice(work, one) or _stands_twice(work, two):
        return None
    runs = (Run(two, run.start + last), Run(one, run.start, work.chance.choice(ELISIONS)))
    return replace(work.quotation, runs=runs)


def turned(work: Work) -> Quotation | None:
    """Leave out, with a mark, a word that turns the sentence, in the midst of it (`if`, and not that of `as if`)."""
    run, language = work.quotation.runs[0], work.quotation.language
    choices = [
        (first, last)
        for at in range(1, len(run.words) - 1)
        if turns(run.words[at], language)
        for first in range(max(1, at - 3), at + 1)
        for last in range(at + 1, min(at + 4, len(run.words)))
        if is_quotable(run.words[:first])
        and is_quotable(run.words[last:])
        and not re.search(r"[.!?؟۔:;؛]", " ".join(run.words[first - 1 : last]))
        and is_doubtful(language)(run.words[max(0, first - 1) : last + 1])
    ]
    if len(work.quotation.runs) > 1 or not choices:
        return None
    first, last = work.chance.choice(choices)
    runs = (Run(run.words[:first], run.start), Run(run.words[last:], run.start + last, work.chance.choice(ELISIONS)))
    return replace(work.quotation, runs=runs)


WORD_FAULTS: dict[str, Callable[[Work], Quotation | None]] = {
    "word changed": other_word,
    "letter changed": letter,
    "other inflection": inflection,
    "letter variant": variant,
    "number changed": number,
    "capital inside": capital,
    "comma changed": comma,
    "word inserted": inserted,
    "word dropped": dropped,
    "words dropped": dropped_many,
    "insertion too wide": overbridged,
    "neighbours swapped": swapped,
    "negation dropped": negation_dropped,
    "negation added": negation_added,
    "order changed": order,
    "turning word elided": turned,
}


def _changed(work: Work, change: Callable[[str], str | None], *, inner: bool = False) -> Quotation | None:
    def on(words: list[str], at: int) -> list[str] | None:
        match = _EDGES.match(words[at])
        changed = change(match[2]) if match and match[2] else None
        if match is None or not changed or changed == match[2]:
            return None
        return [*words[:at], match[1] + changed + match[3], *words[at + 1 :]]

    return _rewritten(work, on, first=int(inner))


def _rewritten(
    work: Work, on: Callable[[list[str], int], list[str] | None], *, first: int = 0, last: int = 0
) -> Quotation | None:
    """Try the change at every word of every run, in a random order, until one makes a fault."""
    places = [(n, at) for n, run in enumerate(work.quotation.runs) for at in range(first, len(run.words) - last)]
    for n, at in work.chance.sample(places, len(places)):
        run = work.quotation.runs[n]
        words = on(list(run.words), at)
        if words and is_quotable(words) and not _stands(work, words):
            return replace(
                work.quotation,
                runs=(*work.quotation.runs[:n], replace(run, words=tuple(words)), *work.quotation.runs[n + 1 :]),
            )
    return None


def _stands(work: Work, words: Sequence[str]) -> bool:
    """Tell, by plain comparison, whether words stand in a row in the evidence after all, the first's case aside."""
    wanted = _keys(" ".join(words), heading=work.heading)
    wanted = wanted[: max(n for n, key in enumerate(wanted, 1) if key[0].isalnum())]
    for text in work.evidence:
        keys = _keys(text, heading=work.heading)
        for at in range(len(keys) - len(wanted) + 1):
            if keys[at + 1 : at + len(wanted)] == wanted[1:] and keys[at].casefold() == wanted[0].casefold():
                return True
    return False


def _stands_twice(work: Work, words: Sequence[str]) -> bool:
    wanted = " ".join(_keys(" ".join(words))).rstrip(".,;:!?").casefold()
    return any(" ".join(_keys(text)).casefold().count(wanted) > 1 for text in work.evidence)


def _keys(text: str, *, heading: bool = False) -> list[str]:
    plain_text = unicodedata.normalize("NFC", text).translate(_FOLDED)
    return _PARTS.findall(plain_text.casefold() if heading else plain_text)


def _one_letter(work: Work, word: str) -> str | None:
    letters = sorted({letter for one in work.words for letter in one if letter.isalpha() and letter.islower()})
    letters = letters or sorted({letter for one in work.words for letter in one if letter.isalpha()})
    at = work.chance.randrange(1, len(word))
    if not word[at].isalpha():
        return None
    kind, new = work.chance.choice(["put", "add", "drop"]), work.chance.choice(letters)
    return word[:at] + ("" if kind == "drop" else new) + (word[at:] if kind == "add" else word[at + 1 :])


def _sibling(work: Work, word: str) -> str | None:
    known = vocabulary(work.quotation.language)
    at = bisect_left(known, word)
    stem = word[: max(3, len(word) - 3)]
    near = [one for one in known[max(0, at - 8) : at + 8] if one.startswith(stem) and one.lower() != word.lower()]
    return work.chance.choice(near) if near and len(word) >= 4 else None
