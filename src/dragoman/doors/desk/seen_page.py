"""What the page of what was seen before shows: each sighting, with a letter, colour and pattern for the item there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dragoman.doors.desk.context import DeskContext
from dragoman.model.capture import Item
from dragoman.model.sighting import AT_SPEED, Sighting
from dragoman.steps.desk import Desk
from dragoman.steps.people import Person
from dragoman.steps.seen_report import Elsewhere, Found, Taught, distractors, look
from dragoman.steps.waveform import media_of
from dragoman.steps.work import WorkState

_HUES = 8
_PATTERNS = 6


@dataclass(frozen=True)
class Line:
    """Hold one line of the list: a sighting, and how the item that it leads to is told from the others."""

    found: Found
    place: int
    is_veiled: bool

    @property
    def letter(self) -> str:
        """Return the letters that stand for the item there: A to Z, then AA."""
        return lettered(self.place)

    @property
    def hue(self) -> int:
        """Return which of the eight colours is the item's."""
        return self.place % _HUES

    @property
    def pattern(self) -> int:
        """Return which of the six patterns is the item's; with the colour it is its own for 48 items."""
        return (self.place % _HUES + self.place // _HUES) % _PATTERNS

    @property
    def there(self) -> Elsewhere | None:
        """Return the item there, the first of those that hold the same footage."""
        return self.found.there[0] if self.found.there else None

    @property
    def speed(self) -> str:
        """Return how fast the footage runs here against there, as people say it; empty where it does not differ."""
        speed = self.found.sighting.speed / AT_SPEED
        return f"{speed:.3g} × as fast here" if self.found.sighting.speed != AT_SPEED else ""

    @property
    def middles(self) -> tuple[int, int]:
        """Return a moment here and the same one there, for stills, in milliseconds."""
        return middles(self.found.sighting)


def seen_values(context: DeskContext, item: Item, person: Person) -> Mapping[str, object]:
    """Return what the template takes; nothing is searched and nothing written."""
    desk = context.desk()
    # Read first: what comes in while the page is made is told again.
    count = desk.vault.index.count()
    media = media_of(desk, item)
    report = look(desk, item.name) if media is not None else None
    return {
        "item": item,
        "media": media,
        "report": report,
        "lines": lines(report.found, context.graphic_for(person)) if report else (),
        "taught": report.taught if report else taught(desk, item),
        "hatched": " ".join(f"{span.start}-{span.end}" for span in report.marked) if report else "",
        "search": search(context.pulse.states(), item.name),
        "count": count,
        "is_off": context.work is None,
        "veiled": context.veiled(item.name, person),
        "title": item.title or item.name,
    }


def lines(found: Iterable[Found], veiled: frozenset[str]) -> tuple[Line, ...]:
    """Return the lines of the list; items are numbered in the order in which they are first seen."""
    places: dict[str, int] = {}
    made = []
    for each in found:
        place = places.setdefault(each.sighting.there.media, len(places))
        made.append(Line(each, place, any(there.name in veiled for there in each.there)))
    return tuple(made)


def lettered(place: int) -> str:
    """Return the letters of a place from 0: A to Z, AA to AZ, BA and so on."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def middles(sighting: Sighting) -> tuple[int, int]:
    """Return a moment a third into a sighting, here and along its line there, in milliseconds."""
    into = sighting.here.length // 3
    there = sighting.there.span.start + into * sighting.speed // AT_SPEED
    return sighting.here.start + into, min(there, max(sighting.there.span.start, sighting.there.span.end - 1))


def taught(desk: Desk, item: Item) -> tuple[Taught, ...]:
    """Return what was taught of an item's own footage."""
    return tuple(each for each in distractors(desk) if each.distractor.place.media == item.media)


def search(states: Iterable[WorkState], item: str) -> WorkState | None:
    """Return the latest search for an item where it goes on, waits or failed."""
    latest = next((each for each in states if each.kind == "seen" and each.arguments.get("item") == item), None)
    return latest if latest is not None and (not latest.ended or latest.state == "failed") else None
