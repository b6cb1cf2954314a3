"""Digests, and the canonical JSON whose bytes they name."""

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import msgspec

Digest = Annotated[str, msgspec.Meta(pattern=r"^sha256:[0-9a-f]{64}$")]

_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
_CHUNK = 1 << 20


def is_digest(text: str) -> bool:
    """Tell whether `text` is a whole digest."""
    return _DIGEST.fullmatch(text) is not None


def of_bytes(data: bytes) -> str:
    """Return the `sha256:` digest of `data`."""
    return "sha256:" + hashlib.sha256(data).hexdigest()


def of_chunks(chunks: Iterable[bytes]) -> str:
    """Return the `sha256:` digest of the chunks joined, reading them once."""
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
    return "sha256:" + digest.hexdigest()


def of_file(path: Path) -> str:
    """Return the `sha256:` digest of the file at `path`, in constant memory."""
    with path.open("rb") as file:
        return of_chunks(iter(lambda: file.read(_CHUNK), b""))


def canonical(record: msgspec.Struct) -> bytes:
    """Return the canonical JSON of a record: UTF-8, keys sorted, no white space."""
    return msgspec.json.encode(record, order="sorted")


def digest(record: msgspec.Struct) -> str:
    """Return the digest that names a record: the `sha256:` of its canonical JSON."""
    return of_bytes(canonical(record))


def present(digest: str | None) -> tuple[str, ...]:
    """Return the digest as a tuple of one, or an empty one where there is none."""
    return (digest,) if digest is not None else ()
