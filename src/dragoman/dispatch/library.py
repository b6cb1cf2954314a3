"""What a desk knows that a dispatch may name: its items with their reviewed text, the numbers taken, the captures."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dragoman.model.capture import Item, Media
from dragoman.model.review import Reviewed
from dragoman.model.sighting import Distractor, Sightings, Verdict


@dataclass(frozen=True)
class Shelf:
    """Hold one item, its footage's description, and its reviewed text by revision, each with its digest.

    `captured` is the instant of its capture, empty where it was not asked for.
    """

    item: Item
    item_digest: str
    media: Media | None
    revisions: Mapping[int, tuple[str, Reviewed]]
    captured: str = ""

    @property
    def latest(self) -> int | None:
        """Return the number of the newest revision, None where nothing is reviewed."""
        return max(self.revisions, default=None)


@dataclass(frozen=True)
class Elsewhere:
    """Name an item of other footage by its record's digest; `captured` is the instant of its capture."""

    digest: str
    item: Item
    captured: str


@dataclass(frozen=True)
class Searched:
    """Hold what is known of an item's footage from searches of the archive.

    `reports` by digest, in their order, the latest last; `verdicts` by digest in the order given, and
    `distractors`, those that the reports name. `elsewhere` has, by the digest of their Media, the items in
    which confirmed sightings stand; `same_bytes` those captured from the very same bytes. `behind` says why
    the latest report should be asked again, and is empty where it need not.
    """

    reports: Mapping[str, Sightings]
    verdicts: Mapping[str, Verdict] = field(default_factory=dict)
    distractors: Mapping[str, Distractor] = field(default_factory=dict)
    elsewhere: Mapping[str, Elsewhere] = field(default_factory=dict)
    same_bytes: tuple[str, ...] = ()
    behind: str = ""


@dataclass(frozen=True)
class Library:
    """Hold what pins are led to.

    `shelves` by the item's name; `taken` gives the path of the dispatch that has a number of a series;
    `captured` holds the addresses that the desk has captured; `searched`, by the item's name, what is known of
    the sightings of items whose reports a dispatch cites.
    """

    shelves: Mapping[str, Shelf]
    taken: Mapping[tuple[str, int], str] = field(default_factory=dict)
    captured: frozenset[str] = frozenset()
    searched: Mapping[str, Searched] = field(default_factory=dict)
