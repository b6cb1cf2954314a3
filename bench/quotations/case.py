"""A document made for the bench, with what is known of it: faithful, or where its one fault stands."""

from dataclasses import dataclass
from typing import Literal

from bench.quotations import signs
from bench.quotations.layout import Format

from dragoman.dispatch.library import Library

Kind = Literal["pinned", "bare"]
WORDS = frozenset(["QUO001", "QUO002", "QUO003", "QUO004"])
"""The codes that say that a quotation's words are not those said."""
_OTHERS = {
    "turning word elided": WORDS,
    "speaker changed": {"PIN004"},
    "pin stale": {"PIN003"},
    "pin lost": {"PIN001"},
    "pin unreviewed": {"PIN002"},
    "pin left out": {"QUO008"},
    # Where the mark is left inside a link, the words of the link have a mark that the text has not.
    "mark not closed": {"QUO007", "QUO001"},
}
_FEWEST = 4


@dataclass(frozen=True, slots=True)
class Fault:
    """Hold one fault: its kind, where it stands (`title`, ...), its bounds, both wordings, how many words it has."""

    kind: str
    place: str
    start: int
    end: int
    quotation: str
    source: str
    count: int
    pinned: bool

    @property
    def codes(self) -> frozenset[str]:
        """Return the codes that name this fault.

        In a title, a heading or a caption no pin can stand, so that words which the text does not have
        are also told as words that lead nowhere (QUO008); in a document alone two quotations may be told to differ
        from one another (QUO009).
        """
        codes = frozenset(_OTHERS.get(self.kind, WORDS))
        if codes != WORDS:
            return codes
        if not self.pinned:
            return codes | {"QUO009"}
        return codes | ({"QUO008"} if self.place in ("title", "heading", "caption") else set())

    @property
    def knowable(self) -> bool:
        """Tell whether a reader who has only the document can know.

        Of a pinned quotation always. Where words are held against a longer quotation of the same document:
        when they are four or more, which with one fault leaves three at least that agree. Every quotation that the
        generator makes is taken from such a longer one.
        """
        if self.kind in _OTHERS and self.kind != "turning word elided":
            return True
        is_held_by_pin = self.pinned and self.place in ("inline", "block")
        return is_held_by_pin or self.count >= _FEWEST


@dataclass(frozen=True, slots=True)
class Case:
    """Hold a document: its text, the desk that it is pinned to, what licences it makes use of, its fault."""

    number: int
    kind: Kind
    format: Format
    language: str
    path: str
    text: str
    library: Library | None
    labels: frozenset[str]
    fault: Fault | None


def unmarked(text: str) -> tuple[str, tuple[int, int] | None]:
    """Return a text without the signs around its faulty quotation, and the bounds of that."""
    start, end = text.find(signs.FAULT), text.find(signs.FAULT_END)
    if start < 0:
        return text, None
    bare = text.replace(signs.FAULT, "").replace(signs.FAULT_END, "")
    return bare, (start, end - 1)
