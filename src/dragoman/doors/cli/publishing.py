"""`dragoman publish` and `dragoman verify`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from dragoman.doors.cli.screen import progress, say, show, show_json, show_report
from dragoman.steps.words import counted


def publish(
    context: typer.Context,
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="PATH", help="Dispatches to publish; all where left out.")
    ] = None,
    *,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="Where to; the desk's site/ if left out.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Publish what holds, as a static site.

    When anything asked for does not hold, it is shown why, and nothing is published or changed.

    Example: dragoman publish --out /srv/www
    """
    from dragoman.steps.check import report
    from dragoman.steps.desk import open_desk
    from dragoman.steps.publish import publish as release

    with open_desk(context.obj) as desk:
        with progress("publishing") as bar:
            published = release(desk, paths or [], out or desk.root / "site", progress=bar)
        if published.refused:
            show_report(report(published.refused, "json" if as_json else "text", colour=sys.stdout.isatty()))
            say("refused: what does not hold is not published; the site is as it was")
            raise typer.Exit(1)
        if as_json:
            show_json({"site": str(published.site), "new": published.new, "files": published.files})
            return
        for edition in published.new:
            show(f"published {edition}")
        show(f"site: {published.site} ({counted(published.files, 'file')}, {counted(published.editions, 'edition')})")


def verify(
    context: typer.Context,
    path: Annotated[
        Path | None,
        typer.Argument(metavar="PATH", help="A desk, a dispatch, or a published site; this desk if left out."),
    ] = None,
    *,
    signers: Annotated[
        Path | None, typer.Option("--signers", metavar="FILE", help="allowed_signers by which signatures are judged.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Prove the chain again, offline: from sentence to bytes.

    Names exactly what does not hold, and what no chain can prove.

    Example: dragoman verify site/
    """
    from dragoman.steps.verify import verify as prove

    with progress("verifying") as bar:
        proof = prove(path or context.obj, signers=signers, progress=bar)
    if as_json:
        show_json(proof)
    else:
        for line in proof.lines:
            show(line)
        for problem in proof.problems:
            show(f"{problem.path}: {problem.message}")
        for remark in proof.remarks:
            say(f"note: {remark}")
        verdict = "does not hold: " + counted(len(proof.problems), "problem") if proof.problems else "holds"
        show(f"{proof.what} {verdict}")
    if proof.problems:
        raise typer.Exit(1)


VERBS = (("publish", publish), ("verify", verify))
