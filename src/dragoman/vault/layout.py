"""Where everything stands below the store's root, and which names are fit to stand there."""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from dragoman.model.capture import Capture
from dragoman.model.errors import VaultError

BAG = re.compile(r"captures/\d{4}/\d\d/[A-Za-z0-9][A-Za-z0-9._-]{0,119}")
CAPTURE_FILE = "capture.json"
INDEX_FILES = frozenset(["index.sqlite", "index.sqlite-wal", "index.sqlite-shm", "index.sqlite-journal"])
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,119}")
_BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_LONGEST_PART = 200


@dataclass(frozen=True, slots=True)
class Layout:
    """Hold a store's root and name the places below it."""

    root: Path

    @property
    def captures(self) -> Path:
        """Return the folder of sealed bags."""
        return self.root / "captures"

    @property
    def records(self) -> Path:
        """Return the folder of records."""
        return self.root / "records"

    @property
    def ledger(self) -> Path:
        """Return the ledger's file of lines."""
        return self.root / "ledger" / "ledger.jsonl"

    @property
    def head(self) -> Path:
        """Return the ledger's checkpoint."""
        return self.root / "ledger" / "head.json"

    @property
    def signature(self) -> Path:
        """Return the signature of the checkpoint as it stands now."""
        return self.root / "ledger" / "head.json.sig"

    @property
    def signatures(self) -> Path:
        """Return the folder of the signatures of former checkpoints, each named by its digest."""
        return self.root / "ledger" / "signatures"

    @property
    def set_aside(self) -> Path:
        """Return the folder of what a rebuild took out of the way."""
        return self.root / "set-aside"

    @property
    def index(self) -> Path:
        """Return the index, which is no evidence."""
        return self.root / "index.sqlite"

    @property
    def tmp(self) -> Path:
        """Return the folder for staging, on the store's own file system."""
        return self.root / "tmp"

    @property
    def lock(self) -> Path:
        """Return the file that a writer locks."""
        return self.root / "lock"

    def record(self, digest: str) -> Path:
        """Return where the record of that digest stands."""
        name = digest.removeprefix("sha256:")
        return self.records / name[:2] / f"{name}.json"

    def former_signature(self, digest: str) -> Path:
        """Return where the former signature of that digest stands."""
        return self.signatures / f"{digest.removeprefix('sha256:')}.sig"

    def set_aside_list(self, digest: str) -> Path:
        """Return where the list of that digest, of things set aside together, stands."""
        return self.set_aside / f"{digest.removeprefix('sha256:')}.json"

    def below(self, path: Path) -> str:
        """Return `path` as written below the root, with `/`."""
        return path.relative_to(self.root).as_posix()


def bag_of(capture: Capture) -> str:
    """Return the folder of a capture's bag, below the root; raise VaultError when its id is no folder name."""
    if _ID.fullmatch(capture.id) is None:
        raise VaultError(
            f"a capture's id must be letters, digits, dots and dashes, not {capture.id!r}",
            hint="give the capture another id",
        )
    return f"captures/{capture.at[:4]}/{capture.at[5:7]}/{capture.id}"


def check_paths(capture: Capture) -> None:
    """Raise VaultError unless every blob's path can stand in a bag that any other tool reads.

    Refused beside what leads out of the bag: `%` and `\\`, which `sha256sum` and RFC 8493 spell
    differently; control and direction characters; names not in NFC; two names that differ in case alone.
    """
    seen: dict[str, str] = {CAPTURE_FILE: CAPTURE_FILE}
    for blob in capture.blobs:
        fault = _fault(blob.path)
        if fault is None and blob.path.casefold() in seen:
            fault = f"it is the same as {seen[blob.path.casefold()]!r}, or differs in case alone"
        if fault is not None:
            raise VaultError(
                f"a blob cannot be kept as {blob.path!r}: {fault}",
                hint="name it with letters, digits, dots and dashes",
            )
        seen[blob.path.casefold()] = blob.path


def _fault(path: str) -> str | None:
    if unicodedata.normalize("NFC", path) != path:
        return "it is not in Unicode NFC"
    if any(c in "\\%" or c in _BIDI_CONTROLS or unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") for c in path):
        return "it holds a character that tools read differently"
    for part in path.split("/"):
        if part in ("", ".", ".."):
            return "it is not a plain path below the bag"
        if part[0] in "~ " or part[-1] in " .":
            return "a part starts with a tilde or a space, or ends in a space or a dot"
        if len(part.encode()) > _LONGEST_PART:
            return f"a part is longer than {_LONGEST_PART} bytes"
    return None
