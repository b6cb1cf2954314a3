"""What a person changed in a machine's draft, word by word."""

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal


@dataclass(frozen=True)
class Piece:
    """Hold words that a draft and its review share, or that one of them alone has."""

    kind: Literal["same", "out", "in"]
    words: str


@dataclass(frozen=True)
class Difference:
    """Hold a draft and its review as pieces, with the number of words taken out and put in."""

    pieces: tuple[Piece, ...]
    out: int
    into: int

    @property
    def is_none(self) -> bool:
        """Tell whether the review left every word of the draft."""
        return not self.out and not self.into

    @property
    def sentence(self) -> str:
        """Say in plain words what changed."""
        if self.is_none:
            return "The reviewer left every word as the machine had it."
        changed = [f"took out {_words(self.out)}"] * bool(self.out) + [f"put in {_words(self.into)}"] * bool(self.into)
        return f"The reviewer {' and '.join(changed)}."


def difference(draft: str, reviewed: str) -> Difference:
    """Return what differs between a draft and its review, by words between white space."""
    before, after = draft.split(), reviewed.split()
    pieces: list[Piece] = []
    out = into = 0
    for step, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if step == "equal":
            pieces.append(Piece("same", " ".join(before[a:b])))
            continue
        out, into = out + b - a, into + d - c
        pieces += [Piece("out", " ".join(before[a:b]))] * (b > a) + [Piece("in", " ".join(after[c:d]))] * (d > c)
    return Difference(tuple(pieces), out, into)


def _words(count: int) -> str:
    return "one word" if count == 1 else f"{count} words"
