"""How quick the review is in a real browser: opening 3 hours and 3,000 segments, scrolling, typing to disk.

    python bench/desk_browser.py [--record]

Chromium without a screen, software drawing: a desk's own machine is quicker. Times are medians of the runs.
"""

import argparse
import statistics
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.desk_footage import lay_long_desk

from dragoman.doors.desk.app import make_app
from dragoman.doors.desk.context import DeskContext
from dragoman.doors.desk.serving import Binding
from dragoman.steps.sittings import Sittings

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")
RUNS = 7

SCROLL = """async () => {
  const scroller = document.querySelector('[data-scroller]');
  const gaps = [];
  let last = performance.now();
  for (let frame = 0; frame < 600; frame += 1) {
    scroller.scrollTop += 160;
    await new Promise(requestAnimationFrame);
    const now = performance.now();
    gaps.push(now - last);
    last = now;
  }
  return gaps.slice(5);
}"""

# From the key event to the next frame that is drawn, and to the desk's answer, which comes after the journal's fsync.
KEYS = """async (times) => {
  const area = document.activeElement;
  const shown = [], kept = [];
  const asked = window.fetch;
  let answered = null;
  window.fetch = async (...of) => {
    const answer = await asked(...of);
    if (String(of[0]).endsWith('/type')) answered?.();
    return answer;
  };
  for (let n = 0; n < times; n += 1) {
    const from = performance.now();
    const done = new Promise((resolve) => (answered = resolve));
    document.execCommand('insertText', false, 'ا');
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    shown.push(performance.now() - from);
    await done;
    kept.push(performance.now() - from);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  window.fetch = asked;
  return [shown, kept];
}"""


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--record", action="store_true", help="append the table to bench/RESULTS.md")
    record = parser.parse_args().record
    with tempfile.TemporaryDirectory(prefix="desk-bench-") as folder:
        root = lay_long_desk(Path(folder) / "desk")
        with running(root) as (address, ticket), sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            page.goto(f"{address}/enter#{ticket}")
            page.wait_for_url(f"{address}/")
            figures = measured(page, f"{address}/items/speech")
            table = written(figures, browser.version)
            browser.close()
    print(table)
    if record:
        _record(table)


@contextmanager
def running(root: Path) -> Iterator[tuple[str, str]]:
    """Run the desk in this process; yield its address and a one-time ticket."""
    with Sittings(root) as sittings:
        binding = Binding("127.0.0.1", 0)
        address = f"http://127.0.0.1:{binding.port}"
        context = DeskContext(root, sittings, None, address, "Bench")
        ready = threading.Event()
        server = threading.Thread(target=binding.serve, args=(make_app(context), context, ready.set))
        server.start()
        ready.wait(30)
        try:
            yield address, context.sign_ins.ticket("Bench")
        finally:
            binding.stop()
            server.join()


def measured(page: Page, address: str) -> dict[str, Any]:
    """Return milliseconds by what was measured."""
    first, whole = zip(*(_opened(page, address) for _ in range(RUNS)), strict=True)
    page.wait_for_timeout(500)
    scroll = page.evaluate(SCROLL)
    page.locator(".row.active textarea").last.focus()
    page.keyboard.press("Alt+ArrowDown")
    page.wait_for_timeout(300)
    page.keyboard.press("Escape")
    shown, kept = page.evaluate(KEYS, 40)
    return {
        "first": first,
        "whole": whole,
        "cold": (first[0], whole[0]),
        "scroll": scroll,
        "shown": shown,
        "kept": kept,
    }


def written(figures: dict[str, Any], version: str) -> str:
    """Return the table."""
    rows = (
        ("open, first rows drawn", figures["first"], "-"),
        ("open, 3,000 segments and the caret in place", figures["whole"], "1,000"),
        ("scrolling, a frame", figures["scroll"], "16.7"),
        ("a key until it is drawn", figures["shown"], "-"),
        ("a key until it is on disk (with the pause of 150)", figures["kept"], "500"),
    )
    lines = [
        f"Desk in Chromium {version}: 3 h, 3,000 segments; cold open {figures['cold'][0]:.0f} ms",
        "",
        "| ms | median | p95 | worst | goal |",
        "|---|---|---|---|---|",
    ]
    lines += [
        f"| {name} | {statistics.median(times):.1f} | {_p95(times):.1f} | {max(times):.1f} | {goal} |"
        for name, times, goal in rows
    ]
    return "\n".join(lines)


def _opened(page: Page, address: str) -> tuple[float, float]:
    page.goto("about:blank")
    page.goto(address, wait_until="commit")
    page.wait_for_selector(".review.ready .row.active textarea")
    first: float = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0")
    whole: float = page.evaluate("performance.getEntriesByName('review-ready')[0].startTime")
    return first, whole


def _p95(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


def _record(table: str) -> None:
    from datetime import UTC, datetime

    with (Path(__file__).parent / "RESULTS.md").open("a", encoding="utf-8") as file:
        file.write(f"\n### {datetime.now(UTC).date()} `python bench/desk_browser.py --record`\n\n{table}\n")


if __name__ == "__main__":
    main()
