"""What people say of sightings: a verdict on one, or that a stretch proves nothing."""

from collections.abc import Callable
from dataclasses import dataclass

from dragoman.model.errors import BadInput
from dragoman.model.sighting import Distractor, Judgement, Place, Verdict
from dragoman.model.time import Span, moment, now
from dragoman.steps.desk import Desk
from dragoman.steps.seen_report import distractors, footage, look

_LONGEST = 200


@dataclass(frozen=True)
class Judging:
    """Say what a named person makes of a sighting.

    `report` is the digest of the report in which they read its number; empty for the latest.
    """

    judgement: Judgement
    by: str
    note: str = ""
    report: str = ""


@dataclass(frozen=True)
class Teaching:
    """Say what a named person knows to prove nothing: a stretch of footage in milliseconds, and what it is."""

    span: Span
    label: str
    by: str


def judge(desk: Desk, name: str, number: int, judging: Judging, *, clock: Callable[[], str] = now) -> Verdict:
    """Keep a verdict on the sighting of that number in the latest report on an item; the last verdict holds.

    Raise BadInput where there is no such sighting, where the report is another one by now, or where nobody
    is named.
    """
    by = _person(judging.by)
    latest = look(desk, name)
    if latest is None:
        raise BadInput(f"nobody has asked where {name} was seen", hint=f"run `dragoman seen {name}` first")
    if judging.report not in ("", latest.digest):
        raise BadInput(f"a later report on {name} stands, and its numbers differ", hint="look at it, then judge")
    found = next((one for one in latest.found if one.number == number), None)
    if found is None:
        hint = f"`dragoman seen {name}` lists them: {len(latest.found)} in all"
        raise BadInput(f"{name} has no sighting {number}", hint=hint)
    here = Place(latest.sightings.media, found.sighting.here)
    verdict = Verdict(latest.digest, here, found.sighting.there, judging.judgement, by, clock(), judging.note)
    desk.vault.put([verdict], what="verdict", at=verdict.at)
    return verdict


def teach(desk: Desk, name: str, teaching: Teaching, *, clock: Callable[[], str] = now) -> Distractor:
    """Teach the archive that a stretch of an item's footage proves nothing, here and wherever it is seen.

    Raise BadInput for a stretch outside the footage, and where nobody is named or nothing said of it.
    """
    item, media = footage(desk, name)
    label = " ".join(teaching.label.split())
    if not label or len(label) > _LONGEST:
        raise BadInput("say what the stretch is", hint='in a few words, as in --label "station ident"')
    if item.media is None or teaching.span.end > media.duration:
        raise BadInput(f"the footage of {name} ends at {moment(media.duration)}", hint="name a stretch within it")
    distractor = Distractor(Place(item.media, teaching.span), label, _person(teaching.by), clock())
    desk.vault.put([distractor], what="distractor", at=distractor.at)
    return distractor


def unteach(desk: Desk, name: str, taught: str, by: str, *, clock: Callable[[], str] = now) -> Distractor:
    """Take back what was taught of an item's footage, by the digest of its record; raise BadInput for another."""
    item, _ = footage(desk, name)
    for each in distractors(desk):
        if each.digest == taught and each.distractor.place.media == item.media:
            before = each.distractor
            back = Distractor(before.place, before.label, _person(by), clock(), holds=False)
            desk.vault.put([back], what="distractor", at=back.at)
            return back
    raise BadInput(f"nothing of that digest is taught of {name}", hint="load the page again")


def at_place(desk: Desk, name: str, span: Span) -> str:
    """Return the digest of what is taught of exactly that stretch of an item; raise BadInput where nothing is."""
    item, _ = footage(desk, name)
    for each in distractors(desk):
        if each.distractor.place == Place(item.media or "", span):
            return each.digest
    raise BadInput(f"nothing is taught of {name} there", hint=f"`dragoman seen {name}` lists what is")


def _person(by: str) -> str:
    name = " ".join(by.split())
    if not name:
        raise BadInput("nobody is named", hint='say who decides, as in --by "Sara N."')
    return name
