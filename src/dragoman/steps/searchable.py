"""What of the archive can be searched, for one item's footage: whose fingerprints there are, and whose are not."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from dragoman.model.capture import Media
from dragoman.model.digest import of_bytes
from dragoman.model.sighting import Archive, Channel
from dragoman.steps.desk import Desk
from dragoman.vault.index import Index, KeptFingerprint, KeptFootage

Methods = Mapping[str, tuple[str, str]]
"""By channel, the name and version of the method: only fingerprints of one method can be compared."""


@dataclass(frozen=True)
class Searchable:
    """Hold the fingerprints that are searched, by the digest of their Media, and the items that wait for theirs."""

    names: tuple[str, ...]
    fingerprints: Mapping[str, tuple[KeptFingerprint, ...]]
    waiting: tuple[str, ...]

    def without(self, fingerprints: Collection[str]) -> "Searchable":
        """Return this without some fingerprints, and without what has no others; its items are not told apart."""
        kept = {
            media: tuple(one for one in each if one.digest not in fingerprints)
            for media, each in self.fingerprints.items()
        }
        return Searchable(self.names, {media: each for media, each in kept.items() if each}, self.waiting)

    def record(self) -> Archive:
        """Return the statement of what is searched."""
        kept = sorted({one.digest for each in self.fingerprints.values() for one in each})
        return Archive(
            items=len(self.names),
            length=sum(max(one.length for one in each) for each in self.fingerprints.values()),
            digest=of_bytes("\n".join(kept).encode()),
            waiting=len(self.waiting),
        )


def searchable(desk: Desk, blob: str, methods: Methods) -> Searchable:
    """Return what can be searched for footage whose bytes are `blob`: everything in the archive but those bytes."""
    index = desk.vault.index
    kept = latest(index.fingerprints(), methods)
    found: dict[str, tuple[KeptFingerprint, ...]] = {}
    stands_for: dict[str, str] = {}
    names, waiting = [], []
    for footage in index.footage():
        if footage.blob == blob:
            continue
        mine = kept.get(footage.media, ())
        if mine:
            # The same bytes described anew, by another version of the decoder, are searched once.
            same = stands_for.setdefault(footage.blob, footage.media)
            found[same] = kept[same]
            names.append(footage.name)
        if len(mine) < len(methods) and lacking(desk, footage.media, mine):
            waiting.append(footage.name)
    return Searchable(tuple(names), found, tuple(waiting))


def latest(kept: Iterable[KeptFingerprint], methods: Methods) -> dict[str, tuple[KeptFingerprint, ...]]:
    """Return by Media the fingerprints of the given methods, the latest of each channel."""
    found: dict[str, dict[str, KeptFingerprint]] = {}
    for one in kept:
        if methods.get(one.channel) == (one.method, one.version):
            found.setdefault(one.media, {})[one.channel] = one
    return {media: tuple(channels[name] for name in sorted(channels)) for media, channels in found.items()}


def methods_of(index: Index, media: str, fingerprints: Iterable[str]) -> Methods:
    """Return the methods by which some of the footage's fingerprints were made."""
    wanted = set(fingerprints)
    return {one.channel: (one.method, one.version) for one in index.fingerprints(media) if one.digest in wanted}


def lacking(desk: Desk, media: str, kept: Iterable[KeptFingerprint]) -> tuple[Channel, ...]:
    """Return the channels that footage has and no fingerprint of is kept."""
    record = desk.vault.get_as(media, Media)
    has: dict[Channel, bool] = {"picture": record.video is not None, "sound": record.audio is not None}
    there = {one.channel for one in kept}
    return tuple(channel for channel, present in has.items() if present and channel not in there)


def footage_of(desk: Desk, media: Iterable[str]) -> dict[str, tuple[KeptFootage, ...]]:
    """Return by Media the items of that footage, and of the same bytes described anew; in the order of their names."""
    every = desk.vault.index.footage()
    blobs = {one.media: one.blob for one in every}
    wanted = set(media)
    return {each: tuple(one for one in every if one.blob == blobs[each]) for each in wanted if each in blobs}
