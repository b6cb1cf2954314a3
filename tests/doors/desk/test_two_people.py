"""Two people in one item of the real desk: each sees the other, neither writes over the other, both sides are shown."""

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.doors.desk.browsing import browser, ready, troubles
from tests.doors.desk.running import ENTRY, Running
from tests.steps.desks import Cli

__all__ = ["browser"]
pytestmark = pytest.mark.browser
PASSWORD = "four words in a row"
PEOPLE = (("Sara N.", "publisher"), ("Omid", "translator"), ("Rana", "reader"))


@pytest.fixture
def running(desk: Path, cli: Cli, footage: Path) -> Iterator[Running]:
    assert cli("capture", footage, "--name", "grandma", "--language", "fa") == 0
    assert cli("read", "grandma") == 0
    for name, role in PEOPLE:
        command = [sys.executable, "-c", ENTRY, "--desk", str(desk), "people", "add", name, "--role", role]
        subprocess.run([*command, "--password-stdin"], input=f"{PASSWORD}\n", text=True, check=True)
    started = Running(desk, "--port", "0")
    assert started.ticket == "", "a shared desk prints no way in"
    yield started
    if started.process.poll() is None:
        started.end(signal.SIGKILL)


def test_two_in_one_item(browser: Browser, running: Running, desk: Path) -> None:
    sara, omid = come_in(browser, running, "Sara N."), come_in(browser, running, "Omid")
    found = troubles(sara) + troubles(omid)
    expect(sara.locator("[data-people]")).to_have_text("Omid is here too", timeout=20_000)
    expect(omid.locator("[data-people]")).to_have_text("Sara N. is here too", timeout=20_000)
    first = str(sara.locator(".row.active").get_attribute("data-id"))

    sara.keyboard.type("Sara's words.")
    saved(sara)
    omid.keyboard.type("Omid's words.")
    dialog = omid.locator("dialog.clash")
    expect(dialog).to_contain_text("Sara's words.")
    expect(dialog).to_contain_text("Omid's words.")
    assert texts(sara)[first] == "Sara's words.", "nothing is written over while the two are shown"
    dialog.get_by_role("button", name=re.compile("theirs", re.IGNORECASE)).click()
    expect(omid.locator(f"[data-id={first}] .translation textarea")).to_have_value("Sara's words.")

    # Each in a segment of their own: both go on, and both see both.
    omid.keyboard.press("Alt+ArrowDown")
    second = str(omid.locator(".row.active").get_attribute("data-id"))
    omid.keyboard.type("Omid alone.")
    sara.keyboard.type(" And more.")
    saved(omid)
    saved(sara)
    expect(sara.locator(f"[data-id={second}] .others")).to_have_text("Omid here", timeout=20_000)
    expect(sara.locator(f"[data-id={second}] .translation .text")).to_have_text("Omid alone.", timeout=20_000)
    assert texts(omid) == texts(sara)
    assert texts(sara)[first] == "Sara's words. And more."

    # What Sara approves while Omid looks at the older text is not his to change unseen.
    sara.keyboard.press("Control+Enter")
    expect(sara.locator(f"[data-id={first}] .badge.yes")).to_be_visible()
    decided = omid.evaluate(
        """([segment, token]) => fetch("/api/items/grandma/decide", {method: "POST",
          headers: {"Content-Type": "application/json", "X-Desk-Token": token},
          body: JSON.stringify({gesture: {do: "speaker", segment, speaker: "Omid's"}, seen: {[segment]: 0}})
        }).then(async (answer) => [answer.status, (await answer.json()).error])""",
        [first, omid.locator('meta[name="desk-token"]').get_attribute("content")],
    )
    assert decided[0] == 409 and "Sara N." in decided[1], decided
    assert not found
    for page in (sara, omid):
        page.context.close()
    assert running.end()[0] == 0


def test_a_reader_reads(browser: Browser, running: Running, desk: Path) -> None:
    rana = come_in(browser, running, "Rana")
    before = texts(rana)
    rana.keyboard.type("not mine to write")
    rana.keyboard.press("Control+Enter")
    expect(rana.locator("[data-notice]")).to_contain_text("read here, not decide")
    assert texts(rana) == before
    assert rana.get_by_role("link", name="People").count() == 0
    rana.goto(f"{running.address}/people")
    expect(rana.locator("main")).to_contain_text("A reader may not do this")
    rana.context.close()


def come_in(browser: Browser, running: Running, name: str) -> Page:
    page = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
    page.goto(f"{running.address}/items/grandma")
    page.wait_for_url("**/enter")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill("wrong words in a row")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("No one here has that name with that password.")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{running.address}/")
    page.goto(f"{running.address}/items/grandma")
    ready(page)
    return page


def saved(page: Page) -> None:
    expect(page.locator("[data-saved]")).to_contain_text(re.compile(r"saved \d"), timeout=15_000)


def texts(page: Page) -> dict[str, str]:
    told = page.evaluate("fetch('/api/items/grandma/sitting').then(each => each.json())")
    return {each["id"]: each["translation"] for each in told["segments"]}
