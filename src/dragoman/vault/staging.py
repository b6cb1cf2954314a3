"""Folders in which a capture is put together, each guarded by a lock so that no writer sweeps it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dragoman.model.errors import VaultError
from dragoman.vault import writes
from dragoman.vault.layout import Layout
from dragoman.vault.lock import held, try_take


@contextmanager
def staging(layout: Layout) -> Iterator[Path]:
    """Give a fresh empty folder on the store's file system, and remove what is left of it afterwards."""
    with held(layout.lock):
        writes.folder(layout.tmp)
        stage = writes.staging_folder(layout.tmp)
        guard = try_take(stage)
    try:
        payload = stage / "payload"
        writes.folder(payload)
        yield payload
    finally:
        writes.remove(stage)
        if guard is not None:
            os.close(guard)


def stage_of(layout: Layout, folder: Path) -> Path:
    """Return the stage that a folder given by `staging` belongs to; raise VaultError for any other folder."""
    if folder.name != "payload" or folder.parent.parent != layout.tmp or not folder.is_dir():
        raise VaultError(
            "only a folder that the vault gave out can be preserved",
            place=str(folder),
            hint="fetch into the folder that Vault.staging() gives",
        )
    return folder.parent


def sweep(layout: Layout) -> None:
    """Remove what dead writers left in the staging area; call it under the store's lock.

    A single file there is a writer's own, and a writer holds the store's lock: it is dead. A folder is
    dead when nobody holds its own lock.
    """
    writes.folder(layout.tmp)
    for entry in list(layout.tmp.iterdir()):
        if entry.is_symlink() or not entry.is_dir():
            writes.remove(entry)
            continue
        guard = try_take(entry)
        if guard is not None:
            writes.remove(entry)
            os.close(guard)
