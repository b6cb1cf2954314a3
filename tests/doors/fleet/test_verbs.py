"""`dragoman work` and `dragoman worker`, as they are typed."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.doors.cli.app import run
from dragoman.doors.fleet.fleet import Fleet

pytestmark = pytest.mark.slow

Typed = Callable[..., tuple[int, str, str]]


@pytest.fixture
def typed(root: Path, capsys: pytest.CaptureFixture[str]) -> Typed:
    """Return a function that types a command at the desk, and gives its status and what was said."""

    def type_(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        status = run(["--desk", str(root), *arguments])
        said = capsys.readouterr()
        return status, said.out, said.err

    return type_


def test_looking_at_no_work_makes_nothing(typed: Typed, root: Path) -> None:
    assert typed("work") == (0, "no work yet: the desk orders it\n", "")
    assert typed("work", "--json")[1].strip() == "[]"
    assert not (root / "work").exists()


def test_work_is_listed_cancelled_retried_and_done(typed: Typed, fleet: Fleet, film: Path) -> None:
    work = fleet.start("capture", {"address": str(film), "name": "film"})
    assert work in typed("work")[1]
    assert typed("work", work, "--cancel")[0] == 0
    assert json.loads(typed("work", work, "--json")[1])[0]["state"] == "cancelled"
    assert typed("work", work, "--retry")[0] == 0
    status, _, said = typed("worker", "--until-done")
    assert status == 0 and "captured film: 1 file" in said
    told = json.loads(typed("work", "--json")[1])
    assert [(one["state"], one["result"]["item"]) for one in told] == [("done", "film")]


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("work", "--cancel"), "which work?"),
        (("work", "0123", "--retry"), "no work has the id '0123'"),
        (("work", "0123", "--retry", "--cancel"), "together"),
    ],
)
def test_bad_input_is_told_in_one_line(typed: Typed, arguments: tuple[str, ...], complaint: str) -> None:
    status, _, said = typed(*arguments)
    first, hint = said.strip().splitlines()
    assert status == 2 and first.startswith("error: ") and complaint in first and hint.startswith("hint: ")
