"""`dragoman capture` and `dragoman items`."""

from typing import Annotated

import typer

from dragoman.doors.cli.screen import progress, say, show, show_json, size, table
from dragoman.steps.words import counted


def capture(
    context: typer.Context,
    address: Annotated[str, typer.Argument(metavar="ADDRESS", help="A file, or an http(s) address of media.")],
    *,
    name: Annotated[str, typer.Option("--name", help="What the desk calls it; chosen from the date if left out.")] = "",
    language: Annotated[
        str | None, typer.Option("--language", help="The language spoken, BCP 47: fa, ar, en, pt-BR.")
    ] = None,
    fact: Annotated[
        list[str] | None,
        typer.Option("--fact", metavar="KEY=VALUE", help="title, publisher, spoken, released (days), credit."),
    ] = None,
    document: Annotated[bool, typer.Option("--document", help="Keep a page or paper that is no footage.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Take a file or an address into the vault, byte for byte.

    A statement of how it was got is sealed with it. What is no footage, empty, cut short or too large is
    refused, and nothing is kept.

    Example: dragoman capture talk.mp4 --name talk --language fa --fact released=2026-11-22
    """
    from dragoman.model.time import clock
    from dragoman.steps.capture import Wanted, parse_facts
    from dragoman.steps.capture import capture as take
    from dragoman.steps.desk import open_desk

    with open_desk(context.obj) as desk:
        wanted = Wanted(address, name, language, parse_facts(fact or []), document)
        with progress("capturing") as bar:
            got = take(desk, wanted, progress=bar)
        if as_json:
            show_json(got)
            return
        for earlier in got.same_bytes:
            say(f"these bytes are in the vault already, in store/{earlier}; both captures are kept")
        length = f", {clock(got.media.duration)}" if got.media else ""
        amount = size(sum(blob.size for blob in got.capture.blobs))
        show(f"captured {got.item.name}: {counted(len(got.capture.blobs), 'file')}, {amount}{length}")
        show(f"  sealed in store/{got.preserved.bag}")
        show(f"  {got.capture.blobs[0].digest}")
        if got.media and got.item.language is None:
            say(f"hint: name the language spoken: dragoman items {got.item.name} --set language=fa")


def items(
    context: typer.Context,
    name: Annotated[str | None, typer.Argument(metavar="ITEM", help="One item; all where left out.")] = None,
    *,
    fact: Annotated[
        list[str] | None,
        typer.Option(
            "--set", metavar="KEY=VALUE", help="Restate: language, title, publisher, spoken, released, credit."
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """List the desk's items, or restate what is known of one.

    Example: dragoman items talk --set language=fa --set released=2026-11-22
    """
    from dragoman.model.errors import BadInput
    from dragoman.steps.capture import FACTS, parse_facts, restate
    from dragoman.steps.desk import open_desk
    from dragoman.steps.items import overview

    with open_desk(context.obj) as desk:
        if fact and name is None:
            raise BadInput("--set needs an item", hint="dragoman items ITEM --set language=fa")
        if name is not None:
            restate(desk, name, parse_facts(fact or [], allowed=(*FACTS, "language")))
        rows = overview(desk, name)
        if as_json:
            show_json(rows)
        elif not rows:
            show("no items yet: dragoman capture ADDRESS")
        else:
            head = ("item", "state", "length", "language", "publisher", "spoken", "released", "captured", "title")
            cells = [
                (r.name, r.state, r.length, r.language, r.publisher, r.spoken, r.released, r.captured, r.title)
                for r in rows
            ]
            table(head, cells)


VERBS = (("capture", capture), ("items", items))
