"""Set things aside: nothing is ever deleted, and what was moved is listed and ledgered like evidence.

A rebuild moves what has no place in the store to `set-aside/<line>/<n>` and writes one list of it,
`set-aside/<sha256>.json`, whose digest a `mended` line of the ledger names. So what is set aside cannot
change, vanish or grow unnoticed either.
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal
from urllib.parse import quote

import msgspec

from dragoman.model.digest import Digest, canonical, of_bytes, of_file
from dragoman.model.errors import Damaged
from dragoman.vault import writes
from dragoman.vault.layout import Layout
from dragoman.vault.problem import Problem


class Moved(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold where a thing lies now, what it is, the digest of its bytes, and where it stood (percent-encoded)."""

    path: str
    form: Literal["file", "link", "other"]
    digest: Digest
    origin: str


class MovedList(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="set-aside/1"):
    """Hold what one rebuild set aside."""

    moved: tuple[Moved, ...]


def set_aside(layout: Layout, paths: Iterable[str], stray: Iterable[str], *, line: int) -> tuple[str, int]:
    """Move `paths` (below the root) aside, list them and the `stray` ones that lie there unlisted already.

    Return the digest of the list, for the ledger, and how many things it lists. `line` is the number of
    the ledger line that will name it.
    """
    batch = layout.set_aside / f"{line:08d}"
    writes.folder(batch)
    moved = [_describe(layout, layout.root / path, path) for path in sorted(stray)]
    for path in sorted(paths):
        for source in list(_things(layout.root / path)):
            target = _free(batch)
            origin = layout.below(source)
            writes.move(source, target)
            moved.append(_describe(layout, target, origin))
        if (layout.root / path).is_dir():
            writes.prune(layout.root / path)
    data = canonical(MovedList(tuple(moved)))
    digest = of_bytes(data)
    writes.place(layout.set_aside_list(digest), data, tmp=layout.tmp)
    return digest, len(moved)


def read_list(layout: Layout, digest: str) -> MovedList:
    """Return the list of that digest; raise Damaged."""
    path = layout.set_aside_list(digest)
    if not path.is_file() or path.is_symlink():
        raise Damaged("missing, though the ledger names it", place=layout.below(path))
    data = path.read_bytes()
    if of_bytes(data) != digest:
        raise Damaged("its bytes differ from its name", place=layout.below(path))
    try:
        return msgspec.json.decode(data, type=MovedList)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Damaged(f"not a list of what was set aside: {error}", place=layout.below(path)) from error


def listed(layout: Layout, digests: Iterable[str]) -> set[str]:
    """Return every path below the root that the lists of those digests account for, the lists too; raise Damaged."""
    paths: set[str] = set()
    for digest in digests:
        paths.add(layout.below(layout.set_aside_list(digest)))
        paths.update(moved.path for moved in read_list(layout, digest).moved)
    return paths


def list_problems(layout: Layout, digest: str) -> Iterator[Problem]:
    """Yield what one list names that is missing, or not as the list says."""
    try:
        moved = read_list(layout, digest).moved
    except Damaged as fault:
        yield Problem(fault.place or "set-aside", fault.message)
        return
    for one in moved:
        path = layout.root / one.path
        if not path.is_symlink() and not path.exists():
            yield Problem(one.path, "missing, though it was set aside")
        elif (_form(path), _digest(path)) != (one.form, one.digest):
            yield Problem(one.path, "its bytes differ from those that were set aside")


def _things(path: Path) -> Iterator[Path]:
    """Yield whatever is no folder from `path` down."""
    if path.is_symlink() or not path.is_dir():
        yield path
        return
    writes.unseal(path)
    for place, folders, files in os.walk(path):
        for name in sorted(files + [f for f in folders if Path(place, f).is_symlink()]):
            yield Path(place, name)


def _free(batch: Path) -> Path:
    taken = {path.name for path in batch.iterdir()}
    number = len(taken) + 1
    while f"{number:04d}" in taken:
        number += 1
    return batch / f"{number:04d}"


def _describe(layout: Layout, path: Path, origin: str) -> Moved:
    return Moved(layout.below(path), _form(path), _digest(path), quote(os.fsencode(origin)))


def _form(path: Path) -> Literal["file", "link", "other"]:
    if path.is_symlink():
        return "link"
    return "file" if path.is_file() else "other"


def _digest(path: Path) -> str:
    if path.is_symlink():
        return of_bytes(os.fsencode(path.readlink()))
    return of_file(path) if path.is_file() else of_bytes(b"")
