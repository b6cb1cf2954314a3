"""The items page: what is listed, restated, flagged; footage and its drawings."""

import re

import pytest
from tests.doors.desk.visiting import HTML, Served

HTMX = {"HX-Request": "true", **HTML}


def test_the_list_says_what_there_is(grandma: Served) -> None:
    page = grandma.as_person().get("/", HTML).text
    assert '<bdi lang="fa" dir="rtl">مادربزرگ</bdi>' in page
    assert 'href="/items/grandma"' in page
    assert ">captured<" in page
    assert "0:22" in page
    assert "2020-01-01" in page
    assert "Background work is off" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=مادر", True),
        ("q=nothing", False),
        ("state=captured&language=fa", True),
        ("state=reviewed", False),
        ("language=ar", False),
        ("sort=name&order=up&page=1", True),
        ("sort=evil&order=evil&page=evil&state=evil&language=", True),
        ("page=99999999999", True),
        ("page=٣", True),
    ],
)
def test_an_address_can_be_kept(grandma: Served, query: str, found: bool) -> None:
    from urllib.parse import quote

    path = "/?" + quote(query, safe="=&")
    sara = grandma.as_person()
    whole, part = sara.get(path, HTML), sara.get(path, HTMX)
    assert whole.status == part.status == 200
    for answer in (whole, part):
        assert ('id="item-grandma"' in answer.text) is found
    assert "<html" in whole.text
    assert "<html" not in part.text


def test_sorting_goes_there_and_back(grandma: Served) -> None:
    sara = grandma.as_person()
    seen = []
    path = "/?q=g"
    for _ in range(3):
        page = sara.get(path, HTML).text
        link = re.search(r'<th scope="col" class="name"([^>]*)><a id="sort-name" href="([^"]*)"', page)
        assert link
        seen.append((link[1].strip(), link[2].replace("&amp;", "&")))
        path = seen[-1][1]
    assert seen == [
        ("", "/?q=g&sort=name"),
        ('aria-sort="ascending"', "/?q=g&sort=name&order=down"),
        ('aria-sort="descending"', "/?q=g&sort=name"),
    ]


def test_facts_are_restated(grandma: Served) -> None:
    sara = grandma.as_person()
    facts = {"title": "<script>alert(1)</script>", "language": "fa", "publisher": '"><img src=x onerror=alert(1)>'}
    assert sara.form("/items/grandma/facts", {**facts, "released": "2020-02-30x"}).status == 400
    kept = sara.form("/items/grandma/facts", {**facts, "back": "/?q=gr"})
    assert (kept.status, kept.headers["location"]) == (303, "/?q=gr")
    page = sara.get("/", HTML).text
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    for back in ("//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"):
        assert sara.form("/items/grandma/facts", {"title": "مادربزرگ", "back": back}).headers["location"] == "/"
    assert sara.form("/items/nobody/facts", {"title": "x"}).status == 404
    assert sara.form("/items/grandma/facts", {"title": " "}).status == 400


def test_graphic_footage_is_veiled_until_someone_wants_it(grandma: Served) -> None:
    sara = grandma.as_person()
    assert "data-veiled" not in sara.get("/", HTML).text
    assert sara.form("/items/grandma/graphic", {"on": "yes"}).status == 303
    assert "data-veiled" in sara.get("/", HTML).text
    assert sara.ask("PUT", "/api/me/preferences/graphic", b'"show"').status == 204
    assert "data-veiled" not in sara.get("/", HTML).text
    assert sara.ask("PUT", "/api/me/preferences/graphic", b'"ask"').status == 204
    assert "data-veiled" in sara.get("/", HTML).text
    assert sara.form("/items/grandma/graphic", {"on": "no"}).status == 303
    assert sara.form("/items/grandma/graphic", {"on": "maybe"}).status == 400


def test_footage_is_sent_whole_and_in_stretches(grandma: Served, footage: object) -> None:
    from pathlib import Path

    data = Path(str(footage)).read_bytes()
    sara = grandma.as_person()
    whole = sara.get("/media/grandma")
    assert whole.body == data
    assert whole.headers["content-type"] == "video/mp4"
    assert "sandbox" in whole.headers["content-security-policy"]
    part = sara.get("/media/grandma", {"Range": "bytes=1000-1999"})
    assert (part.status, part.body) == (206, data[1000:2000])
    assert part.headers["content-range"] == f"bytes 1000-1999/{len(data)}"
    assert sara.get("/media/grandma", {"Range": f"bytes={len(data)}-"}).status == 416


def test_drawings_and_stills(grandma: Served) -> None:
    sara = grandma.as_person()
    for _ in range(20):
        drawn = sara.get("/media/grandma/peaks.json")
        if drawn.status != 202:
            break
    assert drawn.status == 200
    assert drawn.json["per_second"] == 50
    assert abs(len(drawn.json["peaks"]) * 20 - drawn.json["length"]) < 200
    assert max(drawn.json["peaks"]) > 60
    assert sara.get("/media/grandma/poster.jpg").body.startswith(b"\xff\xd8\xff")
    assert sara.get("/media/grandma/still?at=5000").body.startswith(b"\xff\xd8\xff")
    for at in ("", "-1", "x", "1.5", "1" * 11):
        assert sara.get(f"/media/grandma/still?at={at}").status == 400
    assert sara.get("/media/grandma/still?at=9999999").status in (200, 404)
    assert sara.get("/media/nobody").status == 404


def test_without_background_work_nothing_is_promised(grandma: Served) -> None:
    sara = grandma.as_person()
    for path in ("/captures", "/items/grandma/read", "/work/x/cancel"):
        answer = sara.form(path, {"address": "https://example.org/talk.mp4"})
        assert answer.status == 503
        assert "background work is off" in answer.text
