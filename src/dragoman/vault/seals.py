"""Judge the signature of the ledger's head, and the former ones that the ledger's lines have sealed."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from dragoman.model.digest import canonical, of_bytes
from dragoman.model.errors import Damaged, VaultError
from dragoman.model.ledger import Entry, Head
from dragoman.vault import signing
from dragoman.vault.armour import read_armour
from dragoman.vault.layout import Layout
from dragoman.vault.problem import Note, Problem


def head_signature(
    layout: Layout, head: Head, entries: Sequence[Entry], signers: Path | None
) -> Iterator[Problem | Note]:
    """Yield what is wrong with the head's signature; a note where it stands and nobody said whose it may be."""
    place = layout.below(layout.signature)
    if not layout.signature.is_file():
        if signers is not None:
            yield Problem(place, "the ledger's head is not signed")
        elif any(entry.seals for entry in entries):
            yield Problem(place, "missing, though the ledger holds signatures of former heads")
        return
    data = layout.signature.read_bytes()
    if head.count and len(entries) >= head.count and of_bytes(data) in entries[head.count - 1].seals:
        yield Problem(place, "the signature is that of the head before: left by an interrupted write", _CURE)
        return
    fault = _armour_fault(data, place)
    if fault is not None:
        yield Problem(place, fault)
        return
    yield from _cryptography(layout, head, signers)


def former_signatures(layout: Layout, entries: Sequence[Entry]) -> Iterator[Problem]:
    """Yield each signature that a line sealed and that is missing or changed; their digests are held by the chain."""
    for entry in entries:
        for seal in entry.seals:
            path = layout.former_signature(seal)
            if not path.is_file():
                yield Problem(layout.below(path), f"missing, though line {entry.number} of the ledger seals it")
            elif of_bytes(path.read_bytes()) != seal:
                yield Problem(layout.below(path), "its bytes differ from its name")


_CURE = "dragoman rebuild"


def _cryptography(layout: Layout, head: Head, signers: Path | None) -> Iterator[Problem | Note]:
    place = layout.below(layout.signature)
    try:
        if signers is not None:
            fault = signing.fault(canonical(head), layout.signature, signers)
            if fault is not None:
                yield Problem(place, fault)
            return
        if signing.installed() and not signing.fits(canonical(head), layout.signature):
            yield Problem(place, "the signature does not fit the head, whoever made it")
            return
    except VaultError as error:
        yield Problem(place, f"the signature could not be judged: {error.message}", error.hint or "")
        return
    yield Note(place, "signature not judged: no allowed_signers")


def _armour_fault(data: bytes, place: str) -> str | None:
    try:
        signature = read_armour(data, place)
    except Damaged as fault:
        return fault.message
    if signature.namespace != signing.NAMESPACE:
        return f"a signature made for {signature.namespace}, not for {signing.NAMESPACE}"
    return None
