"""The editor in a real browser: typing, findings, quoting by keys, conflicts, a desk that dies, the page."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from tests.doors.desk.visiting import Served
from tests.doors.desk.writing import FILE, apart, written
from tests.publish.test_browser import ARGUMENTS, AXE, CHROMIUM
from tests.steps.desks import own_cache

__all__ = ["own_cache"]
BUILT = Path(__file__).parents[3] / "src" / "dragoman" / "doors" / "desk" / "static" / "built" / "editor.js"
PERSIAN = """---
number: 2
date: 2026-11-24
title: مادربزرگ
language: fa
sources:
  grandma: grandma
---

داستانی تصویری به فارسی ["Grandma got very tired"](grandma@1#t=18.900,22.240) خوانده می‌شود.
One line of English.

> مادر بزرگ خیلی خسته شد.
>
> [The grandchild](grandma@1#t=18.900,22.240)
"""
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip(f"no browser at {CHROMIUM}: apt install chromium")
    if not BUILT.exists():
        pytest.skip("the desk's islands are not built: python scripts/web.py")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def desk_at(tmp_path_factory: pytest.TempPathFactory, footage: Path) -> Iterator[Served]:
    with written(tmp_path_factory.mktemp("written") / "desk", footage) as running:
        yield running


@pytest.fixture
def text(desk_at: Served) -> Iterator[str]:
    """Return the dispatch's text, and lay it there again after the test."""
    path = desk_at.context.root / "dispatches" / FILE
    text = path.read_text(encoding="utf-8")
    yield text
    for left in path.parent.glob("*.md"):
        left.unlink()
    path.write_text(text, encoding="utf-8")


def signed_in(browser: Browser, running: Served) -> BrowserContext:
    sara = running.as_person()
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(10_000)
    context.add_cookies([{"name": sara.cookie, "value": sara.session, "url": sara.address}])
    return context


@pytest.fixture
def page(browser: Browser, desk_at: Served, text: str) -> Iterator[Page]:
    with signed_in(browser, desk_at) as context:
        page = context.new_page()
        troubles: list[str] = []
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda told: troubles.append(told.text) if "Content Security" in told.text else None)
        open_editor(page, desk_at, FILE)
        yield page
        assert troubles == []


def open_editor(page: Page, running: Served, file: str) -> None:
    page.goto(f"{running.context.address}/dispatches/{file}")
    expect(page.locator("#count")).not_to_be_empty()


def test_a_finding_appears_and_goes_as_one_types(page: Page) -> None:
    expect(page.locator("#count")).to_have_text("1 warning")
    page.keyboard.press("Control+End")
    page.keyboard.insert_text("\n\nAnd ")
    page.keyboard.type('["Grandma got very glad"](grandma@1#t=18.900,22.240).')
    expect(page.locator("#count")).to_have_text("1 error, 1 warning")
    finding = page.locator("#findings li.error")
    expect(finding).to_contain_text("QUO001")
    expect(finding.locator("dd").nth(1)).to_have_text("Grandma got very tired")
    expect(page.locator(".cm-lintRange-error")).to_have_text('"Grandma got very glad"')
    expect(page.locator("#saving")).to_have_text("Not saved; kept in this browser")
    for _ in range(3):
        page.keyboard.press("Control+z")
    expect(page.locator("#count")).to_have_text("1 warning")
    expect(page.locator("#saving")).to_have_text("Saved")


def test_a_quotation_is_taken_by_keys_and_saved(page: Page, desk_at: Served, text: str) -> None:
    page.keyboard.press("Control+End")
    page.keyboard.press("Alt+q")
    expect(page.locator(".lines li").first).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator("#quotes .told")).to_have_text("Put in: grandma@1#t=2.690,6.740")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Shift+Enter")
    expect(page.locator("#quotes .told")).to_have_text("Put in: grandma@1#t=6.740,15.350")
    page.locator(".cm-content").focus()
    page.keyboard.press("Control+s")
    expect(page.locator("#saving")).to_contain_text("Saved ")
    lies = (desk_at.context.root / "dispatches" / FILE).read_text(encoding="utf-8")
    assert lies.startswith(text)
    assert '["Grandma"](grandma@1#t=2.690,6.740)' in lies
    assert "\n\n> We ran to look at grandma's cow. I caught up with her.\n>\n> [The grandchild](" in lies
    expect(page.locator("#count")).to_have_text("1 warning")


def test_what_stands_behind_a_pin_and_plays(page: Page) -> None:
    page.locator(".cm-content").get_by_text("Grandma got very tired").first.hover()
    box = page.locator(".cm-tooltip .behind")
    expect(box.locator('p[lang="fa"]')).to_have_attribute("dir", "rtl")
    expect(box.locator('p[lang="en"]')).to_have_text("Grandma got very tired.")
    box.get_by_role("button", name="Play").click()
    expect(box.locator("video")).to_have_attribute("src", "/media/grandma#t=18.9,22.24")


def test_the_page_is_shown_without_its_scripts(page: Page) -> None:
    page.get_by_role("tab", name="Page").click()
    frame = page.frame_locator("#page iframe")
    expect(frame.locator("h1")).to_contain_text("We ran to look at grandma’s cow")
    expect(frame.locator("blockquote").first).to_be_visible()
    assert page.locator("#page iframe").get_attribute("sandbox") == "allow-same-origin"


def test_what_is_not_saved_survives_a_reload(page: Page, desk_at: Served) -> None:
    page.keyboard.press("Control+End")
    page.keyboard.type("Typed and not saved.")
    page.reload()
    expect(page.locator("#notice")).to_contain_text("kept in this browser")
    expect(page.locator(".cm-content")).to_contain_text("Typed and not saved.")
    page.get_by_role("button", name="Go back to the file").click()
    expect(page.locator(".cm-content")).not_to_contain_text("Typed and not saved.")


def test_two_who_save_keep_both(page: Page, desk_at: Served, text: str) -> None:
    page.keyboard.press("Control+End")
    page.keyboard.type("Mine.")
    path = desk_at.context.root / "dispatches" / FILE
    path.write_text(text + "\nTheirs.\n", encoding="utf-8")
    page.keyboard.press("Control+s")
    dialog = page.get_by_role("dialog")
    expect(dialog.locator("mark").first).to_contain_text("Theirs.")
    expect(dialog).to_contain_text("0001-grandma.conflict-sara-n-1.md")
    dialog.get_by_role("button", name="Go on with mine").click()
    expect(page.locator("#saving")).to_contain_text("Saved ")
    assert "Mine." in path.read_text(encoding="utf-8")
    assert "Theirs." in path.with_name("0001-grandma.conflict-sara-n-1.md").read_text(encoding="utf-8")


def test_a_change_on_disk_is_noticed(page: Page, desk_at: Served, text: str) -> None:
    path = desk_at.context.root / "dispatches" / FILE
    path.write_text(text + "\nFrom elsewhere.\n", encoding="utf-8")
    expect(page.locator(".cm-content")).to_contain_text("From elsewhere.")
    expect(page.locator("#notice")).to_contain_text("changed on disk")


def test_each_line_runs_its_own_way(page: Page, desk_at: Served) -> None:
    (desk_at.context.root / "dispatches" / "0002.md").write_text(PERSIAN, encoding="utf-8")
    open_editor(page, desk_at, "0002.md")
    assert page.locator("#editor").get_attribute("data-dir") == "rtl"
    ways = page.locator(".cm-line").evaluate_all("lines => lines.map(line => [line.dir, line.innerText.slice(0, 12)])")
    ltr, rtl = ([words for way, words in ways if way == each] for each in ("ltr", "rtl"))
    assert "number: 2" in ltr
    assert "One line of " in rtl, "a line of a Persian paragraph runs as its paragraph does"
    assert any(words.startswith("> مادر") for words in rtl)
    apart = page.locator('.cm-line[dir="rtl"] [dir="ltr"]', has_text="Grandma got")
    expect(apart.first).to_be_visible()


def test_a_desk_that_dies_loses_nothing_typed(browser: Browser, tmp_path: Path, footage: Path) -> None:
    root = tmp_path / "desk"
    with written(root, footage) as running:
        address, cookie = running.context.address, running.as_person()
        context = signed_in(browser, running)
        page = context.new_page()
        open_editor(page, running, FILE)
    page.keyboard.press("Control+End")
    page.keyboard.type("While the desk is gone.")
    page.keyboard.press("Control+s")
    expect(page.locator("#saving")).to_contain_text("kept in this browser until the desk answers")
    assert cookie.address == address
    kept = page.evaluate("Object.values(localStorage).join()")
    assert "While the desk is gone." in kept
    context.close()
    assert "gone" not in (root / "dispatches" / FILE).read_text(encoding="utf-8")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, desk_at: Served, text: str, scheme: str) -> None:
    if not AXE.exists():
        pytest.skip(f"no axe-core at {AXE}: npm ci in tests/web")
    with signed_in(browser, desk_at) as context:
        page = context.new_page()
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page.goto(f"{desk_at.context.address}/dispatches")
        assert violations(page) == []
        open_editor(page, desk_at, FILE)
        for tab in ("Findings", "Quote", "Page"):
            page.get_by_role("tab", name=tab).click()
            page.wait_for_load_state("networkidle")
            assert violations(page) == [], tab


def violations(page: Page) -> list[str]:
    """Return what axe finds in the page itself; a preview is a page of its own, held to axe where it is published."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {iframes: false})")
    return [f"{one['id']}: {[node['html'][:120] for node in one['nodes']]}" for one in found["violations"]]


def test_a_save_goes_through_when_the_desk_is_back(browser: Browser, tmp_path: Path, footage: Path) -> None:
    root = tmp_path / "desk"
    with written(root, footage):
        pass
    with apart(root) as running, signed_in(browser, running) as context:
        page = context.new_page()
        open_editor(page, running, FILE)
        page.route("**/api/draft/save", lambda route: route.abort())
        page.keyboard.press("Control+End")
        page.keyboard.type("Later.")
        page.keyboard.press("Control+s")
        expect(page.locator("#saving")).to_contain_text("until the desk answers")
        page.unroute("**/api/draft/save")
        page.keyboard.press("Control+s")
        expect(page.locator("#saving")).to_contain_text("Saved ")
    assert "Later." in (root / "dispatches" / FILE).read_text(encoding="utf-8")
