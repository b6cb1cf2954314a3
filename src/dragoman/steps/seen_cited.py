"""What a desk knows of the reports of sightings that its dispatches cite."""

from collections.abc import Collection, Iterable

from dragoman.dispatch.document import Draft
from dragoman.dispatch.library import Elsewhere, Searched
from dragoman.model.capture import Capture, Item, Media, Preserved
from dragoman.model.sighting import Distractor, Sightings, Verdict
from dragoman.steps.desk import Desk
from dragoman.steps.searchable import footage_of
from dragoman.steps.seen_report import behind


def searched(desk: Desk, documents: Iterable[Draft]) -> dict[str, Searched]:
    """Return what is known of the items whose reports some dispatches cite, by the item's name."""
    return searches_of(desk, {name for each in documents for name in cited_items(each)})


def cited_items(document: Draft) -> frozenset[str]:
    """Return the names of the items whose reports a dispatch cites."""
    meta = document.meta
    return frozenset(meta.sources[name] for name in meta.seen if name in meta.sources)


def searches_of(desk: Desk, names: Collection[str]) -> dict[str, Searched]:
    """Return what is known of searches for some items, by their names; nothing of those that are no footage."""
    known = {each.name: each.media for each in desk.vault.index.footage() if each.name in names} if names else {}
    return {name: _searched(desk, name, media) for name, media in known.items()}


def _searched(desk: Desk, name: str, media: str) -> Searched:
    vault = desk.vault
    reports = {each: vault.get_as(each, Sightings) for each in vault.index.sightings(media)}
    verdicts = {each: vault.get_as(each, Verdict) for each in vault.index.verdicts(media)}
    taught = {name for report in reports.values() for name in report.taught}
    places = {place.media for verdict in verdicts.values() for place in (verdict.here, verdict.there)} - {media}
    last = tuple(reports.values())[-1] if reports else None
    return Searched(
        reports=reports,
        verdicts=verdicts,
        distractors={each: vault.get_as(each, Distractor) for each in sorted(taught)},
        elsewhere={each: found for each in sorted(places) if (found := _elsewhere(desk, each)) is not None},
        same_bytes=tuple(each.name for each in footage_of(desk, [media])[media] if each.name != name),
        behind=behind(desk, last, vault.get_as(media, Media).blob) if last is not None else "",
    )


def _elsewhere(desk: Desk, media: str) -> Elsewhere | None:
    """Return the item of some footage, the one captured first where there are several."""
    found = []
    for each in footage_of(desk, [media]).get(media, ()):
        item = desk.vault.get_as(each.item, Item)
        preserved = desk.vault.get_as(item.preserved, Preserved)
        found.append(Elsewhere(each.item, item, desk.vault.get_as(preserved.capture, Capture).at))
    return min(found, key=lambda one: one.captured, default=None)
