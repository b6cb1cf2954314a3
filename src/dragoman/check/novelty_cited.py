"""What the reports of sightings that a dispatch cites say to a claim that its footage is new."""

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.dispatch.cited import HeldSeen
from dragoman.dispatch.document import Paragraph
from dragoman.dispatch.resolve import Resolved
from dragoman.dispatch.sighted import Stood
from dragoman.model.pin import parse_pin
from dragoman.model.time import Span, moment

_CITE = "cite a report that the archive was searched, say when it was released, or whose claim it is"


@dataclass(frozen=True, slots=True)
class Answer:
    """Hold what speaks against a claim, and what to do."""

    message: str
    hint: str


def asked(resolved: Resolved, paragraph: Paragraph) -> tuple[HeldSeen, ...]:
    """Return the cited reports that a claim in a paragraph is held to.

    Those on the sources that the paragraph itself quotes, where it quotes one with a report; else all.
    """
    pins = (parse_pin(link.target) for link in paragraph.words.links)
    names = {pin.name for pin in pins if pin is not None}
    cited = tuple(held for held in resolved.seen if not held.lost)
    return tuple(held for held in cited if held.name in names) or cited


def answer(claimed: str, footage: str, cited: Sequence[HeldSeen]) -> Answer | None:
    """Return what speaks against a claim, given the reports that it is held to; None where nothing does."""
    if not cited:
        return Answer(f'nothing proves "{claimed}" of "{footage}"', _CITE)
    for held in cited:
        known = [one for one in (*held.stood, *(held.later or ())) if one.state == "confirmed"]
        if known:
            return Answer(f'"{claimed}" of "{footage}", but {_stands(held, known)}', "say where it was seen before")
    waiting = [held for held in cited if _unjudged(held)]
    if waiting:
        count = sum(_unjudged(held) for held in waiting)
        which = f"{count} sighting{'s' * (count != 1)} of it that nobody has judged"
        return Answer(f'"{claimed}" of "{footage}" has {which}', f"judge first: dragoman seen {waiting[0].item}")
    return None


def unjudged(held: HeldSeen) -> Answer | None:
    """Return what keeps a report from being cited: that somebody has yet to judge it; None where nothing does."""
    count = len(held.unjudged)
    if not count:
        return None
    which = f"{count} sighting{'s' * (count != 1)}"
    return Answer(f"this report has {which} that nobody has judged", f"judge first: dragoman seen {held.item}")


def overtaken(held: HeldSeen) -> Answer | None:
    """Return why a report no longer says what a search would say now; None where nothing is known to have changed."""
    searched = held.searched
    if searched is None or held.report is None:
        return None
    if searched.same_bytes:
        names = ", ".join(f"`{name}`" for name in searched.same_bytes)
        return Answer(f"the very same bytes were captured as {names} too", "see when, and say so")
    if held.later is not None:
        latest = tuple(searched.reports)[-1]
        return Answer("a later report on this footage stands", f"cite {latest}")
    if searched.behind:
        return Answer(f"{searched.behind} this report was made", f"ask again: dragoman seen {held.item}")
    return None


def _unjudged(held: HeldSeen) -> int:
    """Count the sightings that nobody has judged in the latest report on the footage, the cited one or a later."""
    return sum(one.state == "suggested" for one in (held.stood if held.later is None else held.later))


def _stands(held: HeldSeen, known: Sequence[Stood]) -> str:
    first = known[0].sighting
    elsewhere = held.searched.elsewhere.get(first.there.media) if held.searched is not None else None
    name = f"`{elsewhere.item.name}`" if elsewhere is not None else "an item that the desk no longer names"
    more = f", and {len(known) - 1} more" if len(known) > 1 else ""
    return f"{_times(first.here)} of `{held.item}` stands in {name} at {_times(first.there.span)}{more}"


def _times(span: Span) -> str:
    return f"{moment(span.start)}-{moment(span.end)}"
