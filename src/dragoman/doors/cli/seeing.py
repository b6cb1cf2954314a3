"""`dragoman seen` and `dragoman distractor`."""

from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.doors.cli.screen import progress, say, show, show_json, table
from dragoman.steps.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dragoman.model.sighting import Sighting
    from dragoman.model.time import Span
    from dragoman.steps.desk import Desk
    from dragoman.steps.seen import Seen
    from dragoman.steps.seen_report import Found, Report


def seen(
    context: typer.Context,
    item: Annotated[str | None, typer.Argument(metavar="ITEM", help="The item's name; with --all, none.")] = None,
    *,
    every: Annotated[bool, typer.Option("--all", help="Ask for every item whose answer may have changed.")] = False,
    confirm: Annotated[
        list[int] | None, typer.Option("--confirm", metavar="N", help="Confirm the sighting of that number.")
    ] = None,
    reject: Annotated[
        list[int] | None, typer.Option("--reject", metavar="N", help="Reject the sighting of that number.")
    ] = None,
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who confirms or rejects.")] = "",
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="On what ground.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Show which stretches of an item stand in the archive already.

    What is found is suggested until somebody confirms or rejects it; both may be given several times. Exit 0
    whether anything was found or not.

    Example: dragoman seen talk; dragoman seen talk --confirm 1 --reject 2 --by "Sara N."
    """
    from dragoman.model.errors import BadInput
    from dragoman.steps.desk import open_desk

    if (item is None) != every:
        raise BadInput("name one item, or --all", hint="`dragoman items` lists the names")
    verdicts = [("confirmed", each) for each in confirm or ()] + [("rejected", each) for each in reject or ()]
    if verdicts and item is None:
        raise BadInput("a verdict is on one item's sighting", hint="name the item in place of --all")
    with open_desk(context.obj) as desk:
        if verdicts and item is not None:
            _judge(desk, item, verdicts, by, note)
            _print_standing(desk, item, as_json=as_json)
            return
        _print_answers(_asked(desk, item), as_json=as_json, briefly=every)


def distractor(
    context: typer.Context,
    place: Annotated[str, typer.Argument(metavar="ITEM#t=START,END", help="The stretch, in seconds.")],
    *,
    label: Annotated[str, typer.Option("--label", metavar="TEXT", help="What it is.")] = "",
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who says so.")] = "",
    remove: Annotated[bool, typer.Option("--remove", help="Take back what was taught of that stretch.")] = False,
) -> None:
    """Teach the archive that a stretch proves nothing: an ident, a jingle, black.

    What shows it again, in any item, counts as no sighting from then on; the stretch stays listed.

    Example: dragoman distractor talk#t=0.000,4.200 --label "station ident" --by "Sara N."
    """
    from dragoman.model.errors import BadInput
    from dragoman.model.pin import parse_pin
    from dragoman.steps.desk import open_desk
    from dragoman.steps.verdicts import Teaching, at_place, teach, unteach

    pin = parse_pin(place)
    if pin is None or pin.end is None or pin.revision is not None:
        raise BadInput(f"not a stretch: {place!r}", hint="write ITEM#t=START,END, as in talk#t=0.000,4.200")
    with open_desk(context.obj) as desk:
        if remove:
            back = unteach(desk, pin.name, at_place(desk, pin.name, pin.span), by)
            say(f"taken back: {back.label}, {_times(back.place.span)} of {pin.name}")
            return
        taught = teach(desk, pin.name, Teaching(pin.span, label, by))
        say(f"taught by {taught.by}: {_times(taught.place.span)} of {pin.name} is {taught.label} and proves nothing")


def _judge(desk: "Desk", item: str, verdicts: "Sequence[tuple[str, int]]", by: str, note: str) -> None:
    from dragoman.steps.verdicts import Judging, judge

    for judgement, number in verdicts:
        kept = judge(desk, item, number, Judging("confirmed" if judgement == "confirmed" else "rejected", by, note))
        say(f"sighting {number} of {item}: {kept.judgement} by {kept.by}")


def _asked(desk: "Desk", item: str | None) -> "Iterator[Seen]":
    from dragoman.steps.listening import Listener
    from dragoman.steps.seen import seen as ask
    from dragoman.steps.seen import seen_all

    with progress("searching the archive") as bar:
        if item is not None:
            yield ask(desk, item, Listener(say, bar))
        else:
            yield from seen_all(desk, Listener(say, bar))


def _print_answers(answers: "Iterator[Seen]", *, as_json: bool, briefly: bool) -> None:
    from dragoman.steps.seen_report import summary

    told = []
    for answer in answers:
        told.append(answer)
        for waiting in answer.waiting if not briefly else ():
            say(f"not searched in full: {waiting.name}: {waiting.why}")
        if as_json:
            continue
        if briefly:
            show(f"{summary(answer.report)}{' (nothing has changed)' if answer.before else ''}")
        else:
            _print(answer.report)
    if as_json:
        show_json(told if briefly else told[0])
    elif briefly:
        asked = sum(not each.before for each in told)
        say(f"asked for {counted(asked, 'item')}; for {len(told) - asked} nothing has changed")


def _print_standing(desk: "Desk", item: str, *, as_json: bool) -> None:
    from dragoman.steps.seen_report import look

    report = look(desk, item)
    if report is not None:
        show_json(report) if as_json else _print(report)


def _print(report: "Report") -> None:
    rows = [_row(found) for found in report.found]
    if rows:
        table(("", "here", "there", "by", "how", "state"), rows)
    for name in report.same_bytes:
        show(f"{name} is the very same bytes, and was left out")
    for taught in report.taught:
        show(f"{_times(taught.distractor.place.span)} proves nothing: {taught.distractor.label}")
    if report.unseen:
        show(f"{', '.join(_times(span) for span in report.unseen)}: {report.sentence}")
    else:
        show(f"the sightings above cover every stretch, in {report.sentence.partition(' in ')[2]}")
    if report.unsearched is not None:
        show(f"{_times(report.unsearched)} could not be decoded, and was not searched")
    if report.stale:
        show(f"ask again: {report.stale}")
    show(f"to cite this report, in the front matter of a dispatch:\n  seen:\n    {report.item.name}: {report.digest}")


def _row(found: "Found") -> tuple[str, ...]:
    sighting = found.sighting
    names = ", ".join(each.name for each in found.there) or "an item that is gone"
    by = f" by {found.verdict.by}" if found.verdict else ""
    return (
        str(found.number),
        _times(sighting.here),
        f"{names} {_times(sighting.there.span)}",
        "picture and sound" if sighting.channel == "both" else sighting.channel,
        _how(sighting),
        f"{found.state}{by}",
    )


def _how(sighting: "Sighting") -> str:
    from dragoman.model.sighting import AT_SPEED

    parts = [
        f"{counted(sighting.moments, 'moment')}" if sighting.moments else "",
        f"{counted(sighting.landmarks, 'landmark')}" if sighting.landmarks else "",
        "mirrored" if sighting.mirrored else "",
        f"speed {sighting.speed / AT_SPEED:.3f}" if sighting.speed != AT_SPEED else "",
        "one picture held" if sighting.still else "",
        "" if sighting.certain else "look closer",
    ]
    return ", ".join(part for part in parts if part)


def _times(span: "Span") -> str:
    from dragoman.model.time import moment

    return f"{moment(span.start)}-{moment(span.end)}"


VERBS = (("seen", seen), ("distractor", distractor))
