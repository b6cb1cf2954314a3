"""The command `dragoman`: its verbs, and how every failure is told."""

import gc
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from dragoman import __version__
from dragoman.doors.cli import (
    capturing,
    checking,
    keeping,
    peopling,
    publishing,
    quoting,
    reading,
    seeing,
    serving,
    working,
)
from dragoman.doors.cli import desk as desking
from dragoman.doors.cli.screen import say
from dragoman.model.errors import DragomanError

app = typer.Typer(
    name="dragoman",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Take a video in one language to a published dispatch in another, every quotation verifiable.\n\n"
    "Example: dragoman init my-desk && cd my-desk && dragoman capture ../talk.mp4 --language fa",
)


def _version(value: bool) -> None:  # noqa: FBT001
    if value:
        typer.echo(f"dragoman {__version__}")
        raise typer.Exit


@app.callback()
def common(
    context: typer.Context,
    *,
    desk: Annotated[
        Path, typer.Option("--desk", metavar="DIR", help="Work in this desk instead of the folder you are in.")
    ] = Path(),
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Keep the desk's folder for the verbs."""
    context.obj = desk


for verbs in (
    keeping.FIRST,
    capturing.VERBS,
    reading.VERBS,
    seeing.VERBS,
    desking.VERBS,
    peopling.VERBS,
    working.VERBS,
    quoting.VERBS,
    checking.VERBS,
    serving.VERBS,
    publishing.VERBS,
    keeping.VERBS,
):
    for name, verb in verbs:
        app.command(name)(verb)


# How many objects are made before cycles among them are looked for; Python's own number is 700. What a verb imports
# makes objects by the ten thousand and no garbage; looking through them took a twentieth of the time to start.
_COLLECT = 50_000


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit: 0 clean, 1 findings, 2 could not run, 130 interrupted."""
    gc.set_threshold(_COLLECT)
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status; errors go to stderr, in one line and a hint."""
    try:
        status = app(args=list(arguments) if arguments is not None else None, standalone_mode=False)
    except DragomanError as error:
        _tell(str(error), error.hint)
        return 2
    except typer.TyperException as error:
        _tell_usage(error)
        return 2
    except typer.Abort:
        status = 130
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    if status == 130:
        _tell("interrupted", "nothing acknowledged is lost; run the command again")
    return status if isinstance(status, int) else 0


def _tell_usage(error: typer.TyperException) -> None:
    message = error.format_message().rstrip(".")
    if message.startswith("Usage:"):
        typer.echo(message, err=True)
        return
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "dragoman"
    _tell(message[:1].lower() + message[1:], f"`{command} --help` shows its arguments")


def _tell(message: str, hint: str | None) -> None:
    say(f"error: {message}")
    if hint:
        say(f"hint: {hint}")
