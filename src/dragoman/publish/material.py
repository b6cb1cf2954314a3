"""What a site is made of: editions with everything that their quotations rest on."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from dragoman.dispatch.sighted import Stood
from dragoman.model.capture import Capture, Item, Media, Preserved
from dragoman.model.edition import Checked, Dispatch, Edition, SourceRef
from dragoman.model.pin import Pin
from dragoman.model.review import Decisions, Reviewed
from dragoman.model.settings import DeskSettings, PublishSettings
from dragoman.model.sighting import Sightings, Verdict
from dragoman.model.time import Span
from dragoman.model.transcript import Transcript, Translation

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class ItemMaterial:
    """Hold one cited item: the footage's records, its drafts, and its reviewed texts by digest.

    `decisions` stands in the order taken, each batch with its digest. `transcript` is None where a dispatch
    shows the footage and quotes nothing of it.
    """

    item: Item
    item_digest: str
    capture: Capture
    preserved: Preserved
    preserved_digest: str
    media: Media | None
    revisions: Mapping[str, Reviewed]
    transcript: Transcript | None
    translation: Translation | None
    decisions: tuple[tuple[str, Decisions], ...]

    @property
    def heard(self) -> Transcript:
        """Return the machine's draft; raise LookupError where nothing of the item is quoted."""
        if self.transcript is None:
            raise LookupError(f"nothing of {self.item.name} is quoted")
        return self.transcript

    @property
    def language(self) -> str:
        """Return the language spoken: the transcript's, else what the desk says, else `und`."""
        return self.transcript.language if self.transcript is not None else self.item.language or "und"

    @property
    def duration(self) -> int | None:
        """Return the footage's length in milliseconds, or None where nobody measured it."""
        return self.media.duration if self.media is not None else None

    @property
    def has_picture(self) -> bool:
        """Tell whether the footage has a picture stream."""
        return self.media is not None and self.media.video is not None


@dataclass(frozen=True)
class Elsewhere:
    """Hold an item in whose footage a confirmed sighting stands; `captured` is the instant of its capture."""

    item: Item
    captured: str


@dataclass(frozen=True)
class SeenMaterial:
    """Hold a cited report of sightings on one item, `digest` being its own, with every sighting as it stands.

    `unseen` and `marked` are the stretches that nothing confirmed covers, and those that distractors explain.
    `elsewhere` has, by the digest of their Media, the items of confirmed sightings.
    """

    item: ItemMaterial
    digest: str
    report: Sightings
    stood: tuple[Stood, ...]
    verdicts: tuple[tuple[str, Verdict], ...]
    unseen: tuple[Span, ...]
    marked: tuple[Span, ...]
    elsewhere: Mapping[str, Elsewhere]


@dataclass(frozen=True)
class EditionMaterial:
    """Hold one edition with the proof that it was checked, its dispatch, and its items by item name.

    `latest` marks the newest edition of its number; `seen` are the reports of sightings that it cites.
    """

    edition: Edition
    digest: str
    checked: Checked
    dispatch: Dispatch
    dispatch_digest: str
    items: Mapping[str, ItemMaterial]
    latest: bool
    seen: tuple[SeenMaterial, ...] = ()

    @property
    def key(self) -> tuple[str, int]:
        """Return what all editions of one dispatch share: series and number."""
        return self.edition.series, self.edition.number

    def source(self, pin: Pin) -> SourceRef:
        """Return the source that a pin of this dispatch names; raise LookupError when it names none."""
        for source in self.dispatch.sources:
            if source.name == pin.name:
                return source
        raise LookupError(f"the dispatch has no source {pin.name!r}")

    def item(self, pin: Pin) -> ItemMaterial:
        """Return the item that a pin of this dispatch names."""
        return self.items[self.source(pin).item_name]


@dataclass(frozen=True)
class Site:
    """Hold all that a site is rendered from.

    `records` are the canonical bytes, by digest, of every record that the editions rest on.
    """

    desk: DeskSettings
    settings: PublishSettings
    editions: tuple[EditionMaterial, ...]
    records: Mapping[str, bytes]

    @property
    def title(self) -> str:
        """Return the site's name, or the desk's where it has none."""
        return self.settings.title or self.desk.name

    @cached_property
    def latest(self) -> tuple[EditionMaterial, ...]:
        """Return the newest edition of every dispatch, newest date first, then highest number."""
        newest = [edition for edition in self.editions if edition.latest]
        return tuple(sorted(newest, key=lambda e: (e.dispatch.date, e.edition.number, e.edition.series), reverse=True))

    @cached_property
    def by_item(self) -> Mapping[str, tuple[EditionMaterial, ...]]:
        """Return the editions that rest on each item, by item name, in the order of the editions."""
        return _grouped((name, edition) for edition in self.editions for name in edition.items)

    def of(self, key: tuple[str, int]) -> tuple[EditionMaterial, ...]:
        """Return every edition of one dispatch, oldest first."""
        return tuple(sorted(self._by_key[key], key=lambda e: e.edition.edition))

    @cached_property
    def _by_key(self) -> Mapping[tuple[str, int], tuple[EditionMaterial, ...]]:
        return _grouped((edition.key, edition) for edition in self.editions)


def _grouped(pairs: Iterable[tuple[Key, EditionMaterial]]) -> dict[Key, tuple[EditionMaterial, ...]]:
    groups: dict[Key, list[EditionMaterial]] = {}
    for key, edition in pairs:
        groups.setdefault(key, []).append(edition)
    return {key: tuple(group) for key, group in groups.items()}
