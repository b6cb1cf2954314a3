"""Every write to the store: temporary file, fsync, rename, fsync of the folder.

No other module of the vault opens for writing, renames, makes or removes (a test holds this); the index
is SQLite's own file, and no evidence.
"""

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dragoman.model.errors import VaultError

_SEALED_FILE = 0o444
_SEALED_FOLDER = 0o555


@contextmanager
def faults_named(root: Path) -> Iterator[None]:
    """Turn whatever the file system refuses below a store's root into a VaultError that names the place."""
    try:
        yield
    except OSError as error:
        place = os.fsdecode(error.filename) if error.filename else str(root)
        raise VaultError(f"the store could not be written: {error.strerror}", place=place) from error


def fresh(path: Path, data: bytes) -> None:
    """Write `data` to a new file in a staging folder, and make it durable; the folder is flushed later."""
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def place(path: Path, data: bytes, *, tmp: Path, mode: int = _SEALED_FILE) -> None:
    """Put `data` at `path`, whole or not at all, and make it durable; what stood there is replaced."""
    handle, name = tempfile.mkstemp(dir=tmp)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fchmod(handle, mode)
        os.fsync(handle)
    Path(name).rename(path)
    flush_folder(path.parent)


def append(path: Path, data: bytes) -> None:
    """Add `data` to the end of a file and make it durable."""
    with path.open("ab") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def cut(path: Path, size: int) -> None:
    """Cut a file to its first `size` bytes and make that durable."""
    with path.open("r+b") as file:
        file.truncate(size)
        os.fsync(file.fileno())


def folder(path: Path) -> None:
    """Make a folder and those above it, durably; do nothing where it stands."""
    if path.is_dir():
        return
    folder(path.parent)
    path.mkdir(exist_ok=True)
    flush_folder(path.parent)


def staging_folder(tmp: Path) -> Path:
    """Make a fresh folder below `tmp`; it need not outlive a crash."""
    return Path(tempfile.mkdtemp(dir=tmp))


def move(source: Path, target: Path) -> None:
    """Rename a file or folder to a name that is free, on one file system, and make that durable."""
    source.rename(target)
    flush_folder(target.parent)
    flush_folder(source.parent)


def flush_file(path: Path) -> None:
    """Make a file that others wrote durable, and its name."""
    _flush(path)
    flush_folder(path.parent)


def flush_folder(path: Path) -> None:
    """Make the names in a folder durable."""
    _flush(path)


def flush_tree(top: Path) -> None:
    """Make every file and folder from `top` down durable."""
    for place_, _, files in os.walk(top, topdown=False):
        for name in files:
            _flush(Path(place_, name))
        _flush(Path(place_))


def seal(top: Path) -> None:
    """Make every file from `top` down read-only, and every folder below it but not `top` itself.

    A folder that is read-only itself cannot be renamed to another parent by its owner.
    """
    for place_, _, files in os.walk(top, topdown=False):
        for name in files:
            Path(place_, name).chmod(_SEALED_FILE)
        if Path(place_) != top:
            Path(place_).chmod(_SEALED_FOLDER)


def seal_folder(path: Path) -> None:
    """Make one folder read-only, durably."""
    path.chmod(_SEALED_FOLDER)
    _flush(path)


def unseal(top: Path) -> None:
    """Give the owner back the right to change the folders from `top` down; files stay as they are."""
    _open_folder(top)
    for place_, folders, _ in os.walk(top):
        for name in folders:
            if not Path(place_, name).is_symlink():
                _open_folder(Path(place_, name))


def prune(top: Path) -> None:
    """Remove the folders from `top` down that hold nothing."""
    for place_, _, _ in os.walk(top, topdown=False):
        if not any(Path(place_).iterdir()):
            Path(place_).rmdir()
    flush_folder(top.parent)


def remove(path: Path) -> None:
    """Remove a staging file or folder; do nothing where there is none."""
    if path.is_symlink() or not path.is_dir():
        path.unlink(missing_ok=True)
        return
    unseal(path)
    shutil.rmtree(path)


def _open_folder(path: Path) -> None:
    path.chmod(path.stat().st_mode | stat.S_IRWXU)


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
