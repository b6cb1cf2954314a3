"""A running desk, for tests that speak HTTP to it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.doors.desk.visiting import Served, Visitor, served
from tests.steps.desks import TINY, Cli, cli, desk, own_cache, reviewed_desk

from dragoman.doors.cli.app import run

__all__ = ["Cli", "cli", "desk", "desk_at", "fresh", "grandma", "own_cache", "reviewed_desk", "sara", "stranger"]


@pytest.fixture(scope="module")
def desk_at(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Return an empty desk, running, without people and without background work; one for a whole module."""
    root = tmp_path_factory.mktemp("desk") / "desk"
    assert run(["init", str(root), "--name", "The Test Desk"]) == 0
    (root / "dragoman.toml").write_text(TINY, encoding="utf-8")
    with served(root) as running:
        yield running


@pytest.fixture
def sara(desk_at: Served) -> Visitor:
    """Return the local person's visitor."""
    return desk_at.as_person()


@pytest.fixture
def stranger(desk_at: Served) -> Visitor:
    """Return someone who is not signed in."""
    return desk_at.stranger


@pytest.fixture
def fresh(desk: Path) -> Iterator[Served]:
    """Return an empty running desk that a test has to itself."""
    with served(desk) as running:
        yield running


@pytest.fixture(scope="module")
def grandma(tmp_path_factory: pytest.TempPathFactory, footage: Path) -> Iterator[Served]:
    """Return a running desk with one captured item, `grandma`; one for a whole module."""
    root = tmp_path_factory.mktemp("grandma") / "desk"
    assert run(["init", str(root), "--name", "The Test Desk"]) == 0
    (root / "dragoman.toml").write_text(TINY, encoding="utf-8")
    facts = ("--name", "grandma", "--language", "fa", "--fact", "title=مادربزرگ", "--fact", "released=2020-01-01")
    assert run(["--desk", str(root), "capture", str(footage), *facts]) == 0
    with served(root) as running:
        yield running
