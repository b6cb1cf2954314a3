"""The pages as HTML: well formed, linked, directed, the same every time; and safe with hostile words."""

import itertools
import os
import posixpath
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from dragoman.model.direction import first_strong
from dragoman.publish.build import Format, compose
from dragoman.publish.material import Site
from dragoman.publish.needs import Asset, Need

GOLDEN = Path(__file__).parent / "golden"
GOLDEN_PATHS = (
    "about/verify/index.html",
    "d/dispatch-1/e1/cite.bib",
    "d/dispatch-1/e1/cite.json",
    "d/dispatch-1/e1/cite.ris",
    "d/dispatch-1/e1/dispatch.jsonld",
    "d/dispatch-1/index.html",
    "feed.xml",
    "index.html",
    "items/goat-dog-cow/index.html",
    "topics/storytelling/index.html",
)
VOID = {"meta", "link", "img", "br", "hr", "track", "source", "input"}


@dataclass
class Node:
    """Hold one element with its attributes, the text directly in it, and what it stands in."""

    tag: str
    attributes: dict[str, str]
    parent: "Node | None"
    text: str = ""
    children: list["Node"] = field(default_factory=list)

    def nearest(self, name: str) -> str | None:
        """Return the attribute from here or the nearest element around."""
        if name in self.attributes:
            return self.attributes[name]
        return self.parent.nearest(name) if self.parent else None


class Tree(HTMLParser):
    """Read a page, refusing any element that is not closed where it was opened."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.nodes: list[Node] = []
        self._open: list[Node] = []
        self.feed(html)
        self.close()
        assert not self._open, f"never closed: {[node.tag for node in self._open]}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"an attribute given twice: {tag} {names}"
        node = Node(tag, {name: value or "" for name, value in attrs}, self._open[-1] if self._open else None)
        if node.parent:
            node.parent.children.append(node)
        self.nodes.append(node)
        if tag not in VOID:
            self._open.append(node)

    def handle_endtag(self, tag: str) -> None:
        assert self._open and self._open[-1].tag == tag, f"</{tag}> closes {self._open[-1:]}"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._open:
            self._open[-1].text += data


def pages(files: dict[str, bytes]) -> Iterator[tuple[str, Tree]]:
    for path, data in files.items():
        if path.endswith(".html"):
            yield path, Tree(data.decode())


def test_pages_are_what_was_accepted(rendered: dict[str, bytes]) -> None:
    """Set DRAGOMAN_ACCEPT=1 to accept what is rendered now; read the change as a diff."""
    for path in GOLDEN_PATHS:
        golden = GOLDEN / path
        if os.environ.get("DRAGOMAN_ACCEPT") == "1":
            golden.parent.mkdir(parents=True, exist_ok=True)
            golden.write_bytes(rendered[path])
        assert rendered[path].decode() == golden.read_bytes().decode(), f"{path} changed; DRAGOMAN_ACCEPT=1 accepts it"


def test_two_renders_are_equal_in_any_time_zone(
    site: Site,
    assets: dict[Need, Asset],
    formats: tuple[Format, ...],
    rendered: dict[str, bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TZ", "Asia/Tehran")
    monkeypatch.setenv("LC_ALL", "fa_IR.UTF-8")
    backwards = dict(reversed(assets.items()))
    again = {output.path: output.data for output in compose(site, backwards, formats)}
    assert again == rendered
    assert list(again) == list(rendered), "the order of the files repeats too"


def test_every_page_is_well_formed_with_ids_used_once(rendered: dict[str, bytes]) -> None:
    seen = 0
    for path, tree in pages(rendered):
        ids = [node.attributes["id"] for node in tree.nodes if "id" in node.attributes]
        assert len(ids) == len(set(ids)), f"{path}: {sorted(i for i in ids if ids.count(i) > 1)}"
        assert [node.tag for node in tree.nodes].count("h1") == 1, path
        levels = [int(node.tag[1]) for node in tree.nodes if node.tag in ("h1", "h2", "h3", "h4", "h5", "h6")]
        assert all(b - a <= 1 for a, b in itertools.pairwise(levels)), f"{path}: a heading level is skipped"
        seen += 1
    assert seen == 13


def test_every_inner_link_leads_somewhere(rendered: dict[str, bytes]) -> None:
    trees = dict(pages(rendered))
    sealed = {"manifest.json", "SHA256SUMS"}
    links = 0
    for path, tree in trees.items():
        for node in tree.nodes:
            for name in ("href", "src", "poster"):
                target = node.attributes.get(name)
                if target is None or urlsplit(target).scheme:
                    continue
                links += 1
                to = urlsplit(target)
                file = (
                    posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(to.path))) if to.path else path
                )
                assert file in rendered or file in sealed, f"{path} leads to {target}, which is not there"
                if to.fragment and not to.fragment.startswith("t="):
                    anchors = {other.attributes.get("id") for other in trees[file].nodes}
                    assert to.fragment in anchors, f"{path} leads to {target}, which has no such place"
    assert links > 400


def test_nothing_is_asked_of_other_sites(rendered: dict[str, bytes]) -> None:
    for path, tree in pages(rendered):
        for node in tree.nodes:
            loads = [node.attributes.get("src", ""), node.attributes.get("poster", "")]
            if node.tag == "link" and node.attributes["rel"] in ("stylesheet", "icon"):
                loads.append(node.attributes["href"])
            assert not [load for load in loads if "//" in load or load.startswith("/")], path
    for path in ("site/style.css", "site/follow.js", "site/icon.svg"):
        text = rendered[path].decode().replace("http://www.w3.org/2000/svg", "")
        assert "http" not in text.replace('a[href^="http"]', "") and "url(" not in text and "@import" not in text, path


def test_every_run_of_foreign_text_states_language_and_direction(rendered: dict[str, bytes]) -> None:
    """Any text whose first strong letter runs right to left stands in an element that says so, with a language."""
    runs = 0
    for path, tree in pages(rendered):
        for node in tree.nodes:
            if node.tag in ("title", "style", "script") or first_strong(node.text) == "ltr":
                continue
            assert node.attributes.get("dir", node.nearest("dir")) == "rtl", f"{path}: {node.text!r}"
            own = node.nearest("lang")
            assert own in ("fa", "ar", "und"), f"{path}: {node.text!r} is said to be in {own}"
            runs += 1
        for node in tree.nodes:
            assert node.attributes.get("dir") != "auto", path
            if node.tag == "bdi":
                assert {"lang", "dir"} <= set(node.attributes), f"{path}: {node.text!r}"
    assert runs > 100


def test_a_quotation_stands_in_both_languages_with_its_footage(rendered: dict[str, bytes]) -> None:
    tree = Tree(rendered["d/dispatch-1/index.html"].decode())
    [figure] = [node for node in tree.nodes if node.attributes.get("id") == "q3"]
    inside = [node for node in tree.nodes if under(node, figure)]
    words = {
        (n.attributes.get("lang"), n.attributes.get("dir")): n.text for n in inside if n.tag in ("p", "blockquote")
    }
    assert "ما دویدیم تا به گاو مادر بزرگ سربزنیم." in words["fa", "rtl"] or any(
        "ما دویدیم تا به گاو مادر بزرگ سربزنیم." in n.text and n.attributes.get("lang") == "fa" for n in inside
    )
    [video] = [node for node in inside if node.tag == "video"]
    assert video.attributes["src"].startswith("../../media/grandma/2740-22240-")
    assert video.attributes["src"].endswith("#t=4.000,16.160"), "its seconds, counted in the clip"
    assert video.attributes["preload"] == "none"
    tracks = [node.attributes for node in inside if node.tag == "track"]
    assert [(t["kind"], t["srclang"]) for t in tracks] == [("subtitles", "en"), ("captions", "fa")]
    quoted = [n.attributes["id"] for n in inside if "quoted" in n.attributes.get("class", "").split()]
    assert quoted == ["q3-s3", "q3-s4", "q3-s5"]
    assert any(n.tag == "code" and n.text == "grandma@1#t=6.740,18.900" for n in inside)


def under(node: Node, other: Node) -> bool:
    return node.parent is other or (node.parent is not None and under(node.parent, other))


def test_machine_and_reviewed_are_told_apart(rendered: dict[str, bytes]) -> None:
    page = rendered["d/dispatch-1/index.html"].decode()
    assert "Test reviewer on 22 November 2026 (as published with the story)" in page
    assert "<del>کاوه</del>" in page
    assert "Nothing: the machine had no words here." in page, "segment 5 was added by a person"
    tree = Tree(rendered["items/grandma/index.html"].decode())
    marks = [(n.nearest("id"), n.text) for n in tree.nodes if is_mark(n)]
    assert marks == [("s-s1", "Machine draft")]


def is_mark(node: Node) -> bool:
    return "mark" in node.attributes.get("class", "").split()


def test_an_older_edition_leads_to_the_latest(rendered: dict[str, bytes]) -> None:
    old = rendered["d/dispatch-1/e1/index.html"].decode()
    assert "A later one has been published" in old
    assert '<link rel="canonical" href="https://desk.example/d/d/dispatch-1/">' in old
    new = rendered["d/dispatch-1/index.html"].decode()
    assert "A later one has been published" not in new
    assert "One word was mended." in new
    assert "One word was mended." not in old
    lasting = rendered["d/dispatch-1/e2/index.html"].decode()
    assert lasting.replace("../../../", "../../") == new


def test_the_chain_names_every_record(site: Site, rendered: dict[str, bytes]) -> None:
    edition = site.editions[1]
    item = edition.items["grandma"]
    page = rendered["d/dispatch-1/index.html"].decode()
    [reviewed_digest] = item.revisions
    chain = [edition.digest, edition.edition.checked, edition.dispatch_digest, reviewed_digest, item.decisions[0][0]]
    chain += [item.revisions[reviewed_digest].transcript, item.item_digest, item.preserved_digest]
    chain += [item.preserved.capture]
    at = [page.index(f'href="../../records/{digest[7:]}.json">record') for digest in chain]
    assert at == sorted(at), "from the edition down"
    assert page.index(item.preserved.tagmanifest) < page.index(item.preserved.blobs[0].digest)
    for digest in chain:
        assert rendered[f"records/{digest[7:]}.json"] == site.records[digest]


ALLOWED_ATTRIBUTES = {
    *("aria-current", "aria-label", "aria-labelledby", "role", "tabindex", "class", "id", "lang", "dir"),
    *(
        "href",
        "rel",
        "type",
        "title",
        "src",
        "poster",
        "alt",
        "width",
        "height",
        "loading",
        "charset",
        "name",
        "content",
    ),
    *("http-equiv", "defer", "controls", "preload", "playsinline", "kind", "srclang", "label", "default", "open"),
    *("datetime", "data-m", "data-d", "data-seek", "data-context", "data-player", "data-copy", "start"),
}
FORBIDDEN = {"style", "iframe", "object", "embed", "form", "input", "base", "svg", "math", "x"}


def assert_tame(path: str, html: str, plain: Tree) -> None:
    """Refuse markup that a field brought along."""
    tree = Tree(html)
    scripts = [node.attributes for node in tree.nodes if node.tag == "script"]
    assert [set(s) for s in scripts] == [{"src", "defer"}], path
    allowed = {node.tag for node in plain.nodes} | {"code", "pre", "ul", "ol", "li", "table", "thead", "tbody", "tr"}
    allowed |= {
        "th",
        "td",
        "h2",
        "em",
        "strong",
        "blockquote",
        "br",
        "hr",
        "s",
        "sup",
        "ins",
        "del",
        "h3",
        "video",
        "track",
    }
    metas = sum(1 for node in tree.nodes if node.tag == "meta")
    assert metas == sum(1 for node in plain.nodes if node.tag == "meta"), path
    for node in tree.nodes:
        assert node.tag in allowed - FORBIDDEN, f"{path}: <{node.tag}>"
        assert set(node.attributes) <= ALLOWED_ATTRIBUTES, f"{path}: {node.attributes}"
        href = node.attributes.get("href", "").strip().lower()
        assert urlsplit(href).scheme in ("", "http", "https", "mailto"), f"{path}: {href}"
        assert not href.startswith("//"), f"{path}: {href}"
        src = node.attributes.get("src", "")
        assert not src or src.startswith(("../", "site/", "media/")), f"{path}: {src}"


def test_hostile_words_stay_words(
    payloads: tuple[str, ...],
    hostile_site: Callable[[str], Site],
    stand_ins: Callable[[Site], dict[Need, Asset]],
    formats: tuple[Format, ...],
    rendered: dict[str, bytes],
) -> None:
    """Each payload in every field at once; the browser test runs them, this one reads the markup."""
    templates = {
        "index": Tree(rendered["index.html"].decode()),
        "d": Tree(rendered["d/dispatch-1/index.html"].decode()),
        "items": Tree(rendered["items/grandma/index.html"].decode()),
        "topics": Tree(rendered["topics/storytelling/index.html"].decode()),
        "dates": Tree(rendered["topics/storytelling/index.html"].decode()),
        "about": Tree(rendered["about/verify/index.html"].decode()),
    }
    seen = 0
    for payload in payloads[::9] + payloads[-14:]:
        site = hostile_site(payload)
        for output in compose(site, stand_ins(site), formats):
            if output.path.endswith(".html"):
                kind = output.path.partition("/")[0].removesuffix(".html")
                assert_tame(f"{payload!r} in {output.path}", output.data.decode(), templates[kind])
                seen += 1
    assert seen > 300
