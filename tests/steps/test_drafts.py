"""A text judged as it is typed says what `dragoman check` says of the same text saved."""

import os
from pathlib import Path

import pytest

from dragoman.model.errors import DispatchError
from dragoman.steps.check import check
from dragoman.steps.desk import open_desk
from dragoman.steps.drafts import Drafts
from dragoman.steps.mends import mends
from dragoman.steps.pinned import pinned_at


def test_typed_and_saved_are_judged_alike(reviewed_desk: Path) -> None:
    path = reviewed_desk / "dispatches" / "0001-grandma.md"
    faithful = path.read_text(encoding="utf-8")
    drafts = Drafts()
    settings = reviewed_desk / "dragoman.toml"
    with settings.open("a", encoding="utf-8") as file:
        file.write('\n[check.rules]\nNOTE004 = "error"\n')
    changes = [
        ("", ""),
        ("very tired", "quite tired"),
        ("grandma@1#t=2", "grandma@5#t=2"),
        ("number: 1", ""),
        ("number: 1", "number: 1\n# dragoman: ignore NOTE004 the page is gone"),
        ("number: 1", "number: 1\n# dragoman: ignore NOTE002, QUO001"),
    ]
    for old, new in changes:
        text = faithful.replace(old, new) if old else faithful
        typed = drafts.judge(path, text)
        path.write_text(text, encoding="utf-8")
        with open_desk(reviewed_desk) as desk:
            (saved,) = check(desk, [path])
        assert typed.findings == saved.findings
        assert typed.reading.quoted == saved.resolved.quoted
    path.write_text(faithful, encoding="utf-8")
    drafts.close()


def test_numbers_are_read_a_few_files_at_a_step(reviewed_desk: Path) -> None:
    path = reviewed_desk / "dispatches" / "0001-grandma.md"
    faithful = path.read_text(encoding="utf-8")
    for number in range(2, 100):
        other = path.with_name(f"{number:04d}.md")
        other.write_text(faithful.replace("number: 1", f"number: {number}"), encoding="utf-8")
    os.mkfifo(path.with_name("pipe.md"))
    (path.with_name("folder.md")).mkdir()
    path.with_name("nowhere.md").symlink_to("nowhere")
    drafts = Drafts()

    def codes(text: str) -> list[str]:
        return [one.code for one in drafts.judge(path, text).findings if one.severity == "error"]

    taken = faithful.replace("number: 1", "number: 57")
    assert codes(taken) == []  # nobody has looked yet
    steps = list(drafts.look_around(path))
    assert (len(steps), steps[-1], any(steps[:-1])) == (4, True, False)
    assert (codes(taken), codes(faithful)) == (["META001"], [])
    assert list(drafts.look_around(path))[-1] is False
    path.with_name("0057.md").unlink()
    assert list(drafts.look_around(path))[-1] is True
    assert codes(taken) == []
    drafts.close()


def test_a_text_of_no_desk_is_held_to_its_own_longest_quotations(tmp_path: Path) -> None:
    text = (
        '"We will not close the dam, and the farmers of the valley have waited long enough," he said.\n\n'
        'He had promised: "We will not close that dam."\n'
    )
    drafts = Drafts()
    judgement = drafts.judge(tmp_path / "old.txt", text)
    assert [(one.code, one.line) for one in judgement.findings] == [("QUO001", 3)]
    behind = pinned_at(judgement, text.index("that dam"))
    assert behind is not None
    assert (behind.pin, behind.title, behind.said[0].name) == ("", "line 1", "longer quotation")
    assert pinned_at(judgement, text.index("promised")) is None
    assert mends(judgement, lambda changed: drafts.judge(tmp_path / "old.txt", changed).reading) == ()
    assert list(drafts.look_around(tmp_path / "old.txt")) == []


def test_a_text_that_cannot_be_read_is_refused_with_its_line(reviewed_desk: Path) -> None:
    path = reviewed_desk / "dispatches" / "new.md"
    with pytest.raises(DispatchError) as refused:
        Drafts().judge(path, "---\ntitle: x\ndate: 2026-13-01\n---\n")
    assert refused.value.place == "dispatches/new.md:3"
