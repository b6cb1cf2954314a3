"""A stranger's words in every field of the review and the editor, with the content policy off: none of them acts."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.doors.desk.browsing import browser, ready
from tests.doors.desk.review_desks import API, Reviewer, lay_speech
from tests.doors.desk.visiting import Served
from tests.doors.desk.writing import apart

__all__ = ["browser"]
pytestmark = pytest.mark.browser
PAYLOADS = (
    "<script>document.title='ran'</script>",
    '"><img src=x onerror="document.title=\'ran\'">',
    "'><svg onload=document.title='ran'>",
    "</textarea><svg onload=document.title='ran'>",
    "<b hx-get='/leave' hx-trigger='load'>",
    "[a](javascript:document.title='ran')",
    "{{ 7 * 7 }}${7*7}",
    "<iframe srcdoc=\"<script>parent.document.title='ran'</script>\">",
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, footage: Path) -> Iterator[Served]:
    with apart(lay_speech(tmp_path_factory.mktemp("strangers") / "desk", footage)) as running:
        yield running


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_field_acts(browser: Browser, desk: Served, payload: str) -> None:
    sara = Reviewer(desk.as_person())
    for number, identity in enumerate(("s0001", "s0002")):
        sara.decide(do="speaker", segment=identity, speaker=payload)
        sara.decide(do="remark", segment=identity, text=payload)
        for field in ("original", "translation"):
            sara.type(identity, f"{payload} {number}", field=field)
        sara.ask("settle")
    sara.decide(do="approve", segment="s0001")
    sara.visitor.form("/items/grandma/facts", {"title": payload, "publisher": payload, "language": "fa"})
    quoted = payload.replace("'", "''").replace("\n", " ")
    head = f"---\nnumber: 1\ndate: 2026-11-24\ntitle: '{quoted}'\ntopics: []\nsources:\n  grandma: grandma\n---\n\n"
    body = f'{payload}\n\nAs ["{payload}"](grandma@1#t=0.000,2.600) and "{payload}".\n'
    (desk.context.root / "dispatches" / "0001-x.md").write_text(head + body, encoding="utf-8")

    context = browser.new_context(bypass_csp=True)
    context.add_cookies([{"name": sara.visitor.cookie, "value": sara.visitor.session, "url": sara.visitor.address}])
    page = context.new_page()
    look_at_review(page, desk.context.address)
    page.goto(f"{desk.context.address}/dispatches")
    page.goto(f"{desk.context.address}/dispatches/0001-x.md")
    expect(page.locator("#count")).not_to_be_empty()
    for tab in ("Findings", "Quote", "Page", "Behind the pin"):
        page.get_by_role("tab", name=tab).click()
        page.wait_for_timeout(300)
    acted(page)
    page.goto(f"{desk.context.address}/people")
    acted(page)
    context.close()
    assert sara.visitor.get(f"{API}/sitting").status == 200, "nobody was signed out"


def look_at_review(page: Page, address: str) -> None:
    page.goto(f"{address}/items/grandma")
    ready(page)
    page.locator("[data-id=s0001] .translation").click()
    page.keyboard.press("Alt+h")
    expect(page.locator("[data-panel]")).to_be_visible()
    acted(page)
    page.keyboard.press("Escape")
    page.keyboard.press("Alt+n")
    page.keyboard.press("Escape")
    page.keyboard.press("Alt+r")
    acted(page)
    page.keyboard.press("Escape")
    page.keyboard.press("Alt+q")
    page.wait_for_timeout(300)
    acted(page)


def acted(page: Page) -> None:
    assert page.title() != "ran"
    foreign = "script:not([src]), main svg[onload], img[src=x], main [hx-get='/leave'], iframe[srcdoc], [onerror]"
    assert page.locator(foreign).count() == 0
