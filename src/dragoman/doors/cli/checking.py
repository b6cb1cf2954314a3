"""`dragoman new`, `dragoman check` and `dragoman rule`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from dragoman.doors.cli.screen import say, show, show_json, show_report
from dragoman.steps.words import counted


def new(
    context: typer.Context,
    item: Annotated[str, typer.Argument(metavar="ITEM", help="The item to quote from.")],
    *,
    title: Annotated[str, typer.Option("--title", help="The dispatch's title.")] = "",
) -> None:
    """Start a dispatch from an item's approved segments.

    Example: dragoman new talk --title "The dam will stay open"
    """
    from dragoman.steps.desk import open_desk
    from dragoman.steps.new import new_dispatch

    with open_desk(context.obj) as desk:
        show(str(new_dispatch(desk, item, title)))


def check(
    context: typer.Context,
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="PATH", help="Dispatches or folders; all where left out.")
    ] = None,
    *,
    bare: Annotated[
        bool, typer.Option("--bare", help="Check text, Markdown and HTML of any desk; no desk is asked.")
    ] = False,
    language: Annotated[
        str, typer.Option("--language", help="With --bare: their language, BCP 47; guessed where left out.")
    ] = "",
    fix: Annotated[bool, typer.Option("--fix", help="Move pins, straighten marks; never the words.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Show what --fix would change, and change nothing.")] = False,
    form: Annotated[str, typer.Option("--format", help="text, json, github or sarif.")] = "text",
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
) -> None:
    """Hold dispatches to the rules, word for word.

    With --bare, a document's shorter quotations are held to its longer ones: dragoman check --bare old/

    Example: dragoman check dispatches/0012.md
    """
    form = "json" if as_json else form
    if bare:
        from dragoman.doors.cli.archive import check_archive
        from dragoman.steps.bare import How

        check_archive(paths or [], How(language, form, colour=sys.stdout.isatty(), fix=fix, diff=diff))
        return

    from dragoman.steps.check import check as judge
    from dragoman.steps.check import mend, report
    from dragoman.steps.desk import open_desk
    from dragoman.steps.reports import known

    known(form)
    with open_desk(context.obj) as desk:
        judged = judge(desk, paths or [], mending=fix or diff or form == "sarif")
        if diff:
            show_report("".join(each.diff for each in judged))
        elif fix:
            for path in mend(desk, judged):
                say(f"mended {path}")
            judged = judge(desk, paths or [])
    if not diff:
        show_report(report(judged, form, colour=sys.stdout.isatty()))
    quotations = sum(each.quotations for each in judged)
    say(f"checked {counted(len(judged), 'dispatch', 'dispatches')}, {counted(quotations, 'pinned quotation')}")
    if any(each.blocked for each in judged):
        raise typer.Exit(1)


def rule(
    code: Annotated[str | None, typer.Argument(metavar="CODE", help="A rule's code; all where left out.")] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Say what a rule finds, why, and how to mend it.

    Example: dragoman rule PIN002
    """
    from dragoman.steps.rules import listed, page

    if code is not None:
        show_json({"code": code, "page": page(code)}) if as_json else show(page(code))
    elif as_json:
        show_json(listed())
    else:
        for each in listed():
            show(f"{each.code}  {each.severity:<8} {each.name}")


VERBS = (("new", new), ("check", check), ("rule", rule))
