"""Change one thing in a store in one of six ways, see whether verify says so, and undo it."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.vault.stores import is_evidence, problems

from dragoman.model.capture import Media, Tool
from dragoman.model.digest import canonical, of_bytes
from dragoman.model.errors import VaultError
from dragoman.vault.layout import Layout

KINDS = ("flip", "truncate", "append", "swap", "delete", "add")


@dataclass
class Tally:
    """Count mutations by kind; `escaped` were not noticed, `unnamed` were, but not by their own path."""

    tried: dict[str, int] = field(default_factory=lambda: dict.fromkeys(KINDS, 0))
    files: set[str] = field(default_factory=set)
    escaped: list[str] = field(default_factory=list)
    unnamed: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        kinds = ", ".join(f"{count} {kind}" for kind, count in self.tried.items())
        total = sum(self.tried.values())
        return (
            f"{total} mutations of {len(self.files)} files ({kinds}): "
            f"{len(self.escaped)} escapes, {len(self.unnamed)} noticed under another name"
        )


def run(root: Path, count: int, *, signers: Path | None = None, seed: int = 1) -> Tally:
    """Try `count` mutations over every evidence file of a store, each kind on each file in turn."""
    chance = random.Random(seed)
    files = sorted(path for path in root.rglob("*") if path.is_file() and is_evidence(path.relative_to(root)))
    originals = {path: path.read_bytes() for path in files}
    turns = [(path, kind) for kind in KINDS for path in files]
    chance.shuffle(turns)
    tally = Tally()
    done = 0
    while done < count:
        path, kind = turns[done % len(turns)]
        with mutated(path, kind, originals, chance) as touched:
            label = f"{kind} {path.relative_to(root)}"
            named = noticed(root, signers)
            if named is None:
                tally.escaped.append(label)
            elif not any(is_named(one.relative_to(root).as_posix(), named) for one in touched):
                tally.unnamed.append(f"{label}: {sorted(named)}")
        tally.tried[kind] += 1
        tally.files.add(path.relative_to(root).as_posix())
        done += 1
    assert problems(root, signers) == [], "every mutation was undone"
    return tally


def noticed(root: Path, signers: Path | None) -> set[str] | None:
    """Return the paths that verify names, or None when it finds nothing."""
    try:
        return {problem.path for problem in problems(root, signers)} or None
    except VaultError as error:
        return {error.place or ""}


def is_named(path: str, named: set[str]) -> bool:
    """Tell whether a path is among those named; a line of the ledger names it, and so do it and its head each other."""
    ledger = ("ledger/ledger.jsonl", "ledger/head.json")
    names = {one.partition(":")[0] for one in named}
    return path in names or (path in ledger and not names.isdisjoint(ledger))


@contextmanager
def mutated(path: Path, kind: str, originals: dict[Path, bytes], chance: random.Random) -> Iterator[tuple[Path, ...]]:
    """Mutate one file, give the paths that were touched, and undo it; an empty file is appended to or deleted."""
    if kind == "add":
        added = addition(path, originals[path], chance)
        yield (added,)
        added.unlink()
        return
    if kind == "delete":
        path.unlink()
        yield (path,)
        path.write_bytes(originals[path])
        return
    other = chance.choice([one for one in originals if originals[one] != originals[path]])
    touched = (path, other) if kind == "swap" else (path,)
    new = (
        {path: originals[other], other: originals[path]}
        if kind == "swap"
        else {path: CHANGES[kind](originals[path], chance)}
    )
    for one in touched:
        overwrite(one, new[one])
    yield touched
    for one in touched:
        overwrite(one, originals[one])


def flip(data: bytes, chance: random.Random) -> bytes:
    """Flip one bit."""
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]


def truncate(data: bytes, chance: random.Random) -> bytes:
    """Cut to a random shorter length, often by one byte only."""
    return data[: len(data) - 1 if chance.random() < 0.3 else chance.randrange(len(data))]


def append(data: bytes, chance: random.Random) -> bytes:
    """Add a few bytes, often white space, or the file's own last line once more."""
    lines = data.splitlines(keepends=True)
    return data + chance.choice([b"\n", b" ", b"\0", chance.randbytes(chance.randint(1, 40)), lines[-1]])


CHANGES: dict[str, Callable[[bytes, random.Random], bytes]] = {"flip": flip, "truncate": truncate, "append": append}


def addition(path: Path, data: bytes, chance: random.Random) -> Path:
    """Put a new file beside `path`: empty, junk, a copy, or, among records, one that is whole and well named."""
    if "records" in path.parts and chance.random() < 0.5:
        record = Media(of_bytes(chance.randbytes(8)), Tool("forged", "1"), "mp4", 1, 0, None, None)
        root = next(parent for parent in path.parents if parent.name == "records").parent
        target = Layout(root).record(of_bytes(canonical(record)))
        data = canonical(record)
        target.parent.mkdir(exist_ok=True)
    else:
        data = chance.choice([b"", chance.randbytes(20), data])
        names = [
            f"{chance.randrange(10**6)}.txt",
            f"{path.name}~",
            f".{path.name}",
            "tagmanifest-sha512.txt",
            "fetch.txt",
        ]
        target = path.parent / chance.choice([name for name in names if not (path.parent / name).exists()])
    with target.open("xb") as file:
        file.write(data)
    return target


def overwrite(path: Path, data: bytes) -> None:
    """Write over a file that may be read-only."""
    path.chmod(0o644)
    path.write_bytes(data)
