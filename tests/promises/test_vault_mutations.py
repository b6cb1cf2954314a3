"""Bytes never change unnoticed: every kind of change to every file of a store, a thousand times and more.

The index, the lock and the staging area are no evidence and are left alone.
"""

from pathlib import Path

import pytest
from tests.vault import mutations
from tests.vault.stores import LATER, leave_strays, make_key, populate

from dragoman.vault.vault import Vault

pytestmark = pytest.mark.promise


def test_no_mutation_escapes(tmp_path: Path) -> None:
    with Vault.create(tmp_path / "store") as vault:
        populate(vault)
        leave_strays(tmp_path / "store")
        vault.rebuild(at=LATER)
    tally = mutations.run(tmp_path / "store", 1200, seed=2)
    print(f"\nstore: {tally}")
    assert (tally.escaped, tally.unnamed) == ([], [])


def test_no_mutation_of_a_signed_store_escapes(tmp_path: Path) -> None:
    signer, allowed = make_key(tmp_path)
    with Vault.create(tmp_path / "store", signer=signer) as vault:
        populate(vault)
        leave_strays(tmp_path / "store")
        vault.rebuild(at=LATER)
    tally = mutations.run(tmp_path / "store", 600, signers=allowed, seed=3)
    print(f"\nsigned store: {tally}")
    assert (tally.escaped, tally.unnamed) == ([], [])
