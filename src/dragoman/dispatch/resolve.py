"""Lead every pin of a dispatch to the words and the footage it names, and judge every quotation by them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.dispatch.cited import HeldSeen, held_seen
from dragoman.dispatch.compare.sayings import claims
from dragoman.dispatch.document import Draft, Mark, Picture, Voiced
from dragoman.dispatch.faithful import Verdict, cannot_tell, judge
from dragoman.dispatch.library import Library, Shelf
from dragoman.dispatch.passage import Passage, choose
from dragoman.dispatch.reading import Quoted, Reading
from dragoman.dispatch.stale import Stale, stale
from dragoman.dispatch.targets import pin_fault
from dragoman.dispatch.words import weight
from dragoman.model.pin import Pin
from dragoman.model.time import clock, seconds


@dataclass(frozen=True, slots=True)
class Held:
    """Hold a pinned quotation with what its pin led to.

    `lost` says why the pin leads nowhere, and is empty where it does. `stale` holds what a newer
    revision changed.
    """

    mark: Mark
    passage: Passage | None
    lost: str
    verdict: Verdict
    stale: Stale | None = None


@dataclass(frozen=True, slots=True)
class HeldVoice:
    """Hold words in quotation marks where no link can stand, with the passage that they were held to.

    It is that of the pinned quotation `mark`. Both are None where the words resemble no passage that
    the dispatch quotes, or where none could be asked.
    """

    voiced: Voiced
    verdict: Verdict
    mark: Mark | None = None
    passage: Passage | None = None


@dataclass(frozen=True, slots=True)
class HeldPicture:
    """Hold a still or clip; `lost` says why the footage has no such picture, and is empty where it has."""

    picture: Picture
    lost: str


@dataclass(frozen=True)
class Resolved(Reading):
    """Hold a dispatch with every pin led to its end, and every verdict given once."""

    document: Draft
    library: Library
    quotations: tuple[Held, ...]
    voices: tuple[HeldVoice, ...]
    pictures: tuple[HeldPicture, ...]
    missing: tuple[str, ...]
    seen: tuple[HeldSeen, ...] = ()

    def item(self, name: str) -> Shelf | None:
        """Return the shelf of the item that the front matter calls `name`."""
        return self.library.shelves.get(self.document.meta.sources.get(name, ""))


def resolve(document: Draft, library: Library) -> Resolved:
    """Lead every pin to its segments at its revision, or to the reason why not, and judge every quotation."""
    quotations = tuple(_held(mark, document, library) for mark in document.marks)
    voices = tuple(_held_voice(voiced, quotations) for voiced in document.voiced)
    pictures = tuple(HeldPicture(each, _picture_lost(each, document, library)) for each in document.pictures)
    missing = tuple(name for name, item in document.meta.sources.items() if item not in library.shelves)
    quoted = (*_quoted(quotations, voices), *_claimed(document, quotations))
    seen = tuple(held_seen(name, document, library) for name in document.meta.seen)
    return Resolved(document, quoted, library, quotations, voices, pictures, missing, seen)


def _quoted(quotations: Sequence[Held], voices: Sequence[HeldVoice]) -> Iterator[Quoted]:
    """Yield the quotations that were held to a passage: linked ones, then those in titles and captions."""
    for held in quotations:
        if held.passage is not None:
            mark = held.mark
            yield Quoted(mark.text, mark.words, mark.heading, held.verdict, held.passage)
    for voice in voices:
        if voice.passage is not None:
            voiced = voice.voiced
            yield Quoted(voiced.text, voiced.words, voiced.heading, voice.verdict, voice.passage)


def _claimed(document: Draft, quotations: Sequence[Held]) -> Iterator[Quoted]:
    """Yield the words that headings put after a name and a colon, where they resemble a passage quoted here."""
    for claim in claims(document):
        voiced = Voiced("heading", claim.text, claim.text, claim.words)
        held = _held_voice(voiced, quotations)
        if held.passage is not None:
            yield Quoted(claim.text, claim.words, claim.heading, held.verdict, held.passage, claimed=True)


def _held(mark: Mark, document: Draft, library: Library) -> Held:
    if mark.pin is None:
        reason = pin_fault(mark.target)
        return Held(mark, None, reason, cannot_tell(reason))
    shelf = _shelf(mark.pin, document, library)
    if isinstance(shelf, str):
        return Held(mark, None, shelf, cannot_tell(shelf))
    lost = _quotation_lost(mark.pin, shelf)
    if lost or mark.pin.revision is None:
        return Held(mark, None, lost, cannot_tell(lost))
    passage = choose(mark.pin, shelf, mark.pin.revision)
    if not any(wording.text for wording in passage.wordings):
        lost = f"nothing is said there, {_moment(mark.pin)} of revision {mark.pin.revision}"
        return Held(mark, None, lost, cannot_tell(lost))
    changed = stale(passage, shelf)
    if passage.unapproved:
        return Held(mark, passage, "", cannot_tell("a pinned segment is not approved"), changed)
    return Held(mark, passage, "", judge(mark.text, passage.wordings, heading=mark.heading), changed)


def _shelf(pin: Pin, document: Draft, library: Library) -> Shelf | str:
    """Return the shelf that a pin's name leads to, or why it leads to none."""
    item = document.meta.sources.get(pin.name)
    if item is None:
        known = ", ".join(document.meta.sources) or "none"
        return f"the front matter names no source `{pin.name}` (sources: {known})"
    return library.shelves.get(item) or f"the desk has no item `{item}`"


def _quotation_lost(pin: Pin, shelf: Shelf) -> str:
    if not shelf.revisions:
        return f"`{shelf.item.name}` has no reviewed text yet"
    if pin.revision is None or pin.revision not in shelf.revisions:
        return f"`{shelf.item.name}` has no revision {pin.revision} (the newest is {shelf.latest})"
    # A reviewed segment may end some milliseconds after its container says that the footage does.
    reviewed = shelf.revisions[pin.revision][1]
    return _beyond(pin, shelf, said_until=max((segment.span.end for segment in reviewed.segments), default=0))


def _beyond(pin: Pin, shelf: Shelf, *, said_until: int = 0) -> str:
    if shelf.media is None:
        return ""
    last = max(pin.start + 1, pin.end or 0)
    if last <= max(shelf.media.duration, said_until):
        return ""
    return f"the footage of `{shelf.item.name}` ends at {seconds(shelf.media.duration)}"


def _picture_lost(picture: Picture, document: Draft, library: Library) -> str:
    if picture.pin is None:
        return f"`{picture.target}` is no pin: it needs a source and a start"
    shelf = _shelf(picture.pin, document, library)
    if isinstance(shelf, str):
        return shelf
    if shelf.media is None or shelf.media.video is None:
        return f"`{shelf.item.name}` has no picture"
    if picture.pin.revision is not None and picture.pin.revision not in shelf.revisions:
        return f"`{shelf.item.name}` has no revision {picture.pin.revision} (the newest is {shelf.latest})"
    return _beyond(picture.pin, shelf)


def _held_voice(voiced: Voiced, quotations: Sequence[Held]) -> HeldVoice:
    """Hold unlinked words against the passages that the dispatch quotes itself: any of them may have them."""
    if any(held.passage is None or held.passage.unapproved for held in quotations):
        return HeldVoice(voiced, cannot_tell("not every quotation leads to reviewed words"))
    if weight(voiced.text) < 2:
        return HeldVoice(voiced, cannot_tell("a quotation of fewer than two words"))
    nearest: HeldVoice | None = None
    for mark, passage in _passages(quotations):
        verdict = judge(voiced.text, passage.wordings, heading=voiced.heading)
        if verdict.name == "faithful":
            return HeldVoice(voiced, verdict, mark, passage)
        if _resembles(voiced, verdict) and (nearest is None or verdict.same > nearest.verdict.same):
            nearest = HeldVoice(voiced, verdict, mark, passage)
    return nearest or HeldVoice(voiced, cannot_tell("it resembles no passage quoted here"))


def _passages(quotations: Sequence[Held]) -> Iterator[tuple[Mark, Passage]]:
    seen: set[tuple[str, tuple[str, ...]]] = set()
    for held in quotations:
        if held.passage is not None:
            key = (held.passage.reviewed_digest, tuple(segment.id for segment in held.passage.segments))
            if key not in seen:
                seen.add(key)
                yield held.mark, held.passage


def _resembles(voiced: Voiced, verdict: Verdict) -> bool:
    """Tell whether more than half of the words, and two at least, agree with the nearest wording."""
    return verdict.same >= 2 and 2 * verdict.same > weight(voiced.text)


def _moment(pin: Pin) -> str:
    return f"from {clock(pin.start)} to {clock(pin.end or pin.start)}"
