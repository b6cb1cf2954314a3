"""Reports of sightings made of a few lines: what dispatches under test cite."""

import dataclasses
from collections.abc import Iterable

from msgspec.structs import replace

from dragoman.dispatch.library import Elsewhere, Searched
from dragoman.model.capture import Item, Tool
from dragoman.model.digest import digest, of_bytes
from dragoman.model.sighting import Archive, Distractor, Place, Sighting, Sightings, Verdict
from dragoman.model.time import Span, millis

DAY = "2026-11-22T12:00:00Z"
ARCHIVE = Archive(12, 11_520_000, of_bytes(b"everything"), 0)
METHOD = Tool("sightings", "1")


def report_name(letter: str) -> str:
    """Return the digest by which a page names the report of a letter."""
    return f"sha256:{letter * 64}"


def media_of(item: str) -> str:
    """Return the digest of an item's footage."""
    return of_bytes(item.encode())


def report_of(item: str, *found: Sighting, taught: tuple[str, ...] = ()) -> Sightings:
    """Return a report on an item's footage."""
    return Sightings(media_of(item), (), ARCHIVE, METHOD, DAY, found, taught)


def sighting_of(here: Span, item: str, there: Span) -> Sighting:
    """Return a sighting of a stretch in another item."""
    return Sighting(here, Place(media_of(item), there), "both", 4, 60)


def span_of(text: str) -> Span:
    """Return the span that `2.000-6.000` writes in seconds."""
    start, end = text.split("-")
    return Span(millis(float(start)), millis(float(end)))


def searched(lines: Iterable[str]) -> dict[str, Searched]:
    """Return what is known of searches, by item, from lines.

    `report LETTER ITEM` opens a report; `found LETTER HERE ITEM THERE [confirmed|rejected]` puts a sighting into
    it, with a verdict; `taught LETTER ITEM SPAN` has it leave a distractor out; `behind ITEM WHY`, `same ITEM
    OTHER` state what else the desk knows.
    """
    items: dict[str, Searched] = {}
    owner: dict[str, str] = {}
    for line in lines:
        kind, which, *rest = line.split(" ")
        if kind == "report":
            owner[which] = rest[0]
            known = items.get(rest[0], Searched({}))
            items[rest[0]] = dataclasses.replace(
                known, reports={**known.reports, report_name(which): report_of(rest[0])}
            )
        elif kind == "behind":
            items[which] = dataclasses.replace(items[which], behind=" ".join(rest))
        elif kind == "same":
            items[which] = dataclasses.replace(items[which], same_bytes=tuple(rest))
        elif kind == "taught":
            items[owner[which]] = _taught(items[owner[which]], report_name(which), rest)
        else:
            items[owner[which]] = _found(items[owner[which]], report_name(which), rest)
    return items


def _found(known: Searched, name: str, words: list[str]) -> Searched:
    here, item, there, *judged = words
    found = sighting_of(span_of(here), item, span_of(there))
    report = known.reports[name]
    report = replace(report, found=(*report.found, found))
    known = dataclasses.replace(known, reports={**known.reports, name: report})
    if judged not in (["confirmed"], ["rejected"]):
        return known
    verdict = Verdict(
        name, Place(report.media, found.here), found.there, "confirmed" if judged == ["confirmed"] else "rejected",
        "Sara", DAY,
    )  # fmt: skip
    record = Item(item, of_bytes(b"bag"), media_of(item), item)
    elsewhere = {**known.elsewhere, media_of(item): Elsewhere(digest(record), record, DAY)}
    return dataclasses.replace(known, verdicts={**known.verdicts, digest(verdict): verdict}, elsewhere=elsewhere)


def _taught(known: Searched, name: str, words: list[str]) -> Searched:
    distractor = Distractor(Place(media_of(words[0]), span_of(words[1])), "ident", "Sara", DAY)
    report = known.reports[name]
    report = replace(report, taught=(*report.taught, digest(distractor)))
    taught = {**known.distractors, digest(distractor): distractor}
    return dataclasses.replace(known, reports={**known.reports, name: report}, distractors=taught)
