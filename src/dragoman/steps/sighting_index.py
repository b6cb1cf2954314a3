"""The desk's index of sightings: a cache in `work/sightings/`, kept in step with the fingerprints on record."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Self

from dragoman.model.errors import Damaged
from dragoman.model.sighting import Fingerprint
from dragoman.steps.desk import Desk
from dragoman.steps.listening import Listener
from dragoman.steps.receipts import Receipts
from dragoman.steps.sighting_server import Known, Server, served
from dragoman.vault.index import KeptFingerprint

if TYPE_CHECKING:
    from dragoman.sightings.frames import Frames
    from dragoman.sightings.index.container import Entry, SightingsIndex
    from dragoman.sightings.index.protocol import PictureIndex
    from dragoman.sightings.peaks import Peaks

Wanted = Mapping[str, tuple[KeptFingerprint, ...]]
"""The fingerprints that should be in the index, by the digest of their Media."""

_AT_ONCE = 16
_REMEMBERED = 64


class SearchedArchive:
    """Answer a search of the archive: the rows of the index, and the whole fingerprints that they came from."""

    def __init__(self, desk: Desk, index: "SightingsIndex", pictures: "tuple[PictureIndex, PictureIndex]") -> None:
        self.pictures = pictures[0]
        self.crops = pictures[1] if desk.settings.sightings.crops else None
        self.sound = index.sound
        self._members = {member.number: member for member in index.members().values()}
        self.numbers = sorted(self._members)
        self._desk = desk
        self._read = lru_cache(_REMEMBERED)(self._read_anew)

    def media(self, number: int) -> str:
        """Return the digest of the Media of an item in the index."""
        return self._members[number].media

    def frames(self, number: int) -> "Frames | None":
        """Return every picture row of an item in the index, None where it has no pictures."""
        return self._read(number)[0]

    def peaks(self, number: int) -> "Peaks | None":
        """Return the peaks of an item in the index, None where it has no sound."""
        return self._read(number)[1]

    def numbered(self, media: Iterable[str]) -> frozenset[int]:
        """Return the numbers of items in the index, by the digests of their Media."""
        wanted = set(media)
        return frozenset(number for number, member in self._members.items() if member.media in wanted)

    def _read_anew(self, number: int) -> "tuple[Frames | None, Peaks | None]":
        return unpacked(self._desk, self._members[number].fingerprints)


def unpacked(desk: Desk, fingerprints: Iterable[str]) -> "tuple[Frames | None, Peaks | None]":
    """Return the pictures and the peaks that fingerprints hold, each None where none of them does."""
    from dragoman.sightings.frames import Frames
    from dragoman.sightings.peaks import Peaks

    frames, peaks = None, None
    for digest in fingerprints:
        record = desk.vault.get_as(digest, Fingerprint)
        if record.channel == "picture":
            frames = Frames.unpacked(record.data)
        else:
            peaks = Peaks.unpacked(record.data)
    return frames, peaks


@contextmanager
def archive(desk: Desk, wanted: Wanted, listener: Listener) -> Iterator[SearchedArchive]:
    """Open the desk's index with exactly the fingerprints that are `wanted` in it, made again where it was damaged.

    Raise EngineError where its pictures are on a server that does not do what it is asked.
    """
    from dragoman.sightings.index.container import SightingsIndex

    folder = desk.root / "work" / "sightings"
    folder.parent.mkdir(exist_ok=True)
    with ExitStack() as stack:
        # One at a time brings the index in step; any number may search it meanwhile.
        with Receipts(desk.root / "work" / "receipts").turn("index of sightings"):
            try:
                kept = _Kept.opened(desk, folder, stack)
                kept.follow(wanted, listener)
            except Damaged as error:
                listener.say(f"the index of sightings is made again: {error.message}")
                SightingsIndex.clear(folder)
                kept = _Kept.opened(desk, folder, stack)
                kept.follow(wanted, listener)
        yield kept.searched()


@contextmanager
def small_archive(desk: Desk, wanted: Wanted, listener: Listener) -> Iterator[SearchedArchive]:
    """Make an index of a few items for one search, in files, and leave nothing of it."""
    from dragoman.sightings.index.container import SightingsIndex

    with TemporaryDirectory(prefix="dragoman-") as folder, SightingsIndex.open(Path(folder)) as index:
        kept = _Kept(desk, index, None)
        kept.follow(wanted, listener)
        yield kept.searched()


class _Kept:
    """Hold an open index, and the server that has its pictures where they are on one."""

    def __init__(self, desk: Desk, index: "SightingsIndex", server: Server | None) -> None:
        self._desk = desk
        self._index = index
        self._server = server
        self._crops = desk.settings.sightings.crops

    @classmethod
    def opened(cls, desk: Desk, folder: Path, stack: ExitStack) -> Self:
        from dragoman.sightings.index.container import SightingsIndex

        index = stack.enter_context(SightingsIndex.open(folder))
        address = desk.settings.sightings.address
        server = stack.enter_context(served(address, folder, afresh=not index.members())) if address else None
        return cls(desk, index, server)

    def searched(self) -> SearchedArchive:
        members = self._index.members().values()
        if self._server is None:
            return SearchedArchive(self._desk, self._index, (self._index.pictures, self._index.crops))
        numbers = [member.number for member in members]
        there = Known(self._server.pictures, numbers), Known(self._server.crops, numbers)
        return SearchedArchive(self._desk, self._index, there)

    def follow(self, wanted: Wanted, listener: Listener) -> None:
        """Take out what is not wanted, or not as it is there, and take in what is missing."""
        members = self._index.members()
        unsure = set(self._server.sending()) if self._server is not None else set()
        there = {
            media
            for media, each in members.items()
            if (each.fingerprints, each.methods) == self._named(wanted, media) and media not in unsure
        }
        if gone := members.keys() - there:
            if self._server is not None:
                self._server.take_out(members[media].number for media in gone)
            self._index.remove(gone)
        missing = sorted(wanted.keys() - there)
        for done in range(0, len(missing), _AT_ONCE):
            self._take_in([self._entry(media, wanted) for media in missing[done : done + _AT_ONCE]])
            listener.heard(min(done + _AT_ONCE, len(missing)), len(missing))
        if missing:
            self._index.compact()

    def _take_in(self, entries: "Sequence[Entry]") -> None:
        if self._server is None:
            self._index.add(entries)
            return
        self._server.announce(each.media for each in entries)
        self._index.add([replace(each, pictures=None, crops=None) for each in entries])
        members = self._index.members()
        self._server.take_in({members[each.media].number: (each.pictures, each.crops) for each in entries})
        self._server.announce(())

    def _named(self, wanted: Wanted, media: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the digests of the fingerprints that footage should have there, and how their rows are made.

        A search of another version may look for other rows of the same fingerprints.
        """
        from dragoman.sightings.search import VERSION

        kept = wanted.get(media, ())
        cut = " with cuts" if self._crops else ""
        where = " on a server" if self._server is not None else ""
        how = {"picture": f"{cut}{where}", "sound": ""}
        made = tuple(f"{one.method} {one.version}, sightings {VERSION}{how[one.channel]}" for one in kept)
        return tuple(one.digest for one in kept), made

    def _entry(self, media: str, wanted: Wanted) -> "Entry":
        from dragoman.sightings.index.container import Entry
        from dragoman.sightings.picture.making import cropped, indexed
        from dragoman.sightings.sound import landmarks

        digests, how = self._named(wanted, media)
        frames, peaks = unpacked(self._desk, digests)
        marks = landmarks.indexed(peaks) if peaks is not None else None
        return Entry(
            media=media,
            fingerprints=digests,
            methods=how,
            length=max(one.length for one in wanted[media]),
            pictures=indexed(frames) if frames is not None else None,
            crops=cropped(frames) if frames is not None and self._crops else None,
            landmarks=(marks.keys, marks.steps) if marks is not None else None,
        )
