"""`dragoman desk` and `dragoman people`."""

import subprocess
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.doors.cli.screen import say, show

if TYPE_CHECKING:
    from dragoman.doors.desk.context import DeskContext
    from dragoman.steps.desk import Desk


def desk(
    context: typer.Context,
    *,
    port: Annotated[int | None, typer.Option("--port", help="The port; 8421 or the next free one if left out.")] = None,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Print the address and open no browser.")] = False,
    by: Annotated[
        str, typer.Option("--by", metavar="NAME", help="Who works here, while the desk has no people; git's user.name.")
    ] = "",
    host: Annotated[
        str, typer.Option("--host", help="Listen on another network address; the desk must have people.")
    ] = "127.0.0.1",
    address: Annotated[
        str, typer.Option("--address", metavar="URL", help="Where browsers reach it, behind a proxy: https://...")
    ] = "",
) -> None:
    """Watch, correct, approve, quote and write in the browser.

    The address that it prints lets one browser in, once; Ctrl-C stops it, and nothing typed is lost.

    Example: dragoman desk --by "Sara N."
    """
    from dragoman.model.errors import BadInput, Locked
    from dragoman.steps.desk import open_desk
    from dragoman.steps.running import alone

    with open_desk(context.obj) as opened, ExitStack() as held:
        try:
            held.enter_context(alone(opened.root))
        except Locked:
            _open_running(opened.root, no_browser=no_browser)
            return
        if host not in ("127.0.0.1", "localhost", "::1") and not _has_people(opened.root):
            raise BadInput(
                "a desk that others can reach asks for a login, and this one has no people",
                hint="add a publisher first: dragoman people add NAME --role publisher",
            )
        _serve(opened, _Door(host, port, address, by or _own_name(), no_browser))


@dataclass(frozen=True)
class _Door:
    """Hold where to listen and for whom."""

    host: str
    port: int | None
    address: str
    local: str
    no_browser: bool


def _serve(opened: "Desk", door: _Door) -> None:
    from dragoman.doors.desk.app import make_app
    from dragoman.doors.desk.context import DeskContext
    from dragoman.doors.desk.serving import Binding
    from dragoman.doors.fleet.fleet import Fleet
    from dragoman.steps.running import Running, note_running
    from dragoman.steps.sittings import Sittings

    root = opened.root
    shown = f"[{door.host}]" if ":" in door.host else door.host
    with Binding(door.host, door.port) as binding, Sittings(root) as sittings, Fleet(root) as fleet:
        fleet.run()
        address = door.address.rstrip("/") or f"http://{shown}:{binding.port}"
        running = DeskContext(root, sittings, fleet, address, door.local)

        def ready() -> None:
            note_running(root, Running(address, door.local))
            show(f"{opened.settings.desk.name} is at {_way_in(running, no_browser=door.no_browser)}")
            say("Ctrl-C stops it; what was typed is on disk.")

        binding.serve(make_app(running), running, ready)


def _way_in(running: "DeskContext", *, no_browser: bool) -> str:
    """Return the address to open, with a one-time ticket where the desk has no people, and open it."""
    address = running.address
    if not running.is_shared:
        address += f"/enter#{running.sign_ins.ticket(running.local)}"
    if not no_browser:
        _browse(address)
    return address


def _open_running(root: Path, *, no_browser: bool) -> None:
    from dragoman.model.errors import Locked
    from dragoman.steps.people import People
    from dragoman.steps.running import where_running
    from dragoman.steps.sign_in import SignIns

    running = where_running(root)
    if running is None:
        raise Locked("this desk is just being started", place=str(root), hint="try again in a moment")
    address = running.address
    if not People(root).everyone():
        address += f"/enter#{SignIns(root).ticket(running.local)}"
    show(f"this desk runs already, at {address}")
    if not no_browser:
        _browse(address)


def _browse(address: str) -> None:
    import webbrowser

    if not webbrowser.open(address):
        say("hint: no browser could be opened here; open the address by hand")


def _has_people(root: Path) -> bool:
    from dragoman.steps.people import People

    return bool(People(root).everyone())


def _own_name() -> str:
    """Return git's user.name, else the login name."""
    import getpass

    try:
        asked = subprocess.run(["git", "config", "user.name"], capture_output=True, text=True, check=False)
    except OSError:
        return getpass.getuser()
    return asked.stdout.strip() or getpass.getuser()


VERBS = (("desk", desk),)
