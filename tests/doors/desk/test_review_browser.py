"""The review in a real browser: by the keyboard alone, two people at once, a desk that dies, right to left."""

import os
import re
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from tests.doors.desk.review_desks import API, SPEECH, lay_speech, speech, start_again
from tests.doors.desk.visiting import Served, served

from dragoman.doors.desk.render import has_static

CHROMIUM = Path("/usr/bin/chromium")
AXE = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
ARGUMENTS = (
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"),
    *("--disable-sync", "--no-first-run", "--autoplay-policy=no-user-gesture-required"),
)
pytestmark = pytest.mark.browser
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip(f"no browser at {CHROMIUM}: apt install chromium")
    if not has_static("built/review.js"):
        pytest.skip("the desk's scripts are not built: python scripts/web.py")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory, footage: Path) -> Path:
    return lay_speech(tmp_path_factory.mktemp("laid") / "desk", footage)


@contextmanager
def beside(desk: AbstractContextManager[Served]) -> Iterator[Served]:
    """Run a desk from another thread: Playwright's own event loop runs in this one, and a port is bound by one too."""
    with ThreadPoolExecutor(1) as thread:
        yield thread.submit(desk.__enter__).result()
        thread.submit(desk.__exit__, None, None, None).result()


@pytest.fixture
def desk(tmp_path: Path, laid: Path) -> Iterator[Served]:
    with beside(speech(tmp_path, laid)) as running:
        yield running


@pytest.fixture
def opened(browser: Browser, desk: Served) -> Iterator[Open]:
    """Return a function that opens the review as a person; a page that reports an error fails the test."""
    faults: list[str] = []
    contexts = []

    def open_as(name: str = "", **how: Any) -> Page:
        visitor = desk.as_person(name) if name else desk.as_person()
        context = browser.new_context(viewport={"width": 1280, "height": 900}, **how)
        contexts.append(context)
        context.add_cookies([{"name": visitor.cookie, "value": visitor.session, "url": visitor.address}])
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(said.text) if "Content Security" in said.text else None)
        enter(page, visitor.address)
        return page

    yield open_as
    for context in contexts:
        context.close()
    assert not faults


def enter(page: Page, address: str) -> None:
    page.goto(f"{address}/items/grandma")
    page.wait_for_selector(".review.ready .row.active textarea")


def until(page: Page, told: str) -> None:
    """Wait until a script tells true; the page's own policy rightly forbids what wait_for_function does."""
    for _ in range(150):
        if page.evaluate(told):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"never: {told}")


def active(page: Page) -> str:
    return str(page.evaluate("document.querySelector('.row.active').dataset.id"))


def field(page: Page, side: str = "translation") -> Any:
    return page.locator(f".row.active textarea[data-side={side}]")


def segments(desk: Served) -> dict[str, Any]:
    return {each["id"]: each for each in desk.as_person().get(f"{API}/sitting").json["segments"]}


def test_a_whole_review_without_the_mouse(opened: Open, desk: Served) -> None:
    page = opened()
    keys = page.keyboard
    expect(field(page)).to_be_focused()
    for row, (*_, english) in enumerate(SPEECH, start=1):
        expect(page.locator(f"[data-id=s000{row}].active")).to_be_visible()
        if not english:
            keys.type("I ran away from her.")
        keys.press("Shift+Enter")
        expect(page.locator(f"[data-id=s000{row}]")).to_have_class(re.compile("approved"))
    expect(page.locator("[data-progress]")).to_have_text("6 of 6 approved")
    keys.press("Control+s")
    expect(page.locator("[data-commit]")).to_have_text("Revision 1")
    assert all(each["approved"] for each in segments(desk).values())
    assert segments(desk)["s0005"]["translation"] == "I ran away from her."


def test_entering_a_row_plays_it_and_stops_at_its_end(opened: Open) -> None:
    page = opened()
    page.keyboard.press("Alt+ArrowDown")
    until(page, "document.querySelector('video').currentTime > 2.7")
    until(page, "document.querySelector('video').paused")
    assert 6.6 <= page.evaluate("document.querySelector('video').currentTime") <= 7.2
    assert active(page) == "s0002"


def test_the_row_follows_the_video_until_somebody_types(opened: Open) -> None:
    page = opened()
    page.evaluate("document.querySelector('video').currentTime = 2.0")
    page.keyboard.press("Escape")
    expect(page.locator("[data-id=s0002].active")).to_be_visible(timeout=10_000)
    page.keyboard.press("End")
    page.keyboard.type("!")
    page.evaluate("document.querySelector('video').currentTime = 6.6")
    until(page, "document.querySelector('video').currentTime > 7")
    assert active(page) == "s0002"


@pytest.mark.parametrize(
    ("keys", "seen"),
    [
        (["Alt+2"], {"speaker": "Grandson"}),
        (["Alt+ArrowLeft"], {"span": {"start": 2500, "end": 6700}}),
        (["Alt+Shift+ArrowRight", "Alt+Shift+ArrowRight"], {"span": {"start": 2600, "end": 6900}}),
        (["Control+Enter"], {"approved": True}),
        (["Control+Enter", "Alt+w"], {"approved": False}),
        (["Alt+Enter"], {"translation": "Grandma"}),
        (["Alt+Enter", "Alt+j"], {"translation": "Grandma greets me."}),
        (["Alt+Enter", "Alt+z"], {"translation": "Grandma greets me."}),
        (["Alt+Enter", "Alt+z", "Alt+Shift+z"], {"translation": "Grandma"}),
    ],
)
def test_each_key_does_its_deed(opened: Open, desk: Served, keys: list[str], seen: dict[str, Any]) -> None:
    page = opened()
    page.keyboard.press("Alt+r")
    page.keyboard.type("Narrator")
    page.keyboard.press("Enter")
    for name, speaker in (("s0003", "Grandson"),):
        page.locator(f"[data-id={name}] .translation").click()
        page.keyboard.press("Alt+r")
        page.keyboard.type(speaker)
        page.keyboard.press("Enter")
        expect(page.locator(f"[data-id={name}] .speaker")).to_have_text(speaker)
    page.locator("[data-id=s0002] .translation").click()
    page.evaluate("document.querySelector('video').pause()")
    page.evaluate("document.activeElement.setSelectionRange(6, 6)")
    for key in keys:
        page.keyboard.press(key)
        page.wait_for_timeout(500)
    stands = segments(desk)["s0002"]
    assert {key: stands[key] for key in seen} == seen


def test_a_key_is_bound_anew_and_kept_for_the_person(opened: Open) -> None:
    page = opened()
    page.keyboard.press("Control+/")
    page.locator("[data-deed=next]").press("Enter")
    page.keyboard.press("F9")
    expect(page.locator("[data-said]")).to_have_text("Changed.")
    page.keyboard.press("Escape")
    page.reload()
    page.wait_for_selector(".review.ready .row.active textarea")
    page.keyboard.press("F9")
    assert active(page) == "s0002"
    page.keyboard.press("Alt+ArrowDown")
    assert active(page) == "s0002"


def test_alt_q_works_on_a_persian_keyboard(opened: Open) -> None:
    page = opened()
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-id=s0001] .badge.yes")).to_be_visible()
    event = "new KeyboardEvent('keydown', {key: 'ض', code: 'KeyQ', altKey: true, bubbles: true, cancelable: true})"
    page.evaluate(f"document.activeElement.dispatchEvent({event})")
    expect(page.locator("dialog.taken pre")).to_contain_text("(grandma@1#t=0.000,2.600)")


def test_nothing_typed_is_lost_when_the_desk_is_killed(browser: Browser, tmp_path: Path, laid: Path) -> None:
    with beside(speech(tmp_path, laid)) as before:
        visitor = before.as_person()
    root = tmp_path / "desk"
    running = start_again(root, visitor.address)
    context = browser.new_context()
    context.add_cookies([{"name": visitor.cookie, "value": visitor.session, "url": visitor.address}])
    page = context.new_page()
    try:
        enter(page, visitor.address)
        typed = "My grandmother."
        for turn in range(4):
            page.keyboard.type(f" {turn} kept")
            expect(page.locator("[data-saved]")).to_contain_text(re.compile(r"saved \d"))
            os.kill(running.pid, signal.SIGKILL)
            running.wait()
            page.keyboard.type(f" {turn} unsent")
            expect(page.locator("[data-saved]")).to_contain_text("not saved yet")
            running = start_again(root, visitor.address)
            typed += f" {turn} kept {turn} unsent"
            if turn % 2:
                page.reload()
                page.wait_for_selector(".review.ready .row.active textarea")
                page.keyboard.press("End")
            expect(page.locator("[data-saved]")).to_contain_text(re.compile(r"^(saved \d|everything)"), timeout=15_000)
            expect(field(page)).to_have_value(typed)
    finally:
        context.close()
        running.kill()
        running.wait()
    with beside(served(root)) as desk:
        assert segments(desk)["s0001"]["translation"] == typed


def test_two_people_in_one_segment_see_both_texts(opened: Open, desk: Served) -> None:
    for name in ("Sara", "Omid"):
        desk.context.people.add(name, "a long pass phrase", "publisher")
    sara, omid = opened("Sara"), opened("Omid")
    expect(sara.locator("[data-people]")).to_have_text("Omid is here too", timeout=10_000)
    sara.keyboard.type(" Sara's")
    expect(sara.locator("[data-saved]")).to_contain_text(re.compile(r"saved \d"))
    sara.keyboard.press("Alt+ArrowDown")
    omid.keyboard.type(" Omid's")
    dialog = omid.locator("dialog.clash")
    expect(dialog).to_contain_text("My grandmother. Sara's")
    expect(dialog).to_contain_text("My grandmother. Omid's")
    dialog.get_by_role("button", name="Keep mine").click()
    expect(omid.locator("[data-saved]")).to_contain_text(re.compile(r"saved \d"))
    expect(sara.locator("[data-id=s0001] .translation .text")).to_have_text("My grandmother. Omid's", timeout=10_000)


def test_foreign_text_says_its_language_and_direction(opened: Open) -> None:
    page = opened()
    wrong = page.evaluate(
        """() => [...document.querySelectorAll('.side, .side textarea')].filter((each) => {
          const spoken = each.closest('.side').dataset.side === 'original';
          const style = getComputedStyle(each);
          return each.lang !== (spoken ? 'fa' : 'en') || style.direction !== (spoken ? 'rtl' : 'ltr');
        }).map((each) => each.outerHTML)"""
    )
    assert wrong == []
    page.keyboard.press("F8")
    expect(field(page, "original")).to_be_focused()


def test_machine_text_looks_different_until_a_person_changes_it(opened: Open) -> None:
    page = opened()
    assert page.locator(".side.machine").count() == 11
    assert field(page).evaluate("each => getComputedStyle(each).fontStyle") == "italic"
    assert "machine draft" in str(field(page).get_attribute("aria-label"))
    page.keyboard.type("!")
    assert field(page).evaluate("each => getComputedStyle(each).fontStyle") == "normal"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing(opened: Open, scheme: str, width: int) -> None:
    if not AXE.exists():
        pytest.skip("axe-core is not installed: npm ci in tests/web")
    page = opened(bypass_csp=True, color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    page.keyboard.press("Control+Enter")
    page.keyboard.press("Alt+h")
    expect(page.locator("[data-panel]")).to_be_visible()
    page.add_script_tag(path=AXE)
    for shown in ("the rows", "the keys"):
        found = page.evaluate("axe.run({iframes: false})")
        told = [(each["id"], [node["html"][:160] for node in each["nodes"][:3]]) for each in found["violations"]]
        assert not told, shown
        assert len(found["passes"]) > 15
        page.keyboard.press("Escape")
        page.keyboard.press("Control+/")
