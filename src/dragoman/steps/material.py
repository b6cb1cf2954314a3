"""Gather what a site is rendered from, out of records alone: a desk's, or those that a site published."""

from collections.abc import Iterable

from dragoman.dispatch.sighted import proves_nothing, standing, unseen
from dragoman.model.capture import Capture, Item, Media, Preserved
from dragoman.model.digest import canonical
from dragoman.model.edition import Checked, Dispatch, Edition, SeenRef, SourceRef
from dragoman.model.records import Record
from dragoman.model.review import Reviewed
from dragoman.model.settings import DeskSettings, PublishSettings
from dragoman.model.sighting import Distractor, Fingerprint, Sightings, Verdict
from dragoman.model.transcript import Transcript, Translation
from dragoman.publish.material import EditionMaterial, Elsewhere, ItemMaterial, SeenMaterial, Site
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
    items = {source.item_name: _item(source, records) for source in dispatch.sources}
    names = {source.name: source.item_name for source in dispatch.sources}
    return EditionMaterial(
        edition=edition,
        digest=name,
        checked=checked,
        dispatch=dispatch,
        dispatch_digest=checked.dispatch,
        items=items,
        latest=latest,
        seen=tuple(_seen(cited, items[names[cited.name]], records) for cited in dispatch.seen),
    )


def _seen(cited: SeenRef, item: ItemMaterial, records: dict[str, Record]) -> SeenMaterial:
    report = as_kind(records[cited.report], Sightings)
    verdicts = tuple((name, as_kind(records[name], Verdict)) for name in cited.verdicts)
    taught = [as_kind(records[name], Distractor) for name in report.taught]
    stood, marked = standing(report, [verdict for _, verdict in verdicts], taught), proves_nothing(report, taught)
    searched = max((as_kind(records[name], Fingerprint).length for name in report.fingerprints), default=0)
    there = [as_kind(records[name], Item) for name in cited.elsewhere]
    return SeenMaterial(
        item=item,
        digest=cited.report,
        report=report,
        stood=stood,
        verdicts=verdicts,
        unseen=unseen(report, stood, marked, searched),
        marked=marked,
        elsewhere={each.media or "": Elsewhere(each, _captured(each, records)) for each in there},
    )


def _captured(item: Item, records: dict[str, Record]) -> str:
    return as_kind(records[as_kind(records[item.preserved], Preserved).capture], Capture).at


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
