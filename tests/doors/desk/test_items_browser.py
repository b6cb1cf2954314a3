"""The items page in a real browser: capture by dropping, progress, no script of a stranger's, nothing axe finds."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from tests.doors.desk.running import Running
from tests.doors.desk.visiting import Served, Visitor, served
from tests.steps.desks import Cli

from dragoman.doors.fleet.fleet import Fleet
from dragoman.testing.footage import Recipe, write

CHROMIUM = Path("/usr/bin/chromium")
AXE = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
ARGUMENTS = (
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"),
    *("--disable-sync", "--no-first-run", "--disable-quic"),
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


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def enter(page: Page, running: Served) -> None:
    """Come in by the one-time address, as a person does."""
    page.goto(f"{running.context.address}/enter#{running.context.sign_ins.ticket(running.context.local)}")
    page.wait_for_url(f"{running.context.address}/")


DROP = """async ([selector, name, bytes]) => {
  const moved = new DataTransfer();
  moved.items.add(new File([Uint8Array.from(atob(bytes), c => c.charCodeAt(0))], name, {type: "video/mp4"}));
  const dropped = new DragEvent("drop", {dataTransfer: moved, bubbles: true, cancelable: true});
  document.querySelector(selector).dispatchEvent(dropped);
}"""


def drop(page: Page, path: Path) -> None:
    import base64

    page.evaluate(DROP, ["main", path.name, base64.b64encode(path.read_bytes()).decode()])


def test_the_one_time_address_leaves_no_trace(page: Page, fresh: Served) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    ticket = fresh.context.sign_ins.ticket(fresh.context.local)
    page.goto(f"{fresh.context.address}/enter#{ticket}")
    page.wait_for_url(f"{fresh.context.address}/")
    assert ticket not in page.url
    assert not [url for url in asked if ticket in url.partition("#")[0]]
    assert not [url for url in asked if not url.startswith(fresh.context.address)], "no request leaves the desk"
    assert page.evaluate("document.cookie") == "", "no script reads the session"
    page.go_back()
    assert ticket not in page.content() + page.url


def test_a_dropped_file_becomes_a_draft_before_ones_eyes(page: Page, desk: Path, footage: Path) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    running = Running(desk, "--by", "Sara N.")
    try:
        page.goto(f"{running.address}/enter#{running.ticket}")
        page.wait_for_url(f"{running.address}/")
        assert page.locator(".empty").is_visible()
        page.fill("input[name=language]", "fa")
        drop(page, footage)
        page.locator("tr .badge", has_text="draft").wait_for(timeout=60_000)
        page.locator("#uploads li").wait_for(state="detached")
        assert page.locator("tr .title").inner_text() == "fa_0130"
        assert page.locator("tr img").evaluate("image => image.decode().then(() => image.naturalWidth)") > 100
        page.fill("input[name=q]", "nothing of that name")
        page.locator(".empty", has_text="Nothing here fits").wait_for()
        assert "q=nothing" in page.url
        page.reload()
        assert page.input_value("input[name=q]") == "nothing of that name"
        page.get_by_text("Show all items").click()
        page.locator("tr .badge", has_text="draft").wait_for()
        page.goto("about:blank")
    finally:
        running.end()
    assert not said


def test_an_upload_goes_on_when_the_server_comes_back(page: Page, desk: Path, tmp_path: Path) -> None:
    """The server dies under an upload; another one takes its place and port, and the page sends on by itself."""
    big = tmp_path / "big.wav"
    write(big, Recipe(tones=(), sound_ms=300_000, audio_codec="pcm_s16le"))
    assert big.stat().st_size > 3 * 8 * 1024 * 1024
    with Fleet(desk) as fleet:
        with served(desk, fleet) as first:
            port = int(first.context.address.rpartition(":")[2])
            enter(page, first)
            page.set_input_files("#files", big)
            page.locator("#uploads progress[value]").wait_for()
            upload = next(iter(first.context.uploads.all()))
        page.locator("#offline").wait_for()
        with served(desk, fleet, port=port) as second:
            for _ in range(300):
                if second.context.uploads.get(upload.id).work:
                    break
                page.wait_for_timeout(100)
            assert second.context.uploads.get(upload.id).work
            assert second.context.uploads.path(upload).read_bytes() == big.read_bytes()
            page.locator("#offline").wait_for(state="hidden")


PAYLOADS = (
    "<script>document.title='ran'</script>",
    '"><img src=x onerror="document.title=\'ran\'">',
    "'><svg onload=document.title='ran'>",
    "{{ 7 * 7 }}<b hx-on:click=\"document.title='ran'\">",
    "javascript:document.title='ran'",
    '<b hx-get="/leave" hx-trigger="load">',
)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_words_of_a_stranger_act(browser: Browser, grandma: Served, payload: str) -> None:
    """With the content policy off: escaping alone must hold, in the page and in what is swapped into it."""
    sara = grandma.as_person()
    facts = {"title": payload, "publisher": payload}
    assert sara.form("/items/grandma/facts", facts).status == 303
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    enter(page, grandma)
    page.locator("summary").first.click()
    page.fill("input[name=q]", payload[:12])
    page.wait_for_timeout(600)
    page.goto(f"{grandma.context.address}/?q={payload[:5]}&sort=name")
    assert page.title().startswith("Items")
    assert page.locator("b[hx-get], tr script, tr svg, tr img[src=x]").count() == 0
    assert sara.get("/").status == 200
    context.close()


def axe(page: Page) -> list[Any]:
    page.add_script_tag(path=AXE)
    found: dict[str, Any] = page.evaluate("axe.run()")
    assert len(found["passes"]) > 10
    return [(each["id"], [node["html"][:120] for node in each["nodes"][:3]]) for each in found["violations"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    browser: Browser, grandma: Served, scheme: str, width: int
) -> None:
    if not AXE.exists():
        pytest.skip("axe-core is not installed: npm ci in tests/web")
    grandma.as_person().form("/items/grandma/facts", {"title": "مادربزرگ و گاوش", "language": "fa"})
    context = browser.new_context(
        bypass_csp=True,
        color_scheme="dark" if scheme == "dark" else "light",
        viewport={"width": width, "height": 800},
    )
    page = context.new_page()
    page.goto(f"{grandma.context.address}/enter")
    assert not axe(page)
    enter(page, grandma)
    for path in ("/", "/?q=nothing", "/work", "/people", "/nothing-here"):
        page.goto(grandma.context.address + path)
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        assert not axe(page), path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    context.close()


def test_the_keyboard_reaches_everything(page: Page, desk: Path, cli: Cli, footage: Path) -> None:
    assert cli("capture", footage, "--name", "grandma", "--language", "fa") == 0
    with Fleet(desk) as fleet, served(desk, fleet) as running:
        enter(page, running)
        walk(page)


def walk(page: Page) -> None:
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    reached = ""
    for _ in range(40):
        page.keyboard.press("Tab")
        reached += page.evaluate("document.activeElement.cloneNode().outerHTML")
        if page.evaluate("document.activeElement === document.body"):
            break
        is_seen = page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
        assert is_seen or page.evaluate("document.activeElement.id") == "files"
    for needed in (
        'href="/work"',
        'name="q"',
        'name="state"',
        'name="address"',
        'id="files"',
        'id="sort-name"',
        "/items/grandma",
        "<summary",
    ):
        assert needed in reached, needed


def test_a_veil_is_lifted_by_asking(page: Page, grandma: Served) -> None:
    sara: Visitor = grandma.as_person()
    sara.form("/items/grandma/graphic", {"on": "yes"})
    enter(page, grandma)
    picture = page.locator("#item-grandma img")
    assert "blur" in picture.evaluate("image => getComputedStyle(image).filter")
    page.get_by_text("Graphic footage. Show it").click()
    assert picture.evaluate("image => getComputedStyle(image).filter") == "none"
    sara.form("/items/grandma/graphic", {"on": "no"})
