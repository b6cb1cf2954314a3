"""Dispatches as files: what is saved over what, and that nobody's text is lost."""

import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.dispatch.frontmatter import read_front
from dragoman.dispatch.place import Lines
from dragoman.model.errors import BadInput, DispatchError
from dragoman.steps.draft_sources import added, naming, source_name
from dragoman.steps.drafting import LARGEST, DraftConflict, listed, put_away, read, save, take

HEAD = "---\nnumber: 1\ndate: 2026-11-24\ntitle: A dam\n{sources}---\n\nText.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "desk" / "dispatches"
    made.mkdir(parents=True)
    (made / "1.md").write_text("one\n", encoding="utf-8")
    return made


def test_a_save_takes_the_token_that_it_read(folder: Path) -> None:
    first = read(folder, "1.md")
    second = save(folder, "1.md", "two\n", token=first.token, by="Sara N.")
    assert read(folder, "1.md") == second
    assert second.text == "two\n"
    assert save(folder, "1.md", "two\n", token=first.token, by="Sara N.") == second, "the same text is no conflict"


def test_a_save_over_a_change_keeps_both(folder: Path) -> None:
    token = read(folder, "1.md").token
    (folder / "1.md").write_text("theirs\n", encoding="utf-8")
    for text, kept in (
        ("mine\n", "1.conflict-sara-n-1.md"),
        ("more\n", "1.conflict-sara-n-2.md"),
        ("mine\n", "1.conflict-sara-n-1.md"),
    ):
        with pytest.raises(DraftConflict) as told:
            save(folder, "1.md", text, token=token, by="Sara N.")
        assert told.value.kept == kept
        assert told.value.theirs == read(folder, "1.md")
        assert (folder / kept).read_text(encoding="utf-8") == text
    assert read(folder, "1.md").text == "theirs\n"
    assert listed(folder)[0].beside == ("1.conflict-sara-n-1.md", "1.conflict-sara-n-2.md")
    assert len(listed(folder)) == 1


def test_a_conflict_settled_for_ones_own_keeps_the_other(folder: Path) -> None:
    old = read(folder, "1.md").token
    (folder / "1.md").write_text("theirs\n", encoding="utf-8")
    with pytest.raises(DraftConflict) as told:
        save(folder, "1.md", "mine\n", token=old, by="سارا")
    kept = told.value.kept
    assert kept == "1.conflict-somebody-1.md"
    token = read(folder, "1.md").token
    (folder / "1.md").write_text("once more\n", encoding="utf-8")
    with pytest.raises(DraftConflict):
        take(folder, "1.md", "mine\n", token=token, kept=kept)
    take(folder, "1.md", "mine, later\n", token=read(folder, "1.md").token, kept=kept)
    assert read(folder, "1.md").text == "mine, later\n"
    assert read(folder, kept).text == "once more\n"
    assert put_away(folder, kept).read_text(encoding="utf-8") == "once more\n"
    assert listed(folder)[0].beside == ()


def test_a_file_that_was_taken_away_is_a_conflict(folder: Path) -> None:
    token = read(folder, "1.md").token
    (folder / "1.md").unlink()
    with pytest.raises(DraftConflict) as told:
        save(folder, "1.md", "mine\n", token=token, by="Sara")
    assert told.value.theirs is None
    take(folder, "1.md", "mine\n", token=token, kept=told.value.kept)
    assert read(folder, "1.md").text == "mine\n"


@pytest.mark.parametrize(
    ("lying", "written"), [(b"a\r\nb\r\n", b"x\r\ny\r\n"), (b"a\nb\r\n", b"x\ny\n"), (b"a", b"x\ny\n")]
)
def test_line_ends_stay(folder: Path, lying: bytes, written: bytes) -> None:
    (folder / "1.md").write_bytes(lying)
    draft = read(folder, "1.md")
    assert "\r" not in draft.text
    save(folder, "1.md", "x\ny\n", token=draft.token, by="Sara")
    assert (folder / "1.md").read_bytes() == written


@pytest.mark.parametrize(
    "name",
    ["../out.md", "/etc/x.md", "a/../../out.md", "1.txt", ".hidden.md", "a//b.md", "link.md", "x\0.md", "..\\o.md"],
)
def test_no_name_leads_out(folder: Path, name: str) -> None:
    (folder.parent / "out.md").write_text("secret", encoding="utf-8")
    (folder / "link.md").symlink_to(folder.parent / "out.md")
    with pytest.raises(BadInput):
        read(folder, name)
    with pytest.raises(BadInput):
        save(folder, name, "x", token="", by="Sara")
    with pytest.raises(BadInput):
        take(folder, "1.md", "x", token="", kept=name)
    with pytest.raises(BadInput):
        put_away(folder, name)
    assert (folder.parent / "out.md").read_text(encoding="utf-8") == "secret"


def test_only_a_version_left_by_a_conflict_is_put_away(folder: Path) -> None:
    with pytest.raises(BadInput):
        put_away(folder, "1.md")
    with pytest.raises(BadInput, match="bytes"):
        save(folder, "1.md", "x" * (LARGEST + 1), token=read(folder, "1.md").token, by="Sara")


def test_ten_who_save_at_once_lose_nothing(folder: Path) -> None:
    token = read(folder, "1.md").token
    kept: list[str] = []

    def write(number: int) -> None:
        try:
            save(folder, "1.md", f"text {number}\n", token=token, by=f"P{number}")
        except DraftConflict as clash:
            kept.append(clash.kept)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(kept) == 9
    assert {read(folder, name).text for name in (*kept, "1.md")} == {f"text {number}\n" for number in range(10)}


@pytest.mark.parametrize(
    "sources",
    [
        "",
        "sources:\n",
        "sources: {}\n",
        "sources:\n  old: old\n",
        "sources: {old: old}\n",
        "sources:\n    old: 'old'\n",
    ],
)
def test_a_source_is_named_once(sources: str) -> None:
    text = HEAD.format(sources=sources)
    assert source_name(text, "talk", "1.md") == "talk"
    insertion = naming(text, "talk", "talk", "1.md")
    assert insertion is not None
    text = text[: insertion.at] + insertion.text + text[insertion.end :]
    meta = read_front(Lines(text), "1.md").meta
    assert meta.sources == ({"old": "old", "talk": "talk"} if "old" in sources else {"talk": "talk"})
    assert naming(text, "talk", "talk", "1.md") is None
    assert text.endswith("---\n\nText.\n")


def test_a_name_that_means_another_item_is_left_to_it() -> None:
    text = HEAD.format(sources="sources:\n  talk: other\n  speech: address\n")
    assert source_name(text, "talk", "1.md") == "talk-2"
    assert source_name(text, "address", "1.md") == "speech"
    with pytest.raises(DispatchError):
        source_name("no front matter", "talk", "1.md")


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("---\n---\n\nA.\n", "---\n---\n\nA.\n\nNEW\n"),
        ("A.\n\n[^1]: Note,\n    more of it.\n[^2]: Two.\n", "A.\n\nNEW\n\n[^1]: Note,\n    more of it.\n[^2]: Two.\n"),
        ("A.[^1]\n\n[^1]: Note.\n\nB.\n", "A.[^1]\n\n[^1]: Note.\n\nB.\n\nNEW\n"),
    ],
)
def test_a_quotation_goes_before_the_notes(text: str, whole: str) -> None:
    assert added(text, "NEW") == whole


@given(st.text(alphabet="[^1]: \nab", max_size=60))
def test_adding_takes_nothing_away(text: str) -> None:
    assert "".join(added(text, "NEW").replace("NEW", "").split()) == "".join(text.split())
