"""A running desk with a reviewed item and its dispatch, for tests of the editor."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.doors.desk.visiting import Served, served
from tests.steps.desks import TINY
from tests.steps.published import review_grandma

from dragoman.doors.cli.app import run

FILE = "0001-grandma.md"


@contextmanager
def written(root: Path, footage: Path) -> Iterator[Served]:
    """Run a new desk at `root` whose item `grandma` is reviewed and whose dispatch is faithful."""
    assert run(["init", str(root), "--name", "The Test Desk"]) == 0
    (root / "dragoman.toml").write_text(TINY, encoding="utf-8")
    review_grandma(root, lambda *arguments: run(["--desk", str(root), *map(str, arguments)]), footage)
    with apart(root) as running:
        yield running


@contextmanager
def apart(root: Path) -> Iterator[Served]:
    """Run the desk in `root`, started by another thread: a browser's tests have an event loop in this one."""
    with ThreadPoolExecutor(1) as pool, ExitStack() as stack:
        running = pool.submit(stack.enter_context, served(root)).result()
        yield running
