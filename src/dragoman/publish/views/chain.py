"""The chain of digests from a published sentence down to the bytes as received."""

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.model.review import Decisions, Reviewed
from dragoman.publish import addresses
from dragoman.publish.dates import moment
from dragoman.publish.foreign import Text
from dragoman.publish.material import EditionMaterial, ItemMaterial, Site
from dragoman.publish.views.draft import tool_words
from dragoman.publish.views.quotation import title_of


@dataclass(frozen=True)
class Link:
    """Hold one link: what it is, what it says, its digest, and where its record stands (empty: not here)."""

    name: str
    says: str
    digest: str
    record: str = ""


@dataclass(frozen=True)
class Chain:
    """Hold the links that one dispatch's quotations from one item at one revision rest on."""

    item_title: Text
    item_page: str
    revision: int
    links: tuple[Link, ...]


def dispatch_links(site: Site, edition: EditionMaterial) -> tuple[Link, ...]:
    """Return the links that all quotations of an edition share: edition, proof of the check, dispatch."""
    rules = len(edition.checked.rules)
    warnings = len(edition.checked.warnings)
    passed = f"{rules} rules were run and none blocked it" + (
        f"; {warnings} warning{'s' * (warnings != 1)}" if warnings else ""
    )
    return (
        linked(
            site,
            "Edition",
            f"edition {edition.edition.edition}, published {moment(edition.edition.at)}",
            edition.digest,
        ),
        linked(site, "Check", f"{passed}, by {tool_words(edition.checked.by)}", edition.edition.checked),
        linked(site, "Dispatch", "the Markdown file, byte for byte, with every pin resolved", edition.dispatch_digest),
    )


def chains(site: Site, edition: EditionMaterial) -> tuple[Chain, ...]:
    """Return the chain below each item and revision that an edition quotes, in the order of its sources."""
    return tuple(
        Chain(
            item_title=title_of(item, reviewed.desk_language),
            item_page=addresses.item_page(item.item.name),
            revision=reviewed.revision,
            links=tuple(_below(site, item, digest)),
        )
        for source in edition.dispatch.sources
        for item in [edition.items[source.item_name]]
        for digest in source.reviewed
        for reviewed in [item.revisions[digest]]
    )


def _below(site: Site, item: ItemMaterial, digest: str) -> Iterator[Link]:
    reviewed = item.revisions[digest]
    yield linked(site, f"Reviewed text, revision {reviewed.revision}", _standing(reviewed), digest)
    for batch_digest, batch in _batches(item, reviewed):
        yield linked(site, "Decisions", _decided(batch), batch_digest)
    if reviewed.translation is not None and item.translation is not None:
        yield linked(
            site, "Machine translation", f"a draft, by {tool_words(item.translation.by)}", reviewed.translation
        )
    yield linked(site, "Machine transcript", f"a draft, by {tool_words(item.heard.by)}", reviewed.transcript)
    yield from footage_links(site, item)


def footage_links(site: Site, item: ItemMaterial) -> Iterator[Link]:
    """Yield the links from an item's sealed bag down to the bytes as received."""
    sealed = f"the sealed BagIt folder, closed {moment(item.preserved.sealed_at)}"
    yield linked(site, "Item", "what the desk knows of the footage", item.item_digest)
    yield linked(site, "Preserved", sealed, item.preserved_digest)
    yield Link("Tagmanifest of the bag", "the list of lists that seals the bag", item.preserved.tagmanifest)
    yield linked(
        site, "Capture", f"fetched {moment(item.capture.at)}, by {tool_words(item.capture.by)}", item.preserved.capture
    )
    for blob in item.preserved.blobs:
        yield Link("Bytes as received", f"{blob.path}, {blob.size:,} bytes, {blob.media_type}", blob.digest)


def _batches(item: ItemMaterial, reviewed: Reviewed) -> Iterator[tuple[str, Decisions]]:
    """Yield the batches of decisions that led to a revision, the last first."""
    by_digest = dict(item.decisions)
    at: str | None = reviewed.decisions
    while at is not None and at in by_digest:
        yield at, by_digest[at]
        at = by_digest[at].before


def _decided(batch: Decisions) -> str:
    people = ", ".join(sorted({decision.by for decision in batch.decisions}))
    count = len(batch.decisions)
    when = max((decision.at for decision in batch.decisions), default="")
    return f"{count} decision{'s' * (count != 1)} by {people}, the last on {moment(when)}" if count else "no decision"


def _standing(reviewed: Reviewed) -> str:
    approved = sum(1 for segment in reviewed.segments if segment.approved)
    return f"{approved} of {len(reviewed.segments)} segments approved by people"


def linked(site: Site, name: str, says: str, digest: str) -> Link:
    """Return the link to a record, with its address where the site publishes it."""
    return Link(name, says, digest, addresses.record(digest) if digest in site.records else "")
