"""The Atom feed (RFC 4287): one entry a dispatch, its latest edition."""

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from dragoman.publish import addresses
from dragoman.publish.build import Build, Offer
from dragoman.publish.material import EditionMaterial
from dragoman.publish.output import Output

# What XML 1.0 cannot hold at all, even escaped.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NEVER = "1970-01-01T00:00:00Z"


class Atom:
    """Publish `feed.xml`."""

    def offers(self, edition: EditionMaterial) -> tuple[Offer, ...]:
        """Return nothing: the feed is linked from every page."""
        return ()

    def render(self, build: Build) -> Iterator[Output]:
        """Yield the feed, newest dispatch first."""
        site = build.site
        home = addresses.absolute(site.settings.address, "")
        feed = addresses.absolute(site.settings.address, addresses.FEED)
        updated = max((edition.edition.at for edition in site.editions), default=_NEVER)
        lines = [
            '<?xml version="1.0" encoding="utf-8"?>',
            f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={_attribute(site.desk.language)}>',
            f"  <id>{_text(home)}</id>",
            f"  <title>{_text(site.title)}</title>",
            f"  <updated>{_text(updated)}</updated>",
            f"  <author><name>{_text(site.desk.name)}</name></author>",
            f'  <link rel="self" type="application/atom+xml" href={_attribute(feed)}/>',
            f'  <link rel="alternate" type="text/html" href={_attribute(home)}/>',
            *(line for edition in site.latest for line in _entry(build, edition)),
            "</feed>",
        ]
        yield Output(addresses.FEED, ("\n".join(lines) + "\n").encode())


def _entry(build: Build, edition: EditionMaterial) -> Iterator[str]:
    dispatch, site = edition.dispatch, build.site
    folder = addresses.dispatch_folder(*edition.key)
    address = addresses.absolute(site.settings.address, folder)
    yield f"  <entry xml:lang={_attribute(dispatch.language)}>"
    yield f"    <id>{_text(address)}</id>"
    yield f"    <title>{_text(f'{dispatch.series} {dispatch.number}: {dispatch.title}')}</title>"
    yield f"    <published>{_text(site.of(edition.key)[0].edition.at)}</published>"
    yield f"    <updated>{_text(edition.edition.at)}</updated>"
    yield f'    <link rel="alternate" type="text/html" href={_attribute(address)}/>'
    for offer in build.offers(edition):
        href = _attribute(addresses.absolute(site.settings.address, offer.path))
        kind, title = _attribute(offer.media_type), _attribute(offer.label)
        yield f'    <link rel="related" type={kind} title={title} href={href}/>'
    for topic in dispatch.topics:
        yield f"    <category term={_attribute(topic)}/>"
    yield f"    <summary>{_text(build.account(edition).lead)}</summary>"
    yield "  </entry>"


def _text(text: str) -> str:
    return escape(_FORBIDDEN.sub("\ufffd", text))


def _attribute(text: str) -> str:
    return quoteattr(_FORBIDDEN.sub("\ufffd", text))
