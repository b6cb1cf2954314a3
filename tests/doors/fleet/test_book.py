import sqlite3
from pathlib import Path

import pytest

from dragoman.doors.fleet.book import Book
from dragoman.model.errors import BadInput
from dragoman.steps.work import ReadOrder

pytestmark = pytest.mark.slow
ORDER = ReadOrder("story")


def test_a_book_that_is_not_made_to_its_end_holds_nothing_until_the_next_order_makes_it(tmp_path: Path) -> None:
    path = tmp_path / "fleet.sqlite"
    # As another process leaves it, that is in the midst of making it or died over it.
    sqlite3.connect(path).close()
    path.with_name("fleet.sqlite.making").touch()
    path.touch()
    book = Book(path)
    try:
        assert book.states() == ()
        with pytest.raises(BadInput, match="no work has the id"):
            book.state("0123")
        work = book.order(ORDER, {"item": "story"})
        assert [each.id for each in book.states()] == [work]
    finally:
        book.close()
    assert not path.with_name("fleet.sqlite.making").exists()


def test_a_book_that_is_made_is_read_by_others_at_once(tmp_path: Path) -> None:
    one, other = Book(tmp_path / "fleet.sqlite"), Book(tmp_path / "fleet.sqlite")
    try:
        assert other.states() == ()
        work = one.order(ORDER, {"item": "story"})
        assert other.state(work).state == "waiting"
    finally:
        one.close()
        other.close()
