"""Our reader against the Library of Congress's conformance suite, and our bags against other readers."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.vault.stores import footage_capture, page_capture, preserve_footage, preserve_page

from dragoman.model.capture import Preserved
from dragoman.vault.bags import verify_bag
from dragoman.vault.sealing import verify_sealed
from dragoman.vault.vault import Vault

# Bags that were valid to the drafts before 1.0 and worth a warning; the three that list files which
# git could not carry (another case, another normal form, .DS_Store) are incomplete as they come.
WARNED = {
    "duplicate-file-with-different-case": False,
    "made-with-md5sum-tools": True,
    "relative-path": True,
    "same-filename-listed-twice-with-different-normalization": False,
    "same-filename-listed-twice-with-the-same-hash": True,
    "special-system-files": False,
}


@pytest.fixture(scope="module")
def suite() -> Path:
    """Return a clone of the suite, which is not copied here, or skip."""
    named = os.environ.get("DRAGOMAN_BAGIT_SUITE", "")
    if not (Path(named) / "v1.0").is_dir() or not named:
        pytest.skip("clone LibraryOfCongress/bagit-conformance-suite and name its folder in DRAGOMAN_BAGIT_SUITE")
    return Path(named)


def test_the_conformance_suite_is_judged_right(suite: Path) -> None:
    """Accept 27 valid bags, refuse 15 invalid ones and 12 attacks on either system, and judge 6 of warning."""
    wrong, counted = [], 0
    for bag in sorted(path for path in suite.glob("v*/*/*") if path.is_dir()):
        kind = bag.parent.name
        expected = WARNED[bag.name] if kind == "warning" else kind == "valid"
        counted += 1
        if (list(verify_bag(bag)) == []) != expected:
            wrong.append(bag.relative_to(suite).as_posix())
    assert (wrong, counted) == ([], 60)


def test_a_bag_is_standard(vault: Vault) -> None:
    preserved = preserve_footage(vault, footage_capture())
    bag = vault.bag_path(preserved)
    names = sorted(path.relative_to(bag).as_posix() for path in bag.rglob("*") if path.is_file())
    assert names == [
        "bag-info.txt",
        "bagit.txt",
        "data/capture.json",
        "data/media/fa_0130.mp4",
        "manifest-sha256.txt",
        "manifest-sha512.txt",
        "tagmanifest-sha256.txt",
    ]
    assert (bag / "bagit.txt").read_bytes() == b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    assert list(verify_bag(bag)) == list(verify_sealed(bag)) == []


def bagit_accepts(bag: Path) -> bool:
    command = [sys.executable, "-m", "bagit", "--validate", "--quiet", str(bag)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def coreutils_accept(bag: Path) -> bool:
    return all(
        subprocess.run([program, "--check", "--strict", "--quiet", manifest], cwd=bag, capture_output=True).returncode
        == 0
        for program, manifest in [
            ("sha256sum", "manifest-sha256.txt"),
            ("sha512sum", "manifest-sha512.txt"),
            ("sha256sum", "tagmanifest-sha256.txt"),
        ]
    )


def openssl_accepts(bag: Path) -> bool:
    lines = [line.split("  ", 1) for line in (bag / "manifest-sha256.txt").read_text("utf-8").split("\n") if line]
    for digest, name in lines:
        done = subprocess.run(["openssl", "dgst", "-sha256", "-r", name], cwd=bag, capture_output=True, check=True)
        if done.stdout.split()[0].decode() != digest:
            return False
    return True


def flip(path: Path, bit: int) -> None:
    data = bytearray(path.read_bytes())
    data[bit // 8] ^= 1 << bit % 8
    path.chmod(0o644)
    path.write_bytes(data)


def _footage(vault: Vault) -> tuple[Preserved, str]:
    return preserve_footage(vault, footage_capture()), "data/media/fa_0130.mp4"


def _page(vault: Vault) -> tuple[Preserved, str]:
    return preserve_page(vault, page_capture()), "data/صفحه\u200cها.html"


@pytest.mark.parametrize("make", [_footage, _page])
@pytest.mark.parametrize("accepts", [bagit_accepts, coreutils_accept, openssl_accepts])
def test_other_tools_accept_a_bag_and_refuse_one_flipped_bit(vault: Vault, make, accepts) -> None:  # type: ignore[no-untyped-def]
    preserved, payload = make(vault)
    bag = vault.bag_path(preserved)
    assert accepts(bag)
    for bit in (0, 777, 8 * (bag / payload).stat().st_size - 1):
        flip(bag / payload, bit)
        assert not accepts(bag)
        assert [problem.path for problem in verify_bag(bag)] == [payload]
        flip(bag / payload, bit)
    assert accepts(bag)
