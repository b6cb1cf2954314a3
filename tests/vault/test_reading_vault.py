"""A store opened for reading alone answers as any other, follows what others write, and leaves every byte as it was."""

import os
import shutil
import sqlite3
from pathlib import Path

import pytest
from tests.vault.stores import AT, footage_capture, item_of, preserve_footage

from dragoman.model.errors import VaultError
from dragoman.vault.reading import ReadingVault
from dragoman.vault.vault import Vault


def everything(root: Path) -> dict[str, tuple[int, bytes]]:
    return {
        path.relative_to(root).as_posix(): (path.stat().st_mtime_ns, path.read_bytes())
        for path in root.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("index", ["current", "lost", "damaged", "old", "being written"])
def test_the_same_answers_and_nothing_written(full: Path, index: str) -> None:
    with Vault.open(full) as vault:
        wanted = vault.index.dump()
    file = full / "index.sqlite"
    if index == "lost":
        file.unlink()
    elif index == "damaged":
        file.write_bytes(file.read_bytes()[:5000])
    elif index == "old":
        with sqlite3.connect(file) as db:
            db.execute("PRAGMA user_version = 1")
        db.close()
    elif index == "being written":
        file.with_name("index.sqlite-wal").write_bytes(b"")
    before = everything(full)
    with ReadingVault.open(full) as vault:
        assert vault.index.dump() == wanted
        assert everything(full) == before
    assert everything(full) == before


def test_what_another_process_writes_is_followed(vault: Vault, tmp_path: Path) -> None:
    with ReadingVault.open(tmp_path / "store") as reading:
        assert reading.index.names() == []
        preserved = preserve_footage(vault, footage_capture())
        vault.put([item_of(preserved)], what="item", at=AT)
        assert reading.index.names() == ["address"]


def test_what_would_write_is_refused(vault: Vault, tmp_path: Path) -> None:
    preserved = preserve_footage(vault, footage_capture())
    with ReadingVault.open(tmp_path / "store") as reading:
        for write in (lambda: reading.put([item_of(preserved)], what="item", at=AT), reading.rebuild, reading.staging):
            with pytest.raises(VaultError, match="opened for reading"):
                write()
        assert reading.index.names() == []


@pytest.mark.parametrize(
    "place", ["ledger/head.json", "ledger/ledger.jsonl", "index.sqlite", "records/", "records/00/x.json"]
)
@pytest.mark.parametrize("kind", ["link", "pipe"])
def test_a_link_or_a_pipe_in_place_of_a_file_is_not_read(full: Path, place: str, kind: str) -> None:
    path = full / place
    if path.is_dir():
        shutil.rmtree(path)
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    path.symlink_to("/dev/zero") if kind == "link" else os.mkfifo(path)
    with pytest.raises(VaultError, match="no plain file"):
        ReadingVault.open(full)
