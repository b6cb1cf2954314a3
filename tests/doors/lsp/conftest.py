"""Desks with reviewed footage, made once for these tests, and one server that most of them share."""

import asyncio
import shutil
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest
from tests.doors.lsp.editor import Editor, editing
from tests.steps.desks import TINY
from tests.steps.published import review_grandma

from dragoman.doors.cli.app import run

Act = Callable[[Editor], Awaitable[None]]
Scene = Callable[[Act], None]


def command(desk: Path, *arguments: object) -> int:
    """Type a command at a desk."""
    return run(["--desk", str(desk), *map(str, arguments)])


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory, footage: Path) -> Iterator[Path]:
    """Return a desk whose item `grandma` is reviewed, with its faithful dispatch."""
    root = tmp_path_factory.mktemp("lsp") / "desk"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(root.parent / "cache"))
        assert run(["init", str(root), "--name", "The Test Desk"]) == 0
        (root / "dragoman.toml").write_text(TINY, encoding="utf-8")
        review_grandma(root, lambda *arguments: command(root, *arguments), footage)
        yield root


@pytest.fixture(scope="session")
def newer_desk(desk: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the same desk at revision 2, in which segment h0004 alone reads otherwise; nobody approved it yet."""
    root = tmp_path_factory.mktemp("lsp-newer") / "desk"
    shutil.copytree(desk, root)
    revise(root, "I caught up with her.", "I caught her up.")
    return root


def revise(root: Path, old: str, new: str) -> None:
    """Make a new revision in which a text reads otherwise."""
    table = root.parent / "review.csv"
    assert command(root, "review", "grandma", "--export", table) == 0
    text = table.read_text(encoding="utf-8")
    assert old in text
    table.write_text(text.replace(old, new), encoding="utf-8")
    assert command(root, "review", "grandma", "--import", table, "--by", "Tester") == 0


@pytest.fixture(scope="session")
def scene() -> Iterator[Scene]:
    """Return a function that runs a scene with a server; nothing in it may go wrong behind the editor's back."""
    with asyncio.Runner() as runner:
        server = editing()
        editor = runner.run(server.__aenter__())

        def play(act: Act) -> None:
            editor.said.clear()
            try:
                runner.run(_once(act, editor))
            finally:
                runner.run(editor.clear())
            assert editor.said == []

        yield play
        runner.run(server.__aexit__(None, None, None))


async def _once(act: Act, editor: Editor) -> None:
    await act(editor)


def dispatch(desk: Path) -> tuple[Path, str]:
    """Return the path and the text of a desk's faithful dispatch."""
    path = desk / "dispatches" / "0001-grandma.md"
    return path, path.read_text(encoding="utf-8")
