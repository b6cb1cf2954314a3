"""What was seen before, in a real browser: two players locked together, judging by keyboard, teaching."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.doors.desk.browsing import browser, troubles
from tests.doors.desk.seen_desks import (
    EXCERPT,
    HERE,
    PERSIAN,
    lay_seen,
    media,
    report,
    take,
    told,
    write_unplayable,
)
from tests.doors.desk.visiting import Served
from tests.doors.desk.writing import apart

from dragoman.model.sighting import Place
from dragoman.model.time import Span
from dragoman.steps.desk import open_desk
from dragoman.steps.seen_report import Report, look

__all__ = ["browser"]
pytestmark = pytest.mark.browser
Open = Callable[..., Page]
SECOND = Span(12_000, 13_600)


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory, footage: Path) -> Path:
    """Return a desk whose `clip` was seen three times: mirrored in `grandma`, faster in it, and in `old`."""
    folder = tmp_path_factory.mktemp("laid")
    root = lay_seen(folder / "desk", footage, folder, mirrored=True)
    take(root, write_unplayable(folder / "old.avi"), "old", "en", "An old film")
    with open_desk(root) as desk:
        grandma, old = media(desk, "grandma"), media(desk, "old")
    faster = told(grandma, here=SECOND, there=Place(grandma, Span(1_000, 3_000)), speed=1250, certain=False)
    there = told(old, here=Span(13_700, 14_000), there=Place(old, Span(500, 800)), channel="picture", landmarks=0)
    report(root, "clip", (told(grandma, mirrored=True), faster, there))
    return root


@pytest.fixture
def desk(tmp_path: Path, laid: Path) -> Iterator[Served]:
    shutil.copytree(laid, tmp_path / "desk")
    with apart(tmp_path / "desk") as running:
        yield running


@pytest.fixture
def opened(browser: Browser, desk: Served) -> Iterator[Open]:
    """Return a function that opens the page; one that reports an error fails the test."""
    faults: list[list[str]] = []
    contexts = []

    def open_page(ready: str = ".seen.ready.paired", **how: Any) -> Page:
        context = browser.new_context(viewport={"width": 1280, "height": 900}, **how)
        contexts.append(context)
        sara = desk.as_person()
        context.add_cookies([{"name": sara.cookie, "value": sara.session, "url": sara.address}])
        page = context.new_page()
        faults.append(troubles(page))
        page.goto(f"{sara.address}/items/clip/seen")
        page.wait_for_selector(ready)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not any(faults)


def players(page: Page) -> dict[str, Any]:
    """Return how the two players stand, in seconds."""
    told: dict[str, Any] = page.evaluate(
        """Object.fromEntries(['here', 'there'].map(side => {
          const video = document.querySelector(`[data-side=${side}] video`);
          return [side, {at: video.currentTime, paused: video.paused, rate: video.playbackRate, muted: video.muted,
                         ready: video.readyState, seeking: video.seeking}];
        }))"""
    )
    return told


def until(page: Page, holds: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    """Wait until the players stand so, and return how."""
    for _ in range(150):
        now = players(page)
        if holds(now):
            return now
        page.wait_for_timeout(100)
    raise AssertionError(f"never: {players(page)}")


def at(page: Page, here: float, there: float) -> None:
    until(page, lambda now: abs(now["here"]["at"] - here) < 0.03 and abs(now["there"]["at"] - there) < 0.03)


def loaded(page: Page) -> None:
    until(page, lambda now: all(side["ready"] >= 3 and not side["seeking"] for side in now.values()))


def standing(desk: Served) -> Report:
    found = look(desk.context.desk(), "clip")
    assert found is not None
    return found


def states(desk: Served) -> list[str]:
    return [each.state for each in standing(desk).found]


def test_what_one_player_does_the_other_does(opened: Open) -> None:
    page = opened()
    loaded(page)
    at(page, 3.0, 6.0)
    page.keyboard.press("Escape")
    now = until(page, lambda now: now["here"]["at"] > 5)
    assert not now["here"]["paused"]
    assert not now["there"]["paused"]
    assert abs(now["there"]["at"] - now["here"]["at"] - 3.0) < 0.25
    page.evaluate("document.querySelector('[data-side=there] video').pause()")
    until(page, lambda now: now["here"]["paused"] and now["there"]["paused"])
    page.evaluate("document.querySelector('[data-side=there] video').currentTime = 10")
    at(page, 7.0, 10.0)
    page.evaluate("document.querySelector('[data-side=here] video').currentTime = 4")
    at(page, 4.0, 7.0)
    page.evaluate("document.querySelector('[data-side=here] video').play()")
    until(page, lambda now: not now["there"]["paused"] and now["there"]["at"] > 7.2)


def test_drift_is_made_good(opened: Open) -> None:
    page = opened()
    loaded(page)
    page.keyboard.press("Space")
    until(page, lambda now: now["here"]["at"] > 3.5)
    # Nobody seeks here: the other player is held up, as by a slow disk.
    page.evaluate(
        """(() => { const video = document.querySelector('[data-side=there] video');
        const proper = video.playbackRate; let left = 12;
        const hold = setInterval(() => { video.playbackRate = 0.1; if (!--left) clearInterval(hold); }, 25); })()"""
    )
    now = until(page, lambda now: now["here"]["at"] > 7)
    assert abs(now["there"]["at"] - now["here"]["at"] - 3.0) < 0.12


def test_a_stretch_is_played_to_its_end_at_its_speed(opened: Open) -> None:
    page = opened()
    page.keyboard.press("j")
    at(page, 12.0, 1.0)
    loaded(page)
    page.keyboard.press("r")
    now = until(page, lambda now: now["here"]["at"] > 12.4)
    assert now["here"]["rate"] == 1
    assert 1.1 < now["there"]["rate"] < 1.4
    now = until(page, lambda now: now["here"]["paused"])
    assert 13.55 < now["here"]["at"] < 13.9
    assert abs(now["there"]["at"] - (1.0 + (now["here"]["at"] - 12.0) * 1.25)) < 0.2


def test_frame_by_frame(opened: Open) -> None:
    page = opened()
    loaded(page)
    page.keyboard.press(".")
    until(page, lambda now: now["here"]["at"] > 3.03)
    page.wait_for_timeout(200)
    for number in range(2, 5):
        page.keyboard.press(".")
        until(page, lambda now, least=3.0 + 0.04 * number: now["here"]["at"] > least)  # type: ignore[misc]
        page.wait_for_timeout(200)
    page.keyboard.press(",")
    now = until(page, lambda now: now["here"]["at"] < 3.16)
    assert now["here"]["at"] >= 3.12, "three frames of 40 ms on"
    assert abs(now["there"]["at"] - now["here"]["at"] - 3.0) < 0.001


def test_one_side_is_heard_and_the_mirrored_one_is_flipped(opened: Open) -> None:
    page = opened()
    muted = {"1": (False, True), "2": (True, False), "3": (True, True)}
    for key, (here, there) in muted.items():
        page.keyboard.press(key)
        now = players(page)
        assert (now["here"]["muted"], now["there"]["muted"]) == (here, there)
    other = page.locator("[data-side=there] video")
    expect(other).to_have_css("transform", "matrix(-1, 0, 0, 1, 0, 0)")
    page.keyboard.press("m")
    expect(other).to_have_css("transform", "none")
    page.keyboard.press("j")
    expect(other).to_have_css("transform", "none")
    expect(page.locator("[data-flip]")).to_be_hidden()


def test_judging_by_the_keyboard_alone(opened: Open, desk: Served) -> None:
    page = opened()
    expect(page.locator("#s1")).to_have_attribute("aria-current", "true")
    page.keyboard.press("Shift+Enter")
    expect(page.locator("#s1 .state")).to_contain_text("confirmed")
    expect(page.locator("#s1 .state")).to_contain_text("Sara N.")
    expect(page.locator("#s2")).to_have_attribute("aria-current", "true")
    page.keyboard.press("Alt+x")
    expect(page.locator("#s2 .state")).to_contain_text("rejected")
    assert states(desk) == ["confirmed", "rejected", "suggested"]
    page.keyboard.press("k")
    expect(page.locator("#s2")).to_have_attribute("aria-current", "true")
    page.keyboard.press("Shift+Enter")
    expect(page.locator("#s2 .state")).to_contain_text("confirmed")
    assert states(desk) == ["confirmed", "confirmed", "suggested"], "a verdict is undone by the opposite one"
    page.reload()
    page.wait_for_selector(".seen.ready.paired")
    expect(page.locator("#s3")).to_have_attribute("aria-current", "true")


def test_two_people_see_each_others_verdicts(opened: Open, desk: Served) -> None:
    page = opened()
    found = standing(desk)
    fields = {"report": found.digest, "rejected": "1"}
    assert desk.as_person().form("/items/clip/seen/verdict", fields).status == 303
    expect(page.locator("#s1 .state")).to_contain_text("rejected", timeout=10_000)


def test_a_stretch_is_taught_from_the_timeline(opened: Open, desk: Served) -> None:
    page = opened()
    box = page.locator("canvas").bounding_box()
    assert box is not None
    second = box["width"] / 14
    page.mouse.move(box["x"] + 0.5, box["y"] + 30)
    page.mouse.down()
    page.mouse.move(box["x"] + second, box["y"] + 30)
    page.mouse.move(box["x"] + 2 * second, box["y"] + 30)
    page.mouse.up()
    form = page.locator("[data-marking]")
    expect(form.locator("[name=end]")).to_have_value("0:02.000")
    page.keyboard.press("Alt+t")
    expect(form.locator("[name=label]")).to_be_focused()
    page.keyboard.type("grey card")
    page.keyboard.press("Enter")
    expect(page.locator(".taught li")).to_contain_text("grey card")
    (taught,) = standing(desk).taught
    assert taught.distractor.by == "Sara N."
    assert taught.distractor.place.span.end == 2000
    assert taught.distractor.place.span.start < 30
    page.get_by_role("button", name="Take back: grey card").click()
    expect(page.locator(".taught li")).to_have_count(0)
    assert standing(desk).taught == ()


def test_a_sighting_that_proves_nothing(opened: Open, desk: Served) -> None:
    page = opened()
    page.locator("#s1").get_by_role("link", name="Proves nothing").click()
    expect(page.locator("[data-marking] [name=end]")).to_have_value("0:11.000")
    expect(page.locator("[data-marking] [name=label]")).to_be_focused()
    page.keyboard.type("title card")
    page.keyboard.press("Enter")
    expect(page.locator("#s1 .state")).to_contain_text("proves nothing")
    assert states(desk)[0] == "distractor"
    expect(page.locator("#seen-list")).to_have_attribute("data-hatched", f"{HERE.start}-{HERE.end}")
    expect(page.locator("#s1 .do button")).to_have_count(0)


def test_what_is_refused_is_said(opened: Open, desk: Served) -> None:
    page = opened()
    page.locator(".marking summary").click()
    form = page.locator("[data-marking]")
    for field, value in {"start": "0:20.000", "end": "0:25.000", "label": "ident"}.items():
        form.locator(f"[name={field}]").fill(value)
    form.locator("[name=label]").press("Enter")
    expect(page.locator("[data-notice]")).to_contain_text("ends at 0:14.000")
    expect(form.locator("[name=start]")).to_have_value("0:20.000")
    assert standing(desk).taught == ()


def test_footage_that_the_browser_cannot_play_is_shown_in_stills(opened: Open) -> None:
    page = opened()
    for _ in range(2):
        page.keyboard.press("j")
    expect(page.locator("#s3")).to_have_attribute("aria-current", "true")
    there = page.locator("[data-side=there]")
    expect(there).to_have_class("falls")
    expect(there.locator("img")).to_be_visible()
    expect(there.locator("img")).to_have_attribute("src", "/media/old/still?at=500")
    assert there.locator("img").evaluate("image => image.decode().then(() => image.naturalWidth)") == 64
    page.keyboard.press("F1")
    expect(there.locator("img")).to_have_attribute("src", "/media/old/still?at=0")
    now = players(page)
    assert abs(now["here"]["at"] - 12.2) < 0.03
    page.keyboard.press("k")
    expect(there).not_to_have_class("falls")
    at(page, 12.0, 1.0)


def test_the_timeline_by_the_keyboard(opened: Open) -> None:
    page = opened()
    canvas = page.locator("canvas")
    canvas.focus()
    page.keyboard.press("End")
    expect(canvas).to_have_attribute("aria-valuenow", "14000")
    page.keyboard.press("Home")
    expect(canvas).to_have_attribute("aria-valuetext", "0:00.0, not seen; shown from 0:00.0 to 0:14.0")
    page.keyboard.press("+")
    expect(canvas).to_have_attribute("aria-valuetext", "0:00.0, not seen; shown from 0:00.0 to 0:08.4")
    for _ in range(20):
        page.keyboard.press("ArrowRight")
    expect(canvas).to_have_attribute("aria-valuetext", "0:03.3, seen in A; shown from 0:00.0 to 0:08.4")
    page.keyboard.press("0")
    expect(canvas).to_have_attribute("aria-valuetext", "0:03.3, seen in A; shown from 0:00.0 to 0:14.0")


def test_keys_are_listed_and_can_be_changed(opened: Open, desk: Served) -> None:
    page = opened()
    page.keyboard.press("?")
    expect(page.locator("dialog h3")).to_have_text(["Listen", "Move", "Decide", "Mark", "Look"])
    page.locator("dialog [data-deed=confirm]").click()
    page.keyboard.press("c")
    expect(page.locator("[data-said]")).to_have_text("Changed.")
    page.keyboard.press("Escape")
    page.keyboard.press("c")
    expect(page.locator("#s1 .state")).to_contain_text("confirmed")
    assert desk.as_person().get("/api/me/preferences/seen-keys").json["confirm"] == ["C"]
    assert desk.as_person().get("/api/me/preferences/keys").json is None, "the review's own keys stay as they are"


def test_the_list_works_without_scripts(opened: Open, desk: Served) -> None:
    page = opened(".sightings", java_script_enabled=False)
    expect(page.locator("h1")).to_have_attribute("dir", "rtl")
    expect(page.locator("h1")).to_have_text(PERSIAN)
    expect(page.locator(".stage")).to_be_hidden()
    assert page.locator("#s1").inner_text().startswith("A 0:03.000–0:11.000")
    page.locator("#s1 summary", has_text="Stills").click()
    expect(page.locator("#s1 .stills img").first).to_be_visible()
    page.get_by_role("button", name="Reject sighting 1").click()
    expect(page.locator("#s1 .state")).to_contain_text("rejected")
    assert page.url.endswith("/items/clip/seen#s1")
    page.locator("#s2").get_by_role("link", name="Proves nothing").click()
    expect(page.locator("[data-marking] [name=start]")).to_have_value("0:12.000")
    for field, value in {"start": "11.5", "end": "0:14", "label": "grey"}.items():
        page.locator(f"[data-marking] [name={field}]").fill(value)
    page.locator("[data-marking] button").click()
    expect(page.locator(".taught li")).to_contain_text("0:11.500–0:14.000")
    assert states(desk)[0] == "rejected"


def test_graphic_footage_stays_veiled_until_asked(opened: Open, desk: Served) -> None:
    assert desk.as_person().form("/items/grandma/graphic", {"on": "yes", "back": "/"}).status == 303
    page = opened()
    other = page.locator("[data-side=there]")
    page.keyboard.press("2")
    assert players(page)["there"]["muted"], "nobody has asked to hear it"
    expect(other.locator("video")).to_have_css("filter", "blur(24px) grayscale(1)")
    other.get_by_role("button", name="Graphic footage").click()
    until(page, lambda now: not now["there"]["muted"])
    assert players(page)["here"]["muted"]
    page.keyboard.press("j")
    expect(other.locator(".screen")).not_to_have_attribute("data-veiled", "")
    assert EXCERPT.length == HERE.length
