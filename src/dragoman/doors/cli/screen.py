"""What a person sees: results on stdout, progress on stderr, JSON where it is asked for."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

import msgspec
import typer

# What a source wrote must not drive a reader's terminal: control characters are shown, not obeyed.
_CONTROLS = {code: f"\\x{code:02x}" for code in (*range(32), *range(127, 160)) if chr(code) not in "\n\t"}


def plain(text: str) -> str:
    """Return `text` with its control characters spelled out, but for line ends and tabs."""
    return text.translate(_CONTROLS)


class Bar(Protocol):
    """Move a progress bar: `done` of `total`, in one unit; a total of None is unknown."""

    def __call__(self, done: int, total: int | None) -> None:
        """Show how far the work has come."""
        ...


def say(text: str) -> None:
    """Tell on stderr what is going on."""
    typer.echo(plain(text), err=True)


def show(text: str) -> None:
    """Print a result on stdout."""
    typer.echo(plain(text))


def show_report(text: str) -> None:
    """Print a report that has made its sources' control characters harmless, and may be coloured, itself."""
    typer.echo(text.rstrip("\n"))


def show_json(value: object) -> None:
    """Print a value as indented JSON on stdout."""
    typer.echo(msgspec.json.format(msgspec.json.encode(value), indent=2).decode())


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table that wraps long cells to the width of the terminal; unfolded where there is none."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    grid = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for name in head:
        grid.add_column(name, overflow="fold")
    for row in rows:
        grid.add_row(*(Text(plain(cell)) for cell in row))
    console = Console(width=None if sys.stdout.isatty() else 160)
    console.print(grid)


@contextmanager
def progress(what: str) -> Iterator[Bar]:
    """Show a bar on stderr while the block runs; silent where stderr is no terminal."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return

    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f}%"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task(what, total=None)

        def move(done: int, total: int | None) -> None:
            bars.update(task, completed=done, total=total)

        yield move


def size(count: int) -> str:
    """Return bytes as people read them, in powers of ten."""
    amount = float(count)
    for unit in ("bytes", "kB", "MB", "GB"):
        if amount < 1000 or unit == "GB":
            break
        amount /= 1000
    return f"{count} bytes" if unit == "bytes" else f"{amount:.1f} {unit}"
