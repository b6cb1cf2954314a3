"""Ask which stretches of an item's footage stand in the archive already, and keep the answer."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from dragoman.dispatch.sighted import covered, standing
from dragoman.model.capture import Item, Media
from dragoman.model.digest import digest
from dragoman.model.errors import DecodeError
from dragoman.model.sighting import Distractor, Sighting, Sightings
from dragoman.model.time import now
from dragoman.steps.desk import Desk
from dragoman.steps.fingerprints import fingerprint, methods
from dragoman.steps.listening import Listener
from dragoman.steps.searchable import Searchable, lacking, latest, searchable
from dragoman.steps.seen_method import described_by, effort_of, method_of
from dragoman.steps.seen_report import Report, distractors, footage, reported
from dragoman.steps.sighting_index import SearchedArchive, archive, small_archive, unpacked
from dragoman.steps.words import counted

_HALF = 0.5


@dataclass(frozen=True)
class Waiting:
    """Name an item that was not searched, or not in full, and say why."""

    name: str
    why: str


@dataclass(frozen=True)
class Seen:
    """Hold the report on an item; `before` tells that nothing has changed since, and nothing was searched."""

    report: Report
    waiting: tuple[Waiting, ...]
    before: bool


@dataclass(frozen=True)
class _Question:
    """Hold what is asked: whose footage, by its fingerprints, and what may be searched."""

    item: Item
    media: Media
    fingerprints: tuple[str, ...]
    what: Searchable
    listener: Listener

    @property
    def length(self) -> int:
        """Return how many milliseconds are searched."""
        return self.what.record().length


def seen(desk: Desk, name: str, listener: Listener, *, clock: Callable[[], str] = now) -> Seen:
    """Search the archive for the footage of an item and return the report; fingerprints are made where they lack.

    Where nothing has changed since the last report, that one is returned. Raise BadInput where the item is no
    footage, DecodeError where none of it can be decoded.
    """
    item, media = footage(desk, name)
    made = fingerprint(desk, item, listener, clock=clock)
    if not made.kept:
        raise DecodeError(f"no fingerprint can be made: {'; '.join(made.failed)}", place=name)
    waiting = [Waiting(name, why) for why in made.failed]
    waiting += _catch_up(desk, media.blob, listener, clock)
    what = searchable(desk, media.blob, methods(desk))
    question = _Question(item, media, made.kept, what, listener)
    record, before = _answer(desk, question, clock)
    if not before:
        desk.vault.put([record], what="sightings", at=record.at)
    return Seen(reported(desk, item, media, digest(record)), tuple(waiting), before)


def seen_all(desk: Desk, listener: Listener, *, clock: Callable[[], str] = now) -> Iterator[Seen]:
    """Ask for every item whose answer may have changed since it was asked, and yield each report.

    Of what was asked before, only the items that came since are searched. Those that stand as they were are yielded
    too, as `before`. What cannot be decoded at all has no report of
    its own; the others name it among those that wait.
    """
    for each in desk.vault.index.footage():
        if fingerprint(desk, desk.item(each.name), listener, clock=clock).kept:
            yield seen(desk, each.name, listener, clock=clock)


def _catch_up(desk: Desk, blob: str, listener: Listener, clock: Callable[[], str]) -> Iterator[Waiting]:
    """Make what the archive lacks of fingerprints, and yield the items of which some cannot be made."""
    kept = latest(desk.vault.index.fingerprints(), methods(desk))
    every = [each for each in desk.vault.index.footage() if each.blob != blob]
    missing = [each for each in every if lacking(desk, each.media, kept.get(each.media, ()))]
    for number, each in enumerate(missing, start=1):
        listener.say(f"{each.name} has no fingerprint yet ({number} of {len(missing)})")
        made = fingerprint(desk, desk.item(each.name), listener, clock=clock)
        yield from (Waiting(each.name, why) for why in made.failed)


def _answer(desk: Desk, question: _Question, clock: Callable[[], str]) -> tuple[Sightings, bool]:
    """Return the report, and whether it is the last one, of which nothing has changed."""
    taught = distractors(desk)
    names = tuple(sorted(each.digest for each in taught))
    said = Sightings(
        media=digest(question.media),
        fingerprints=question.fingerprints,
        archive=question.what.record(),
        by=method_of(desk, question.length),
        at=clock(),
        found=(),
        taught=names,
    )
    kept = desk.vault.index.sightings(said.media)
    last = desk.vault.get_as(kept[-1], Sightings) if kept else None
    if last is not None and replace(last, at=said.at, found=()) == said:
        return last, True
    held = [each.distractor for each in taught]
    before = _found_before(desk, question, said, kept[-1]) if kept else None
    found = sorted(
        before if before is not None else _search(desk, question),
        key=lambda one: (one.here.start, one.here.end, one.there.media, one.there.span.start),
    )
    return _without_explained(replace(said, found=tuple(found)), held), False


def _found_before(desk: Desk, question: _Question, said: Sightings, name: str) -> list[Sighting] | None:
    """Return what the last report found with what stands in items that came since; None where all must be searched.

    That is so where the footage, the method or the rest of the archive is another, or a distractor was taken back.
    """
    last = desk.vault.get_as(name, Sightings)
    since = desk.vault.index.fingerprints_since(name)
    before = question.what.without(since)
    same = (last.fingerprints, last.archive.digest, last.by) == (said.fingerprints, before.record().digest, said.by)
    if not same or not set(last.taught) <= set(said.taught):
        return None
    came = {
        media: kept for media, kept in question.what.fingerprints.items() if any(one.digest in since for one in kept)
    }
    if any(media in before.fingerprints for media in came):
        return None
    if not came:
        return list(last.found)
    question.listener.say(f"searching what came since for {question.item.name}: {counted(len(came), 'item')}")
    with small_archive(desk, came, question.listener) as searched:
        return [*last.found, *_found_in(desk, question, searched, frozenset())]


def _without_explained(record: Sightings, taught: Sequence[Distractor]) -> Sightings:
    """Return a report without the sightings that a distractor explains by way of another sighting.

    Those that lead to the distractor itself stay, and say why the others are not there.
    """
    stood = standing(record, (), taught)
    kept = [one.sighting for one in stood if one.state != "distractor" or _leads_to(one.sighting, taught)]
    return replace(record, found=tuple(kept))


def _leads_to(sighting: Sighting, taught: Sequence[Distractor]) -> bool:
    there = sighting.there
    spans = [each.place.span for each in taught if each.place.media == there.media]
    return covered(there.span, spans) >= _HALF


def _search(desk: Desk, question: _Question) -> Sequence[Sighting]:
    known = {each.media for each in desk.vault.index.footage()}
    every = latest(desk.vault.index.fingerprints(), methods(desk))
    wanted = {media: kept for media, kept in every.items() if media in known}
    searching = f"searching {counted(len(question.what.names), 'item')} for {question.item.name}"
    question.listener.say(f"{searching}, descriptor: {described_by(desk, question.length)}")
    with archive(desk, wanted, question.listener) as searched:
        without = searched.numbered(wanted.keys() - question.what.fingerprints.keys())
        return _found_in(desk, question, searched, without)


def _found_in(
    desk: Desk, question: _Question, searched: SearchedArchive, without: frozenset[int]
) -> Sequence[Sighting]:
    from dragoman.sightings.search import Query, search

    frames, peaks = unpacked(desk, question.fingerprints)
    query = Query(frames, peaks, question.media.duration, without)
    return search(query, searched, question.listener.heard, effort_of(question.length))
