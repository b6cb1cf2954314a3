"""Every rule by its page: what it finds, what it leaves alone, and that the page would notice its absence."""

import os
from pathlib import Path

import pytest
from tests.check.pages import FOLDER, Example, accept, examples, found, written

from dragoman.check.rules import RULES

PAGES = sorted(FOLDER.glob("*.md"))
if os.environ.get("DRAGOMAN_ACCEPT") == "1":
    for each in PAGES:
        accept(each)
EXAMPLES = [example for page in PAGES for example in examples(page)]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example.page}:{example.line}")
def test_a_dispatch_has_the_findings_that_its_page_says(example: Example) -> None:
    assert written(found(example), example.dispatch) == example.expected


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.CODE)
def test_every_rule_has_a_page_with_faithful_and_faulty_examples(rule: object) -> None:
    stem = str(getattr(rule, "__name__", "")).rpartition(".")[2]
    code = str(getattr(rule, "CODE", ""))
    page = list(examples(FOLDER / f"{stem}.md"))
    assert any(f" {code} " in example.expected for example in page), "no faulty example"
    assert any(not example.expected for example in page), "no faithful example"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.CODE)
def test_a_page_notices_the_absence_of_its_rule(rule: object) -> None:
    stem = str(getattr(rule, "__name__", "")).rpartition(".")[2]
    code = str(getattr(rule, "CODE", ""))
    without = [
        (written(tuple(one for one in found(example) if one.code != code), example.dispatch), example.expected)
        for example in examples(FOLDER / f"{stem}.md")
    ]
    assert any(there != expected for there, expected in without)


def test_an_example_without_findings_is_refused(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("````dispatch\n---\n````\n", encoding="utf-8")
    with pytest.raises(ValueError, match="without findings"):
        list(examples(page))
