"""The real server is killed while somebody types in the browser: what it acknowledged is there when it is back."""

import os
import random
import signal
import threading
import time
from itertools import takewhile
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Response, expect
from tests.doors.desk.browsing import browser, ready
from tests.doors.desk.running import Running
from tests.doors.desk.visiting import Visitor
from tests.steps.desks import Cli

from dragoman.testing.footage import Recipe, write

__all__ = ["browser"]
pytestmark = pytest.mark.browser
ITEM = "grandma"


class Acknowledged:
    """Remember the last text of each field that the desk said it has on disk."""

    def __init__(self) -> None:
        self.texts: dict[tuple[str, str], str] = {}
        self.count = 0

    def listen(self, page: Page) -> None:
        page.on("response", self._take)

    def _take(self, response: Response) -> None:
        if response.url.endswith("/type") and response.status == 200:
            sent: Any = response.request.post_data_json
            self.texts[sent["segment"], sent["field"]] = sent["text"]
            self.count += 1


@pytest.mark.parametrize("kills", [3, pytest.param(20, marks=pytest.mark.promise)])
def test_nothing_acknowledged_is_lost(browser: Browser, desk: Path, cli: Cli, footage: Path, kills: int) -> None:
    assert cli("capture", footage, "--name", ITEM, "--language", "fa") == 0
    assert cli("read", ITEM) == 0
    chance, told = random.Random(kills), Acknowledged()
    lost = 0
    running = Running(desk, "--by", "Sara N.", "--port", "0")
    port = running.address.rpartition(":")[2]
    try:
        for kill in range(kills):
            page = come_in(browser, running)
            lost += missing(page, told)
            told.listen(page)
            type_until_killed(page, running, chance, f"round {kill} ")
            page.context.close()
            running = Running(desk, "--by", "Sara N.", "--port", port)
            assert running.address.endswith(port)
        page = come_in(browser, running)
        lost += missing(page, told)
        page.context.close()
        assert running.end()[0] == 0
    finally:
        if running.process.poll() is None:
            running.end(signal.SIGKILL)
    kept = sum(map(len, told.texts.values()))
    print(f"{kills} kills, {told.count} saves acknowledged, {kept} characters at the end, {lost} lost")
    assert told.count >= kills
    assert lost == 0
    assert cli("verify") == 0


def come_in(browser: Browser, running: Running) -> Page:
    """Sign in with a browser that remembers nothing, and open the item."""
    page = browser.new_context().new_page()
    page.goto(f"{running.address}/enter#{running.ticket}")
    page.wait_for_url(f"{running.address}/")
    page.goto(f"{running.address}/items/{ITEM}")
    ready(page)
    return page


def missing(page: Page, told: Acknowledged) -> int:
    """Return how many acknowledged characters are not there; what was typed after them may be."""
    sitting = page.evaluate(f"fetch('/api/items/{ITEM}/sitting').then(each => each.json())")
    segments = {each["id"]: each for each in sitting["segments"]}
    lost = 0
    for (segment, field), text in told.texts.items():
        stands = segments[segment][field]
        same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(stands, text, strict=False)))
        lost += len(text) - same
    return lost


def type_until_killed(page: Page, running: Running, chance: random.Random, words: str) -> None:
    """Type in both fields of a segment and the next one until the server is killed under the fingers."""
    dead = threading.Event()

    def kill() -> None:
        os.kill(running.process.pid, signal.SIGKILL)
        dead.set()

    timer = threading.Timer(chance.uniform(0.5, 2.0), kill)
    keys = page.keyboard
    keys.press("Control+End")
    timer.start()
    number = 0
    while not dead.is_set():
        keys.type(f"{words}{number} ", delay=chance.uniform(2, 20))
        number += 1
        if number % 7 == 0:
            keys.press("F8")
            keys.press("Control+End")
    keys.type("into the void")
    page.wait_for_timeout(200)
    timer.join()
    running.process.communicate()


def test_a_note_is_kept_key_by_key(browser: Browser, desk: Path, cli: Cli, footage: Path) -> None:
    assert cli("capture", footage, "--name", ITEM, "--language", "fa") == 0
    assert cli("read", ITEM) == 0
    running, told = Running(desk, "--by", "Sara N.", "--port", "0"), Acknowledged()
    try:
        page = come_in(browser, running)
        told.listen(page)
        page.keyboard.press("Alt+n")
        page.keyboard.type("Ask Omid about this word", delay=20)
        page.wait_for_timeout(600)
        running.end(signal.SIGKILL)
        page.context.close()
        running = Running(desk, "--by", "Sara N.")
        again = come_in(browser, running)
        assert missing(again, told) == 0
        again.keyboard.press("Alt+n")
        expect(again.get_by_label("Note for colleagues")).to_have_value("Ask Omid about this word")
        again.keyboard.press("Enter")
        expect(again.locator(".row.active .badge.note")).to_be_visible()
        again.context.close()
    finally:
        running.end(signal.SIGKILL)


def test_the_desk_stops_at_once_while_a_waveform_is_made(desk: Path, cli: Cli, tmp_path: Path) -> None:
    long = tmp_path / "long.wav"
    write(long, Recipe(tones=(), sound_ms=3_000_000, audio_codec="pcm_s16le"))
    assert cli("capture", long, "--name", ITEM, "--language", "fa") == 0
    running = Running(desk, "--by", "Sara N.", "--port", "0")
    entered = Visitor(running.address).form("/enter", {"ticket": running.ticket})
    cookie = entered.headers["set-cookie"].partition(";")[0]
    asked = threading.Thread(
        target=lambda: Visitor(running.address).get(f"/media/{ITEM}/peaks.json", {"Cookie": cookie})
    )
    asked.start()
    time.sleep(0.5)
    began = time.monotonic()
    status, said = running.end()
    print(f"ended in {time.monotonic() - began:.1f} s")
    asked.join()
    assert (status, said.count("Traceback")) == (0, 0), said
