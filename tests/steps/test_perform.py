"""Pieces of work, done once and done again: an address, a publication."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.steps.published import lay_example, review_grandma

from dragoman.model.errors import BadInput, NotFaithful
from dragoman.steps.desk import open_desk
from dragoman.steps.perform import perform
from dragoman.steps.work import CaptureOrder, PublishOrder, ReadOrder
from dragoman.testing.local_server import Asked, LocalServer, answer

pytestmark = pytest.mark.slow

Cli = Callable[..., int]


def quiet(done: int, total: int, text: str) -> None:
    """Show no progress."""


def test_an_address_is_captured_once_an_order(desk: Path, footage: Path) -> None:
    settings = desk / "dragoman.toml"
    settings.write_text(settings.read_text() + '\n[capture]\nallow_private = ["127.0.0.1"]\n')
    film = footage.read_bytes()

    def script(asked: Asked) -> list[bytes]:
        return [answer(film, headers={"Content-Type": "video/mp4", "Content-Length": str(len(film))})]

    with LocalServer(script) as server:
        order = CaptureOrder(f"{server.address}/talk.mp4", language="fa")
        first, again, other = (perform(desk, work, order, quiet) for work in ("one", "one", "two"))
        assert server.connections == 2
    assert (first.before, again.before, other.before) == (False, True, False)
    assert first.item == again.item != other.item
    with open_desk(desk) as opened:
        assert len(opened.vault.index.captures()) == 2


def test_a_reading_says_whether_it_was_done_before(desk: Path, footage: Path) -> None:
    item = perform(desk, "one", CaptureOrder(str(footage), language="fa"), quiet).item
    told: list[tuple[int, int, str]] = []
    first = perform(desk, "two", ReadOrder(item), lambda done, total, text: told.append((done, total, text)))
    assert not first.before
    assert perform(desk, "three", ReadOrder(item), quiet).before
    assert told[-1][0] == told[-1][1] > 0 and "tiny" in told[-1][2]


def test_a_publication_is_one_edition_however_often(desk: Path, cli: Cli, footage: Path) -> None:
    review_grandma(desk, cli, footage)
    first = perform(desk, "one", PublishOrder(), quiet)
    assert "edition 1" in first.text and not first.before
    assert perform(desk, "two", PublishOrder("0001-grandma.md"), quiet).before
    lay_example("unfaithful.md", desk / "dispatches" / "0002-faulty.md")
    with pytest.raises(NotFaithful, match=r"nothing was published: .*0002-faulty\.md") as told:
        perform(desk, "three", PublishOrder(), quiet)
    assert told.value.hint


@pytest.mark.parametrize("name", ["nowhere.md", "../dragoman.toml", "/etc/passwd"])
def test_only_a_dispatch_is_published(desk: Path, name: str) -> None:
    with pytest.raises(BadInput, match="no dispatch is called"):
        perform(desk, "one", PublishOrder(name), quiet)
