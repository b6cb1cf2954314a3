"""Make a sealed BagIt 1.0 bag of a capture, and read what a sealed bag says of itself.

The tag files are written here rather than by `bagit.make_bag`: that one writes version 0.97, changes the
process's working folder while others work, and seals the second tagmanifest that nothing would cover. Its
reader gives a second opinion on every bag instead, before the bag is kept.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from dragoman import __version__
from dragoman.model.capture import Capture, Preserved
from dragoman.model.digest import canonical, of_bytes, of_file
from dragoman.model.errors import Damaged, VaultError
from dragoman.model.records import decode
from dragoman.model.time import Instant
from dragoman.vault import writes
from dragoman.vault.bags import verify_bag, walk
from dragoman.vault.hashing import hex_digests
from dragoman.vault.layout import BAG, CAPTURE_FILE, bag_of, check_paths
from dragoman.vault.problem import Problem

TAGMANIFEST: Final = "tagmanifest-sha256.txt"
_MANIFESTS: Final = ("sha256", "sha512")
_TAG_FILES: Final = frozenset(["bagit.txt", "bag-info.txt", "manifest-sha256.txt", "manifest-sha512.txt", TAGMANIFEST])
_DECLARATION: Final = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_SEALED_AT = re.compile(r"^Dragoman-Sealed-At: (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)$", re.MULTILINE)

# By path below data/, by algorithm, in hexadecimal.
Digests = dict[str, dict[str, str]]


def examine(capture: Capture, folder: Path) -> Digests:
    """Hash every file below `folder` and return its digests by path.

    Raise Damaged unless the files are exactly the capture's blobs, byte for byte; VaultError for a name
    that cannot stand in a bag.
    """
    check_paths(capture)
    files, odd = walk(folder)
    blobs = {blob.path: blob for blob in capture.blobs}
    for problem in odd:
        raise Damaged(problem.message, place=str(folder / problem.path))
    for name in sorted(blobs.keys() - set(files)):
        raise Damaged("a blob that the capture names is missing", place=str(folder / name))
    for name in sorted(set(files) - blobs.keys()):
        raise Damaged("a file that the capture does not name", place=str(folder / name))
    _refuse_empty_folders(folder, files)
    found = {name: hex_digests(folder / name, _MANIFESTS) for name in files}
    for name, blob in blobs.items():
        if (folder / name).stat().st_size != blob.size or f"sha256:{found[name]['sha256']}" != blob.digest:
            raise Damaged("a file whose bytes are not those that the capture names", place=str(folder / name))
    return found


def build(capture: Capture, stage: Path, digests: Digests, *, at: Instant) -> tuple[Path, Preserved]:
    """Turn `stage/payload` into the bag `stage/bag`, durable and read-only, and return it with its record.

    Raise VaultError when the Library of Congress's own reader does not find the bag complete.
    """
    bag = stage / "bag"
    writes.folder(bag)
    writes.move(stage / "payload", bag / "data")
    statement = canonical(capture)
    writes.fresh(bag / "data" / CAPTURE_FILE, statement)
    listed = digests | {CAPTURE_FILE: hex_digests(bag / "data" / CAPTURE_FILE, _MANIFESTS)}
    size = sum(blob.size for blob in capture.blobs) + len(statement)
    tags = {
        "bag-info.txt": _bag_info(capture, f"{size}.{len(listed)}", at),
        "bagit.txt": _DECLARATION,
        **{f"manifest-{name}.txt": _lines((f"data/{p}", d[name]) for p, d in listed.items()) for name in _MANIFESTS},
    }
    seal = _lines((name, of_bytes(data).removeprefix("sha256:")) for name, data in tags.items())
    for name, data in [*tags.items(), (TAGMANIFEST, seal)]:
        writes.fresh(bag / name, data)
    _second_opinion(bag)
    writes.seal(bag)
    writes.flush_tree(bag)
    return bag, Preserved(of_bytes(statement), bag_of(capture), of_bytes(seal), capture.blobs, at)


def read_sealed(root: Path, bag: str) -> tuple[Capture, Preserved]:
    """Return the capture in a bag below the store's root and the record of the bag; raise Damaged.

    The bag is judged whole, so that a bag without a record can be taken for what it says it is.
    """
    folder = root / bag
    for problem in verify_sealed(folder):
        raise Damaged(problem.message, place=f"{bag}/{problem.path}")
    statement = (folder / "data" / CAPTURE_FILE).read_bytes()
    capture = decode(statement, f"{bag}/data/{CAPTURE_FILE}")
    sealed = _SEALED_AT.search((folder / "bag-info.txt").read_text("utf-8"))
    if not isinstance(capture, Capture) or sealed is None or bag_of(capture) != bag:
        raise Damaged("a bag that this vault did not make", place=bag)
    preserved = Preserved(of_bytes(statement), bag, of_file(folder / TAGMANIFEST), capture.blobs, sealed[1])
    for problem in blob_problems(folder, preserved):
        raise Damaged(problem.message, place=f"{bag}/{problem.path}")
    return capture, preserved


def verify_sealed(folder: Path) -> Iterator[Problem]:
    """Yield whatever keeps a bag from being whole, valid, and shaped as this vault shapes them.

    Payload is hashed by SHA-256 alone: the SHA-512 manifest is for others, and the tagmanifest holds its bytes.
    """
    yield from verify_bag(folder, algorithms=["sha256"])
    files, _ = walk(folder)
    for name in files:
        if name not in _TAG_FILES and not name.startswith("data/"):
            yield Problem(name, "a file that has no place in a sealed bag")
    for name in sorted(_TAG_FILES - set(files)):
        yield Problem(name, "missing from a sealed bag")
    for name in _empty_folders(folder, [*files, *_listed(folder)]):
        yield Problem(name, "a folder that holds nothing")


def verify_preserved(root: Path, preserved: Preserved) -> Iterator[Problem]:
    """Yield whatever keeps a bag below the store's root from being the one that its record names.

    A bag may be whole and valid in itself and yet forged, with every manifest written anew: only the
    record's digest of the tagmanifest tells.
    """
    folder = root / preserved.bag
    if BAG.fullmatch(preserved.bag) is None:
        yield Problem(preserved.bag, "a record that names a bag outside captures/")
        return
    if not folder.is_dir():
        yield Problem(preserved.bag, "missing, though its record names it")
        return
    problems = [verify_sealed(folder), blob_problems(folder, preserved), _pinned(folder, preserved)]
    yield from (problem.below(preserved.bag) for group in problems for problem in group)


def _pinned(folder: Path, preserved: Preserved) -> Iterator[Problem]:
    seal, statement = folder / TAGMANIFEST, folder / "data" / CAPTURE_FILE
    if seal.is_file() and of_file(seal) != preserved.tagmanifest:
        yield Problem(TAGMANIFEST, "it is not the tagmanifest that the bag's record names")
    if statement.is_file() and of_file(statement) != preserved.capture:
        yield Problem(f"data/{CAPTURE_FILE}", "it is not the capture that the bag's record names")


def blob_problems(folder: Path, preserved: Preserved) -> Iterator[Problem]:
    """Yield where a bag's manifest and its record do not name the same blobs, with the same digests and sizes."""
    listed = _listed(folder)
    named = {f"data/{blob.path}": blob.digest for blob in preserved.blobs}
    for name in sorted((listed.keys() | named.keys()) - {f"data/{CAPTURE_FILE}"}):
        if listed.get(name) != named.get(name):
            yield Problem(name, "the bag's manifest and its record do not agree on this blob")
    for blob in preserved.blobs:
        path = folder / "data" / blob.path
        if path.is_file() and path.stat().st_size != blob.size:
            yield Problem(f"data/{blob.path}", f"its size is not the {blob.size} bytes that its record names")


def _listed(folder: Path) -> dict[str, str]:
    """Return the digest that the bag's manifest gives each path, as far as it can be read."""
    manifest = folder / "manifest-sha256.txt"
    lines = manifest.read_bytes().decode("utf-8", "replace").split("\n") if manifest.is_file() else []
    return {line[66:]: f"sha256:{line[:64]}" for line in lines if len(line) > 66}


def _bag_info(capture: Capture, oxum: str, at: Instant) -> bytes:
    fields = [
        ("Bag-Software-Agent", f"Dragoman {__version__}"),
        ("Bagging-Date", at[:10]),
        ("Dragoman-Sealed-At", at),
        ("External-Identifier", capture.id),
        ("Payload-Oxum", oxum),
    ]
    return "".join(f"{name}: {value}\n" for name, value in fields).encode()


def _lines(entries: Iterator[tuple[str, str]]) -> bytes:
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(entries)).encode()


def _empty_folders(folder: Path, files: list[str]) -> list[str]:
    held = {str(parent) for name in files for parent in Path(name).parents}
    return sorted(
        str(p.relative_to(folder))
        for p in folder.rglob("*")
        if p.is_dir() and not p.is_symlink() and str(p.relative_to(folder)) not in held
    )


def _refuse_empty_folders(folder: Path, files: list[str]) -> None:
    for name in _empty_folders(folder, files):
        raise Damaged("a folder that holds nothing, which a bag cannot keep", place=str(folder / name))


def _second_opinion(bag: Path) -> None:
    import bagit

    try:
        bagit.Bag(str(bag)).validate(completeness_only=True)
    except (bagit.BagError, bagit.FileNormalizationConflict) as error:
        raise VaultError(f"bagit.py does not accept the bag: {error}", place=str(bag)) from error
