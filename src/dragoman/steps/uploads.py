"""Files on their way to the vault, piece by piece: an upload goes on where it stopped, whatever died meanwhile."""

import hashlib
import os
import re
import secrets
import shutil
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec
from msgspec.structs import replace

from dragoman.capture.names import safe_name
from dragoman.model.errors import BadInput, TooLarge
from dragoman.steps.files import write_file

PIECE_BYTES = 16_000_000
"""The most that one piece may hold."""

_KEPT_SECONDS = 14 * 24 * 3600
_FREE_BYTES = 1_000_000_000


class Upload(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Describe an upload: `offset` of `size` bytes are on disk.

    `mark` is what tells the same file again: its size, its time and the digest of its beginning, as the sender
    has them. `work` is the id of the capture that was ordered once it was whole.
    """

    id: str
    by: str
    name: str
    size: int
    mark: str
    offset: int
    begun: int
    work: str = ""


@dataclass(frozen=True)
class Piece:
    """Hold consecutive bytes, where they belong, and the hex SHA-256 that the sender took of them."""

    offset: int
    data: bytes
    sha256: str


class OffsetDiffers(BadInput):
    """Report a piece that does not begin where the upload stands; `offset` is where it does."""

    def __init__(self, offset: int) -> None:
        super().__init__(f"the upload stands at {offset}", hint="send on from there")
        self.offset = offset


class Uploads:
    """Keep a desk's uploads in `work/uploads/`; safe to use from several threads of one process."""

    def __init__(self, root: Path, clock: Callable[[], float] = time.time) -> None:
        self._folder = root / "work" / "uploads"
        self._folder.mkdir(parents=True, exist_ok=True)
        self._clock = clock
        self._guards: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)

    def begin(self, by: str, name: str, size: int, mark: str) -> Upload:
        """Return the upload of a file, a begun one where the same person began the same file before.

        Raise BadInput for an empty file, TooLarge where the disk has no room for it.
        """
        self.sweep()
        for known in self.all():
            if (known.by, known.size, known.mark) == (by, size, mark) and not known.work:
                return known
        if size <= 0:
            raise BadInput(f"{name or 'the file'} is empty", hint="choose the footage itself")
        # Sealing makes a second copy before the first goes.
        if shutil.disk_usage(self._folder).free < 2 * size + _FREE_BYTES:
            raise TooLarge(f"no room on the disk for {size} bytes", hint="make room, or capture from a path by hand")
        upload = Upload(secrets.token_hex(12), by, safe_name(name, "footage"), size, mark, 0, int(self._clock()))
        (self._folder / upload.id / "bytes").mkdir(parents=True)
        self.path(upload).touch()
        self._note(upload)
        return upload

    def find(self, upload: str) -> Upload | None:
        """Return how an upload stands, or None where there is none of that id."""
        path = self._folder / upload / "upload.json"
        if re.fullmatch(r"[0-9a-f]{24}", upload) is None or not path.is_file():
            return None
        return msgspec.json.decode(path.read_bytes(), type=Upload)

    def get(self, upload: str) -> Upload:
        """Return how an upload stands; raise BadInput where there is none of that id."""
        known = self.find(upload)
        if known is None:
            raise BadInput("no such upload", hint="choose the file again")
        return known

    def all(self) -> Iterator[Upload]:
        """Yield every upload that is kept."""
        for path in sorted(self._folder.glob("*/upload.json")):
            yield msgspec.json.decode(path.read_bytes(), type=Upload)

    def take(self, upload: str, piece: Piece) -> Upload:
        """Put a piece on disk and return how the upload stands then.

        Raise OffsetDiffers, or BadInput where the bytes are not those that the sender hashed or are too many.
        """
        with self._guards[upload]:
            known = self.get(upload)
            if piece.offset != known.offset:
                raise OffsetDiffers(known.offset)
            if known.offset + len(piece.data) > known.size:
                raise BadInput("more bytes than the file has", hint="the file changed: choose it again")
            if hashlib.sha256(piece.data).hexdigest() != piece.sha256:
                raise BadInput("the bytes changed on their way", hint="send the piece again")
            with self.path(known).open("r+b") as file:
                # What a crash left beyond the last acknowledged byte is written over.
                file.truncate(known.offset)
                file.seek(known.offset)
                file.write(piece.data)
                file.flush()
                os.fsync(file.fileno())
            known = replace(known, offset=known.offset + len(piece.data))
            self._note(known)
            return known

    def order(self, upload: str, start: Callable[[Path], str]) -> Upload:
        """Call `start` with the path of a whole upload, once; raise BadInput where bytes are missing."""
        with self._guards[upload]:
            known = self.get(upload)
            if known.offset < known.size:
                raise BadInput(f"{known.size - known.offset} bytes are missing", hint="send them first")
            if not known.work:
                known = replace(known, work=start(self.path(known)))
                self._note(known)
            return known

    def path(self, upload: Upload) -> Path:
        """Return where an upload's bytes lie, under the file's own name."""
        return self._folder / upload.id / "bytes" / upload.name

    def drop(self, upload: str) -> None:
        """Throw an upload away: it is in the vault, or nobody wants it."""
        with self._guards[upload]:
            shutil.rmtree(self._folder / self.get(upload).id)

    def settle(self, done: frozenset[str]) -> None:
        """Throw away the uploads whose capture is among the work that is `done`: the vault has them."""
        for known in list(self.all()):
            if known.work in done:
                self.drop(known.id)

    def sweep(self) -> None:
        """Throw away what nobody has touched for two weeks."""
        for known in list(self.all()):
            if (self._folder / known.id / "upload.json").stat().st_mtime < self._clock() - _KEPT_SECONDS:
                self.drop(known.id)

    def _note(self, upload: Upload) -> None:
        write_file(self._folder / upload.id / "upload.json", msgspec.json.encode(upload))
