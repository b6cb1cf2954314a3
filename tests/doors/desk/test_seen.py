"""The page of what was seen before, as HTTP: what it says, what it takes, from whom."""

import re
import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.doors.desk.seen_desks import ARABIC, PERSIAN, lay_seen, media, report, told
from tests.doors.desk.visiting import HTML, Served, Visitor, served

from dragoman.dispatch.sighted import Stood
from dragoman.doors.cli.app import run
from dragoman.doors.desk.seen_page import lettered, lines, middles
from dragoman.doors.fleet.fleet import Fleet
from dragoman.model.sighting import Place, Sighting
from dragoman.model.time import Span
from dragoman.steps.desk import open_desk
from dragoman.steps.people import ROLES
from dragoman.steps.seen_report import Found, look

PAGE = "/items/clip/seen"
PASSWORD = "four words in a row"


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory, footage: Path) -> Path:
    """Return a desk with the items `clip` and `grandma`, a document, and no report yet."""
    folder = tmp_path_factory.mktemp("laid")
    root = lay_seen(folder / "desk", footage, folder)
    (folder / "page.txt").write_text("A page.\n", encoding="utf-8")
    assert run(["--desk", str(root), "capture", str(folder / "page.txt"), "--name", "page", "--document"]) == 0
    return root


@pytest.fixture
def unasked(tmp_path: Path, laid: Path) -> Iterator[Served]:
    shutil.copytree(laid, tmp_path / "desk")
    with served(tmp_path / "desk") as running:
        yield running


@pytest.fixture
def asked(tmp_path: Path, laid: Path) -> Iterator[Served]:
    """Return a desk that knows two sightings in `clip`, the second faster, mirrored and only probable."""
    shutil.copytree(laid, tmp_path / "desk")
    with open_desk(tmp_path / "desk") as desk:
        grandma = media(desk, "grandma")
    there = Place(grandma, Span(1_000, 3_500))
    second = told(grandma, here=Span(12_000, 14_000), there=there, speed=1250, mirrored=True, certain=False)
    report(tmp_path / "desk", "clip", (told(grandma), second))
    with served(tmp_path / "desk") as running:
        yield running


def digest_of(running: Served) -> str:
    found = look(running.context.desk(), "clip")
    assert found is not None
    return found.digest


def judged(running: Served, who: Visitor, **fields: str) -> int:
    fields = {"report": digest_of(running), **fields}
    return who.form(f"{PAGE}/verdict", fields).status


def plain(text: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", text).split())


def test_nobody_has_asked_yet(unasked: Served) -> None:
    answer = unasked.as_person().get(PAGE, HTML)
    assert answer.status == 200
    assert "Nobody has asked yet" in answer.text
    assert "dragoman seen clip" in answer.text, "without background work the command is named"
    assert "<table" not in answer.text


def test_a_document_has_nothing_to_look_for(unasked: Served) -> None:
    sara = unasked.as_person()
    answer = sara.get("/items/page/seen", HTML)
    assert "no footage to look for" in answer.text
    assert "<canvas" not in answer.text
    assert sara.form("/items/page/seen/search", {}).status == 400
    assert sara.form("/items/page/seen/distractor", {"start": "0", "end": "1", "label": "x"}).status == 400
    assert sara.get("/items/nothing/seen", HTML).status == 404


def test_what_was_found_is_listed(asked: Served) -> None:
    text = asked.as_person().get(PAGE, HTML).text
    said = plain(text)
    assert "2 sightings: 2 to judge, 0 confirmed, 0 rejected" in said
    first, second = re.findall(r'<tr id="s\d+".*?</tr>', text, re.DOTALL)
    assert plain(first).startswith(f"A 0:03.000–0:11.000 {ARABIC} 0:06.000–0:14.000")
    assert "27 moments, 140 landmarks" in plain(first)
    assert "suggested" in plain(first)
    assert "mirrored" not in plain(first)
    assert "mirrored 1.25 × as fast here probable: look closely 27 moments, 140 landmarks" in plain(second)
    assert f'lang="ar" dir="rtl">{ARABIC}' in first
    assert f'<h1 lang="fa" dir="rtl">{PERSIAN}' in text
    assert "not seen before in this archive of 1 item, 22 seconds, as of 2026-11-24, by hand 1" in said
    assert re.search(r"\bnew\b", said) is None
    assert "0:00.000–0:03.000" in said, "the stretches that were not seen"


def test_a_verdict_is_kept_with_its_name_and_undone_by_the_other(asked: Served) -> None:
    sara = asked.as_person()
    before = digest_of(asked)
    assert judged(asked, sara, confirmed="1", note=" the same page ") == 303
    assert judged(asked, sara, rejected="2") == 303
    found = look(asked.context.desk(), "clip")
    assert found is not None
    assert [each.state for each in found.found] == ["confirmed", "rejected"]
    verdict = found.found[0].verdict
    assert verdict is not None
    assert (verdict.by, verdict.note, verdict.sightings) == ("Sara N.", "the same page", before)
    text = sara.get(PAGE, HTML).text
    first, second = re.findall(r'<tr id="s\d+".*?</tr>', text, re.DOTALL)
    assert "by Sara N." in plain(first)
    assert ('name="confirmed"' in first, 'name="rejected"' in first) == (False, True)
    assert ('name="confirmed"' in second, 'name="rejected"' in second) == (True, False)
    assert judged(asked, sara, rejected="1") == 303
    found = look(asked.context.desk(), "clip")
    assert found is not None
    assert found.found[0].state == "rejected"


REFUSED = [
    ({"confirmed": "3"}, "no sighting 3"),
    ({"confirmed": "0"}, "no sighting 0"),
    ({"rejected": "-1"}, "which sighting"),
    ({"rejected": "1; DROP"}, "which sighting"),
    ({"confirmed": "1", "rejected": "1"}, "confirmed or rejected"),
    ({"perhaps": "1"}, "confirmed or rejected"),
    ({"confirmed": "1", "report": "sha256:" + "0" * 64}, "a later report"),
]


@pytest.mark.parametrize(("changed", "why"), REFUSED)
def test_a_verdict_that_does_not_fit_is_refused(asked: Served, changed: dict[str, str], why: str) -> None:
    fields = {"report": digest_of(asked), **changed}
    answer = asked.as_person().form(f"{PAGE}/verdict", fields)
    assert answer.status == 400
    assert why in answer.json["error"]
    assert "confirmed, 0" not in plain(asked.as_person().get(PAGE, HTML).text).replace("0 confirmed, 0", "")


TIMES = [
    ("11.5", 11_500),
    ("0:11.5", 11_500),
    ("00:00:11.500", 11_500),
    (" 11.05 ", 11_050),
    ("11", 11_000),
    ("۱۱.۵", 11_500),
]


@pytest.mark.parametrize(("written", "at"), TIMES)
def test_what_proves_nothing_is_taught_and_taken_back(asked: Served, written: str, at: int) -> None:
    sara = asked.as_person()
    answer = sara.form(f"{PAGE}/distractor", {"start": written, "end": "0:14.000", "label": "  the   end "})
    assert answer.status == 303, answer.text
    found = look(asked.context.desk(), "clip")
    assert found is not None
    (taught,) = found.taught
    assert (taught.distractor.place.span, taught.distractor.label) == (Span(at, 14_000), "the end")
    text = sara.get(PAGE, HTML).text
    assert f'data-hatched="{at}-14000"' in text
    assert [each.state for each in found.found] == ["suggested", "distractor"]
    assert "1 that proves nothing" in plain(text)
    assert sara.form(f"{PAGE}/distractor/undo", {"digest": "sha256:" + "0" * 64}).status == 400
    assert sara.form("/items/grandma/seen/distractor/undo", {"digest": taught.digest}).status == 400
    assert sara.form(f"{PAGE}/distractor/undo", {"digest": taught.digest}).status == 303
    found = look(asked.context.desk(), "clip")
    assert found is not None
    assert found.taught == ()


UNTAUGHT = [
    ({"start": "5", "end": "3"}, "before it starts"),
    ({"start": "5", "end": "5"}, "before it starts"),
    ({"start": "x", "end": "3"}, "not a time"),
    ({"start": "", "end": "3"}, "not a time"),
    ({"start": "1:2:3:4", "end": "3"}, "not a time"),
    ({"start": "13", "end": "15"}, "ends at 0:14.000"),
    ({"label": " "}, "say what the stretch is"),
    ({"label": "x" * 201}, "say what the stretch is"),
]


@pytest.mark.parametrize(("changed", "why"), UNTAUGHT)
def test_what_cannot_be_taught_is_refused(asked: Served, changed: dict[str, str], why: str) -> None:
    fields = {"start": "1", "end": "2", "label": "ident", **changed}
    answer = asked.as_person().form(f"{PAGE}/distractor", fields)
    assert answer.status == 400
    assert why in answer.json["error"]


def test_a_reader_looks_and_a_translator_judges(asked: Served) -> None:
    for role in reversed(ROLES):
        asked.context.people.add(role, PASSWORD, role)
    reader, translator = asked.as_person("reader"), asked.as_person("translator")
    text = reader.get(PAGE, HTML).text
    assert "2 sightings" in text
    assert "/seen/verdict" not in text
    assert "/seen/distractor" not in text
    assert judged(asked, reader, confirmed="1") == 403
    assert reader.form(f"{PAGE}/distractor", {"start": "1", "end": "2", "label": "x"}).status == 403
    assert judged(asked, translator, confirmed="1") == 303
    assert "by translator" in plain(reader.get(PAGE, HTML).text)
    assert asked.stranger.get(PAGE).status == 401


def test_a_search_is_work_that_is_ordered_once(tmp_path: Path, laid: Path) -> None:
    shutil.copytree(laid, tmp_path / "desk")
    with Fleet(tmp_path / "desk") as fleet, served(tmp_path / "desk", fleet) as running:
        sara = running.as_person()
        assert "Search the archive" in sara.get(PAGE, HTML).text
        for _ in range(2):
            answer = sara.form(f"{PAGE}/search", {})
            assert (answer.status, answer.headers["location"]) == (303, PAGE)
        (only,) = fleet.all()
        assert (only.kind, only.arguments, only.state) == ("seen", {"item": "clip"}, "waiting")
        running.context.pulse._until = 0.0
        text = sara.get(PAGE, HTML).text
        assert f'data-work="{only.id}"' in text
        assert "Search the archive" not in text
        assert "Search the archive" in sara.get("/items/grandma/seen", HTML).text
        fleet.cancel(only.id)


def test_without_background_work_nothing_is_ordered(unasked: Served) -> None:
    assert unasked.as_person().form(f"{PAGE}/search", {}).status == 503


def test_the_page_is_reached_from_the_list_and_from_the_review(unasked: Served) -> None:
    sara = unasked.as_person()
    listed = sara.get("/", HTML).text
    assert f'href="{PAGE}"' in listed
    assert 'href="/items/page/seen"' not in listed, "a document"
    assert f'href="{PAGE}"' in sara.get("/items/clip", HTML).text


@pytest.mark.parametrize(("place", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (702, "AAA")])
def test_items_are_lettered(place: int, letters: str) -> None:
    assert lettered(place) == letters


def test_forty_eight_items_are_told_apart_by_more_than_colour() -> None:
    found = [Found(Stood(n + 1, told(f"sha256:{n:064x}"), "suggested"), ()) for n in range(48)]
    listed = lines([*found, *found], frozenset())
    assert listed[48:] == listed[:48], "an item keeps its letter"
    assert len({(line.hue, line.pattern) for line in listed}) == 48
    assert len({line.letter for line in listed}) == 48
    assert all(one.hue != two.hue for one, two in pairwise(listed))


@given(
    start=st.integers(0, 10**7), length=st.integers(1, 10**6), there=st.integers(0, 10**7), speed=st.integers(500, 2000)
)
def test_the_stills_lie_within_both_stretches(start: int, length: int, there: int, speed: int) -> None:
    place = Place("sha256:" + "0" * 64, Span(there, there + max(1, length * speed // 1000)))
    sighting = Sighting(Span(start, start + length), place, "picture", 1, 0, speed=speed)
    here, beside = middles(sighting)
    assert start <= here < start + length
    assert place.span.start <= beside < place.span.end
