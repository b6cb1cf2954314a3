"""From the button to the verdict: the real search, in the background, over real footage of which one shows another."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from tests.doors.desk.browsing import browser, troubles
from tests.doors.desk.running import Running
from tests.doors.desk.seen_desks import ARABIC, EXCERPT, HERE, lay_seen
from tests.steps.desks import own_cache

from dragoman.steps.desk import open_desk
from dragoman.steps.seen_report import look

__all__ = ["browser", "own_cache"]
pytestmark = pytest.mark.browser


@pytest.mark.parametrize("mirrored", [False, True])
def test_a_person_asks_looks_and_confirms(browser: Browser, tmp_path: Path, footage: Path, *, mirrored: bool) -> None:
    root = lay_seen(tmp_path / "desk", footage, tmp_path, mirrored=mirrored)
    running = Running(root, "--by", "Sara N.")
    try:
        page = browser.new_page()
        faults = troubles(page)
        page.goto(f"{running.address}/enter#{running.ticket}")
        page.wait_for_url(f"{running.address}/")
        page.locator("#item-clip").get_by_role("link", name="seen before?").click()
        expect(page.locator(".sentence")).to_contain_text("Nobody has asked yet")
        page.get_by_role("button", name="Search the archive").click()
        expect(page.locator("#seen-asking progress")).to_be_visible()
        # No key, no click: the page follows the work by itself.
        expect(page.locator("#s1")).to_be_visible(timeout=90_000)
        expect(page.get_by_role("button", name="Search the archive again")).to_be_visible()
        expect(page.locator(".sentence")).to_contain_text("not seen before in this archive of 1 item, 22 seconds")
        page.locator("#s1 [data-look]").click()
        expect(page.locator("[data-there-name]")).to_have_text(ARABIC)
        expect(page.locator("[data-side=there]")).to_have_class(re.compile("flipped" if mirrored else "^$"))
        page.keyboard.press("Shift+Enter")
        expect(page.locator("#s1 .state")).to_contain_text("confirmed")
        assert not faults
        page.close()
    finally:
        running.end()
    with open_desk(root) as desk:
        found = look(desk, "clip")
        assert found is not None
        (one,) = found.found
    assert one.state == "confirmed"
    assert one.verdict is not None
    assert one.verdict.by == "Sara N."
    assert one.sighting.mirrored == mirrored
    ends = ((one.sighting.here, HERE), (one.sighting.there.span, EXCERPT))
    assert all(abs(told.start - true.start) <= 1000 and abs(told.end - true.end) <= 1000 for told, true in ends)
