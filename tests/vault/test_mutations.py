"""Bytes never change unnoticed: the short run; `make promises` has the long one."""

from pathlib import Path

from tests.vault import mutations
from tests.vault.stores import Signed


def test_no_mutation_escapes(full: Path) -> None:
    tally = mutations.run(full, 120)
    assert (tally.escaped, tally.unnamed) == ([], [])


def test_no_mutation_of_a_signed_store_escapes(signed: Signed) -> None:
    tally = mutations.run(signed.root, 60, signers=signed.allowed)
    assert (tally.escaped, tally.unnamed) == ([], [])
