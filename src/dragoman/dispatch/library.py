"""What a desk knows that a dispatch may name: its items with their reviewed text, the numbers taken, the captures."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dragoman.model.capture import Item, Media
from dragoman.model.review import Reviewed


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
class Library:
    """Hold what pins are led to.

    `shelves` by the item's name; `taken` gives the path of the dispatch that has a number of a series;
    `captured` holds the addresses that the desk has captured.
    """

    shelves: Mapping[str, Shelf]
    taken: Mapping[tuple[str, int], str] = field(default_factory=dict)
    captured: frozenset[str] = frozenset()
