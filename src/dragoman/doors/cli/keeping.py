"""`dragoman init`, `dragoman settings` and `dragoman rebuild`."""

from pathlib import Path
from typing import Annotated

import typer

from dragoman.doors.cli.screen import show, show_json, table
from dragoman.steps.words import counted


def init(
    desk: Annotated[Path, typer.Argument(metavar="DESK", help="A new or empty folder.")],
    *,
    name: Annotated[str, typer.Option("--name", help="Who publishes; the folder's name if left out.")] = "",
    language: Annotated[str, typer.Option("--language", help="The language to publish in, BCP 47.")] = "en",
) -> None:
    """Make a desk: settings, a folder of dispatches, a store.

    Example: dragoman init my-desk --name "The Monitoring Desk" --language en
    """
    from dragoman.steps.desk import make_desk

    settings = make_desk(desk, name or desk.resolve().name, language)
    show(f"a new desk at {desk}; its settings are in {settings}")


def settings(
    context: typer.Context,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Show every setting and where it comes from.

    Example: dragoman settings --json
    """
    from dragoman.steps.desk import open_desk
    from dragoman.steps.settings import shown_settings

    with open_desk(context.obj) as desk:
        rows = shown_settings(desk.root)
    if as_json:
        show_json(rows)
    else:
        table(("setting", "value", "from"), [(row.key, row.value, row.source) for row in rows])


def rebuild(
    context: typer.Context,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Make the index again; mend interrupted writes.

    Example: dragoman rebuild
    """
    from dragoman.steps.desk import open_desk

    with open_desk(context.obj) as desk:
        rebuilt = desk.vault.rebuild()
    if as_json:
        show_json(rebuilt)
    else:
        show(f"index made again: {counted(rebuilt.entries, 'ledger line')}, {counted(rebuilt.records, 'record')}")
        if rebuilt.adopted or rebuilt.set_aside:
            show(f"  adopted {rebuilt.adopted}, set aside {rebuilt.set_aside}")


FIRST = (("init", init),)
VERBS = (("settings", settings), ("rebuild", rebuild))
