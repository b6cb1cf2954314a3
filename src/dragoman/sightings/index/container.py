"""The index of sightings in one folder: items in, items out, pictures and sound to be asked; made again at any time."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray

from dragoman.sightings.frames import Frames
from dragoman.sightings.index import centres, members, merging, postings, rows, sections, store
from dragoman.sightings.index.durable import damaged
from dragoman.sightings.index.ids import ids
from dragoman.sightings.index.manifest import Family
from dragoman.sightings.index.members import Member
from dragoman.sightings.index.pictures import StoredPictures
from dragoman.sightings.index.postings import Sounding
from dragoman.sightings.index.sound import SoundIndex
from dragoman.sightings.index.store import Change, Store

WAIT = 300.0
"""Seconds that a change waits for another one: merging a billion postings takes minutes."""

CENTRED_FROM = 50_000_000
"""The rows from which looking at each takes too long: about 14,000 hours at one picture a second."""


@dataclass(frozen=True)
class Entry:
    """Hold what an item brings to the index: what names it, and its rows; a channel that it lacks is None.

    `media` is the digest of its Media record, `fingerprints` those of the records that the rows were made from,
    `methods` the name of each one's method; `length` in milliseconds. `keys` and `steps` (uint32) are its landmarks.
    """

    media: str
    fingerprints: tuple[str, ...]
    methods: tuple[str, ...]
    length: int
    pictures: Frames | None = None
    crops: Frames | None = None
    landmarks: tuple[NDArray[np.uint32], NDArray[np.uint32]] | None = None


class SightingsIndex:
    """Hold the index in a folder, as it was when opened, refreshed or last changed by this object.

    Any number of processes may read while one changes it; a reader sees all of a change or nothing.
    """

    def __init__(self, folder: Path, *, wait: float, centred_from: int) -> None:
        self._centred_from = centred_from
        self._store = Store(folder, wait=wait)
        self.pictures = StoredPictures(self._store, "pictures")
        self.crops = StoredPictures(self._store, "crops")
        self.sound = SoundIndex(self._store)

    @classmethod
    def open(cls, folder: Path, *, wait: float = WAIT, centred_from: int = CENTRED_FROM) -> Self:
        """Open the index in `folder`; where there is none it is empty, and nothing is written before a change.

        A change waits `wait` seconds for another writer. From `centred_from` rows of pictures on, `compact` puts
        them by centres. Raise Damaged where the files cannot be used: then `clear` them and add the items again.
        """
        return cls(folder, wait=wait, centred_from=centred_from)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the files; the index is empty to this object from then on."""
        self._store.close()

    def refresh(self) -> None:
        """See what other processes have changed since."""
        self._store.refresh()

    def members(self) -> dict[str, Member]:
        """Return the items in the index by the digest of their media."""
        return {member.media: member for member in _members(self._store.view.of("members"))}

    def outdated(self, methods: Collection[str]) -> list[Member]:
        """Return the members with rows by a method that is not one of `methods`: they are to be made again."""
        return [member for member in self.members().values() if not set(member.methods) <= set(methods)]

    def add(self, entries: Sequence[Entry]) -> None:
        """Take items in, all in one change; one whose media is in the index already takes the place of that."""
        with self._store.change() as change:
            _take_out(change, {entry.media for entry in entries})
            _take_in(change, entries)
            merging.settled(change)

    def remove(self, media: Iterable[str]) -> int:
        """Take items out; return how many of them were in the index."""
        with self._store.change() as change:
            count = _take_out(change, set(media))
            merging.settled(change)
        return count

    def compact(self) -> None:
        """Do the larger merges that a change leaves undone, and put the rows of a large index by centres.

        Others can read meanwhile, and change it but for the time of a merge.
        """
        with self._store.change() as change:
            merging.settled(change, whole=True)
        if max(len(self.pictures), len(self.crops)) >= self._centred_from:
            self._store.centre(least=min(centres.LEAST, self._centred_from))

    def check(self) -> None:
        """Read every file, and raise Damaged where one is not as it was written."""
        for piece in self._store.view.pieces:
            path = self._store.folder / piece.segment.name
            if sections.checked(path) != piece.segment.crc:
                raise damaged(path, "has a damaged file")

    @staticmethod
    def clear(folder: Path, *, wait: float = WAIT) -> None:
        """Leave nothing in the index, whatever state it is in."""
        store.clear(folder, wait=wait)


def _members(pieces: Iterable[store.Piece]) -> Iterable[Member]:
    return (member for piece in pieces for member in members.live(piece))


def _take_out(change: Change, media: set[str]) -> int:
    gone = [member.number for member in _members(change.of("members")) if member.media in media]
    families: tuple[Family, ...] = ("members", "pictures", "crops", "sound")
    for family in families if gone else ():
        merging.killed(change, family, gone)
    return len(gone)


def _take_in(change: Change, entries: Sequence[Entry]) -> None:
    numbered = [(change.number(), entry) for entry in entries]
    change.put(
        "members",
        len(numbered),
        members.sections(
            Member(entry.media, number, entry.fingerprints, entry.methods, entry.length) for number, entry in numbered
        ),
    )
    _put_frames(change, "pictures", [(number, entry.pictures) for number, entry in numbered if entry.pictures])
    _put_frames(change, "crops", [(number, entry.crops) for number, entry in numbered if entry.crops])
    soundings = (Sounding(number, *entry.landmarks) for number, entry in numbered if entry.landmarks)
    for group in postings.groups(soundings):
        change.put("sound", sum(len(one.keys) for one in group), postings.sections(group))


def _put_frames(change: Change, family: Family, frames: Sequence[tuple[int, Frames]]) -> None:
    if not frames:
        return
    every = np.concatenate([ids(number, one.variants, one.times) for number, one in frames])
    hashes = np.concatenate([one.hashes for _, one in frames])
    change.put(family, len(every), rows.sections(every, hashes))
