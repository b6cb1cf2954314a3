"""The page of what was seen before as people see it: axe, narrow and wide, light and dark; strangers' words in it."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from tests.doors.desk.browsing import AXE, browser, violations
from tests.doors.desk.seen_desks import lay_seen, media, report, take, told, write_unplayable
from tests.doors.desk.test_strangers_words import PAYLOADS, acted
from tests.doors.desk.visiting import Served, Visitor
from tests.doors.desk.writing import apart

from dragoman.model.sighting import Place
from dragoman.model.time import Span
from dragoman.steps.desk import open_desk
from dragoman.steps.seen_report import look

__all__ = ["browser"]
pytestmark = pytest.mark.browser
PAGE = "/items/clip/seen"


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory, footage: Path) -> Iterator[Served]:
    """Return a desk whose `clip` has a sighting in every state, some beside footage that browsers do not play."""
    folder = tmp_path_factory.mktemp("shown")
    root = lay_seen(folder / "desk", footage, folder, mirrored=True)
    take(
        root,
        write_unplayable(folder / "old.avi"),
        "old",
        "en",
        "An old film whose title is longer than its row can be",
    )
    with open_desk(root) as desk:
        grandma, old = media(desk, "grandma"), media(desk, "old")
    spans = (Span(3_000, 11_000), Span(4_000, 6_000), Span(8_000, 10_000), Span(11_500, 12_500), Span(13_000, 14_000))
    places = (Place(grandma, spans[0]), *(Place(old, Span(n * 100, n * 100 + 100)) for n in range(4)))
    found = [told(grandma, here=here, there=there) for here, there in zip(spans, places, strict=True)]
    report(root, "clip", tuple(found))
    with apart(root) as running:
        sara = running.as_person()
        known = look(running.context.desk(), "clip")
        assert known is not None
        for number, judgement in ((2, "confirmed"), (3, "rejected")):
            fields = {"report": known.digest, judgement: str(number)}
            assert sara.form(f"{PAGE}/verdict", fields).status == 303
        assert sara.form(f"{PAGE}/distractor", {"start": "12.8", "end": "14", "label": "آرم"}).status == 303
        yield running


def page_of(browser: Browser, sara: Visitor, scheme: str, width: int) -> Page:
    context = browser.new_context(
        bypass_csp=True,
        color_scheme="dark" if scheme == "dark" else "light",
        viewport={"width": width, "height": 844 if width == 390 else 900},
    )
    context.add_cookies([{"name": sara.cookie, "value": sara.session, "url": sara.address}])
    return context.new_page()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing(browser: Browser, shown: Served, scheme: str, width: int) -> None:
    if not AXE.exists():
        pytest.skip("axe-core is not installed: npm ci in tests/web")
    page, found = page_of(browser, shown.as_person(), scheme, width), {}
    for name, item in {"seen": "clip", "seen-unasked": "grandma"}.items():
        page.goto(f"{shown.context.address}/items/{item}/seen")
        page.wait_for_selector(".seen.ready")
        found[name] = looked_at(page, f"{name}-{width}-{scheme}", width)
        page.keyboard.press("Alt+t")
        page.keyboard.press("Escape")
    page.goto(f"{shown.context.address}{PAGE}#s2")
    page.reload()
    page.wait_for_selector("figure.falls")
    page.locator("#s2 summary", has_text="Stills").click()
    page.locator("#s2").get_by_role("link", name="Proves nothing").click()
    found["stills"] = looked_at(page, f"seen-stills-{width}-{scheme}", width)
    page.keyboard.press("?")
    found["keys"] = looked_at(page, f"seen-keys-{width}-{scheme}", width)
    page.context.close()
    assert {name: each for name, each in found.items() if each} == {}


def looked_at(page: Page, name: str, width: int) -> list[str]:
    """Return what is wrong with a page; leave its picture in the folder that DRAGOMAN_SHOTS names, if any."""
    page.wait_for_timeout(900)
    if shots := os.environ.get("DRAGOMAN_SHOTS"):
        page.screenshot(path=Path(shots) / f"{name}.png")
    wide = page.evaluate("document.documentElement.scrollWidth")
    return [*violations(page), *([f"{wide} pixels wide"] if wide > width else [])]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_field_acts(browser: Browser, shown: Served, payload: str) -> None:
    sara = shown.as_person()
    for item in ("clip", "grandma"):
        assert sara.form(f"/items/{item}/facts", {"title": payload, "publisher": payload}).status == 303
    assert sara.form(f"{PAGE}/distractor", {"start": "0", "end": "1", "label": payload}).status == 303
    page = page_of(browser, sara, "light", 1280)
    page.goto(f"{shown.context.address}{PAGE}")
    page.wait_for_selector(".seen.ready.paired")
    page.keyboard.press("j")
    page.keyboard.press("Shift+Enter")
    page.wait_for_timeout(500)
    acted(page)
    assert payload in page.locator(".taught").inner_text()
    page.context.close()
    assert sara.get(PAGE).status == 200, "nobody was signed out"
