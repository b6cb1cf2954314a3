"""Documents by number and seed: the same ones every time."""

import random

from bench.quotations import bare, pinned
from bench.quotations.case import Case, Kind
from bench.quotations.material import by_language

_MAKERS = {"pinned": (pinned.make, pinned.FAULTS), "bare": (bare.make, bare.FAULTS)}
_ENGLISH = 0.5
"""English is the language of half of the documents; the others share the rest."""


def make(seed: int, number: int) -> Case:
    """Return document `number`: in turn pinned and bare, in turn faithful and with one fault, its kind in turn too."""
    chance = random.Random(f"{seed}/{number}")
    kind: Kind = "pinned" if number % 2 else "bare"
    maker, faults = _MAKERS[kind]
    fault = faults[number // 4 % len(faults)] if number // 2 % 2 else ""
    while True:
        language = "en" if chance.random() < _ENGLISH else chance.choice(sorted(by_language()))
        passages = chance.sample(by_language()[language], chance.choice((1, 1, 2)))
        case = maker(chance, number, passages, fault)
        if case is not None:
            return case
