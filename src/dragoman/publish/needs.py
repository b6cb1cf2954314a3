"""Which footage a site needs: planned here, cut elsewhere, handed back as assets."""

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from dragoman.model.edition import Quotation, Still
from dragoman.model.time import Span
from dragoman.publish.material import EditionMaterial, ItemMaterial, Site


class ClipNeed(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="need", tag="clip"):
    """Ask for a stretch of an item as a proxy `height` pixels high (0 where there is no picture)."""

    item_name: str
    blob_digest: str
    span: Span
    height: int


class WholeNeed(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="need", tag="whole"):
    """Ask for a proxy of an item from end to end."""

    item_name: str
    blob_digest: str
    height: int


class StillNeed(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="need", tag="still"):
    """Ask for the frame shown at a moment, in milliseconds of the item's footage."""

    item_name: str
    blob_digest: str
    at: int


Need = ClipNeed | WholeNeed | StillNeed


@dataclass(frozen=True)
class Asset:
    """Hand back what was asked for: bytes, and where in the footage they start and end, in milliseconds.

    For a still both are the exact time of the frame; sizes are in pixels, 0 for sound.
    """

    data: bytes
    media_type: str
    width: int
    height: int
    start: int
    end: int


def plan(site: Site) -> tuple[Need, ...]:
    """Return every piece of footage that the site needs, each once, in the order of the editions."""
    return tuple(dict.fromkeys(need for edition in site.editions for need in _of_edition(site, edition)))


def clip_of(site: Site, item: ItemMaterial, quotation: Quotation) -> ClipNeed | None:
    """Return the clip of a quotation with its context, clamped to the footage; None without footage."""
    if item.media is None:
        return None
    around = site.settings.context * 1000
    start, end = max(0, quotation.pin.start - around), min(item.media.duration, quotation.pin.span.end + around)
    return _clip(site, item, Span(start, end)) if end > start else None


def clip_of_still(site: Site, item: ItemMaterial, still: Still) -> ClipNeed | None:
    """Return the clip that a moving still asks for, without context; None where its pin is a moment."""
    if item.media is None or still.pin.end is None:
        return None
    return _clip(site, item, still.pin.span)


def frame_of(item: ItemMaterial, at: int) -> StillNeed | None:
    """Return the frame shown at `at` milliseconds; None where the item has no picture."""
    if item.media is None or not item.has_picture:
        return None
    return StillNeed(item.item.name, item.media.blob, min(at, max(0, item.media.duration - 1)))


def whole_of(site: Site, item: ItemMaterial) -> WholeNeed | None:
    """Return the proxy of a whole item, where the desk publishes whole footage and there is some."""
    if item.media is None or site.settings.footage != "whole":
        return None
    return WholeNeed(item.item.name, item.media.blob, _height(site, item))


def face_of(edition: EditionMaterial) -> StillNeed | None:
    """Return the frame that stands for a dispatch: that of its first quotation, else of its first item."""
    if edition.dispatch.quotations:
        pin = edition.dispatch.quotations[0].pin
        return frame_of(edition.item(pin), pin.start)
    sources = edition.dispatch.sources
    return poster_of(edition, sources[0].item_name) if sources else None


def poster_of(edition: EditionMaterial, item_name: str) -> StillNeed | None:
    """Return the frame that stands for an item: where the dispatch first quotes it, else its beginning."""
    item = edition.items[item_name]
    pins = [q.pin for q in edition.dispatch.quotations if edition.source(q.pin).item_name == item_name]
    return frame_of(item, pins[0].start if pins else 0)


def _of_edition(site: Site, edition: EditionMaterial) -> Iterator[Need]:
    asked: list[Need | None] = []
    for quotation in edition.dispatch.quotations:
        item = edition.item(quotation.pin)
        asked += [clip_of(site, item, quotation), frame_of(item, quotation.pin.start)]
    for still in edition.dispatch.stills:
        item = edition.item(still.pin)
        asked += [clip_of_still(site, item, still), frame_of(item, still.pin.start)]
    for name in sorted(edition.items):
        asked += [whole_of(site, edition.items[name]), poster_of(edition, name)]
    yield from (need for need in asked if need is not None)


def _clip(site: Site, item: ItemMaterial, span: Span) -> ClipNeed | None:
    return ClipNeed(item.item.name, item.media.blob, span, _height(site, item)) if item.media is not None else None


def _height(site: Site, item: ItemMaterial) -> int:
    if item.media is None or item.media.video is None:
        return 0
    return min(site.settings.height, item.media.video.height)
