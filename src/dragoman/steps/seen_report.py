"""A report of sightings as people read it: every sighting as it stands, where it stands, and what was not seen."""

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.dispatch.searched import sentence
from dragoman.dispatch.sighted import SLIVER, State, Stood, in_force, proves_nothing, standing, unseen
from dragoman.model.capture import Capture, Item, Media, Preserved
from dragoman.model.digest import digest
from dragoman.model.errors import BadInput, WeightsMissing
from dragoman.model.sighting import Distractor, Sighting, Sightings, Verdict
from dragoman.model.time import Span
from dragoman.steps.desk import Desk
from dragoman.steps.fingerprints import methods
from dragoman.steps.searchable import footage_of, methods_of, searchable
from dragoman.steps.seen_method import method_of
from dragoman.steps.words import counted


@dataclass(frozen=True)
class Elsewhere:
    """Hold an item in whose footage something stands; `captured` is an instant, `released` a day or empty."""

    name: str
    title: str
    language: str
    publisher: str
    released: str
    captured: str
    media: Media | None


@dataclass(frozen=True)
class Found:
    """Hold one sighting as it stands, and the items of that footage: several where the same bytes came twice."""

    stood: Stood
    there: tuple[Elsewhere, ...]

    @property
    def number(self) -> int:
        """Return the number by which people name it."""
        return self.stood.number

    @property
    def sighting(self) -> Sighting:
        """Return what was found."""
        return self.stood.sighting

    @property
    def state(self) -> State:
        """Return how it stands."""
        return self.stood.state

    @property
    def verdict(self) -> Verdict | None:
        """Return the verdict that holds for it, where one does."""
        return self.stood.verdict


@dataclass(frozen=True)
class Taught:
    """Hold a distractor that is in force, with its digest."""

    digest: str
    distractor: Distractor


@dataclass(frozen=True)
class Report:
    """Hold the latest report on an item's footage, `digest` being that of its record.

    `unseen` are the stretches that nothing suggested or confirmed covers, and no distractor explains; `marked`
    are those that distractors explain; `unsearched` is the end that could not be decoded, where there is one.
    `taught` are the distractors in this footage itself, `same_bytes` names the other items of the very same
    bytes. `stale` says why it should be asked again, or is empty.
    """

    item: Item
    media: Media
    digest: str
    sightings: Sightings
    found: tuple[Found, ...]
    unseen: tuple[Span, ...]
    marked: tuple[Span, ...]
    taught: tuple[Taught, ...]
    unsearched: Span | None
    same_bytes: tuple[str, ...]
    stale: str

    @property
    def sentence(self) -> str:
        """Return what is said of the stretches that were not seen."""
        return sentence(self.sightings)

    def count(self, state: State) -> int:
        """Return how many sightings stand so."""
        return sum(one.state == state for one in self.found)


def look(desk: Desk, name: str) -> Report | None:
    """Return the latest report on an item as it stands, None where nobody has asked; nothing is searched or written.

    Raise BadInput where the item is no footage.
    """
    item, media = footage(desk, name)
    kept = desk.vault.index.sightings(item.media)
    return reported(desk, item, media, kept[-1]) if kept else None


def reported(desk: Desk, item: Item, media: Media, name: str) -> Report:
    """Return one report on an item's footage as it stands now, by the digest of its record."""
    vault = desk.vault
    record = vault.get_as(name, Sightings)
    verdicts = tuple(vault.get_as(each, Verdict) for each in vault.index.verdicts(record.media))
    taught = distractors(desk)
    held = [each.distractor for each in taught]
    stood, marked = standing(record, verdicts, held), proves_nothing(record, held)
    there = _elsewhere(desk, {one.sighting.there.media for one in stood})
    kept = [one.length for one in vault.index.fingerprints(record.media) if one.digest in record.fingerprints]
    searched = min(media.duration, max(kept, default=0))
    same = footage_of(desk, [record.media]).get(record.media, ())
    return Report(
        item=item,
        media=media,
        digest=name,
        sightings=record,
        found=tuple(Found(one, there.get(one.sighting.there.media, ())) for one in stood),
        unseen=unseen(record, stood, marked, searched),
        unsearched=Span(searched, media.duration) if media.duration - searched >= SLIVER else None,
        marked=marked,
        taught=tuple(each for each in taught if each.distractor.place.media == record.media),
        same_bytes=tuple(one.name for one in same if one.name != item.name),
        stale=behind(desk, record, media.blob),
    )


def summary(report: Report) -> str:
    """Return in one line how an item's sightings stand: `talk: 3 sightings, 1 to judge`."""
    count = sum(one.state != "distractor" for one in report.found)
    if not count:
        return f"{report.item.name}: {report.sentence}"
    asked = report.count("suggested")
    return f"{report.item.name}: {counted(count, 'sighting')}, {asked or 'none'} to judge"


def footage(desk: Desk, name: str) -> tuple[Item, Media]:
    """Return an item with the description of its footage; raise BadInput where it is none."""
    item = desk.item(name)
    if item.media is None:
        raise BadInput(f"{name} is no footage", hint="`dragoman items` shows what was captured")
    return item, desk.vault.get_as(item.media, Media)


def distractors(desk: Desk) -> tuple[Taught, ...]:
    """Return the distractors in force, in the order in which they were taught."""
    every = [desk.vault.get_as(each, Distractor) for each in desk.vault.index.distractors()]
    return tuple(Taught(digest(each), each) for each in in_force(every))


def behind(desk: Desk, record: Sightings, blob: str) -> str:
    """Return why a report no longer says what a search would say now; empty where nothing is known to have changed."""
    if set(record.taught) != {each.digest for each in distractors(desk)}:
        return "distractors were taught or taken back since"
    try:
        today = methods(desk)
    except WeightsMissing:
        return "the descriptor is not where the settings say"
    # What was asked by is kept, and what the footage has not is taken as it is asked by today.
    asked = {**today, **methods_of(desk.vault.index, record.media, record.fingerprints)}
    now = searchable(desk, blob, asked).record()
    if now.digest != record.archive.digest:
        more = now.items - record.archive.items
        return (
            f"the archive has grown by {counted(more, 'item')} since" if more > 0 else "the archive has changed since"
        )
    method = method_of(desk, now.length)
    if method == record.by:
        return ""
    return f"the {'descriptor' if method.weights != record.by.weights else 'method'} is another since"


def _elsewhere(desk: Desk, media: Iterable[str]) -> dict[str, tuple[Elsewhere, ...]]:
    vault = desk.vault
    found = {}
    for each, kept in footage_of(desk, media).items():
        described = vault.get_as(each, Media)
        items = [vault.get_as(one.item, Item) for one in kept]
        found[each] = tuple(
            Elsewhere(
                name=item.name,
                title=item.title,
                language=item.language or "",
                publisher=item.publisher,
                released=item.released or "",
                captured=vault.get_as(vault.get_as(item.preserved, Preserved).capture, Capture).at,
                media=described,
            )
            for item in items
        )
    return found
