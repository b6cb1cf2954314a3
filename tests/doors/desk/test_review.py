"""What the review page asks the desk, over HTTP: everything that is decided, and what two people do to each other."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.doors.desk.review_desks import API, Reviewer, lay_speech, speech
from tests.doors.desk.visiting import HTML, Served


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory, footage: Path) -> Path:
    return lay_speech(tmp_path_factory.mktemp("laid") / "desk", footage)


@pytest.fixture
def desk(tmp_path: Path, laid: Path) -> Iterator[Served]:
    with speech(tmp_path, laid) as running:
        yield running


@pytest.fixture
def shared(desk: Served) -> tuple[Reviewer, Reviewer]:
    """Return two reviewers of one desk."""
    return two(desk)


def two(desk: Served) -> tuple[Reviewer, Reviewer]:
    for name in ("Sara", "Omid"):
        desk.context.people.add(name, "a long pass phrase", "publisher")
    return Reviewer(desk.as_person("Sara")), Reviewer(desk.as_person("Omid"))


def test_the_page_stands_before_any_script_runs(desk: Served) -> None:
    page = desk.as_person().get("/items/grandma", HTML)
    assert page.status == 200
    assert page.text.count('class="row still"') == 6
    assert '<div class="side original machine" lang="fa" dir="rtl">' in page.text
    assert '<div class="side translation machine" lang="en" dir="ltr">' in page.text
    assert "iPhone را ۳ بار گفت!" in page.text
    assert " style=" not in page.text


def test_an_item_that_nobody_read_says_what_to_do(grandma: Served) -> None:
    page = grandma.as_person().get("/items/grandma", HTML)
    assert page.status == 200
    assert "dragoman read grandma" in page.text


@pytest.mark.parametrize(
    ("gesture", "changed"),
    [
        ({"do": "approve", "segment": "s0001"}, {"approved": True}),
        ({"do": "speaker", "segment": "s0002", "speaker": " Grandson "}, {"speaker": "Grandson"}),
        ({"do": "span", "segment": "s0002", "start": 2700, "end": 6500}, {"span": {"start": 2700, "end": 6500}}),
        ({"do": "remark", "segment": "s0003", "text": "which cow?"}, {"note": "which cow?"}),
    ],
)
def test_a_gesture_changes_its_segment_and_undo_takes_it_back(
    desk: Served, gesture: dict[str, Any], changed: dict[str, Any]
) -> None:
    sara = Reviewer(desk.as_person())
    before = dict(sara.segments[gesture["segment"]])
    told = sara.decide(**gesture)
    assert [each["id"] for each in told["segments"]] == [gesture["segment"]]
    after = sara.segments[gesture["segment"]]
    assert {key: after[key] for key in changed} == changed
    sara.ask("undo")
    restored = sara.segments[gesture["segment"]]
    assert {key: restored[key] for key in changed} == {key: before[key] for key in changed}
    sara.ask("redo")
    assert {key: sara.segments[gesture["segment"]][key] for key in changed} == changed


def test_split_and_merge_are_one_gesture_each(desk: Served) -> None:
    sara = Reviewer(desk.as_person())
    sara.decide(do="split", segment="s0003", at_original=10, at_translation=6, at=9000)
    assert len(sara.segments) == 7
    assert sara.segments["s0003"]["translation"] == "We ran"
    fresh = next(name for name in sara.segments if name.startswith("h"))
    sara.decide(do="merge", segment="s0003", others=[fresh], seen=("s0003", fresh))
    assert len(sara.segments) == 6
    sara.ask("undo")
    sara.ask("undo")
    assert sara.segments["s0003"]["translation"] == "We ran to look at grandma's cow."


def test_a_speaker_is_renamed_from_here_on(desk: Served) -> None:
    sara = Reviewer(desk.as_person())
    sara.decide(do="rename", segment="s0003", new="Grandson", scope="rest", seen=("s0003", "s0005", "s0006"))
    named = [sara.segments[f"s000{n}"]["speaker"] for n in range(1, 7)]
    assert named == ["Narrator", "", "Grandson", "Narrator", "Grandson", "Grandson"]


def test_what_is_typed_is_kept_by_the_key_and_decided_when_the_row_is_left(desk: Served) -> None:
    sara = Reviewer(desk.as_person())
    sara.type("s0002", "Grandma says hello.")
    again = Reviewer(desk.as_person())
    assert again.segments["s0002"]["translation"] == "Grandma says hello."
    assert again.segments["s0002"]["translation_origin"] == "human"
    sara.ask("settle", also=["s0002"])
    assert sara.told["pending"] == 1
    past = sara.visitor.get(f"{API}/history/s0002").json
    assert [each["what"] for each in past] == ["drafted", "drafted", "translation"]
    assert [run["text"] for run in past[-1]["differences"] if run["kind"] == "in"] == ["says", "hello."]


def test_typing_takes_approval_away_and_an_approval_makes_a_revision(desk: Served) -> None:
    sara = Reviewer(desk.as_person())
    sara.decide(do="approve", segment="s0001")
    sara.type("s0001", "My grandma.")
    sara.ask("settle", also=["s0001"])
    assert not sara.segments["s0001"]["approved"]
    sara.decide(do="approve", segment="s0001")
    assert sara.ask("commit")["made"] == 1
    assert (sara.told["revision"], sara.told["pending"]) == (1, 0)
    assert sara.ask("commit").get("made") is None


def test_an_original_that_changed_asks_about_its_translation(desk: Served) -> None:
    sara = Reviewer(desk.as_person())
    sara.decide(do="approve", segment="s0002")
    sara.type("s0002", "مادر بزرگ به ما سلام می\u200cکند.", field="original")
    sara.ask("settle", also=["s0002"])
    assert sara.segments["s0002"]["stale"]
    sara.decide(do="approve", segment="s0002")
    assert not sara.segments["s0002"]["stale"]


def test_nobody_overwrites_another_and_both_texts_are_shown(shared: tuple[Reviewer, Reviewer]) -> None:
    sara, omid = shared
    sara.type("s0002", "Grandma says hello.")
    sara.ask("settle")
    clash = omid.type("s0002", "Granny salutes me.", 409)
    assert clash["segments"][0]["translation"] == "Grandma says hello."
    assert "Sara" in clash["error"]
    omid.decide(409, do="approve", segment="s0002")
    omid.ask("here", segment="s0002")
    omid.type("s0002", "Granny salutes me.")


def test_two_people_see_each_other_and_each_other_s_work(shared: tuple[Reviewer, Reviewer]) -> None:
    sara, omid = shared
    sara.ask("here", segment="s0003")
    told = omid.ask("here", segment="s0001")
    assert {(each["by"], each["segment"]) for each in told["present"]} == {("Sara", "s0003"), ("Omid", "s0001")}
    sara.decide(do="approve", segment="s0003")
    told = omid.ask("here", segment="s0001")
    assert [each["id"] for each in told["segments"]] == ["s0003"]
    assert not told.get("whole")


def test_a_second_reader_is_another_person(tmp_path: Path, laid: Path) -> None:
    with speech(tmp_path, laid, readers=2) as desk:
        sara, omid = two(desk)
        sara.decide(do="approve", segment="s0001")
        sara.decide(do="approve", segment="s0001")
        assert not sara.segments["s0001"]["approved"]
        omid.ask("here")
        omid.decide(do="approve", segment="s0001")
        assert omid.segments["s0001"]["approved"]
        assert [each["by"] for each in omid.segments["s0001"]["approvals"]] == ["Sara", "Omid"]


@pytest.mark.parametrize(
    ("what", "body"),
    [
        ("type", {"segment": "s0001", "field": "translation", "text": "x", "seen": 0, "by": "Omid"}),
        ("type", {"segment": "s0001", "field": "speaker", "text": "x", "seen": 0}),
        ("type", {"segment": "../s0001", "field": "note", "text": "x", "seen": 0}),
        ("type", {"segment": "s0001", "field": "note", "text": "x" * 20_001, "seen": 0}),
        ("decide", {"gesture": {"do": "forge", "segment": "s0001"}, "seen": {}}),
        ("decide", {"gesture": {"do": "approve", "segment": "s0001", "by": "Omid"}, "seen": {}}),
        ("decide", {"gesture": {"do": "approve", "segment": "s0005"}, "seen": {}}),
        ("decide", {"gesture": {"do": "span", "segment": "s0001", "start": 9, "end": 9}, "seen": {}}),
        ("decide", {"gesture": {"do": "merge", "segment": "s0001", "others": ["s0003"]}, "seen": {}}),
        ("undo", {}),
    ],
)
def test_what_does_not_fit_is_refused_with_a_sentence(desk: Served, what: str, body: dict[str, Any]) -> None:
    sara = Reviewer(desk.as_person())
    answer = sara.visitor.send("POST", f"{API}/{what}", body)
    assert answer.status == 400
    assert answer.json["error"]
    assert Reviewer(desk.as_person()).segments == sara.segments


def test_an_old_stamp_is_told_everything(desk: Served) -> None:
    sara = Reviewer(desk.as_person())
    sara.told["stamp"] = "long ago"
    assert sara.ask("here")["whole"]
    assert len(sara.segments) == 6


def test_graphic_footage_is_veiled_until_someone_asks(desk: Served) -> None:
    visitor = desk.as_person()
    assert "unveil" not in visitor.get("/items/grandma", HTML).text
    desk.context.preferences.flag_graphic("grandma", by="Sara", on=True)
    page = visitor.get("/items/grandma", HTML).text
    assert 'data-act="unveil"' in page
    assert 'tabindex="-1" muted' in page


DISPATCH = """---
number: 1
series: Dispatch
date: 2026-11-24
title: A test
---

She began.[^1]

[^1]: [Full speech](https://example.org/speech), November 22, 2026.
"""


def test_words_go_into_a_dispatch_with_their_source(desk: Served) -> None:
    sara = Reviewer(desk.as_person())
    path = desk.context.root / "dispatches" / "0001-test.md"
    path.write_text(DISPATCH, encoding="utf-8")
    sara.decide(do="approve", segment="s0003")
    assert sara.visitor.get(f"{API}/dispatches").json == [{"file": "0001-test.md", "title": "A test"}]
    asked = {"picks": [{"segment": "s0003", "start": 0, "end": 14}]}
    shown = sara.visitor.send("POST", f"{API}/quotation", asked)
    assert shown.json == {"markdown": '["We ran to look"](grandma@1#t=6.700,12.200)'}
    put = sara.visitor.send("POST", f"{API}/quotation/into", {**asked, "file": "0001-test.md"})
    assert put.status == 200
    text = path.read_text(encoding="utf-8")
    assert "sources:\n  grandma: grandma\n" in text
    assert text.index(put.json["markdown"]) < text.index("[^1]: ")
    still = sara.visitor.send("POST", f"{API}/frame", {"at": 1200, "caption": "Grandma"})
    assert still.json["markdown"].startswith("![Grandma](grandma#t=1.2")


def test_what_nobody_approved_is_not_quoted(desk: Served) -> None:
    sara = Reviewer(desk.as_person())
    sara.decide(do="approve", segment="s0001")
    refused = sara.visitor.send("POST", f"{API}/quotation", {"picks": [{"segment": "s0002"}]})
    assert refused.status == 400
    outside = {"picks": [{"segment": "s0001"}], "file": "../dragoman.md"}
    assert sara.visitor.send("POST", f"{API}/quotation/into", outside).status == 400


def test_what_is_only_looked_at_numbers_nothing(desk: Served) -> None:
    sara = Reviewer(desk.as_person())
    sara.decide(do="approve", segment="s0003")
    asked = {"picks": [{"segment": "s0003"}]}
    for _ in range(2):
        looked = sara.visitor.send("POST", f"{API}/quotation", asked).json
        assert looked["markdown"].endswith("(grandma@1#t=6.700,12.200)")
    assert sara.visitor.get(f"{API}/sitting").json["revision"] is None
    assert sara.visitor.send("POST", f"{API}/quotation", {**asked, "taken": True}).json == looked
    assert sara.visitor.get(f"{API}/sitting").json["revision"] == 1
    sara.visitor.send("POST", f"{API}/quotation", {**asked, "taken": True})
    assert sara.visitor.get(f"{API}/sitting").json["revision"] == 1, "what stands in a revision needs no other"


def test_a_dispatch_begins_with_a_quotation(desk: Served) -> None:
    sara = Reviewer(desk.as_person())
    folder = desk.context.root / "dispatches"
    refused = sara.visitor.send("POST", f"{API}/quotation/into", {"picks": [{"segment": "s0003"}], "file": ""})
    assert refused.status == 400
    assert list(folder.iterdir()) == [], "nothing is begun for what is not approved"
    sara.decide(do="approve", segment="s0003")
    for number in (1, 2):
        asked = {"picks": [{"segment": "s0003"}], "form": "block", "file": ""}
        begun = sara.visitor.send("POST", f"{API}/quotation/into", asked).json
        assert begun["file"] == f"000{number}-grandma.md"
        text = (folder / begun["file"]).read_text(encoding="utf-8")
        assert f"number: {number}\n" in text
        assert text.endswith(f"---\n\n{begun['markdown']}\n")
    still = sara.visitor.send("POST", f"{API}/frame/into", {"at": 1200, "caption": "Grandma", "file": ""}).json
    assert still["file"] == "0003-grandma.md"
