"""`dragoman quote`."""

from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.doors.cli.screen import show, show_json

if TYPE_CHECKING:
    from dragoman.dispatch.wording import HeldTo
    from dragoman.model.review import Reviewed
    from dragoman.steps.quote_runs import Pick


def quote(
    context: typer.Context,
    item: Annotated[str, typer.Argument(metavar="ITEM", help="The item to quote from.")],
    segments: Annotated[
        list[str] | None,
        typer.Argument(metavar="SEGMENT", help="Segments in approved text: s0012, or s0012=some of its words."),
    ] = None,
    *,
    block: Annotated[bool, typer.Option("--block", help="A signed block quotation, not one in the line.")] = False,
    spoken: Annotated[bool, typer.Option("--spoken", help="In the language spoken, not in translation.")] = False,
    still: Annotated[
        float | None, typer.Option("--still", metavar="SECONDS", help="The frame shown at a moment instead.")
    ] = None,
    source: Annotated[
        str,
        typer.Option("--source", metavar="NAME", help="What the dispatch calls the item; its own name if not given."),
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Write a pinned quotation of approved words as Markdown, what is left out between them marked.

    Example: dragoman quote talk s0012 "s0013=not close the dam" --block >> dispatches/0012.md
    """
    from dragoman.model.errors import BadInput
    from dragoman.model.time import millis
    from dragoman.steps.desk import open_desk
    from dragoman.steps.quote import quote as write
    from dragoman.steps.quoting import latest, take_still

    if (still is None) == (not segments):
        raise BadInput("segments to quote or --still, one of the two", hint=f"`dragoman review {item}` lists segments")
    with open_desk(context.obj) as desk:
        if still is not None:
            markdown = take_still(desk, item, millis(still), source=source)
            pins: tuple[str, ...] = ()
        else:
            reviewed, side = latest(desk, item), _side(spoken=spoken)
            picks = [_pick(each, reviewed, side) for each in segments or ()]
            made = write(reviewed, picks, form="block" if block else "inline", side=side, source=source)
            markdown, pins = made.markdown, made.pins
    show_json({"markdown": markdown, "pins": pins}) if as_json else show(markdown)


def _side(*, spoken: bool) -> "HeldTo":
    return "original" if spoken else "translation"


def _pick(written: str, reviewed: "Reviewed", side: "HeldTo") -> "Pick":
    """Return what `s0012=some words` picks: the first place in the segment where the words stand."""
    from dragoman.model.errors import BadInput
    from dragoman.steps.quote_runs import Pick, said

    name, _, words = written.partition("=")
    segment = next((each for each in reviewed.segments if each.id == name), None)
    if segment is None or not words:
        return Pick(name)
    start = said(segment, side).find(words)
    if start < 0:
        raise BadInput(f"segment `{name}` does not hold {words!r}", hint=f"it reads: {said(segment, side)}")
    return Pick(name, start, start + len(words))


VERBS = (("quote", quote),)
