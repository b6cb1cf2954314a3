"""What machines read: feed, linked data, citations; and the door that formats come in by."""

import json
import re
from collections.abc import Callable, Iterator
from importlib.metadata import entry_points
from xml.etree import ElementTree

import pytest

from dragoman.model.pin import parse_pin
from dragoman.publish.build import GROUP, Build, Format, Offer, compose, installed
from dragoman.publish.footage import Footage
from dragoman.publish.formats.linked_data import escaped
from dragoman.publish.material import EditionMaterial, Site
from dragoman.publish.needs import Asset, Need
from dragoman.publish.output import Output
from dragoman.publish.views.citation import Citation, citation

ATOM = "{http://www.w3.org/2005/Atom}"


def test_the_feed_has_what_rfc_4287_asks(site: Site, rendered: dict[str, bytes]) -> None:
    feed = ElementTree.fromstring(rendered["feed.xml"])
    assert feed.tag == ATOM + "feed"
    for name in ("id", "title", "updated", "author"):
        assert len(feed.findall(ATOM + name)) == 1
    assert feed.findtext(ATOM + "updated") == "2026-11-24T12:00:00Z"
    entries = feed.findall(ATOM + "entry")
    assert [entry.findtext(ATOM + "id") for entry in entries] == [
        "https://desk.example/d/d/dispatch-2/",
        "https://desk.example/d/d/dispatch-1/",
    ], "newest first, one entry a dispatch, whatever its editions"
    assert entries[1].findtext(ATOM + "published") == "2026-11-23T12:00:00Z"
    assert entries[1].findtext(ATOM + "updated") == "2026-11-24T12:00:00Z"
    assert "مادر بزرگ من" in (entries[1].findtext(ATOM + "summary") or "")
    assert [link.get("rel") for link in feed.findall(ATOM + "link")] == ["self", "alternate"]


def test_a_feed_of_hostile_words_is_still_xml(
    payloads: tuple[str, ...],
    hostile_site: Callable[[str], Site],
    stand_ins: Callable[[Site], dict[Need, Asset]],
    formats: tuple[Format, ...],
) -> None:
    for payload in ("]]> & <b>\x00\x1b\ufffe", payloads[0]):
        site = hostile_site(payload)
        [feed] = formats[0].render(Build(site, Footage(stand_ins(site)), formats))
        title = ElementTree.fromstring(feed.data).findtext(ATOM + "title")
        assert title == re.sub("[\x00\x1b\ufffe]", "\ufffd", payload)


def test_linked_data_holds_quotation_original_and_clip(site: Site, rendered: dict[str, bytes]) -> None:
    article = json.loads(rendered["d/dispatch-1/e2/dispatch.jsonld"])
    assert article["@type"] == "NewsArticle"
    assert article["@id"] == "https://desk.example/d/d/dispatch-1/e2/"
    assert article["identifier"] == site.editions[1].digest
    assert (article["datePublished"], article["dateModified"]) == ("2026-11-23T12:00:00Z", "2026-11-24T12:00:00Z")
    block = article["hasPart"][2]
    assert block["text"] == "We ran to look at grandma's cow... I ran away from [the grandmother]."
    assert block["inLanguage"] == "en"
    assert block["translationOfWork"]["inLanguage"] == "fa"
    assert block["translationOfWork"]["text"].startswith("ما دویدیم")
    clip = block["isBasedOn"]
    assert (clip["startOffset"], clip["endOffset"]) == (6.74, 18.9)
    assert clip["contentUrl"].removeprefix("https://desk.example/d/") in rendered
    assert clip["isPartOf"]["sha256"] == site.editions[0].items["grandma"].preserved.blobs[0].digest[7:]
    spoken = article["hasPart"][1]
    assert spoken["inLanguage"] == "fa"
    assert "translationOfWork" not in spoken, "it is quoted in the language spoken"
    assert all(parse_pin(part["isBasedOn"]["identifier"]) for part in article["hasPart"])


@pytest.mark.parametrize("payload", ["</script><script>alert(1)</script>", "<!--", "a&b", "x\u2028y\u2029z"])
def test_linked_data_cannot_end_a_script(payload: str) -> None:
    data = escaped({"a": payload}).decode()
    assert not set(data) & set("<>&\u2028\u2029")
    assert json.loads(data) == {"a": payload}


def cite(**changed: str) -> Citation:
    fields = {
        "desk": "A & B",
        "title": "T",
        "series": "Dispatch",
        "date": "2026-11-03",
        "address": "https://d.example/e1/",
    }
    fields |= changed
    return Citation(number=12, edition=1, language="en", **fields)


def test_citations(site: Site) -> None:
    words = citation(site, site.editions[0]).words
    assert words == (
        "The Test Desk, “A grandchild: ‘We ran to look at grandma’s cow’”, Dispatch 1, edition 1, 23 November 2026, "
        "https://desk.example/d/d/dispatch-1/e1/"
    )
    assert "month = nov,\n" in cite().bibtex
    assert "author = {{A \\& B}}," in cite().bibtex
    assert "DA  - 2026/11/03\r\n" in cite().ris
    assert cite().ris.endswith("ER  - \r\n")
    assert json.loads(cite().csl)[0]["issued"] == {"date-parts": [[2026, 11, 3]]}


@pytest.mark.parametrize("title", ["}\n@comment{", "100% \\input{x} #1 $y$ ~^_", "a\r\nER  - \r\nTY  - X", "آب \u2028"])
def test_a_title_cannot_end_a_citation(title: str) -> None:
    assert len(re.findall(r"^@", cite(title=title).bibtex, re.MULTILINE)) == 1
    inside = cite(title=title).bibtex
    assert re.sub(r"\\[{}]", "", inside).count("{") == re.sub(r"\\[{}]", "", inside).count("}")
    assert cite(title=title).ris.count("ER  - \r\n") == 1
    assert json.loads(cite(title=title).csl)[0]["title"] == title


def test_our_formats_come_in_by_the_strangers_door(formats: tuple[Format, ...]) -> None:
    if not entry_points(group=GROUP):
        pytest.skip(f"the package as installed here names no {GROUP} yet: install it again")
    assert [type(format) for format in installed()] == [type(format) for format in formats]


def test_a_strangers_format_is_rendered_and_offered(
    site: Site, assets: dict[Need, Asset], formats: tuple[Format, ...]
) -> None:
    class Plain:
        """Publish each dispatch as plain text."""

        def offers(self, edition: EditionMaterial) -> tuple[Offer, ...]:
            return (Offer("Plain text", f"plain/{edition.edition.number}.txt", "text/plain"),)

        def render(self, build: Build) -> Iterator[Output]:
            for edition in build.site.latest:
                yield Output(f"plain/{edition.edition.number}.txt", edition.dispatch.text.encode())

    files = {output.path: output.data for output in compose(site, assets, (*formats, Plain()))}
    assert files["plain/1.txt"].startswith(b"---\nnumber: 1")
    page = files["d/dispatch-1/index.html"].decode()
    assert '<link rel="alternate" type="text/plain" title="Plain text" href="../../plain/1.txt">' in page
    assert '<a href="../../plain/1.txt">Plain text</a>' in page
