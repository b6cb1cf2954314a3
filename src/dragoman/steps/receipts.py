"""Remember, beside the store, which capture answers which order, so that doing one twice changes nothing.

A crash may fall between the seal of a bag and the note that it was the answer. So a capture's id is noted before
the attempt: afterwards the vault itself tells whether the attempt came to anything.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
from msgspec.structs import replace

from dragoman.model.digest import canonical, of_bytes
from dragoman.steps.files import write_file


class Wish(msgspec.Struct, frozen=True):
    """State what makes two captures the same: the digest of a file's bytes, or an address and its order."""

    blob: str = ""
    address: str = ""
    order: str = ""
    document: bool = False


class Receipt(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold the capture ids that were tried for a wish, and the item that came of one."""

    attempts: tuple[str, ...] = ()
    item: str = ""


class Receipts:
    """Keep the receipts of one desk, in `folder`, which is made where it is missing."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    @contextmanager
    def turn(self, *names: str) -> Iterator[None]:
        """Wait until nobody else works on what `names` name, and keep others waiting; a death ends the turn."""
        path = self._folder / f"{_plain(of_bytes(' '.join(names).encode()))}.lock"
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)

    def of(self, wish: Wish) -> Receipt:
        """Return what is known of a wish; nothing where its file is missing or cannot be read."""
        try:
            return msgspec.json.decode(self._path(wish).read_bytes(), type=Receipt)
        except (FileNotFoundError, msgspec.DecodeError):
            return Receipt()

    def tried(self, wish: Wish, capture_id: str) -> None:
        """Note, before it begins, that a capture is tried under an id."""
        receipt = self.of(wish)
        self._write(wish, replace(receipt, attempts=(*receipt.attempts, capture_id)))

    def answered(self, wish: Wish, item: str) -> None:
        """Note the item that came of a wish."""
        self._write(wish, replace(self.of(wish), item=item))

    def _write(self, wish: Wish, receipt: Receipt) -> None:
        write_file(self._path(wish), canonical(receipt))

    def _path(self, wish: Wish) -> Path:
        return self._folder / f"{_plain(of_bytes(canonical(wish)))}.json"


def _plain(digest: str) -> str:
    return digest.removeprefix("sha256:")
