"""A dispatch's page."""

from dataclasses import dataclass

from dragoman.model.direction import Direction
from dragoman.model.edition import Still
from dragoman.model.time import seconds
from dragoman.publish import addresses
from dragoman.publish.account.parts import Account
from dragoman.publish.build import Build, Offer
from dragoman.publish.dates import day, moment
from dragoman.publish.footage import Placed
from dragoman.publish.foreign import Text, of_either
from dragoman.publish.material import EditionMaterial
from dragoman.publish.needs import clip_of_still, frame_of
from dragoman.publish.typography import curled
from dragoman.publish.views.chain import Chain, Link, chains, dispatch_links
from dragoman.publish.views.citation import Citation, citation
from dragoman.publish.views.listing import Topic, kicker_of, languages_of, topics_of
from dragoman.publish.views.player import Player, player
from dragoman.publish.views.quotation import QuotationView, quotations, title_of
from dragoman.publish.views.seen import SeenView, seen


@dataclass(frozen=True)
class StillView:
    """Hold a picture or clip from the footage: caption, item, exact time, and the files."""

    number: int
    caption: Text
    item_title: Text
    item_page: str
    at: str
    picture: Placed | None
    player: Player | None


@dataclass(frozen=True)
class EditionLink:
    """Hold one edition of a dispatch in its list of editions."""

    number: int
    at: str
    when: str
    page: str
    is_this: bool


@dataclass(frozen=True)
class DispatchView:
    """Hold a dispatch's page, at whatever address it stands."""

    kicker: Text
    title: Text
    date: str
    day: str
    language: str
    dir: Direction
    topics: tuple[Topic, ...]
    spoken: tuple[str, ...]
    account: Account
    quotations: tuple[QuotationView, ...]
    stills: tuple[StillView, ...]
    edition: EditionLink
    editions: tuple[EditionLink, ...]
    is_latest: bool
    latest_page: str
    canonical: str
    citation: Citation
    links: tuple[Link, ...]
    chains: tuple[Chain, ...]
    warnings: tuple[str, ...]
    offers: tuple[Offer, ...]
    seen: tuple[SeenView, ...] = ()

    @property
    def gathered(self) -> tuple[QuotationView, ...]:
        """Return the quotations that do not stand as blocks in the account: inline ones and the title's."""
        return tuple(q for q in self.quotations if q.number - 1 not in self.account.in_flow)


def dispatch(build: Build, edition: EditionMaterial) -> DispatchView:
    """Return the page of an edition."""
    record, site = edition.dispatch, build.site
    folder = addresses.dispatch_folder(*edition.key)
    editions = tuple(_edition_link(other, edition) for other in site.of(edition.key))
    title = Text(curled(record.title, record.language), record.language)
    return DispatchView(
        kicker=kicker_of(edition),
        title=title,
        date=record.date,
        day=day(record.date),
        language=record.language,
        dir=title.dir,
        topics=topics_of(edition),
        spoken=languages_of(edition),
        account=build.account(edition),
        quotations=quotations(build, edition),
        stills=tuple(_still(build, edition, number, still) for number, still in enumerate(record.stills, start=1)),
        edition=next(link for link in editions if link.is_this),
        editions=editions,
        is_latest=edition.latest,
        latest_page=folder + addresses.INDEX,
        canonical=addresses.absolute(site.settings.address, folder),
        citation=citation(site, edition),
        links=dispatch_links(site, edition),
        chains=chains(site, edition),
        warnings=edition.checked.warnings,
        offers=build.offers(edition),
        seen=seen(site, edition),
    )


def _edition_link(other: EditionMaterial, this: EditionMaterial) -> EditionLink:
    return EditionLink(
        number=other.edition.edition,
        at=other.edition.at,
        when=moment(other.edition.at),
        page=addresses.edition_folder(other.edition) + addresses.INDEX,
        is_this=other.digest == this.digest,
    )


def _still(build: Build, edition: EditionMaterial, number: int, still: Still) -> StillView:
    item = edition.item(still.pin)
    desk = build.site.desk.language
    frame = frame_of(item, still.pin.start)
    reviewed = max(item.revisions.values(), key=lambda r: r.revision, default=None)
    picture = build.footage.get(frame)
    return StillView(
        number=number,
        caption=of_either(curled(still.caption, edition.dispatch.language), edition.dispatch.language, item.language),
        item_title=title_of(item, desk),
        item_page=addresses.item_page(item.item.name),
        at=seconds(picture.start if picture is not None else still.pin.start),
        picture=picture,
        player=player(build, clip_of_still(build.site, item, still), frame, reviewed, None),
    )
