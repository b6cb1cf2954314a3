"""Read an SSH signature strictly: every byte of the file is accounted for.

`ssh-keygen` ignores what stands after the armour and how its lines are broken, so a signature file could
change unnoticed; here it must be exactly what `ssh-keygen -Y sign` writes. Format: PROTOCOL.sshsig.
"""

import base64
import binascii
from dataclasses import dataclass

from dragoman.model.errors import Damaged

_BEGIN = b"-----BEGIN SSH SIGNATURE-----\n"
_END = b"-----END SSH SIGNATURE-----\n"
_WIDTH = 70
_MAGIC = b"SSHSIG"


@dataclass(frozen=True, slots=True)
class Signature:
    """Hold what an SSH signature says: the public key's blob, the namespace, the digest algorithm."""

    public_key: bytes
    namespace: str
    hash_algorithm: str


def read_armour(data: bytes, place: str) -> Signature:
    """Return the signature that `data` spells; raise Damaged on any byte that need not be there."""
    blob = _unwrap(data)
    if blob is None or _wrap(blob) != data:
        raise Damaged("not a signature as ssh-keygen writes it", place=place)
    fields = _fields(blob)
    if fields is None:
        raise Damaged("a signature whose fields do not fit", place=place)
    key, namespace, reserved, algorithm, _ = fields
    if reserved:
        raise Damaged("a signature whose reserved field is not empty", place=place)
    return Signature(key, namespace.decode("ascii", "replace"), algorithm.decode("ascii", "replace"))


def _unwrap(data: bytes) -> bytes | None:
    if not (data.startswith(_BEGIN) and data.endswith(_END)):
        return None
    try:
        return base64.b64decode(data[len(_BEGIN) : -len(_END)].replace(b"\n", b""), validate=True)
    except binascii.Error:
        return None


def _wrap(blob: bytes) -> bytes:
    text = base64.b64encode(blob)
    lines = [text[at : at + _WIDTH] + b"\n" for at in range(0, len(text), _WIDTH)]
    return b"".join([_BEGIN, *lines, _END])


def _fields(blob: bytes) -> tuple[bytes, bytes, bytes, bytes, bytes] | None:
    if not blob.startswith(_MAGIC + (1).to_bytes(4, "big")):
        return None
    at = len(_MAGIC) + 4
    found: list[bytes] = []
    while at < len(blob):
        size = int.from_bytes(blob[at : at + 4], "big")
        if at + 4 + size > len(blob):
            return None
        found.append(blob[at + 4 : at + 4 + size])
        at += 4 + size
    return (found[0], found[1], found[2], found[3], found[4]) if len(found) == 5 else None
