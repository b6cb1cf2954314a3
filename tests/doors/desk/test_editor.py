"""The editor's addresses: what is judged, quoted, saved, shown; and who may."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.doors.desk.visiting import HTML, Answer, Served, Visitor
from tests.doors.desk.writing import FILE, written
from tests.steps.desks import own_cache

from dragoman.doors.desk.units import Units
from dragoman.model.review import Approve, Change, EditTranslation

__all__ = ["own_cache"]


@pytest.fixture(scope="module")
def desk_at(tmp_path_factory: pytest.TempPathFactory, footage: Path) -> Iterator[Served]:
    with written(tmp_path_factory.mktemp("written") / "desk", footage) as running:
        yield running


@pytest.fixture
def text(desk_at: Served) -> str:
    return (desk_at.context.root / "dispatches" / FILE).read_text(encoding="utf-8")


def post(visitor: Visitor, path: str, **value: object) -> Answer:
    return visitor.send("POST", path, value)


def test_the_pages(sara: Visitor, text: str) -> None:
    assert FILE in sara.get("/dispatches", HTML).text
    page = sara.get(f"/dispatches/{FILE}", HTML).text
    assert 'data-dir="ltr"' in page
    assert "grandma@1#t=6.740,18.900" in page
    assert sara.get("/dispatches/none.md", HTML).status == 404
    assert sara.get("/dispatches/..%2f..%2fdragoman.toml", HTML).status == 404


def test_a_text_is_judged_as_it_is_typed(sara: Visitor, text: str) -> None:
    clean = post(sara, "/api/check", file=FILE, text=text).json
    assert [one["code"] for one in clean["findings"]] == ["NOTE004"]
    assert {one["verdict"] for one in clean["quotations"]} == {"faithful"}
    wrong = text.replace("very tired", "very 😀 glad")
    found = post(sara, "/api/check", file=FILE, text=wrong).json
    one = next(each for each in found["findings"] if each["code"] == "QUO001")
    wide = wrong.encode("utf-16-le")
    assert wide[2 * one["start"] : 2 * one["end"]].decode("utf-16-le") == '"Grandma got very 😀 glad"'
    assert one["nearest"] == "Grandma got very tired"
    assert any(fix["code"] == "NOTE004" for fix in found["fixes"])
    broken = post(sara, "/api/check", file=FILE, text="no front matter").json
    assert broken["findings"][0]["name"] == "front-matter"


def test_what_stands_behind_a_pin(sara: Visitor, text: str) -> None:
    at = text.index("very tired")
    found = post(sara, "/api/pin", file=FILE, text=text, at=at).json
    assert found["item"] == "grandma"
    assert found["span"] == [18900, 22240]
    assert [(one["language"], one["direction"]) for one in found["pinned"]["said"]] == [("en", "ltr"), ("fa", "rtl")]
    assert post(sara, "/api/pin", file=FILE, text=text, at=0).json is None


def test_pins_to_choose_from(sara: Visitor, text: str) -> None:
    written = f'{text}\n\nShe ["greets me"]('
    found = post(sara, "/api/pins", file=FILE, text=written, at=len(written)).json
    assert found[0]["pin"] == "grandma@1#t=2.690,6.740"
    assert found[0]["holds"]


def test_a_quotation_goes_into_the_text(sara: Visitor, text: str) -> None:
    known = sara.get("/api/items/grandma/quotable").json
    assert (known["original"], known["translation"]) == (
        {"language": "fa", "dir": "rtl"},
        {"language": "en", "dir": "ltr"},
    )
    line = next(each for each in known["segments"] if "tired" in each["translation"])
    pick = {"segment": line["id"], "start": 0, "end": len("Grandma got")}
    quoted = post(sara, "/api/items/grandma/quote", picks=[pick], form="inline", file=FILE, text=text).json
    assert quoted == {
        "markdown": '["Grandma got"](grandma@1#t=18.900,22.240)',
        "pins": ["grandma@1#t=18.900,22.240"],
        "front": None,
    }
    other = text.replace("sources:\n  grandma: grandma", "sources: {}")
    quoted = post(sara, "/api/items/grandma/quote", picks=[{"segment": line["id"]}], file=FILE, text=other).json
    front = quoted["front"]
    whole = other[: front["start"]] + front["text"] + other[front["end"] :] + quoted["markdown"]
    assert not [
        one for one in post(sara, "/api/check", file=FILE, text=whole).json["findings"] if one["severity"] == "error"
    ]
    still = post(sara, "/api/items/grandma/still", at=9020, caption="The [cow]", file=FILE, text=text).json
    assert still["markdown"] == r"![The \[cow\]](grandma#t=9.000)"
    assert post(sara, "/api/items/grandma/still", at=10**9, file=FILE, text=text).status == 400
    assert post(sara, "/api/items/grandma/quote", picks=[{"segment": "x"}], file=FILE, text=text).status == 400


def test_the_preview_is_the_published_page(sara: Visitor, desk_at: Served, text: str) -> None:
    before = desk_at.context.desk().vault.index.count()
    drawn = post(sara, "/api/preview", file=FILE, text=text.replace("And then", "Then")).json
    page = sara.get(drawn["address"])
    assert page.status == 200
    assert "sandbox allow-same-origin; default-src 'none'" in page.headers["content-security-policy"]
    assert "Grandma got very tired" in page.text
    folder = drawn["address"].rpartition("/d/")[0]
    assert sara.get(f"{folder}/site/style.css").headers["content-type"].startswith("text/css")
    clip = next(part.partition("#")[0] for part in page.text.split('"') if part.partition("#")[0].endswith(".mp4"))
    address = f"{folder}/{clip.lstrip('./')}"
    piece = sara.get(address, {"Range": "bytes=0-99"})
    assert (piece.status, len(piece.body), piece.body[4:8]) == (206, 100, b"ftyp")
    assert sara.get(address, {"Range": "bytes=999999999-"}).status == 416
    assert sara.get(f"{folder}/../../dragoman.toml").status == 404
    assert desk_at.context.desk().vault.index.count() == before, "nothing of a preview is kept"
    blocked = post(sara, "/api/preview", file=FILE, text=text.replace("very tired", "very glad")).json
    assert blocked["address"] == ""
    assert blocked["blocked"]


def test_a_save_that_would_lose_anothers_text_is_refused_with_both(sara: Visitor, desk_at: Served, text: str) -> None:
    path = desk_at.context.root / "dispatches" / "0009.md"
    path.write_text(text, encoding="utf-8")
    draft = sara.get("/api/draft?file=0009.md").json
    assert sara.get(f"/api/draft?file=0009.md&have={draft['token']}").json["text"] is None
    saved = post(sara, "/api/draft/save", file="0009.md", text=text + "\nMine.\n", token=draft["token"])
    assert saved.status == 200
    path.write_text(text + "\nTheirs.\n", encoding="utf-8")
    clash = post(sara, "/api/draft/save", file="0009.md", text=text + "\nMore.\n", token=saved.json["token"])
    assert clash.status == 409
    assert clash.json["theirs"]["text"].endswith("Theirs.\n")
    assert (path.parent / clash.json["kept"]).read_text(encoding="utf-8").endswith("More.\n")
    token = clash.json["theirs"]["token"]
    taken = post(sara, "/api/draft/save", file="0009.md", text="mine", token=token, kept=clash.json["kept"])
    assert taken.status == 200
    assert (path.parent / clash.json["kept"]).read_text(encoding="utf-8").endswith("Theirs.\n")
    put_away = post(sara, "/api/draft/put-away", file=clash.json["kept"])
    assert put_away.json["file"].startswith("work/settled/")
    path.unlink()


def test_publishing_says_what_blocks(sara: Visitor, desk_at: Served, text: str) -> None:
    path = desk_at.context.root / "dispatches" / "0008.md"
    path.write_text(text.replace("number: 1", "number: 8").replace("very tired", "very glad"), encoding="utf-8")
    refused = post(sara, "/api/draft/publish", file="0008.md")
    path.unlink()
    assert refused.status == 409
    assert "QUO001" in [one["code"] for one in refused.json["findings"]]
    off = post(sara, "/api/draft/publish", file=FILE)
    assert off.status == 503
    assert "dragoman publish" in off.json["hint"]


def test_a_new_dispatch_opens_in_the_editor(sara: Visitor, desk_at: Served) -> None:
    made = sara.form("/dispatches", {"item": "grandma", "title": 'Again: "so"'})
    assert made.status == 303
    assert "Again" in sara.get(made.headers["location"], HTML).text
    (desk_at.context.root / made.headers["location"].removeprefix("/")).unlink()


def test_quoting_numbers_what_was_decided_first(tmp_path: Path, footage: Path) -> None:
    with written(tmp_path / "desk", footage) as running:
        sara, context = running.as_person(), running.context
        desk = context.desk()
        view = context.sittings.open(desk, "grandma").segments[0]
        changes: list[tuple[str, Change]] = [(view.id, EditTranslation("My own grandma.")), (view.id, Approve())]
        context.sittings.decide(desk, "grandma", changes, by="Sara N.", seen={view.id: view.version})
        text = (context.root / "dispatches" / FILE).read_text(encoding="utf-8")
        quoted = post(sara, "/api/items/grandma/quote", picks=[{"segment": view.id}], file=FILE, text=text).json
        assert quoted["markdown"].startswith('["My own grandma."](grandma@2#t=')
        other = post(sara, "/api/items/grandma/quote", picks=[{"segment": view.id}], file=FILE, text=text).json
        assert other == quoted, "nothing new was decided, so nothing new is numbered"


@pytest.mark.parametrize("text", ["", "abc", "😀", "a😀b", "😀😀", "x😀y😀z"])
def test_units_there_and_back(text: str) -> None:
    units = Units(text)
    for offset in range(len(text) + 1):
        assert units.units(offset) == len(text[:offset].encode("utf-16-le")) // 2
        assert units.offset(units.units(offset)) == offset
    assert units.offset(99) == len(text)
