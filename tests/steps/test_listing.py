"""The list of items: states, narrowing, sorting, and no reading twice."""

from pathlib import Path

import pytest
from tests.steps.desks import Cli

from dragoman.model.review import Withdraw
from dragoman.steps.desk import open_desk
from dragoman.steps.listing import Lister, Row, Wanted
from dragoman.steps.sittings import Sittings
from dragoman.testing.footage import Recipe, steady, write

SHOTS = Recipe(frames=steady(5, 100))


@pytest.fixture
def stocked(reviewed_desk: Path, cli: Cli, tmp_path: Path) -> Path:
    """Return a desk with four items: reviewed in part and cited, captured twice, and a document."""
    film = write(tmp_path / "film.mp4", SHOTS)
    talk = write(tmp_path / "talk.mp4", Recipe(frames=steady(30, 100)))
    paper = tmp_path / "paper.txt"
    paper.write_text("words")
    assert (
        cli(
            "capture",
            film,
            "--name",
            "film",
            "--language",
            "ar",
            "--fact",
            "title=فيلم",
            "--fact",
            "released=2020-01-02",
        )
        == 0
    )
    assert (
        cli("capture", talk, "--name", "talk", "--fact", "publisher=Ministry of WATER", "--fact", "released=2021-01-02")
        == 0
    )
    assert cli("capture", paper, "--name", "paper", "--document") == 0
    with open_desk(reviewed_desk) as desk, Sittings(reviewed_desk) as sittings:
        sitting = sittings.open(desk, "grandma")
        first = sitting.segments[0]
        sittings.decide(desk, "grandma", [(first.id, Withdraw())], by="Sara N.", seen={first.id: first.version})
        sittings.commit(desk, "grandma", by="Sara N.")
    return reviewed_desk


TWO = """---
number: 2
series: Dispatch
date: 2026-11-24
title: Two
sources:
  f: film
  g: grandma
---
"""


def test_each_item_stands_where_it_is(stocked: Path) -> None:
    with open_desk(stocked) as desk:
        rows = {row.name: row for row in Lister().rows(desk, frozenset(["talk", "paper"]))}
    assert {name: row.state for name, row in rows.items()} == {
        "grandma": "in review",
        "film": "captured",
        "talk": "reading",
        "paper": "document",
    }
    grandma = rows["grandma"]
    assert (grandma.revision, grandma.language, grandma.has_picture) == (2, "fa", True)
    assert 0 < grandma.approved < grandma.segments
    assert grandma.percent == grandma.approved * 100 // grandma.segments
    assert len(grandma.cited) == 1
    assert grandma.cited[0].startswith("dispatches/")
    assert rows["film"].cited == ()
    assert 400 <= rows["film"].length <= 500


NARROWED: list[tuple[Wanted, list[str]]] = [
    (Wanted(sort="name", backward=False), ["film", "grandma", "paper", "talk"]),
    (Wanted(sort="name"), ["talk", "paper", "grandma", "film"]),
    (Wanted(text="water ministry"), ["talk"]),
    (Wanted(text="فيلم"), ["film"]),
    (Wanted(text="water film"), []),
    (Wanted(state="document"), ["paper"]),
    (Wanted(state="cited"), ["grandma"]),
    (Wanted(state="reviewed"), []),
    (Wanted(language="ar"), ["film"]),
    (Wanted(language="fa", state="in review", text="GRAND"), ["grandma"]),
    (Wanted(sort="length"), ["grandma", "talk", "film", "paper"]),
    (Wanted(sort="state", backward=False), ["film", "talk", "grandma", "paper"]),
    (Wanted(sort="name", backward=False, page=7), ["film", "grandma", "paper", "talk"]),
    (Wanted(sort="name", backward=False, page=-3), ["film", "grandma", "paper", "talk"]),
]


def test_narrowing_and_sorting(stocked: Path) -> None:
    with open_desk(stocked) as desk:
        lister = Lister()
        for wanted, names in NARROWED:
            listing = lister.listing(desk, wanted)
            assert [row.name for row in listing.rows] == names, wanted
            assert (listing.found, listing.total) == (len(names), 4)
            assert listing.languages == ("ar", "fa")
        released = lister.listing(desk, Wanted(sort="released", backward=False))
        assert [row.name for row in released.rows][:2] == ["film", "talk"]


def test_the_list_follows_what_changes(stocked: Path, cli: Cli) -> None:
    with open_desk(stocked) as desk:
        lister = Lister()
        before = {row.name: row for row in lister.rows(desk)}
        assert cli("items", "film", "--set", "title=A film") == 0
        (stocked / "dispatches" / "two.md").write_text(TWO, encoding="utf-8")
        after = {row.name: row for row in lister.rows(desk)}
        assert after["film"].title == "A film"
        assert after["film"].cited == ("dispatches/two.md",)
        assert len(after["grandma"].cited) == 2
        assert after["talk"] == before["talk"]
        (stocked / "dispatches" / "two.md").write_text("no front matter at all", encoding="utf-8")
        assert {row.name: row for row in lister.rows(desk)}["film"].cited == ()


@pytest.mark.parametrize(("approved", "segments", "percent"), [(0, 0, 0), (0, 3, 0), (199, 200, 99), (200, 200, 100)])
def test_all_is_not_said_of_nearly_all(approved: int, segments: int, percent: int) -> None:
    row = Row("x", "x", "in review", 1, approved, segments, 0, "", "", "", "", "", has_picture=False)
    assert row.percent == percent
