"""The vault's door: everything that a step may do with a store."""

import secrets
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from dragoman.model.capture import Blob, Capture, Preserved
from dragoman.model.digest import canonical, digest
from dragoman.model.errors import Damaged, NotInVault, VaultError
from dragoman.model.ledger import EntryKind, Head
from dragoman.model.records import Record
from dragoman.model.time import Instant, now
from dragoman.vault import batch, keeping, ledger, mending, sealing, staging, writes
from dragoman.vault.index import Index
from dragoman.vault.journal import Journal
from dragoman.vault.layout import BAG, CAPTURE_FILE, Layout
from dragoman.vault.lock import held
from dragoman.vault.problem import Problem
from dragoman.vault.shelf import Shelf
from dragoman.vault.signing import Signer

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """Count what a store holds after a rebuild, and what the rebuild adopted and set aside."""

    entries: int
    records: int
    captures: int
    adopted: int
    set_aside: int


class Vault:
    """Keep bytes and records for ever, in one store; safe to use from several threads and processes.

    Writing methods wait for one another and raise Locked when another writer takes too long.
    """

    def __init__(self, layout: Layout, signer: Signer | None) -> None:
        self._layout = layout
        self._journal = Journal(layout, signer)
        self._shelf = Shelf(layout)
        self.index = Index(self._shelf)

    @classmethod
    def create(cls, root: Path, *, signer: Signer | None = None) -> Self:
        """Make an empty store at `root`, whole or not at all, and open it; raise VaultError where something stands."""
        root = root.absolute()
        if root.exists() or root.is_symlink():
            raise VaultError("something stands here already", place=str(root), hint="choose another folder")
        fresh = Layout(root.parent / f".{root.name}.{secrets.token_hex(4)}")
        for folder in (fresh.captures, fresh.records, fresh.head.parent, fresh.tmp):
            writes.folder(folder)
        writes.fresh(fresh.ledger, b"")
        writes.fresh(fresh.lock, b"")
        writes.fresh(fresh.head, canonical(Head(0, None)))
        writes.flush_tree(fresh.root)
        writes.move(fresh.root, root)
        return cls(Layout(root), signer)

    @classmethod
    def open(cls, root: Path, *, signer: Signer | None = None) -> Self:
        """Open the store at `root`, writing nothing; raise NotInVault where there is none, Damaged for a bad head."""
        layout = Layout(root.absolute())
        ledger.read_head(layout.head)
        return cls(layout, signer)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the index; the vault opens it again when it is asked something."""
        self._shelf.close()

    def staging(self) -> AbstractContextManager[Path]:
        """Give a fresh folder on the store's file system to fetch into; what is left of it is removed afterwards."""
        return staging.staging(self._layout)

    def preserve(self, capture: Capture, folder: Path, *, at: Instant) -> Preserved:
        """Seal what was fetched into a staging `folder` as a bag, and keep it; the folder is used up.

        Each blob must stand at `folder/<blob.path>`, and nothing else. Raise Damaged when the bytes are not
        those that the capture names, VaultError for names that cannot be kept or an id that is taken.
        Preserving the same capture again changes nothing.
        """
        stage = staging.stage_of(self._layout, folder.absolute())
        with writes.faults_named(self._layout.root):
            digests = sealing.examine(capture, folder.absolute())
            bag, preserved = sealing.build(capture, stage, digests, at=at)
        with self._writing():
            preserved = self._settle(capture, bag, preserved)
            name = digest(preserved)
            if not self.index.is_live(name):
                keeping.keep(self._layout, capture)
                keeping.keep(self._layout, preserved)
                self._journal.append("preserved", name, at)
                self._shelf.tip()
        return preserved

    def put(self, records: Sequence[Record], *, what: EntryKind, at: Instant) -> str:
        """Keep records and commit them by one ledger line that names the last, whose digest is returned.

        The others must be what the last was made from, directly or not; what is not among them must be kept
        already. Raise VaultError otherwise, and where a revision or an edition's number is taken.
        """
        with self._writing():
            batch.check(records, what, self.index)
            for record in records:
                keeping.keep(self._layout, record)
            name = digest(records[-1])
            self._journal.append(what, name, at)
            self._shelf.tip()
        return name

    def get(self, digest: str) -> Record:
        """Return the record of that digest, hashed again; raise Damaged or NotInVault."""
        return keeping.read(self._layout, digest)

    def get_as(self, digest: str, kind: type[R]) -> R:
        """Return the record of that digest; raise VaultError when it is of another kind."""
        record = self.get(digest)
        if not isinstance(record, kind):
            raise VaultError(f"not a {kind.__name__} but a {type(record).__name__}", place=digest)
        return record

    def blob_path(self, preserved: Preserved, blob: Blob) -> Path:
        """Return where a blob's bytes stand, read-only; raise NotInVault when the bag does not hold it.

        The bytes are not hashed again: they may be many. `verify_store` does that.
        """
        path = self.bag_path(preserved) / "data" / blob.path
        if blob not in preserved.blobs or not path.is_file():
            raise NotInVault("the bag does not hold this blob", place=str(path), hint="dragoman verify says more")
        return path

    def bag_path(self, preserved: Preserved) -> Path:
        """Return the folder of a sealed bag; raise VaultError when its record names no place in this store."""
        if BAG.fullmatch(preserved.bag) is None:
            raise VaultError("a record that names a bag outside captures/", place=preserved.bag)
        return self._layout.root / preserved.bag

    def prove(self, preserved: Preserved) -> Iterator[Problem]:
        """Yield whatever keeps a bag from being the one its record names, every byte hashed again."""
        return sealing.verify_preserved(self._layout.root, preserved)

    def rebuild(self, *, at: Instant | None = None) -> Rebuilt:
        """Put the store in order after a crash and make the index again; delete nothing.

        What a crash left whole is adopted, by a ledger line from which no state follows; whatever else no
        line accounts for goes to `set-aside/`, listed. Raise Damaged when the ledger's chain is broken or
        the index needs a record that is damaged. `at` is the time of those lines, now where none is given.
        """
        with self._writing(judge=False):
            self._shelf.remake()
            mended = mending.mend(self._layout, self._journal, at=at or now())
            entries = self._shelf.tip().count
        records, captures = self.index.size()
        return Rebuilt(entries, records, captures, mended.adopted, mended.set_aside)

    @contextmanager
    def _writing(self, *, judge: bool = True) -> Iterator[None]:
        """Hold the store's lock, with whatever a dead writer left finished or swept."""
        with writes.faults_named(self._layout.root), held(self._layout.lock):
            self._journal.recover(judge=judge)
            staging.sweep(self._layout)
            yield

    def _settle(self, capture: Capture, bag: Path, preserved: Preserved) -> Preserved:
        """Move a bag to its place, or return the record of the same capture's bag that stands there already."""
        place = self._layout.root / preserved.bag
        if not place.exists():
            writes.folder(place.parent)
            writes.move(bag, place)
            writes.seal_folder(place)
            return preserved
        statement = place / "data" / CAPTURE_FILE
        if not statement.is_file() or statement.read_bytes() != canonical(capture):
            raise VaultError(
                "another capture stands under this id", place=preserved.bag, hint="give the capture another id"
            )
        try:
            standing = sealing.read_sealed(self._layout.root, preserved.bag)[1]
        except Damaged as fault:
            hint = "dragoman verify names it; where a crash left it, dragoman rebuild sets it aside"
            raise Damaged(fault.message, place=fault.place, hint=hint) from fault
        writes.seal_folder(place)
        return standing
