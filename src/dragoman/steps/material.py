"""Gather what a site is rendered from, out of records alone: a desk's, or those that a site published."""

from collections.abc import Iterable

from dragoman.model.capture import Capture, Item, Media, Preserved
from dragoman.model.digest import canonical
from dragoman.model.edition import Checked, Dispatch, Edition, SourceRef
from dragoman.model.records import Record
from dragoman.model.review import Reviewed
from dragoman.model.settings import DeskSettings, PublishSettings
from dragoman.model.transcript import Transcript, Translation
from dragoman.publish.material import EditionMaterial, ItemMaterial, Site
from dragoman.steps.chain import Get, as_kind, batches, closure


def site_of(editions: Iterable[str], get: Get, desk: DeskSettings, settings: PublishSettings) -> Site:
    """Return the site that these editions make, with every record that they rest on.

    The order in which they are named is no matter, nor are their times: a clock may have gone back.
    """
    wanted = tuple(editions)
    records = dict(closure(wanted, get))
    read = ((name, as_kind(records[name], Edition)) for name in wanted)
    found = dict(sorted(read, key=lambda pair: (pair[1].series, pair[1].number, pair[1].edition)))
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
        decisions=batches(latest.decisions, records.__getitem__) if latest else (),
    )
