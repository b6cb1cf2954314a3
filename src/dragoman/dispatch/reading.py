"""A document with every quotation judged: what the rules look at, whatever the quotations were held to."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from dragoman.dispatch.document import Document, Unclosed
from dragoman.dispatch.faithful import Verdict
from dragoman.dispatch.place import Place
from dragoman.dispatch.wording import HeldTo, Wording


class Evidence(Protocol):
    """Describe what a quotation is held to: reviewed segments, or a longer quotation of the same document."""

    @property
    def wordings(self) -> Sequence[Wording]:
        """Return the texts that the quotation may stand in."""
        ...

    @property
    def called(self) -> str:
        """Return what the evidence is called in a message: `pinned text`."""
        ...

    def where(self, held_to: HeldTo, stretches: Sequence[tuple[int, int]]) -> str:
        """Return where the `stretches` (offsets in that wording) are to be found: `address@1 at 0:06.740`."""
        ...


@dataclass(frozen=True, slots=True)
class Quoted:
    """Hold a quotation with the evidence that it was held to and the verdict.

    In a `heading` the case of letters is no matter. `claimed` words are set as a speaker's own without
    quotation marks. An `equal` one was held to a quotation of its own length: neither is evidence.
    """

    text: str
    words: Place
    heading: bool
    verdict: Verdict
    evidence: Evidence
    claimed: bool = False
    equal: bool = False

    def wording(self) -> Wording | None:
        """Return the text that the verdict is about; None where nobody could tell."""
        return next((one for one in self.evidence.wordings if one.held_to == self.verdict.held_to), None)


@dataclass(frozen=True)
class Reading:
    """Hold a document and its quotations that could be held to something; no rule judges again.

    `unclosed` are marks that only the words told to be left open.
    """

    document: Document
    quoted: tuple[Quoted, ...]
    unclosed: tuple[Unclosed, ...] = field(default=(), kw_only=True)
