"""Signatures of the head: made by ssh-keygen, read strictly, judged by name."""

import base64
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.vault.stores import AT, Signed, item_of, make_key, page_capture, preserve_page, problems

from dragoman.model.digest import canonical
from dragoman.model.errors import BadInput, Damaged, VaultError
from dragoman.model.ledger import Head
from dragoman.vault import signing
from dragoman.vault.armour import read_armour
from dragoman.vault.ledger import read_head
from dragoman.vault.problem import Note
from dragoman.vault.signing import Signer
from dragoman.vault.vault import Vault
from dragoman.vault.verify import verify_store

pytestmark = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="needs OpenSSH's ssh-keygen")
DATA = b"the head"


@pytest.fixture(scope="module")
def armour(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    signer, _ = make_key(tmp_path_factory.mktemp("key"))
    return signer.sign(DATA)


def test_what_ssh_keygen_writes_is_read(armour: bytes) -> None:
    signature = read_armour(armour, "x")
    assert signature.namespace == signing.NAMESPACE
    assert signature.hash_algorithm == "sha512"
    assert b"ssh-ed25519" in signature.public_key


def _rewrap(armour: bytes, blob: bytes) -> bytes:
    text = base64.b64encode(blob)
    lines = b"".join(text[at : at + 70] + b"\n" for at in range(0, len(text), 70))
    return armour.splitlines(keepends=True)[0] + lines + armour.splitlines(keepends=True)[-1]


def test_every_other_spelling_of_the_same_signature_is_refused(armour: bytes) -> None:
    body = b"".join(armour.splitlines()[1:-1])
    blob = base64.b64decode(body)
    reserved = blob.index(b"dragoman-ledger") + len(b"dragoman-ledger")
    others = [
        armour + b"\n",
        armour + b"x",
        b" " + armour,
        armour[:-1],
        armour.replace(b"\n", b"\r\n"),
        armour.replace(b"\n", b"\n\n", 1),
        armour[:40] + b"\n" + armour[40:],
        armour[:40] + b" " + armour[40:],
        armour.replace(body[:70] + b"\n", body[:70]),
        _rewrap(armour, blob + b"\0"),
        _rewrap(armour, blob + b"\0\0\0\0"),
        _rewrap(armour, blob[:reserved] + b"\0\0\0\1x" + blob[reserved + 4 :]),
        _rewrap(armour, b"SSHSIG\0\0\0\2" + blob[10:]),
        _rewrap(armour, blob[:-1]),
        b"",
    ]
    assert _rewrap(armour, blob) == armour
    for other in others:
        with pytest.raises(Damaged):
            read_armour(other, "x")


def test_a_signature_is_judged_by_who_may_sign(signed: Signed, tmp_path: Path) -> None:
    head = canonical(read_head(signed.root / "ledger/head.json"))
    signature = signed.root / "ledger/head.json.sig"
    assert signing.fault(head, signature, signed.allowed) is None
    assert "does not fit" in (signing.fault(head + b" ", signature, signed.allowed) or "")
    (tmp_path / "other").mkdir()
    _, stranger = make_key(tmp_path / "other")
    assert "by nobody in" in (signing.fault(head, signature, stranger) or "")
    assert problems(signed.root, signed.allowed) == []
    assert [p.path for p in problems(signed.root, stranger)] == ["ledger/head.json.sig"]


def test_ssh_keygen_agrees_with_no_code_of_ours(signed: Signed) -> None:
    command = ["ssh-keygen", "-Y", "verify", "-f", str(signed.allowed), "-I", "desk@example.org"]
    command += ["-n", "dragoman-ledger", "-s", str(signed.root / "ledger/head.json.sig")]
    head = (signed.root / "ledger/head.json").read_bytes()
    assert subprocess.run(command, input=head, capture_output=True, check=False).returncode == 0
    flipped = head.replace(b"count", b"bount")
    assert subprocess.run(command, input=flipped, capture_output=True, check=False).returncode != 0


def test_without_signers_the_signature_is_noted_as_not_judged(signed: Signed) -> None:
    found = list(verify_store(signed.root))
    assert Note("ledger/head.json.sig", "signature not judged: no allowed_signers") in found
    assert problems(signed.root) == []


def test_a_missing_signature_is_a_problem_for_who_asks(full: Path, signed: Signed) -> None:
    assert [p.message for p in problems(full, signed.allowed)] == ["the ledger's head is not signed"]
    (signed.root / "ledger/head.json.sig").unlink()
    assert [p.path for p in problems(signed.root, signed.allowed)] == ["ledger/head.json.sig"]
    assert [p.path for p in problems(signed.root)] == ["ledger/head.json.sig"]


def test_a_signed_ledger_is_not_continued_without_a_key(signed: Signed) -> None:
    with Vault.open(signed.root) as vault:
        assert vault.index.names() == ["address"]
        with pytest.raises(VaultError, match="no key was given"):
            preserve_page(vault, page_capture("20261124-page"))


def test_a_key_may_be_changed(signed: Signed, tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    signer, allowed = make_key(tmp_path / "new")
    with Vault.open(signed.root, signer=signer) as vault:
        page = preserve_page(vault, page_capture("20261124-page"))
        vault.put([item_of(page, name="page")], what="item", at=AT)
    assert problems(signed.root, allowed) == []
    assert [p.path for p in problems(signed.root, signed.allowed)] == ["ledger/head.json.sig"]


def test_a_desk_may_begin_to_sign_later(full: Path, signed: Signed) -> None:
    with Vault.open(full, signer=signed.signer) as vault:
        preserve_page(vault, page_capture("20261124-page"))
    assert problems(full, signed.allowed) == []


def test_nothing_is_built_on_a_signature_that_does_not_fit(signed: Signed) -> None:
    stranger = signed.signer.sign(canonical(Head(0, None)))
    (signed.root / "ledger/head.json.sig").write_bytes(stranger)
    with Vault.open(signed.root, signer=signed.signer) as vault:
        with pytest.raises(Damaged, match="does not fit"):
            preserve_page(vault, page_capture("20261124-page"))
        assert vault.rebuild(at=AT).set_aside == 1
    assert problems(signed.root, signed.allowed) == []


@pytest.mark.parametrize(("identity", "fault"), [("", "identity"), ("a b", "identity"), ("a*", "identity")])
def test_an_identity_is_one_name(signed: Signed, identity: str, fault: str) -> None:
    with pytest.raises(BadInput, match=fault):
        Signer(signed.signer.key, identity).sign(DATA)


def test_a_key_that_cannot_sign_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no such signing key"):
        Signer(tmp_path / "none", "desk@example.org").sign(DATA)
    (tmp_path / "key").write_text("no key\n")
    (tmp_path / "key").chmod(0o600)
    with pytest.raises(BadInput, match="ssh-keygen could not sign"):
        Signer(tmp_path / "key", "desk@example.org").sign(DATA)


def test_a_passphrase_is_never_asked_for(tmp_path: Path) -> None:
    key = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "secret words", "-f", str(key)], check=True)
    with pytest.raises(BadInput, match="ssh-keygen could not sign"):
        Signer(key, "desk@example.org").sign(DATA)


def test_ssh_keygen_is_missed_only_when_signing_was_asked_for(
    signed: Signed, full: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", os.devnull)
    with Vault.open(full) as vault:
        preserve_page(vault, page_capture("20261124-page"))
    assert problems(full) == []
    assert problems(signed.root) == []
    assert ["ssh-keygen is not installed" in p.message for p in problems(signed.root, signed.allowed)] == [True]
    with Vault.open(signed.root, signer=signed.signer) as vault, pytest.raises(VaultError, match="not installed"):
        preserve_page(vault, page_capture("20261124-page"))
