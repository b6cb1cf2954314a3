"""Judge a bag strictly (BagIt 1.0, RFC 8493): complete, nothing extra, every digest as its manifests say."""

import os
from collections.abc import Collection, Generator, Iterator
from dataclasses import dataclass
from pathlib import Path

from dragoman.model.errors import Damaged
from dragoman.vault.hashing import hex_digests
from dragoman.vault.manifests import Declaration, Manifest, read_declaration, read_fetch, read_manifest
from dragoman.vault.problem import Problem

_PAYLOAD = "data/"


@dataclass(frozen=True, slots=True)
class _Bag:
    folder: Path
    files: frozenset[str]
    payload: tuple[Manifest, ...]
    tags: tuple[Manifest, ...]


def verify_bag(folder: Path, *, algorithms: Collection[str] | None = None) -> Iterator[Problem]:
    """Yield everything that keeps `folder` from being a whole and valid bag; paths are below it.

    Each file is read once for all algorithms; `algorithms` names those to compute, all by default. A bag
    whose tagmanifest is known needs one: the other manifests' bytes are pinned by it.
    """
    try:
        declared = read_declaration(folder / "bagit.txt")
    except Damaged as fault:
        yield Problem("bagit.txt", fault.message)
        return
    files, odd = walk(folder)
    yield from odd
    payload = yield from _manifests(folder, "manifest-", files, declared)
    tags = yield from _manifests(folder, "tagmanifest-", files, declared)
    if not payload:
        yield Problem("manifest-sha256.txt", "the bag has no payload manifest that can be read")
        return
    bag = _Bag(folder, frozenset(files), tuple(payload), tuple(tags))
    yield from _fetch_problems(bag, declared)
    yield from _completeness(bag, declared)
    yield from _digests(bag, algorithms)


def walk(folder: Path) -> tuple[list[str], list[Problem]]:
    """Return the plain files below `folder`, sorted, and a problem for whatever is neither file nor folder."""
    files: list[str] = []
    odd: list[Problem] = []
    for place, folders, names in os.walk(folder):
        for name in folders + names:
            path = Path(place, name)
            below = path.relative_to(folder).as_posix()
            if path.is_symlink() or not (path.is_file() or path.is_dir()):
                odd.append(Problem(below, "neither a file nor a folder"))
            elif path.is_file():
                files.append(below)
    return sorted(files), odd


def _manifests(
    folder: Path, prefix: str, files: list[str], declared: Declaration
) -> Generator[Problem, None, tuple[Manifest, ...]]:
    found = []
    for name in files:
        if name.startswith(prefix) and name.endswith(".txt"):
            try:
                found.append(read_manifest(folder / name, declared))
            except Damaged as fault:
                yield Problem(name, fault.message)
    return tuple(found)


def _fetch_problems(bag: _Bag, declared: Declaration) -> Iterator[Problem]:
    if "fetch.txt" not in bag.files:
        return
    try:
        promised = read_fetch(bag.folder / "fetch.txt", declared)
    except Damaged as fault:
        yield Problem("fetch.txt", fault.message)
        return
    listed = {name for manifest in bag.payload for name in manifest.digests}
    for name in promised:
        if name not in listed:
            yield Problem("fetch.txt", f"it promises a file that no manifest lists: {name}")


def _completeness(bag: _Bag, declared: Declaration) -> Iterator[Problem]:
    for manifest in (*bag.payload, *bag.tags):
        for name in manifest.digests:
            if name.startswith(_PAYLOAD) != (manifest in bag.payload) or name.startswith("tagmanifest-"):
                yield Problem(manifest.name, f"it lists what another kind of manifest must list, or none: {name}")
            if name not in bag.files:
                yield Problem(name, f"missing, though {manifest.name} lists it")
    # Until 1.0 it was enough that one of several payload manifests listed a file.
    some_or_all = all if declared.version >= (1, 0) else any
    for name in sorted(bag.files):
        if name.startswith(_PAYLOAD) and not some_or_all(name in manifest.digests for manifest in bag.payload):
            yield Problem(name, "a payload file that is not in every manifest")


def _digests(bag: _Bag, algorithms: Collection[str] | None) -> Iterator[Problem]:
    expected: dict[str, dict[str, str]] = {}
    for manifest in (*bag.payload, *bag.tags):
        if algorithms is None or manifest.algorithm in algorithms:
            for name, digest in manifest.digests.items():
                if name in bag.files:
                    expected.setdefault(name, {})[manifest.algorithm] = digest
    for name, digests in expected.items():
        found = hex_digests(bag.folder / name, list(digests))
        wrong = [algorithm for algorithm, digest in digests.items() if found[algorithm] != digest]
        if wrong:
            yield Problem(name, f"its bytes differ from their {' and '.join(wrong)} digest")
