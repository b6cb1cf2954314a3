"""A real browser for the desk: Debian's chromium, and what its pages are held to."""

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from dragoman.doors.desk.render import has_static

CHROMIUM = Path("/usr/bin/chromium")
AXE = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
ARGUMENTS = (
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"),
    *("--disable-sync", "--no-first-run", "--autoplay-policy=no-user-gesture-required"),
)
_DROP = """([selector, name, bytes]) => {
  const moved = new DataTransfer();
  moved.items.add(new File([Uint8Array.from(atob(bytes), c => c.charCodeAt(0))], name, {type: "video/mp4"}));
  const dropped = new DragEvent("drop", {dataTransfer: moved, bubbles: true, cancelable: true});
  document.querySelector(selector).dispatchEvent(dropped);
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip(f"no browser at {CHROMIUM}: apt install chromium")
    if not (has_static("built/review.js") and has_static("built/editor.js")):
        pytest.skip("the desk's scripts are not built: python scripts/web.py")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


def drop(page: Page, path: Path) -> None:
    """Let a file fall on the page, as a hand does that drags it out of a folder."""
    page.evaluate(_DROP, ["main", path.name, base64.b64encode(path.read_bytes()).decode()])


def troubles(page: Page) -> list[str]:
    """Return the list that the page's errors, and breaches of its content policy, are added to."""
    found: list[str] = []
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("console", lambda said: found.append(said.text) if "Content Security" in said.text else None)
    return found


def ready(page: Page) -> None:
    """Wait until the review can be typed into."""
    page.wait_for_selector(".review.ready .row.active textarea", timeout=30_000)


def violations(page: Page) -> list[str]:
    """Return what axe finds in the page itself; needs a context that passes the page's content policy by."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate("axe.run(document, {iframes: false})")
    assert len(found["passes"]) > 10
    return [f"{one['id']}: {[node['html'][:140] for node in one['nodes'][:3]]}" for one in found["violations"]]
