"""The published site in a real browser: chromium, opened from the folder and from a server."""

import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from dragoman.model import webvtt
from dragoman.publish.build import Format, compose
from dragoman.publish.material import Site
from dragoman.publish.needs import Asset, Need

CHROMIUM = Path("/usr/bin/chromium")
AXE = Path(__file__).parents[1] / "web" / "node_modules" / "axe-core" / "axe.min.js"
ARGUMENTS = (
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"),
    *("--disable-sync", "--no-first-run", "--disable-quic"),
)
PAGES = (
    "index.html",
    "d/dispatch-1/index.html",
    "d/dispatch-1/e1/index.html",
    "d/dispatch-2/index.html",
    "items/grandma/index.html",
    "topics/storytelling/index.html",
    "about/verify/index.html",
)
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip(f"no browser at {CHROMIUM}: apt install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


class Quiet(SimpleHTTPRequestHandler):
    """Serve a folder without a word."""

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def address(published: Path) -> Iterator[str]:
    """Return the address at which the site is served, below a path of its own."""
    handler = partial(Quiet, directory=str(published.parent))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/{published.name}/"
        server.shutdown()
        thread.join()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def test_no_request_leaves_the_site_and_nothing_fails(page: Page, address: str) -> None:
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    for path in PAGES:
        page.goto(address + path, wait_until="networkidle")
    assert len(asked) > len(PAGES) * 3
    assert not [url for url in asked if not url.startswith(address)]
    assert not said, "no page has an error or a policy violation to report"


@pytest.mark.parametrize("width", [360, 390, 768, 1280])
def test_no_page_scrolls_sideways(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for path in PAGES:
        page.goto(address + path)
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, address: str, scheme: str) -> None:
    if not AXE.exists():
        pytest.skip("axe-core is not installed: npm ci in tests/web")
    # axe is put in by hand; a page's own policy would rightly refuse it.
    context = browser.new_context(bypass_csp=True, color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    for path in PAGES:
        page.goto(address + path)
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        page.add_script_tag(path=AXE)
        found: dict[str, Any] = page.evaluate("axe.run({iframes: false})")
        told = [(v["id"], [node["html"][:120] for node in v["nodes"][:3]]) for v in found["violations"]]
        assert not told, f"{path} ({scheme})"
        assert len(found["passes"]) > 15
    context.close()


def test_everything_can_be_read_without_script(browser: Browser, published: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((published / "d/dispatch-1/index.html").as_uri())
    assert page.locator("#q3 blockquote").inner_text().startswith("We ran to look at grandma’s cow")
    page.locator("#q3 summary").first.click()
    assert page.locator("#q3-s3 .original").is_visible()
    link = page.locator("#q3 .plays a").first
    href = link.get_attribute("href")
    assert href is not None
    assert href.endswith(".mp4#t=4.000,16.160")
    assert (published / "d/dispatch-1" / href.partition("#")[0]).resolve().is_file()
    context.close()


def test_the_transcript_follows_the_footage_and_stops_at_the_quotation(page: Page, published: Path) -> None:
    page.goto((published / "d/dispatch-1/index.html").as_uri())
    assert page.evaluate("document.querySelector('#q2 video').src").endswith("#t=2.690,6.740")
    page.locator("#q2 .plays a").first.click()
    page.locator("#q2-s2.now").wait_for(state="attached")
    now = page.evaluate("document.querySelector('#q2 video').currentTime")
    assert 2.69 <= now < 6.74, "playing starts at the quotation's second"
    assert page.locator("#q2-s2").get_attribute("aria-current") == "true"
    page.evaluate("document.querySelector('#q2 video').currentTime = 6.6")
    until(page, "document.querySelector('#q2 video').paused")
    assert 6.6 <= page.evaluate("document.querySelector('#q2 video').currentTime") < 7.5, "it ends where the words end"
    page.locator("#q2 [data-context]").click()
    until(page, "!document.querySelector('#q2 video').paused")
    assert page.evaluate("document.querySelector('#q2 video').currentTime") < 2.69, "the strip before it plays too"


def until(page: Page, condition: str) -> None:
    """Wait for a condition; the page's own policy refuses the browser driver's way of waiting."""
    for _ in range(200):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"not within 10 s: {condition}")


def test_a_page_from_a_folder_captions_itself(page: Page, published: Path) -> None:
    page.goto((published / "d/dispatch-1/index.html").as_uri())
    tracks: list[Any] = page.evaluate(
        """[...document.querySelector('#q2 video').textTracks]
           .map(track => [track.language, track.mode, [...(track.cues || [])].map(cue => cue.text)])"""
    )
    assert tracks[0][:2] == ["en", "showing"]
    assert tracks[0][2][1] == "Grandma greets me."
    assert tracks[0][2][0] == "[machine draft] My grandma."
    assert tracks[1][0] == "fa"


def test_chromium_reads_our_captions_as_we_do(page: Page, address: str, published: Path) -> None:
    page.goto(address + "d/dispatch-1/index.html")
    seen: list[Any] = page.evaluate(
        """async () => {
             const [track] = [...document.querySelectorAll('#q2 track')].slice(1);
             track.track.mode = 'showing';
             await new Promise(done => track.addEventListener('load', done, {once: true}));
             const cues = [...track.track.cues];
             return [track.src, cues.map(c => [c.id, Math.round(c.startTime * 1000), Math.round(c.endTime * 1000),
                                               c.getCueAsHTML().textContent])];
           }"""
    )
    file = published / seen[0].removeprefix(address)
    ours = webvtt.read(file.read_text(encoding="utf-8"), file.name)
    assert seen[1] == [[cue.id, cue.span.start, cue.span.end, cue.text] for cue in ours]
    assert "می\u200cکند" in ours[1].text, "a zero-width non-joiner is a letter's business, and stays"


def test_the_keyboard_reaches_everything(page: Page, published: Path) -> None:
    page.goto((published / "d/dispatch-1/index.html").as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    reached: list[str] = []
    for _ in range(120):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.cloneNode().outerHTML"))
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none" or reached[-1].startswith(("<body", "<video")), f"focus cannot be seen: {reached[-1]}"
    for needed in (
        "<video",
        "<summary",
        'class="said"',
        'class="note-back"',
        "data-seek",
        "data-context",
        'class="record"',
    ):
        assert any(needed in html for html in reached), needed


def test_print_leaves_players_out_and_pins_in(page: Page, address: str) -> None:
    page.goto(address + "d/dispatch-1/index.html")
    page.emulate_media(media="print")
    assert not page.locator("#q3 video").is_visible()
    assert not page.locator(".masthead nav").is_visible()
    assert page.locator("#q3 .pin code").inner_text() == "grandma@1#t=6.740,18.900"
    assert page.locator("#verify .full").first.is_visible(), "whole digests, for who reads on paper"


WATCH = """
window.ran = [];
for (const name of ['alert', 'confirm', 'prompt', 'print']) window[name] = (...given) => window.ran.push(name);
"""


def open_hostile(browser: Browser, folder: Path, payload: str, files: dict[str, bytes], opened: list[str]) -> None:
    """Open pages of a hostile site with the content policy off."""
    for path, data in files.items():
        to = folder / path
        to.parent.mkdir(parents=True, exist_ok=True)
        to.write_bytes(data)
    # Without the policy, escaping alone must hold.
    context = browser.new_context(bypass_csp=True)
    context.add_init_script(WATCH)
    page = context.new_page()
    dialogs: list[str] = []
    elsewhere: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    page.on("dialog", lambda dialog: dialog.dismiss())
    page.on("request", lambda request: elsewhere.append(request.url))
    for path in opened:
        page.goto((folder / path).as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        assert page.evaluate("window.ran") == [], f"{payload!r} ran on {path}"
    context.close()
    assert not dialogs, payload
    assert not [url for url in elsewhere if not url.startswith("file:")], payload


Make = Callable[[str], Site]
StandIns = Callable[[Site], dict[Need, Asset]]


@pytest.mark.parametrize("every", [24, pytest.param(1, marks=pytest.mark.promise)])
def test_no_payload_runs(
    browser: Browser,
    tmp_path: Path,
    payloads: tuple[str, ...],
    hostile_site: Make,
    stand_ins: StandIns,
    formats: tuple[Format, ...],
    every: int,
) -> None:
    """Every payload in every field of free text, in a live browser: nothing runs, nothing is fetched elsewhere."""
    tried = payloads[::every]
    opened = 0
    for number, payload in enumerate(tried):
        site = hostile_site(payload)
        files = {output.path: output.data for output in compose(site, stand_ins(site), formats)}
        pages = [path for path in files if path.endswith("index.html")]
        if every > 1:
            pages = ["index.html", "items/grandma/index.html", next(path for path in pages if "-1/e1/" in path)]
        open_hostile(browser, tmp_path / str(number), payload, files, pages)
        opened += len(pages)
    print(f"{len(tried)} payloads, each in every field of free text; {opened} pages opened, 0 ran")
    assert opened >= 3 * len(tried)
