"""The folder of the index as a store of segments: seen by readers as of one moment, changed by one writer at a time."""

import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec

from dragoman.sightings.index import centres, durable, lock, manifest
from dragoman.sightings.index.ids import MOST_NUMBERS
from dragoman.sightings.index.manifest import Family, Manifest, Segment
from dragoman.sightings.index.sections import Array, Arrays, Writer, mapped

Sections = Iterable[tuple[str, Iterable[Array]]]

_LOCK = "lock"
_CENTRES = "centres.lock"
_ROWS = ".rows"
_LISTS = ".lists"
_OURS = frozenset([_ROWS, _LISTS, ".new"])
_MAKING = ".making"
_TRIES = 10


@dataclass(frozen=True, eq=False)
class Piece:
    """Hold one segment, its arrays as mapped from its file, and its rows by centres where those are made."""

    segment: Segment
    arrays: Arrays
    lists: Any = None


@dataclass(frozen=True)
class View:
    """Hold the index as it is at one moment; later changes do not touch it."""

    state: Manifest
    pieces: tuple[Piece, ...] = ()

    def of(self, family: Family) -> list[Piece]:
        """Return the pieces of one family, oldest first."""
        return [piece for piece in self.pieces if piece.segment.family == family]


class Change:
    """Gather what a change adds, marks and drops; nothing of it holds before it is committed."""

    def __init__(self, folder: Path, view: View) -> None:
        self.folder = folder
        self._next = view.state.next_number
        self._pieces = list(view.pieces)

    def number(self) -> int:
        """Return a number that no item has had."""
        if self._next >= MOST_NUMBERS:
            raise durable.damaged(self.folder, f"has given all of its {MOST_NUMBERS} numbers")
        self._next += 1
        return self._next - 1

    def of(self, family: Family) -> list[Piece]:
        """Return the pieces of one family as this change leaves them, oldest first."""
        return [piece for piece in self._pieces if piece.segment.family == family]

    def put(self, family: Family, rows: int, sections: Sections) -> None:
        """Write a segment, durably; do nothing where it would have no rows."""
        if not rows:
            return
        path = self.path(f"{family}-{secrets.token_hex(8)}{_ROWS}")
        with durable.new_file(path) as file:
            writer = Writer(file)
            for name, blocks in sections:
                writer.section(name, blocks)
            writer.close()
        self._pieces.append(Piece(Segment(path.name, family, rows, writer.crc), mapped(path)))

    def path(self, name: str) -> Path:
        """Return where a file of that name stands."""
        return self.folder / name

    def drop(self, pieces: Iterable[Piece]) -> None:
        """Leave segments out."""
        gone = {piece.segment.name for piece in pieces}
        self._pieces = [piece for piece in self._pieces if piece.segment.name not in gone]

    def alter(self, piece: Piece, segment: Segment) -> None:
        """Say something else of a segment whose rows stay; one without a live row is left out."""
        at = self._pieces.index(piece)
        self._pieces[at : at + 1] = [replace(piece, segment=segment)] if segment.live else []

    def centre(self, piece: Piece, path: Path) -> None:
        """Take the file at `path` as the rows by centres of a segment, if that is still there and has none."""
        now = [one for one in self._pieces if one.segment.name == piece.segment.name]
        if not now or now[0].lists:
            return durable.remove(path)
        named = path.with_suffix(_LISTS)
        durable.rename(path, named)
        self._pieces[self._pieces.index(now[0])] = Piece(
            msgspec.structs.replace(now[0].segment, lists=named.name), piece.arrays, centres.opened(named)
        )

    def view(self) -> View:
        """Return the index as this change leaves it."""
        state = Manifest(next_number=self._next, segments=tuple(piece.segment for piece in self._pieces))
        return View(state, tuple(self._pieces))


class Store:
    """Hold a view of the index in `folder`, and change it: whole or not at all, whatever stops the writer."""

    def __init__(self, folder: Path, *, wait: float) -> None:
        self.folder = folder
        self._wait = wait
        self.view = View(Manifest())
        self.refresh()

    def refresh(self) -> None:
        """See what has been changed since; raise Damaged where a file cannot be used, VaultError for a folder."""
        with durable.faults_named(self.folder):
            self.view = _load(self.folder, self.view)

    def close(self) -> None:
        """Let go of the files: what is seen from now on is an empty index."""
        self.view = View(Manifest())

    @contextmanager
    def change(self) -> Iterator[Change]:
        """Change the index as it now is; the change holds once this ends without an error.

        Raise Locked where another process is changing it for too long, VaultError where the disk refuses.
        """
        with durable.faults_named(self.folder):
            durable.folder(self.folder)
            with lock.held(self.folder / _LOCK, wait=self._wait):
                self.refresh()
                _sweep(self.folder, self.view.state)
                change = Change(self.folder, self.view)
                yield change
                self._commit(change.view())

    def centre(self, *, least: int) -> None:
        """Make rows by centres for each segment of pictures of `least` rows or more that has none.

        They are made beside the index, which others go on changing. One process at a time makes them: raise
        Locked where another is at it.
        """
        self.refresh()
        due = [p for p in self.view.of("pictures") + self.view.of("crops") if not p.lists and p.segment.rows >= least]
        if not due:
            return
        with durable.faults_named(self.folder), lock.held(self.folder / _CENTRES, wait=self._wait):
            for path in self.folder.glob(f"*{_MAKING}"):
                durable.remove(path)
            for piece in due:
                self._centre(piece)

    def _centre(self, piece: Piece) -> None:
        path = self.folder / f"{piece.segment.name.removesuffix(_ROWS)}{_MAKING}"
        centres.make(path, piece.arrays["ids"], piece.arrays["hashes"])
        with self.change() as change:
            change.centre(piece, path)

    def _commit(self, view: View) -> None:
        if view.state == self.view.state:
            return
        manifest.write(self.folder, view.state)
        self.view = view
        _sweep(self.folder, view.state)


def clear(folder: Path, *, wait: float) -> None:
    """Leave nothing in the index, whatever state it is in."""
    with durable.faults_named(folder):
        durable.folder(folder)
        with lock.held(folder / _LOCK, wait=wait):
            manifest.write(folder, Manifest())
            _sweep(folder, Manifest())


def _load(folder: Path, before: View) -> View:
    """Return the index as it now is; a writer may replace files between reading their names and opening them."""
    known = {piece.segment.name: piece for piece in before.pieces}
    for last in range(_TRIES):
        state = manifest.read(folder)
        try:
            return View(state, tuple(_piece(folder, segment, known) for segment in state.segments))
        except FileNotFoundError as error:
            if last == _TRIES - 1 or state == manifest.read(folder):
                raise durable.damaged(Path(error.filename), "lacks a file") from error
    raise AssertionError("the last try returns or raises")


def _piece(folder: Path, segment: Segment, known: dict[str, Piece]) -> Piece:
    before = known.get(segment.name) or Piece(segment, mapped(folder / segment.name))
    opened = before.lists or (centres.opened(folder / segment.lists) if segment.lists else None)
    return Piece(segment, before.arrays, opened)


def _sweep(folder: Path, state: Manifest) -> None:
    """Remove what the state does not name: left by a writer that was stopped, or no longer in use."""
    for path in folder.iterdir():
        if path.suffix in _OURS and path.name not in state.files():
            durable.remove(path)
