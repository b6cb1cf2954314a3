"""Every page of the desk, light and dark, narrow and wide: axe finds nothing, and nothing scrolls sideways."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.doors.desk.browsing import AXE, browser, ready, violations
from tests.doors.desk.visiting import Served
from tests.doors.desk.writing import FILE, apart
from tests.steps.desks import TINY, own_cache
from tests.steps.published import review_grandma

from dragoman.doors.cli.app import run

__all__ = ["browser", "own_cache"]
pytestmark = pytest.mark.browser
PERSIAN = "0002-madarbozorg.md"
DISPATCH = """---
number: 2
date: 2026-11-24
title: «مادربزرگ» و گاوش
language: fa
topics: [داستان]
sources:
  grandma: grandma
---

داستانی تصویری به فارسی «مادر بزرگ خیلی خسته شد» خوانده می‌شود.

> مادر بزرگ خیلی خسته شد.
>
> [The grandchild](grandma@1#t=18.900,22.240)

One line of English, with ["Grandma got very glad"](grandma@1#t=18.900,22.240) in it.
"""


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory, footage: Path) -> Iterator[Served]:
    """Return a desk with one item in review and one captured, an English and a Persian dispatch, and two versions."""
    root = tmp_path_factory.mktemp("shown") / "desk"
    assert run(["init", str(root), "--name", "The Test Desk"]) == 0
    (root / "dragoman.toml").write_text(TINY, encoding="utf-8")
    review_grandma(root, lambda *arguments: run(["--desk", str(root), *map(str, arguments)]), footage)
    facts = (
        "--fact",
        "title=مادربزرگ و گاوش",
        "--fact",
        "publisher=African Storybook",
        "--fact",
        "released=2020-01-01",
    )
    assert run(["--desk", str(root), "capture", str(footage), "--name", "again", "--language", "fa", *facts]) == 0
    folder = root / "dispatches"
    (folder / PERSIAN).write_text(DISPATCH, encoding="utf-8")
    text = (folder / FILE).read_text(encoding="utf-8")
    (folder / FILE.replace(".md", ".conflict-omid-1.md")).write_text(text + "\nOmid's.\n", encoding="utf-8")
    with apart(root) as running:
        yield running


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_on_any_page(browser: Browser, shown: Served, scheme: str, width: int) -> None:
    if not AXE.exists():
        pytest.skip("axe-core is not installed: npm ci in tests/web")
    sara = shown.as_person()
    context = browser.new_context(
        bypass_csp=True,
        color_scheme="dark" if scheme == "dark" else "light",
        viewport={"width": width, "height": 844 if width == 390 else 800},
    )
    page, found = context.new_page(), {}
    page.goto(f"{shown.context.address}/enter")
    found["/enter"] = looked_at(page, "enter", width, scheme)
    context.add_cookies([{"name": sara.cookie, "value": sara.session, "url": sara.address}])
    for name, path in PAGES.items():
        page.goto(shown.context.address + path)
        settle(page, name)
        found[path] = looked_at(page, name, width, scheme)
    context.close()
    assert {path: each for path, each in found.items() if each} == {}


PAGES = {
    "items": "/",
    "none": "/?q=nothing",
    "review": "/items/grandma",
    "unread": "/items/again",
    "dispatches": "/dispatches",
    "editor": f"/dispatches/{FILE}",
    "editor-persian": f"/dispatches/{PERSIAN}",
    "work": "/work",
    "people": "/people",
    "refused": "/nothing-here",
}


def settle(page: Page, name: str) -> None:
    """Wait until a page is what a person sees a moment later."""
    if name == "review":
        ready(page)
        page.keyboard.press("Alt+ArrowDown")
        page.keyboard.press("Escape")
    if name.startswith("editor"):
        expect(page.locator("#count")).not_to_be_empty()
    page.wait_for_load_state("load")
    page.wait_for_timeout(300)


def looked_at(page: Page, name: str, width: int, scheme: str) -> list[str]:
    """Return what is wrong with a page; leave its picture in the folder that DRAGOMAN_SHOTS names, if any."""
    if shots := os.environ.get("DRAGOMAN_SHOTS"):
        page.screenshot(path=Path(shots) / f"{name}-{width}-{scheme}.png")
    wide = page.evaluate("document.documentElement.scrollWidth")
    return [*violations(page), *([f"{wide} pixels wide"] if wide > width else [])]


def test_a_version_that_a_conflict_left_is_put_away(browser: Browser, shown: Served) -> None:
    sara = shown.as_person()
    context = browser.new_context()
    context.add_cookies([{"name": sara.cookie, "value": sara.session, "url": sara.address}])
    page = context.new_page()
    page.goto(f"{shown.context.address}/dispatches/{FILE}")
    expect(page.locator("#findings")).to_contain_text("number 1", timeout=10_000)
    page.get_by_role("button", name="Put it away").press("Enter")
    expect(page.locator("#notice")).to_contain_text("is kept as work/settled/")
    expect(page.locator(".beside")).to_have_count(0)
    expect(page.locator("#findings")).not_to_contain_text("number 1", timeout=10_000)
    (kept,) = (shown.context.root / "work" / "settled").iterdir()
    assert "Omid's." in kept.read_text(encoding="utf-8")
    context.close()
