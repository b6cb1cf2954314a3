"""A desk kept at hand while people write: what it knows is read again only when it changed, and nothing is written."""

import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from dragoman.dispatch.document import Draft
from dragoman.dispatch.frontmatter import read_front
from dragoman.dispatch.library import Library, Searched, Shelf
from dragoman.dispatch.place import Lines
from dragoman.model.edition import Checked, Dispatch, Edition
from dragoman.model.errors import BadInput, DispatchError
from dragoman.steps.check import shelf
from dragoman.steps.desk import Desk
from dragoman.steps.files import read_text
from dragoman.steps.numbers import dispatch_files, shown, taken_by_others
from dragoman.steps.seen_cited import cited_items, searches_of
from dragoman.steps.settings import FILE, load
from dragoman.vault.reading import ReadingVault

# A dispatch is a page or a few; what is larger is no dispatch that bears a number.
_LARGEST = 4_000_000
_STEP = 32

Key = tuple[str, int]
Stamp = tuple[int, int]


class WatchedDesk:
    """Hold an open desk with its shelves, addresses and numbers; for use by one thread at a time."""

    def __init__(self, root: Path) -> None:
        self.stamp = settings_stamp(root)
        self.desk = Desk(root, load(root / FILE), ReadingVault.open(root / "store"), None)
        self._tip = -1
        self._names: frozenset[str] = frozenset()
        self._addresses: frozenset[str] = frozenset()
        self._shelves: dict[str, Shelf] = {}
        self._searches: dict[str, Searched] = {}
        self._numbers: dict[str, tuple[Stamp, Key | None]] = {}
        self._published: dict[str, tuple[Key, str]] = {}
        self._taken: Mapping[Key, tuple[str, ...]] = {}

    def close(self) -> None:
        """Close the store."""
        self.desk.vault.close()

    def library(self, document: Draft) -> Library:
        """Return what the desk knows that `document` may name, by the ledger as it stands now."""
        self._follow()
        named = self._names.intersection(document.meta.sources.values())
        for name in named - self._shelves.keys():
            self._shelves[name] = shelf(self.desk, name)
        key = (document.meta.series, document.meta.number or 0)
        taken = taken_by_others({key: self._taken.get(key, ())}, document.path)
        shelves = {name: self._shelves[name] for name in sorted(named)}
        cited = cited_items(document)
        if cited - self._searches.keys():
            self._searches = searches_of(self.desk, cited)
        return Library(shelves, taken, self._addresses, self._searches)

    def look_around(self) -> Iterator[bool]:
        """Read which numbers the desk's other dispatches bear, a few files at a step; yield whether that changed.

        Only the last step can yield true. A file that did not change since is not read again.
        """
        there: set[str] = set()
        for count, path in enumerate(dispatch_files(self.desk.dispatches), start=1):
            place = shown(self.desk, path)
            self._numbers[place] = self._number(place, path)
            there.add(place)
            if count % _STEP == 0:
                yield False
        self._numbers = {place: known for place, known in self._numbers.items() if place in there}
        for digest in self.desk.vault.index.editions():
            if digest not in self._published:
                self._published[digest] = self._edition(digest)
                yield False
        before, self._taken = self._taken, self._places()
        yield self._taken != before

    def _places(self) -> dict[Key, tuple[str, ...]]:
        """Return the dispatches that bear a number, and those that were published under it and stand there still."""
        taken: dict[Key, dict[str, None]] = {}
        for place, (_, key) in self._numbers.items():
            if key is not None:
                taken.setdefault(key, {})[place] = None
        for key, place in self._published.values():
            if place in self._numbers:
                taken.setdefault(key, {})[place] = None
        return {key: tuple(places) for key, places in taken.items()}

    def _follow(self) -> None:
        index = self.desk.vault.index
        tip = index.count()
        if tip != self._tip:
            self._names, self._addresses = frozenset(index.names()), frozenset(index.addresses())
            self._shelves.clear()
            self._searches = {}
            self._tip = tip

    def _number(self, place: str, path: Path) -> tuple[Stamp, Key | None]:
        try:
            status = path.stat()
        except OSError:
            return (0, 0), None
        stamp = (status.st_mtime_ns, status.st_size)
        known = self._numbers.get(place)
        if known is not None and known[0] == stamp:
            return known
        if not stat.S_ISREG(status.st_mode) or status.st_size > _LARGEST:
            return stamp, None
        try:
            meta = read_front(Lines(read_text(path)), place).meta
        except (BadInput, DispatchError):
            return stamp, None
        return stamp, (meta.series, meta.number) if meta.number is not None else None

    def _edition(self, digest: str) -> tuple[Key, str]:
        vault = self.desk.vault
        edition = vault.get_as(digest, Edition)
        checked = vault.get_as(edition.checked, Checked)
        return (edition.series, edition.number), vault.get_as(checked.dispatch, Dispatch).path


def settings_stamp(root: Path) -> Stamp:
    """Return what changes when the desk's settings do; raise BadInput where they cannot be looked at."""
    try:
        status = (root / FILE).stat()
    except OSError as error:
        raise BadInput(f"cannot be looked at: {error.strerror}", place=str(root / FILE)) from error
    return status.st_mtime_ns, status.st_size
