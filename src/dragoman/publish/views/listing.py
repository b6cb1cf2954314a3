"""Dispatches in lists: the front page, topics, years, the feed."""

from dataclasses import dataclass

from dragoman.publish import addresses
from dragoman.publish.build import Build
from dragoman.publish.dates import day
from dragoman.publish.footage import Placed
from dragoman.publish.foreign import Text, of_either
from dragoman.publish.languages import language_name
from dragoman.publish.material import EditionMaterial
from dragoman.publish.needs import face_of
from dragoman.publish.typography import curled


@dataclass(frozen=True)
class Topic:
    """Hold a topic with its page and how many dispatches carry it."""

    name: Text
    page: str
    count: int = 0


@dataclass(frozen=True)
class Row:
    """Hold one dispatch as lists show it."""

    kicker: Text
    title: Text
    lead: Text
    date: str
    day: str
    page: str
    topics: tuple[Topic, ...]
    spoken: tuple[str, ...]
    quotations: int
    poster: Placed | None


def row(build: Build, edition: EditionMaterial) -> Row:
    """Return an edition's dispatch as a row, leading to its latest edition."""
    dispatch = edition.dispatch
    return Row(
        kicker=kicker_of(edition),
        title=Text(curled(dispatch.title, dispatch.language), dispatch.language),
        lead=Text(curled(build.account(edition).lead, dispatch.language), dispatch.language),
        date=dispatch.date,
        day=day(dispatch.date),
        page=addresses.dispatch_folder(dispatch.series, dispatch.number) + addresses.INDEX,
        topics=topics_of(edition),
        spoken=languages_of(edition),
        quotations=len(dispatch.quotations),
        poster=build.footage.get(face_of(edition)),
    )


def kicker_of(edition: EditionMaterial) -> Text:
    """Return a dispatch's series and number: `Dispatch 12`."""
    return of_either(f"{edition.edition.series} {edition.edition.number}", edition.dispatch.language)


def topics_of(edition: EditionMaterial) -> tuple[Topic, ...]:
    """Return an edition's topics, in its order; one may be named in a language spoken."""
    spoken = {item.language for item in edition.items.values()}
    languages = (edition.dispatch.language, *sorted(spoken))
    return tuple(Topic(of_either(topic, *languages), addresses.topic_page(topic)) for topic in edition.dispatch.topics)


def languages_of(edition: EditionMaterial) -> tuple[str, ...]:
    """Return the English names of the languages spoken in an edition's items, sorted."""
    return tuple(sorted({language_name(item.language) for item in edition.items.values()}))


def all_topics(editions: tuple[EditionMaterial, ...]) -> tuple[Topic, ...]:
    """Return every topic of some editions with its count, by page; spellings with one page are one topic."""
    counted: dict[str, Topic] = {}
    for edition in editions:
        for topic in {topic.page: topic for topic in topics_of(edition)}.values():
            before = counted.get(topic.page, topic)
            counted[topic.page] = Topic(before.name, topic.page, before.count + 1)
    return tuple(counted[page] for page in sorted(counted))
