"""Read the tag files of a bag (RFC 8493 and the drafts before it): declaration, manifests, fetch list."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from dragoman.model.errors import Damaged

ALGORITHMS = {"md5": 32, "sha1": 40, "sha224": 56, "sha256": 64, "sha384": 96, "sha512": 128}
_VERSION = re.compile(r"BagIt-Version: (\d+)\.(\d+)")
_ENCODING = re.compile(r"Tag-File-Character-Encoding: (\S+)")
_ENTRY = re.compile(r"([0-9A-Fa-f]+)[ \t]+(.+)")
_LENIENT_ENTRY = re.compile(r"([0-9A-Fa-f]+)[ \t]+\*?(.+)")
_FETCH = re.compile(r"\S+[ \t]+(?:\d+|-)[ \t]+(.+)")
_DRIVE = re.compile(r"[A-Za-z]:")


@dataclass(frozen=True, slots=True)
class Declaration:
    """Hold what bagit.txt declares: the version, and the encoding of the other tag files."""

    version: tuple[int, int]
    encoding: str


@dataclass(slots=True)
class Manifest:
    """Hold one manifest: its file name, its algorithm, and the digest it gives each path below the bag."""

    name: str
    algorithm: str
    digests: dict[str, str] = field(default_factory=dict)


def read_declaration(path: Path) -> Declaration:
    """Return what bagit.txt declares; raise Damaged."""
    if not path.is_file():
        raise Damaged("there is no such file, so this is no bag")
    data = path.read_bytes()
    if data.startswith(codecs.BOM_UTF8):
        raise Damaged("it starts with a byte order mark")
    # Drafts before 1.0 were lenient about what ends a line; RFC 8493, 2.1.1 is not.
    lines = [line.removesuffix("\r") for line in data.decode("utf-8", "replace").removesuffix("\n").split("\n")]
    found = _VERSION.fullmatch(lines[0])
    if found is None:
        raise Damaged(f"its first line is not a version: {lines[0]!r}")
    encoding = _ENCODING.fullmatch(lines[1]) if len(lines) == 2 else None
    if encoding is None:
        raise Damaged("its second and last line must give the encoding of the tag files")
    try:
        codecs.lookup(encoding[1])
    except LookupError as error:
        raise Damaged(f"it names an encoding that nobody knows: {encoding[1]}") from error
    return Declaration((int(found[1]), int(found[2])), encoding[1])


def read_manifest(path: Path, declared: Declaration) -> Manifest:
    """Return the manifest at `path`; raise Damaged.

    Until 1.0 a path might be written with `*` or `./` before it, and twice with the same digest.
    """
    algorithm = path.name.removesuffix(".txt").rpartition("-")[2].lower()
    if algorithm not in ALGORITHMS:
        raise Damaged(f"an algorithm that is not read here: {algorithm}")
    manifest = Manifest(path.name, algorithm)
    strict = declared.version >= (1, 0)
    for number, line in _lines(path, declared.encoding):
        found = (_ENTRY if strict else _LENIENT_ENTRY).fullmatch(line)
        if found is None or len(found[1]) != ALGORITHMS[algorithm]:
            raise Damaged(f"line {number} is not a digest and a path")
        name, digest = _plain(found[2], number, strict=strict), found[1].lower()
        before = manifest.digests.setdefault(name, digest)
        if before != digest:
            raise Damaged(f"line {number} gives {name} another digest than a line before")
        if strict and len(manifest.digests) != number:
            raise Damaged(f"line {number} names {name} a second time")
    return manifest


def read_fetch(path: Path, declared: Declaration) -> list[str]:
    """Return the paths that fetch.txt promises; raise Damaged."""
    names = []
    for number, line in _lines(path, declared.encoding):
        found = _FETCH.fullmatch(line)
        if found is None:
            raise Damaged(f"line {number} is not an address, a length and a path")
        names.append(_plain(found[1], number, strict=False))
    return names


def _lines(path: Path, encoding: str) -> Iterator[tuple[int, str]]:
    try:
        text = path.read_bytes().decode(encoding)
    except UnicodeDecodeError as error:
        raise Damaged(f"it is not {encoding}: {error.reason}") from error
    text = text.removesuffix("\n").removesuffix("\r")
    if text:
        yield from enumerate(re.split(r"\r\n|\n|\r", text), 1)


def _plain(path: str, number: int, *, strict: bool) -> str:
    """Return a path as it stands on the disk; raise Damaged when it may lead out of the bag."""
    if not strict:
        path = path.removeprefix("./")
    path = re.sub("%0d", "\r", re.sub("%0a", "\n", path, flags=re.IGNORECASE), flags=re.IGNORECASE)
    if strict:
        path = path.replace("%25", "%")
    if path.startswith(("/", "~", "\\")) or "\\" in path or _DRIVE.match(path) or "\0" in path:
        raise Damaged(f"line {number} names a path that is not below the bag: {path!r}")
    if any(part in ("", ".", "..") for part in path.split("/")):
        raise Damaged(f"line {number} names a path that is not plain: {path!r}")
    return path
