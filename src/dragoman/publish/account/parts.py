"""The parts of an account, in order."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Prose:
    """Hold clean HTML of one or more blocks of text."""

    html: str


@dataclass(frozen=True)
class Quoted:
    """Stand where a signed block quotation stands: its number, and the words as clean HTML."""

    number: int
    html: str


@dataclass(frozen=True)
class Pictured:
    """Stand where a still or clip stands: its number among the dispatch's stills."""

    number: int


Part = Prose | Quoted | Pictured


@dataclass(frozen=True)
class Account:
    """Hold the body of a dispatch: its parts, its footnotes as clean HTML, its first paragraph as plain words."""

    parts: tuple[Part, ...]
    notes: str
    lead: str

    @property
    def in_flow(self) -> frozenset[int]:
        """Return the numbers of the quotations that stand in the account as blocks."""
        return frozenset(part.number for part in self.parts if isinstance(part, Quoted))
