"""A desk in a temporary folder, with real footage and the tiny real transcriber."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.steps.published import review_grandma

from dragoman.doors.cli.app import run

TINY = """
[desk]
name = "The Test Desk"
language = "en"

[transcriber]
engine = "tiny"

[sightings]
at_read = false

[publish]
footage = "whole"
context = 3
height = 240
"""

Cli = Callable[..., int]


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the tests out of the user's cache; one folder for the session, so clips are cut once."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Return a new desk's folder, set to the tiny transcriber."""
    root = tmp_path / "desk"
    assert run(["init", str(root), "--name", "The Test Desk"]) == 0
    (root / "dragoman.toml").write_text(TINY, encoding="utf-8")
    return root


@pytest.fixture
def cli(desk: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cli]:
    """Return a function that types a command in the desk and returns its exit status."""
    monkeypatch.chdir(desk)
    yield lambda *arguments: run([str(argument) for argument in arguments])


@pytest.fixture
def reviewed_desk(desk: Path, cli: Cli, footage: Path) -> Path:
    """Return a desk whose item `grandma` is captured, read and reviewed, with its faithful dispatch."""
    review_grandma(desk, cli, footage)
    return desk
