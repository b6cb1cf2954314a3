"""The whole way at the real command: a Persian video is dropped, reviewed, quoted and published, by keys alone."""

import re
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.doors.desk.browsing import browser, drop, ready, troubles
from tests.doors.desk.running import Running
from tests.steps.desks import Cli

__all__ = ["browser"]
pytestmark = pytest.mark.browser
SAID = (
    ("مادر بزرگ من", "My grandmother."),
    ("مادر بزرگ به من سلام می\u200cکند.", "Grandma greets me."),
    ("ما دویدیم تا به گاو مادر بزرگ سر بزنیم.", "We ran to look at grandma's cow."),
)
LONG = 60_000


@pytest.fixture
def running(desk: Path) -> Iterator[Running]:
    started = Running(desk, "--by", "Sara N.", "--port", "0")
    yield started
    if started.process.poll() is None:
        started.end(signal.SIGKILL)


def test_from_a_dropped_video_to_a_published_quotation(
    browser: Browser, running: Running, desk: Path, cli: Cli, footage: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    found = troubles(page)
    page.goto(f"{running.address}/enter#{running.ticket}")
    page.wait_for_url(f"{running.address}/")
    capture(page, footage)
    review(page)
    file = quote(page)
    write(page, desk / "dispatches" / file)
    publish(page, desk)
    page.goto("about:blank")
    page.close()
    status, told = running.end()
    assert (status, "Traceback" in told) == (0, False), told
    assert not found

    capsys.readouterr()
    assert cli("verify", "site") == 0
    print(capsys.readouterr().out)
    assert cli("verify") == 0
    pages = "".join(path.read_text(encoding="utf-8") for path in (desk / "site").rglob("*.html"))
    assert "We ran to look at grandma" in pages
    assert 'lang="fa"' in pages and SAID[2][0] in pages, "the words spoken stand behind it"
    assert cli("check") == 0


def capture(page: Page, footage: Path) -> None:
    """Drop the video and watch it become a draft; its page is opened by its link."""
    page.fill("input[name=language]", "fa")
    drop(page, footage)
    seen = set()
    for _ in range(600):
        seen |= set(page.locator("#uploads li, .going li, tr .badge").all_inner_texts())
        if page.locator("tr .badge", has_text="draft").count():
            break
        page.wait_for_timeout(100)
    print("shown on the way:", sorted(" ".join(text.split()) for text in seen))
    expect(page.locator("tr .badge", has_text="draft")).to_be_visible()
    link = page.get_by_role("link", name="fa_0130")
    link.focus()
    page.keyboard.press("Enter")
    ready(page)


def review(page: Page) -> None:
    """Correct both texts of the first segments, name who speaks, approve: no hand leaves the keys."""
    keys = page.keyboard
    for number, (original, translation) in enumerate(SAID):
        row = page.locator(".row").nth(number)
        expect(row).to_have_class(re.compile("active"))
        name = row.get_attribute("data-id")
        keys.press("F8")
        keys.press("Control+a")
        keys.type(original)
        keys.press("F8")
        keys.press("Control+a")
        keys.type(translation)
        if not number:
            keys.press("Alt+r")
            keys.type("The grandchild")
            keys.press("Enter")
            expect(row.locator(".speaker")).to_have_text("The grandchild")
        else:
            keys.press("Alt+1")
            expect(row.locator(".speaker")).to_have_text("The grandchild")
        keys.press("Shift+Enter")
        expect(page.locator(f"[data-id={name}]")).to_have_class(re.compile("approved"))
    expect(page.locator("[data-progress]")).to_contain_text("3 of ")
    assert page.locator(".row.active .original").get_attribute("lang") == "fa"
    assert page.locator(".row.active .original").get_attribute("dir") == "rtl"


def quote(page: Page) -> str:
    """Quote the second segment into a new dispatch and open it; return its file's name."""
    keys = page.keyboard
    keys.press("Alt+ArrowUp")
    keys.press("Alt+ArrowUp")
    keys.press("Alt+q")
    dialog = page.locator("dialog.taken")
    item = re.escape(page.locator("[data-review]").get_attribute("data-item") or "")
    expect(dialog.locator("pre")).to_have_text(re.compile(rf'^\["Grandma greets me\."\]\({item}@1#t=[0-9.,]+\)$'))
    expect(page.locator("[data-commit]")).to_contain_text("Make revision 1")
    while page.evaluate("document.activeElement.tagName") != "SELECT":
        keys.press("Tab")
    keys.type("a new")
    keys.press("Tab")
    expect(dialog.get_by_role("button", name="Put in and open")).to_be_focused()
    keys.press("Enter")
    page.wait_for_url("**/dispatches/*.md")
    expect(page.locator("#count")).not_to_be_empty()
    return page.url.rpartition("/")[2]


def write(page: Page, path: Path) -> None:
    """Write around the quotation; a false one is found as it is typed, and the finding goes with it."""
    keys, count = page.keyboard, page.locator("#count")
    expect(page.locator(".cm-content")).to_contain_text('["Grandma greets me."]')
    before = count.inner_text()
    assert "error" not in before
    keys.press("Control+End")
    pin = re.search(r"\]\((.+?)\)", path.read_text(encoding="utf-8"))
    assert pin is not None
    keys.insert_text(f'\n\nShe greets nobody, as ["Grandma greets him."]({pin[1]}) shows.')
    expect(count).to_contain_text("error")
    expect(page.locator(".cm-lintRange-error").first).to_be_visible()
    while "greets nobody" in page.locator(".cm-content").inner_text():
        keys.press("Control+z")
    expect(count).to_have_text(before)
    keys.press("Control+End")
    keys.press("Alt+q")
    expect(page.locator(".lines li").first).to_be_focused()
    keys.press("ArrowDown")
    keys.press("ArrowDown")
    keys.press("Shift+Enter")
    expect(page.locator("#quotes .told")).to_contain_text("Put in: ")
    page.locator(".cm-content").focus()
    keys.press("Control+s")
    expect(page.locator("#saving")).to_contain_text("Saved ")
    keys.press("Alt+p")
    frame = page.frame_locator("#page iframe")
    expect(frame.locator("blockquote").first).to_contain_text("We ran to look at grandma", timeout=LONG)
    assert "> We ran to look at grandma's cow." in path.read_text(encoding="utf-8")


def publish(page: Page, desk: Path) -> None:
    """Publish from the keyboard and watch the work to its end."""
    page.locator(".cm-content").focus()
    for _ in range(12):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.id") == "publish":
            break
    expect(page.locator("#publish")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#notice")).to_contain_text("being published", timeout=LONG)
    page.get_by_role("button", name="See the work").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/work")
    expect(page.locator("main")).to_contain_text("published", timeout=LONG)
    expect(page.locator("main")).to_contain_text("Dispatch 1", timeout=LONG)
    assert (desk / "site" / "index.html").is_file()
