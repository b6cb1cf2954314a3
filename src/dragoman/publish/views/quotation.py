"""A quotation as a page shows it: both languages, the footage, the lines around, who stands for it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from dragoman.model.edition import Quotation
from dragoman.model.review import Reviewed, ReviewedSegment
from dragoman.model.time import Span, clock
from dragoman.publish import addresses
from dragoman.publish.build import Build
from dragoman.publish.foreign import Text, of_either
from dragoman.publish.material import EditionMaterial, ItemMaterial
from dragoman.publish.needs import clip_of, frame_of
from dragoman.publish.typography import bare
from dragoman.publish.views.draft import Draft, drafts, tool_words
from dragoman.publish.views.line import Line, line
from dragoman.publish.views.player import Player, player


@dataclass(frozen=True)
class QuotationView:
    """Hold one quotation of an edition. `words` is what was quoted; `translation` and `original` are the
    whole pinned text in the desk's language and the language spoken; `same_as` is the number of a quotation
    in the account that has the pin of this one, which stands in the headline.
    """

    number: int
    form: str
    held_to: str
    words: Text
    translation: Text
    original: Text
    speaker: Text
    item_title: Text
    item_page: str
    clocks: tuple[str, str]
    pin: str
    revision: int
    segments: tuple[str, ...]
    player: Player | None
    lines: tuple[Line, ...]
    approvals: tuple[str, ...]
    drafts: tuple[Draft, ...]
    machine: str
    same_as: int | None = None

    @property
    def beside(self) -> Text:
        """Return the pinned text in the other language than the quotation's."""
        return self.original if self.held_to == "translation" else self.translation


def quotations(build: Build, edition: EditionMaterial) -> tuple[QuotationView, ...]:
    """Return the quotations of an edition in their order, numbered from 1."""
    found = tuple(enumerate(edition.dispatch.quotations, start=1))
    below = {quotation.pin: number for number, quotation in reversed(found) if quotation.form != "title"}
    views = (_quotation(build, edition, number, quotation) for number, quotation in found)
    return tuple(
        replace(view, same_as=below.get(quotation.pin)) if quotation.form == "title" else view
        for view, (_, quotation) in zip(views, found, strict=True)
    )


def _quotation(build: Build, edition: EditionMaterial, number: int, quotation: Quotation) -> QuotationView:
    item = edition.item(quotation.pin)
    reviewed = item.revisions[quotation.reviewed]
    pinned = tuple(segment for segment in reviewed.segments if segment.id in quotation.segments)
    poster = frame_of(item, quotation.pin.start)
    shown = player(build, clip_of(build.site, item, quotation), poster, reviewed, quotation.pin.span)
    translation = Text(_joined(s.translation for s in pinned), reviewed.desk_language)
    original = Text(_joined(s.original for s in pinned), reviewed.language)
    language = reviewed.desk_language if quotation.held_to == "translation" else reviewed.language
    lines = _lines(reviewed, quotation, shown)
    return QuotationView(
        number=number,
        form=quotation.form,
        held_to=quotation.held_to,
        words=Text(bare(quotation.text), language),
        translation=translation,
        original=original,
        speaker=_speaker(quotation, pinned, reviewed),
        item_title=title_of(item, reviewed.desk_language),
        item_page=addresses.item_page(item.item.name),
        clocks=(clock(quotation.pin.start), clock(quotation.pin.span.end)),
        pin=str(quotation.pin),
        revision=reviewed.revision,
        segments=quotation.segments,
        player=shown,
        lines=lines,
        approvals=tuple(
            dict.fromkeys(words for shown_line in lines if shown_line.is_quoted for words in shown_line.by)
        ),
        drafts=drafts(item, reviewed, quotation.segments),
        machine=tool_words(item.heard.by),
    )


def title_of(item: ItemMaterial, desk_language: str) -> Text:
    """Return an item's title with the language it is most likely in."""
    return of_either(item.item.title, item.item.language or item.language, desk_language)


def _lines(reviewed: Reviewed, quotation: Quotation, shown: Player | None) -> tuple[Line, ...]:
    """Return the pinned lines with those that the clip's context reaches."""
    reach = quotation.pin.span
    if shown is not None and shown.footage.end > shown.footage.start:
        reach = Span(shown.footage.start, shown.footage.end)
    return tuple(
        replace(line(segment, reviewed, shown), is_quoted=segment.id in quotation.segments)
        for segment in reviewed.segments
        if segment.span.overlaps(reach) or segment.id in quotation.segments
    )


def _speaker(quotation: Quotation, pinned: tuple[ReviewedSegment, ...], reviewed: Reviewed) -> Text:
    named = quotation.attribution or ", ".join(dict.fromkeys(s.speaker for s in pinned if s.speaker))
    return of_either(named, reviewed.desk_language, reviewed.language)


def _joined(texts: Iterable[str]) -> str:
    return " ".join(text.strip() for text in texts if text.strip())
