"""Every write to the index's folder: files made whole and flushed, names changed at one stroke.

No other module here opens for writing, renames or removes, but for what libraries write to a path that is
then flushed by `flush`.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from dragoman.model.errors import Damaged, VaultError

AGAIN = "the index can be made again from the records: dragoman rebuild"


@contextmanager
def faults_named(folder: Path) -> Iterator[None]:
    """Turn whatever the file system refuses below `folder` into a VaultError that names the place."""
    try:
        yield
    except OSError as error:
        place = os.fsdecode(error.filename) if error.filename else str(folder)
        raise VaultError(f"the index of sightings is not to be used: {error.strerror}", place=place) from error


def damaged(path: Path, what: str) -> Damaged:
    """Return the error for a file of the index that cannot be used, with the cure."""
    return Damaged(f"the index of sightings {what}", place=str(path), hint=AGAIN)


def folder(path: Path) -> None:
    """Make a folder and those above it, durably; do nothing where it stands."""
    if path.is_dir():
        return
    folder(path.parent)
    path.mkdir(exist_ok=True)
    flush(path.parent)


@contextmanager
def new_file(path: Path) -> Iterator[BinaryIO]:
    """Open a new file to be filled, and flush it at the end; its name is flushed with its folder."""
    with path.open("xb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())


def replace(path: Path, data: bytes) -> None:
    """Put `data` at `path`, whole or not at all, with every name in its folder flushed before and after."""
    temporary = path.with_suffix(".new")
    remove(temporary)
    with new_file(temporary) as file:
        file.write(data)
    flush(path.parent)
    temporary.rename(path)
    flush(path.parent)


def rename(path: Path, name: Path) -> None:
    """Give a file another name in its folder, which is flushed with the folder."""
    path.rename(name)


def flush(path: Path) -> None:
    """Make a file's bytes, or the names in a folder, durable."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def remove(path: Path) -> None:
    """Remove a file that nothing names any more; who has it open keeps it until done."""
    path.unlink(missing_ok=True)
