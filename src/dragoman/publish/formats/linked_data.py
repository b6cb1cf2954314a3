"""Each edition in schema.org's vocabulary, for machines: NewsArticle, its quotations, the clips behind them.

A linked file, not a script in the page: the content policy of the pages allows no inline script.
"""

from collections.abc import Iterator
from typing import Any

import msgspec

from dragoman.model.edition import Quotation
from dragoman.model.time import seconds
from dragoman.publish import addresses
from dragoman.publish.build import Build, Offer
from dragoman.publish.material import EditionMaterial, ItemMaterial, Site
from dragoman.publish.needs import clip_of, poster_of
from dragoman.publish.output import Output
from dragoman.publish.views.quotation import QuotationView, quotations

# JSON holds these in strings alone, and a file so written may be pasted into a script element.
_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


class LinkedData:
    """Publish `dispatch.jsonld` beside every edition."""

    def offers(self, edition: EditionMaterial) -> tuple[Offer, ...]:
        """Return the edition as JSON-LD."""
        return (Offer("JSON-LD", f"{addresses.edition_folder(edition.edition)}dispatch.jsonld", "application/ld+json"),)

    def render(self, build: Build) -> Iterator[Output]:
        """Yield one file an edition."""
        for edition in build.site.editions:
            path = f"{addresses.edition_folder(edition.edition)}dispatch.jsonld"
            yield Output(path, escaped(_article(build, edition)))


def escaped(value: object) -> bytes:
    """Return `value` as JSON in which no character can end or open markup."""
    text = msgspec.json.format(msgspec.json.encode(value), indent=2).decode()
    return "".join(_ESCAPES.get(character, character) for character in text).encode() + b"\n"


def _article(build: Build, edition: EditionMaterial) -> dict[str, Any]:
    site, dispatch = build.site, edition.dispatch
    address = addresses.absolute(site.settings.address, addresses.edition_folder(edition.edition))
    views = quotations(build, edition)
    first = site.of(edition.key)[0]
    article: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": address,
        "url": address,
        "identifier": edition.digest,
        "version": edition.edition.edition,
        "headline": dispatch.title,
        "inLanguage": dispatch.language,
        "dateCreated": dispatch.date,
        "datePublished": first.edition.at,
        "dateModified": edition.edition.at,
        "keywords": list(dispatch.topics),
        "isPartOf": {"@type": "CreativeWorkSeries", "name": dispatch.series},
        "position": dispatch.number,
        "publisher": {
            "@type": "Organization",
            "name": site.desk.name,
            "url": addresses.absolute(site.settings.address, ""),
        },
        "author": {"@type": "Organization", "name": site.desk.name},
        "hasPart": [_quotation(build, edition, q, v) for q, v in zip(dispatch.quotations, views, strict=True)],
    }
    pictures = [build.footage.get(poster_of(edition, source.item_name)) for source in dispatch.sources]
    article["image"] = [addresses.absolute(site.settings.address, picture.path) for picture in pictures if picture]
    if site.settings.licence:
        article["license"] = site.settings.licence
    return article


def _quotation(build: Build, edition: EditionMaterial, quotation: Quotation, view: QuotationView) -> dict[str, Any]:
    site, item = build.site, edition.item(quotation.pin)
    address = addresses.absolute(site.settings.address, addresses.edition_folder(edition.edition))
    part: dict[str, Any] = {
        "@type": "Quotation",
        "@id": f"{address}#q{view.number}",
        "text": view.words.words,
        "inLanguage": view.words.language,
        "isBasedOn": {
            "@type": "Clip",
            "identifier": view.pin,
            "startOffset": float(seconds(quotation.pin.start)),
            "endOffset": float(seconds(quotation.pin.span.end)),
            "isPartOf": _video(site, item),
        },
    }
    if view.speaker:
        part["spokenByCharacter"] = {"@type": "Person", "name": view.speaker.words}
    if quotation.held_to == "translation" and view.original:
        spoken = {"@type": "Quotation", "text": view.original.words, "inLanguage": view.original.language}
        part["translationOfWork"] = spoken
    clip = build.footage.get(clip_of(site, item, quotation))
    if clip is not None:
        part["isBasedOn"]["contentUrl"] = addresses.absolute(site.settings.address, clip.path)
        part["isBasedOn"]["sha256"] = clip.digest.removeprefix("sha256:")
    return part


def _video(site: Site, item: ItemMaterial) -> dict[str, Any]:
    blob = item.preserved.blobs[0].digest if item.media is None else item.media.blob
    kind = "VideoObject" if item.has_picture else "AudioObject"
    video: dict[str, Any] = {
        "@type": kind,
        "@id": addresses.absolute(site.settings.address, addresses.item_page(item.item.name)),
        "name": item.item.title,
        "inLanguage": item.language,
        "sha256": blob.removeprefix("sha256:"),
    }
    facts = {"uploadDate": item.item.released, "creditText": item.item.credit, "dateCreated": item.item.spoken}
    return video | {name: value for name, value in facts.items() if value}
