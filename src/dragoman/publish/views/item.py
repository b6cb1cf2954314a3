"""An item's own page: what is known of the footage, its transcript, and who cites it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.model.capture import Hop
from dragoman.model.review import Reviewed
from dragoman.model.time import clock
from dragoman.publish import addresses
from dragoman.publish.build import Build
from dragoman.publish.dates import day, moment
from dragoman.publish.foreign import Text, of_either
from dragoman.publish.languages import language_name
from dragoman.publish.material import EditionMaterial, ItemMaterial
from dragoman.publish.needs import poster_of, whole_of
from dragoman.publish.views.chain import Link, footage_links
from dragoman.publish.views.draft import tool_words
from dragoman.publish.views.line import Line, line
from dragoman.publish.views.listing import Row, kicker_of, row
from dragoman.publish.views.player import Player, player
from dragoman.publish.views.quotation import title_of


@dataclass(frozen=True)
class MachineLine:
    """Hold one segment as the machine first heard it."""

    clock: str
    words: Text


@dataclass(frozen=True)
class TranscriptView:
    """Hold an item's reviewed text, line by line, and the draft it was made from."""

    revision: int
    approved: int
    lines: tuple[Line, ...]
    machine: str
    machine_lines: tuple[MachineLine, ...]


@dataclass(frozen=True)
class ItemView:
    """Hold an item's page. `spoken` and `released` are empty where nobody knows the day."""

    title: Text
    name: str
    publisher: Text
    credit: Text
    language: str
    detected: str
    length: str
    spoken: tuple[str, str]
    released: tuple[str, str]
    captured: tuple[str, str]
    address: str
    source: str
    hops: tuple[Hop, ...]
    links: tuple[Link, ...]
    cited_by: tuple[Row, ...]
    transcript: TranscriptView | None
    player: Player | None


def items(build: Build) -> Mapping[str, ItemView]:
    """Return every cited item's page by its name, from the newest edition that cites it."""
    citing = build.site.by_item
    return {name: _item(build, citing[name], name) for name in sorted(citing)}


def _item(build: Build, citing: Sequence[EditionMaterial], name: str) -> ItemView:
    edition = max(citing, key=lambda e: (e.latest, e.edition.at, e.edition.number))
    item = edition.items[name]
    record, capture = item.item, item.capture
    desk = build.site.desk.language
    cited = (r for e in citing for r in e.items[name].revisions.values())
    reviewed = max(cited, key=lambda r: r.revision, default=None)
    latest = sorted((e for e in citing if e.latest), key=lambda e: (e.dispatch.date, *e.key[::-1]), reverse=True)
    shown = player(build, whole_of(build.site, item), poster_of(edition, name), reviewed, None)
    return ItemView(
        title=title_of(item, desk),
        name=name,
        publisher=of_either(record.publisher, desk, item.language),
        credit=of_either(record.credit, desk, item.language),
        language=language_name(item.language),
        detected=_detected(item),
        length=clock(item.duration) if item.duration is not None else "",
        spoken=(record.spoken or "", day(record.spoken) if record.spoken else ""),
        released=(record.released or "", day(record.released) if record.released else ""),
        captured=(capture.at, moment(capture.at)),
        address=capture.address,
        source=f"{capture.source}, by {tool_words(capture.by)}",
        hops=capture.hops,
        links=tuple(footage_links(build.site, item)),
        cited_by=tuple(row(build, e) for e in latest),
        transcript=_transcript(latest, reviewed, item, shown) if reviewed is not None else None,
        player=shown,
    )


def _transcript(
    citing: Sequence[EditionMaterial], reviewed: Reviewed, item: ItemMaterial, shown: Player | None
) -> TranscriptView:
    heard = item.heard
    return TranscriptView(
        revision=reviewed.revision,
        approved=sum(1 for segment in reviewed.segments if segment.approved),
        lines=_lines(citing, reviewed, shown, item.item.name),
        machine=tool_words(heard.by),
        machine_lines=tuple(MachineLine(clock(s.span.start), Text(s.text, heard.language)) for s in heard.segments),
    )


def _detected(item: ItemMaterial) -> str:
    permille = item.transcript.detected if item.transcript is not None else None
    return "named by a person" if permille is None else f"detected by the machine, probability {permille / 1000:.3f}"


def _lines(citing: Sequence[EditionMaterial], reviewed: Reviewed, shown: Player | None, name: str) -> tuple[Line, ...]:
    """Return the whole reviewed transcript, each line with the quotations that rest on it."""
    quotes: dict[str, list[tuple[Text, str]]] = {}
    for edition in citing:
        page = addresses.dispatch_folder(*edition.key) + addresses.INDEX
        for number, quotation in enumerate(edition.dispatch.quotations, start=1):
            if edition.source(quotation.pin).item_name == name:
                label = of_either(f"{kicker_of(edition).words}, quotation {number}", edition.dispatch.language)
                for segment in quotation.segments:
                    quotes.setdefault(segment, []).append((label, f"{page}#q{number}"))
    lines = (line(segment, reviewed, shown) for segment in reviewed.segments)
    return tuple(
        replace(one, quotes=tuple(quotes.get(one.segment, ())), is_quoted=one.segment in quotes) for one in lines
    )
