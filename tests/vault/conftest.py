"""Stores to test: an empty vault, one of everything, and the same with a signed head."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.vault.stores import LATER, Signed, leave_strays, make_key, populate

from dragoman.vault.vault import Vault


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    with Vault.create(tmp_path / "store") as made:
        yield made


@pytest.fixture(scope="session")
def _full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("full") / "store"
    with Vault.create(root) as made:
        populate(made)
        leave_strays(root)
        made.rebuild(at=LATER)
    return root


@pytest.fixture
def full(_full: Path, tmp_path: Path) -> Path:
    """Return a copy of a store that holds one of everything."""
    return Path(shutil.copytree(_full, tmp_path / "full"))


@pytest.fixture(scope="session")
def _signed(tmp_path_factory: pytest.TempPathFactory) -> Signed:
    if shutil.which("ssh-keygen") is None:
        pytest.skip("needs OpenSSH's ssh-keygen")
    folder = tmp_path_factory.mktemp("signed")
    signer, allowed = make_key(folder)
    with Vault.create(folder / "store", signer=signer) as made:
        populate(made)
        leave_strays(folder / "store")
        made.rebuild(at=LATER)
    return Signed(folder / "store", signer, allowed)


@pytest.fixture
def signed(_signed: Signed, tmp_path: Path) -> Signed:
    """Return a copy of the same store with a signed head."""
    root = Path(shutil.copytree(_signed.root, tmp_path / "signed"))
    return Signed(root, _signed.signer, _signed.allowed)
