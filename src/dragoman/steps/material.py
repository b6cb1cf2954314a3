"""Gather what a site is rendered from, out of records alone: a desk's, or those that a site published."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from dragoman.model.capture import Capture, Item, Media, Preserved
from dragoman.model.digest import canonical, digest
from dragoman.model.edition import Checked, Dispatch, Edition, SourceRef
from dragoman.model.errors import Damaged
from dragoman.model.records import Record, kind_of
from dragoman.model.review import Decisions, Reviewed
from dragoman.model.settings import DeskSettings, PublishSettings
from dragoman.model.transcript import Transcript, Translation
from dragoman.publish.material import EditionMaterial, ItemMaterial, Site

R = TypeVar("R")

Get = Callable[[str], Record]
"""Return the record that a digest names; raise VaultError where there is none."""


def site_of(editions: Iterable[str], get: Get, desk: DeskSettings, settings: PublishSettings) -> Site:
    """Return the site that these editions make, with every record that they rest on."""
    wanted = tuple(editions)
    records = dict(closure(wanted, get))
    found = {name: as_kind(records[name], Edition) for name in wanted}
    newest = {(edition.series, edition.number): name for name, edition in found.items()}
    return Site(
        desk=desk,
        settings=settings,
        editions=tuple(
            _edition(name, edition, records, latest=newest[edition.series, edition.number] == name)
            for name, edition in found.items()
        ),
        records={name: canonical(record) for name, record in sorted(records.items())},
    )


def closure(roots: Iterable[str], get: Get) -> Iterator[tuple[str, Record]]:
    """Yield every record that `roots` were made from, they included, each once."""
    seen: set[str] = set()
    waiting = list(roots)
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        record = get(name)
        yield name, record
        waiting += record.made_from


def as_kind(record: Record, kind: type[R]) -> R:
    """Return `record` as the kind it must be; raise Damaged where another kind stands."""
    if not isinstance(record, kind):
        raise Damaged(f"a {kind_of(record)} stands where a {kind.__name__.lower()} is named", place=digest(record))
    return record


def _edition(name: str, edition: Edition, records: dict[str, Record], *, latest: bool) -> EditionMaterial:
    checked = as_kind(records[edition.checked], Checked)
    dispatch = as_kind(records[checked.dispatch], Dispatch)
    return EditionMaterial(
        edition=edition,
        digest=name,
        checked=checked,
        dispatch=dispatch,
        dispatch_digest=checked.dispatch,
        items={source.item_name: _item(source, records) for source in dispatch.sources},
        latest=latest,
    )


def _item(source: SourceRef, records: dict[str, Record]) -> ItemMaterial:
    item = as_kind(records[source.item], Item)
    preserved = as_kind(records[item.preserved], Preserved)
    revisions = {name: as_kind(records[name], Reviewed) for name in source.reviewed}
    latest = max(revisions.values(), key=lambda reviewed: reviewed.revision, default=None)
    translation = latest.translation if latest else None
    return ItemMaterial(
        item=item,
        item_digest=source.item,
        capture=as_kind(records[preserved.capture], Capture),
        preserved=preserved,
        preserved_digest=item.preserved,
        media=as_kind(records[item.media], Media) if item.media else None,
        revisions=revisions,
        transcript=as_kind(records[latest.transcript], Transcript) if latest else None,
        translation=as_kind(records[translation], Translation) if translation else None,
        decisions=_batches(latest, records) if latest else (),
    )


def _batches(reviewed: Reviewed, records: dict[str, Record]) -> tuple[tuple[str, Decisions], ...]:
    batches: list[tuple[str, Decisions]] = []
    at: str | None = reviewed.decisions
    while at is not None:
        batch = as_kind(records[at], Decisions)
        batches.append((at, batch))
        at = batch.before
    return tuple(reversed(batches))
