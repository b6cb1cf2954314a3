"""A store opened for reading alone: nothing below its root is written, not even the index."""

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn, Self

from dragoman.model.errors import VaultError
from dragoman.vault.index import Index
from dragoman.vault.layout import Layout
from dragoman.vault.shelf import Shelf
from dragoman.vault.signing import Signer
from dragoman.vault.vault import Vault


class ReadingVault(Vault):
    """Answer as a Vault does, for one who must not write: an editor's server, in a folder that nobody vouched for.

    The index is a copy in memory, brought up with the ledger there. Whatever would write raises VaultError.
    """

    def __init__(self, layout: Layout, signer: Signer | None) -> None:
        super().__init__(layout, signer)
        self._shelf = _Copied(layout)
        self.index = Index(self._shelf)

    @classmethod
    def open(cls, root: Path, *, signer: Signer | None = None) -> Self:
        """Open the store at `root`; raise VaultError where anything that would be read is no plain file.

        A link or a pipe laid in place of a record could keep its reader waiting, or fill its memory, for ever.
        """
        layout = Layout(root.absolute())
        for path in (layout.head, layout.ledger, layout.index, *_irregular(layout.records)):
            if path.is_symlink() or (path.exists() and not path.is_file()):
                raise VaultError("no plain file, as everything in a store is", place=str(path))
        return super().open(root, signer=signer)

    def staging(self) -> NoReturn:
        """Raise VaultError: nothing is fetched into a store that is opened for reading."""
        raise self._refusal()

    def _writing(self, *, judge: bool = True) -> NoReturn:
        raise self._refusal()

    def _refusal(self) -> VaultError:
        return VaultError("this store was opened for reading", place=str(self._layout.root))


def _irregular(records: Path) -> Iterator[Path]:
    """Yield what stands among the records and is neither a folder of them nor a plain file."""
    folders = [records]
    while folders:
        folder = folders.pop()
        if folder.is_symlink() or not folder.is_dir():
            yield folder
            continue
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False) and folder == records:
                    folders.append(Path(entry.path))
                elif not entry.is_file(follow_symlinks=False):
                    yield Path(entry.path)


class _Copied(Shelf):
    """Hold a copy of the index, or one made from the ledger where there is none that can be copied."""

    def _current(self) -> sqlite3.Connection:
        try:
            if self._open is None:
                self._open = _copy(self._layout.index)
            self._catch_up(self._open)
        except sqlite3.DatabaseError:
            self.close()
            self._open = _memory()
            self._catch_up(self._open)
        return self._open


def _memory() -> sqlite3.Connection:
    return sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)


def _copy(path: Path) -> sqlite3.Connection:
    """Return what the index's file holds; nothing where another process might write it meanwhile.

    `immutable` keeps SQLite from making its -wal and -shm files, and from looking at those that are there.
    """
    copy = _memory()
    if not path.is_file() or path.with_name(f"{path.name}-wal").exists():
        return copy
    before = _stamp(path)
    file = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        file.backup(copy)
    finally:
        file.close()
    if _stamp(path) == before:
        return copy
    copy.close()
    return _memory()


def _stamp(path: Path) -> tuple[int, int, int]:
    status = path.stat()
    return status.st_mtime_ns, status.st_size, status.st_ino
