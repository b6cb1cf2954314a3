"""What a dispatch's page says of stretches that stood in the archive before, from the reports that it cites."""

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.dispatch.searched import archive_words, sentence
from dragoman.dispatch.sighted import Stood
from dragoman.model.sighting import AT_SPEED, Sighting
from dragoman.model.time import Span, moment
from dragoman.publish import addresses
from dragoman.publish.dates import day
from dragoman.publish.dates import moment as instant
from dragoman.publish.foreign import Text, of_either
from dragoman.publish.material import EditionMaterial, SeenMaterial, Site
from dragoman.publish.views.chain import Link, linked
from dragoman.publish.views.draft import tool_words
from dragoman.publish.views.quotation import title_of

_CHANNELS = {"picture": "picture", "sound": "sound", "both": "picture and sound"}


@dataclass(frozen=True)
class SeenRow:
    """Hold one confirmed sighting: times here and there, what stands there, how it was told, and by whom."""

    here: str
    there: str
    title: Text
    page: str
    dates: str
    how: str
    by: Text
    when: str


@dataclass(frozen=True)
class SeenView:
    """Hold the report on one source: what was searched, what was confirmed, and what no sighting covers.

    `page` is the source's own; `marked` are stretches that idents and the like explain.
    """

    title: Text
    page: str
    archive: str
    day: str
    method: str
    sentence: str
    rows: tuple[SeenRow, ...]
    unseen: tuple[str, ...]
    marked: tuple[str, ...]
    links: tuple[Link, ...]


def seen(site: Site, edition: EditionMaterial) -> tuple[SeenView, ...]:
    """Return what an edition says of each report that it cites, in the order of its front matter."""
    return tuple(_seen(site, each) for each in edition.seen)


def _seen(site: Site, cited: SeenMaterial) -> SeenView:
    report = cited.report
    confirmed = [one for one in cited.stood if one.state == "confirmed"]
    return SeenView(
        title=title_of(cited.item, site.desk.language),
        page=addresses.item_page(cited.item.item.name),
        archive=archive_words(report.archive),
        day=day(report.at),
        method=tool_words(report.by),
        sentence=sentence(report),
        rows=tuple(_row(site, cited, one) for one in confirmed),
        unseen=tuple(_times(span) for span in cited.unseen),
        marked=tuple(_times(span) for span in cited.marked),
        links=tuple(_links(site, cited)),
    )


def _row(site: Site, cited: SeenMaterial, one: Stood) -> SeenRow:
    sighting, verdict = one.sighting, one.verdict
    there = cited.elsewhere[sighting.there.media]
    name = there.item.name
    released = f"released {day(there.item.released)}, " if there.item.released else ""
    by = verdict.by if verdict is not None else ""
    return SeenRow(
        here=_times(sighting.here),
        there=_times(sighting.there.span),
        title=of_either(there.item.title, there.item.language or "und", site.desk.language),
        page=addresses.item_page(name) if name in site.by_item else "",
        dates=f"{released}captured {day(there.captured)}",
        how=_how(sighting),
        by=of_either(by, site.desk.language),
        when=day(verdict.at) if verdict is not None else "",
    )


def _how(sighting: Sighting) -> str:
    parts = [_CHANNELS[sighting.channel]]
    if sighting.mirrored:
        parts.append("mirrored")
    if sighting.speed != AT_SPEED:
        parts.append(f"at {sighting.speed / AT_SPEED:.3f} of its speed")
    return ", ".join(parts)


def _links(site: Site, cited: SeenMaterial) -> Iterator[Link]:
    report = cited.report
    yield linked(site, "Report of sightings", f"made {instant(report.at)}, by {tool_words(report.by)}", cited.digest)
    for digest, verdict in cited.verdicts:
        times = _times(verdict.here.span)
        yield linked(site, "Verdict", f"{times} {verdict.judgement} by {verdict.by}, {instant(verdict.at)}", digest)
    for digest in report.fingerprints:
        yield linked(site, "Fingerprint", "what the footage looks or sounds like, as it was searched for", digest)


def _times(span: Span) -> str:
    return f"{moment(span.start)}–{moment(span.end)}"
