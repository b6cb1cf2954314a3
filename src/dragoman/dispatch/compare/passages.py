"""Passages: what a document quotes, as evidence: each quotation, and quotations in a row as one speech."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from dragoman.dispatch.compare.echoes import Echoes
from dragoman.dispatch.compare.sayings import Saying
from dragoman.dispatch.fragments import Cut, split

_ENDING = ".,;:!?…،؛؟。、！？۔ "


@dataclass(frozen=True)
class Passage:
    """Hold quotations that stand in a row: parted by no more than `he said`, or filling whole paragraphs."""

    sayings: tuple[Saying, ...]

    @cached_property
    def weight(self) -> int:
        """Return how many words the passage has."""
        return sum(saying.weight for saying in self.sayings)

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """Return the passage's words; where quotations are joined, without the marks that end a piece too.

        `"We will fight," he said, "and win."` was spoken with or without its comma. Insertions in square
        brackets are the desk's words and are left out; where words were left out, `…` stands.
        """
        return tuple(" ".join(pieces) for pieces in self._pieces)

    @property
    def pieces(self) -> Sequence[str]:
        """Return the first of the texts quotation by quotation: with a space between them they are that text."""
        return self._pieces[0]

    def starts(self, number: int) -> list[int]:
        """Return where each quotation begins in text `number`."""
        found = [0]
        for piece in self._pieces[number][:-1]:
            found.append(found[-1] + len(piece) + 1)
        return found

    def has(self, saying: Saying) -> bool:
        """Tell whether a quotation is one of the passage's own."""
        return any(one is saying for one in self.sayings)

    @cached_property
    def gapped(self) -> str:
        """Return the passage's words with `…` for each insertion too: what it stands in place of, nobody knows."""
        return " ".join(_spoken(saying.text, ("elision", "insertion")) for saying in self.sayings)

    @cached_property
    def _pieces(self) -> tuple[list[str], ...]:
        whole = [_spoken(saying.text, ("elision",)) for saying in self.sayings]
        if len(whole) == 1:
            return (whole,)
        return whole, [*(text.rstrip(_ENDING) for text in whole[:-1]), whole[-1]]


def passages(found: Sequence[Saying]) -> list[Passage]:
    """Return each of the quotations, given in their order, and those that go on from one to the next together."""
    runs: list[list[Saying]] = [list(found[:1])]
    echoes = Echoes(found)
    for before, saying in pairwise(found):
        if _goes_on(before, saying) and not echoes.part(before, saying):
            runs[-1].append(saying)
        else:
            runs.append([saying])
    # What is quoted twice in the same words is evidence once.
    told: dict[tuple[str, ...], Passage] = {}
    for run in (*([saying] for saying in found), *(run for run in runs if len(run) > 1)):
        told.setdefault(tuple(saying.text for saying in run), Passage(tuple(run)))
    return list(told.values())


def _goes_on(before: Saying, after: Saying) -> bool:
    if before.paragraph == after.paragraph:
        return True
    return after.paragraph == before.paragraph + 1 and before.closes and after.opens


def _spoken(text: str, gaps: Sequence[Cut]) -> str:
    """Return a quotation's words without the desk's insertions, `…` where one of `gaps` parts them."""
    if not any(mark in text for mark in ("[", "...", "…")):
        return text
    fragments = split(text)
    pieces: list[str] = []
    for part in fragments.parts:
        pieces += ["…"] if part.cut in gaps and pieces else []
        pieces.append(fragments.text[part.words[0].start : part.words[-1].end])
    return " ".join(pieces)
