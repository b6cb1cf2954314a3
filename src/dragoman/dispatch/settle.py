"""The dispatch as a record: only when every pin leads somewhere and every quotation stands."""

from collections.abc import Iterator, Sequence
from typing import NoReturn

from dragoman.dispatch.document import Draft, Mark
from dragoman.dispatch.passage import Passage
from dragoman.dispatch.place import Place
from dragoman.dispatch.resolve import Held, HeldVoice, Resolved
from dragoman.model.edition import Dispatch, Quotation, SeenRef, SourceRef, Still
from dragoman.model.errors import DispatchError


def settle(resolved: Resolved) -> Dispatch:
    """Return the record of a dispatch; raise DispatchError, with its place, at the first thing that does not hold."""
    document = resolved.document
    quotations = sorted(_quotations(resolved), key=lambda each: (each.line, each.column))
    if document.meta.number is None:
        raise DispatchError("the dispatch has no number", place=f"{document.path}:1", hint="add `number:` on top")
    return Dispatch(
        path=document.path,
        text=document.text,
        series=document.meta.series,
        number=document.meta.number,
        date=document.meta.date,
        title=document.meta.title,
        topics=document.meta.topics,
        language=document.meta.language,
        sources=tuple(_sources(resolved, quotations)),
        quotations=tuple(quotations),
        stills=tuple(_stills(resolved)),
        seen=tuple(_seen(resolved)),
    )


def _quotations(resolved: Resolved) -> Iterator[Quotation]:
    for held in resolved.quotations:
        yield _quotation(resolved.document, held)
    for voice in resolved.voices:
        if voice.verdict.name == "altered":
            _refuse(resolved.document, voice.voiced.words, "words in quotation marks that differ from what was said")
        if voice.verdict.name == "faithful" and voice.mark is not None and voice.passage is not None:
            yield _voice(voice, voice.mark, voice.passage)


def _quotation(document: Draft, held: Held) -> Quotation:
    mark, passage = held.mark, held.passage
    if passage is None or mark.pin is None:
        _refuse(document, mark.at, f"a pin that leads nowhere: {held.lost}")
    if held.verdict.name == "altered":
        _refuse(document, mark.words, "a quotation that differs from the words it is pinned to")
    if passage.unapproved:
        _refuse(document, mark.at, "a pinned segment that no person has approved")
    return Quotation(
        text=mark.text,
        pin=mark.pin,
        held_to=held.verdict.held_to or "translation",
        reviewed=passage.reviewed_digest,
        segments=tuple(segment.id for segment in passage.segments),
        form=mark.form,
        attribution=mark.attribution,
        line=mark.words.line,
        column=mark.words.column,
    )


def _voice(voice: HeldVoice, mark: Mark, passage: Passage) -> Quotation:
    return Quotation(
        text=voice.voiced.text,
        pin=passage.pin,
        held_to=voice.verdict.held_to or "translation",
        reviewed=passage.reviewed_digest,
        segments=tuple(segment.id for segment in passage.segments),
        form="title",
        attribution=mark.attribution,
        line=voice.voiced.words.line,
        column=voice.voiced.words.column,
    )


def _sources(resolved: Resolved, quotations: Sequence[Quotation]) -> Iterator[SourceRef]:
    document = resolved.document
    for name, item_name in document.meta.sources.items():
        shelf = resolved.item(name)
        if shelf is None:
            _refuse(document, document.fields[f"sources.{name}"], f"the desk has no item `{item_name}`")
        cited = dict.fromkeys(quotation.reviewed for quotation in quotations if quotation.pin.name == name)
        yield SourceRef(name, item_name, shelf.item_digest, tuple(cited))


def _stills(resolved: Resolved) -> Iterator[Still]:
    for held in resolved.pictures:
        picture = held.picture
        if held.lost or picture.pin is None:
            _refuse(resolved.document, picture.at, f"a picture that is not in the footage: {held.lost}")
        yield Still(picture.caption, picture.pin, picture.at.line, picture.at.column)


def _seen(resolved: Resolved) -> Iterator[SeenRef]:
    for held in resolved.seen:
        if held.lost:
            _refuse(resolved.document, held.at, f"a report that is not there: {held.lost}")
        if held.unjudged:
            _refuse(resolved.document, held.at, "a report with sightings that nobody has judged")
        yield SeenRef(held.name, held.digest, held.verdicts, held.elsewhere)


def _refuse(document: Draft, place: Place, message: str) -> NoReturn:
    at = f"{document.path}:{place.line}:{place.column}"
    raise DispatchError(message, place=at, hint=f"run `dragoman check {document.path}`")
