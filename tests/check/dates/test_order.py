"""The four times of a real desk: the instant of a capture reaches the rule."""

from pathlib import Path

import pytest

from dragoman.steps.capture import Wanted, capture
from dragoman.steps.check import check, shelf
from dragoman.steps.desk import make_desk, open_desk

AT = "2026-11-22T10:00:00Z"


@pytest.mark.parametrize(
    ("dispatched", "released", "said"),
    [
        ("2026-11-23", "2026-11-21", []),
        ("2026-11-21", "2026-11-21", []),
        ("2026-11-20", "2026-11-20",
         ["the dispatch is dated 2026-11-20 (in the front matter), before `page` was captured 2026"]),
        ("2026-11-24", "2026-11-24", [f"`page` was captured {AT} (by its capture), before it was released 2026-11-24"]),
        ("2026-11-24", "2026-02-30", []),
    ],
)  # fmt: skip
def test_the_times_of_a_desk_are_held_against_each_other(
    tmp_path: Path, dispatched: str, released: str, said: list[str]
) -> None:
    (tmp_path / "page.txt").write_text("The full speech.", encoding="utf-8")
    root = tmp_path / "desk"
    make_desk(root, "A desk", "en")
    path = root / "dispatches" / "1.md"
    path.write_text(
        f"---\nnumber: 1\ndate: {dispatched}\ntitle: T\nsources:\n  page: page\n---\n\nWords.\n", encoding="utf-8"
    )
    with open_desk(root) as desk:
        wanted = Wanted(str(tmp_path / "page.txt"), name="page", facts={"released": released}, document=True)
        capture(desk, wanted, progress=lambda *_: None, clock=lambda: AT)
        assert shelf(desk, "page").captured == AT
        (judged,) = check(desk, [path])
        found = [each.message for each in judged.findings if each.code == "DATE001"]
    assert len(found) == len(said)
    assert all(message.startswith(start) for message, start in zip(found, said, strict=True))
