"""The altered quotations of a document, as the rules about words report them."""

from collections.abc import Iterator

from dragoman.check.rule import Detail
from dragoman.dispatch.faithful import Fault
from dragoman.dispatch.reading import Quoted, Reading


def altered(reading: Reading, fault: Fault) -> Iterator[Quoted]:
    """Yield the quotations in marks that were held to evidence and whose fault is `fault`."""
    return (one for one in reading.quoted if one.verdict.fault == fault and not one.claimed and not one.equal)


def place_of(quoted: Quoted) -> str:
    """Return where the first difference stands in the evidence: `address@1 at 0:06.740`."""
    changed = [one.target_at for one in quoted.verdict.differences if one.target_at][:1]
    return quoted.evidence.where(quoted.verdict.held_to or "translation", changed or quoted.verdict.stretches)


def detail(quoted: Quoted, hint: str) -> Detail:
    """Return the two wordings, the verdict and the `hint`, for a finding."""
    quotation, nearest = one_line(quoted.text), one_line(quoted.verdict.nearest)
    return Detail(hint=hint, quotation=quotation, nearest=nearest, verdict=quoted.verdict.name)


def one_line(text: str) -> str:
    """Return `text` with runs of white space as one space."""
    return " ".join(text.split())
