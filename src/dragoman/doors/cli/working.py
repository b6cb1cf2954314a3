"""`dragoman work` and `dragoman worker`."""

from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.doors.cli.screen import say, show, show_json, table

if TYPE_CHECKING:
    from dragoman.doors.fleet.fleet import Fleet
    from dragoman.steps.work import WorkState


def work(
    context: typer.Context,
    work_id: Annotated[str | None, typer.Argument(metavar="ID", help="One piece of work; all where left out.")] = None,
    *,
    cancel: Annotated[bool, typer.Option("--cancel", help="Have it not done, or left off.")] = False,
    retry: Annotated[bool, typer.Option("--retry", help="Try again what failed or was cancelled.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """List what the desk does in the background, cancel some of it, or try it again.

    It is done by a running `dragoman desk` or `dragoman worker`; this command only looks and asks.

    Example: dragoman work 5d0c0b2f8a1e4c77 --retry
    """
    from dragoman.model.errors import BadInput

    if (cancel or retry) and work_id is None:
        raise BadInput("which work?", hint="`dragoman work` lists ids; give one")
    if cancel and retry:
        raise BadInput("--cancel and --retry together", hint="one after the other")
    with _fleet(context) as fleet:
        if work_id is not None and cancel:
            fleet.cancel(work_id)
        if work_id is not None and retry:
            fleet.retry(work_id)
        states = (fleet.status(work_id),) if work_id is not None else fleet.all()
        if as_json:
            show_json(states)
        elif not states:
            show("no work yet: the desk orders it")
        else:
            table(("id", "work", "of", "state", "how far"), [_row(state) for state in states])


def worker(
    context: typer.Context,
    *,
    until_done: Annotated[
        bool, typer.Option("--until-done", help="End when nothing waits or runs any more, instead of waiting for more.")
    ] = False,
) -> None:
    """Do the desk's background work in this terminal, beside a running desk or without one.

    End it with Ctrl-C at any time: what was going on is taken up by whoever works next.

    Example: dragoman worker --until-done
    """
    with _fleet(context) as fleet:
        fleet.run()
        say("working; Ctrl-C leaves off")
        try:
            for changed in fleet.events():
                for state in changed:
                    say("  ".join(part for part in _row(state) if part))
                if until_done and all(state.ended for state in fleet.all()):
                    return
        except KeyboardInterrupt:
            say("left off; what was going on goes on at the next start")


def _fleet(context: typer.Context) -> "Fleet":
    from dragoman.doors.fleet.fleet import Fleet
    from dragoman.steps.desk import open_desk

    with open_desk(context.obj) as desk:
        return Fleet(desk.root)


def _row(state: "WorkState") -> tuple[str, str, str, str, str]:
    of = state.arguments.get("address") or state.arguments.get("item") or state.arguments.get("dispatch") or ""
    share = f"{state.done * 100 // state.total} % " if state.total else ""
    ended = state.result.text if state.result else "; ".join(part for part in (state.error, state.hint) if part)
    return state.id, state.kind, of, state.state, ended or f"{share}{state.text}"


VERBS = (("work", work), ("worker", worker))
