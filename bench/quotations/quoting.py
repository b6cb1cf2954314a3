"""Quotations taken from a text by the licences of the contract, before they are set in marks."""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from bench.quotations.marks import is_balanced

ELISIONS = ("...", "…", "[...]", "[…]")
INSERTIONS = {
    "en": ("[the ministry]", "[in the south]", "[he said]", "[that is, last year]"),
    "fa": ("[وزارتخانه]", "[در جنوب]"), "ar": ("[الوزارة]", "[في الجنوب]"), "fr": ("[le ministère]", "[dans le sud]"),
    "es": ("[el ministerio]", "[en el sur]"), "ru": ("[министерство]", "[на юге]"), "tr": ("[bakanlık]", "[güneyde]"),
    "he": ("[המשרד]", "[בדרום]"), "ur": ("[وزارت]", "[جنوب میں]"),
}  # fmt: skip
_ENDING = re.compile(r"[.,;:!?؟،؛۔]+$")
_WORD = re.compile(r"\w+")
Doubtful = Callable[[Sequence[str]], bool]


@dataclass(frozen=True, slots=True)
class Run:
    """Hold words that stand in a row in the text from index `start`; `joint` parts them from the run before."""

    words: tuple[str, ...]
    start: int
    joint: str = ""

    @property
    def end(self) -> int:
        """Return the index after the last word's."""
        return self.start + len(self.words)


@dataclass(frozen=True, slots=True)
class Quotation:
    """Hold a quotation as runs of words of a text in `language`; `licences` name what was made use of."""

    runs: tuple[Run, ...]
    language: str
    ending: str = ""
    licences: frozenset[str] = field(default_factory=frozenset)

    @property
    def count(self) -> int:
        """Return how many words it has, insertions left out."""
        return sum(bool(_WORD.search(word)) for run in self.runs for word in run.words)

    @property
    def written(self) -> str:
        """Return its words, with elision marks and insertions."""
        parts: list[str] = []
        for number, run in enumerate(self.runs):
            words = list(run.words)
            last = number + 1 == len(self.runs)
            if last or self.runs[number + 1].joint in ELISIONS:
                words[-1] = _ENDING.sub("", words[-1]) or words[-1]
            parts += ([run.joint] if run.joint else []) + words
        return " ".join(parts) + self.ending

    def with_licence(self, name: str) -> "Quotation":
        """Return the same quotation, said to make use of a licence."""
        return replace(self, licences=self.licences | {name})


def is_quotable(words: Sequence[str]) -> bool:
    """Tell whether words may stand as a run: they begin and end with a word, and their inner marks are balanced."""
    return bool(_WORD.search(words[0]) and _WORD.search(words[-1])) and is_balanced(list(words))


def plain(chance: random.Random, words: Sequence[str], language: str, sizes: tuple[int, int]) -> Quotation | None:
    """Draw a quotation of one run; None where the text has none of that size, as far as thirty tries show."""
    for _ in range(30):
        size = chance.randint(*sizes)
        if size > len(words):
            continue
        start = chance.randrange(len(words) - size + 1)
        if is_quotable(words[start : start + size]):
            return Quotation((Run(tuple(words[start : start + size]), start),), language)
    return None


def cut(chance: random.Random, quotation: Quotation, doubtful: Doubtful) -> Quotation | None:
    """Part a run in two of two words or more by an elision mark; `doubtful` tells which words may not be left out."""
    at = chance.randrange(len(quotation.runs))
    run = quotation.runs[at]
    choices = [
        (first, last)
        for first in range(2, len(run.words) - 2)
        for last in range(first + 1, min(first + 12, len(run.words) - 1))
        if is_quotable(run.words[:first]) and is_quotable(run.words[last:]) and not doubtful(run.words[first:last])
    ]
    if not choices:
        return None
    first, last = chance.choice(choices)
    mark = chance.choice(ELISIONS)
    parted = (Run(run.words[:first], run.start, run.joint), Run(run.words[last:], run.start + last, mark))
    runs = (*quotation.runs[:at], *parted, *quotation.runs[at + 1 :])
    return replace(quotation, runs=runs).with_licence(f"elision {mark}")


def inserted(chance: random.Random, quotation: Quotation) -> Quotation | None:
    """Add words in brackets between two words."""
    run = quotation.runs[-1]
    choices = [n for n in range(1, len(run.words)) if is_quotable(run.words[:n]) and is_quotable(run.words[n:])]
    if not choices:
        return None
    at = chance.choice(choices)
    insertion = chance.choice(INSERTIONS[quotation.language])
    parted = (Run(run.words[:at], run.start, run.joint), Run(run.words[at:], run.start + at, insertion))
    return replace(quotation, runs=(*quotation.runs[:-1], *parted)).with_licence("insertion added")


def bridged(chance: random.Random, quotation: Quotation, doubtful: Doubtful) -> Quotation | None:
    """Put words in brackets in place of one to three; a hyphenated word counts as its parts."""
    run = quotation.runs[-1]
    choices = [
        (first, last)
        for first in range(1, len(run.words) - 1)
        for last in range(first + 1, min(first + 4, len(run.words)))
        if is_quotable(run.words[:first])
        and is_quotable(run.words[last:])
        and 0 < len(_WORD.findall(" ".join(run.words[first:last]))) <= 3
        and not doubtful(run.words[first:last])
    ]
    if not choices:
        return None
    first, last = chance.choice(choices)
    insertion = chance.choice(INSERTIONS[quotation.language])
    parted = (Run(run.words[:first], run.start, run.joint), Run(run.words[last:], run.start + last, insertion))
    return replace(quotation, runs=(*quotation.runs[:-1], *parted)).with_licence("insertion in place")
