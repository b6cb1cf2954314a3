"""The set of rules: codes and names for ever, pages complete, and the proof that nothing blocks."""

import re

import pytest
from tests.dispatch.shelves import library

from dragoman.check.explain import HEADINGS, explain, page_names
from dragoman.check.passed import passed
from dragoman.check.rule import Rule
from dragoman.check.rules import RULES
from dragoman.check.run import run
from dragoman.dispatch.parse import parse
from dragoman.dispatch.resolve import Resolved, resolve
from dragoman.dispatch.settle import settle
from dragoman.model.capture import Tool
from dragoman.model.digest import digest
from dragoman.model.errors import BadInput, DispatchError, NotFaithful

TOOL = Tool("dragoman check", "0.1.0")
# Codes, names and severities are cited by dispatches and by other programs: they never change.
TABLE = {
    "QUO001": ("word-changed", "error", True),
    "QUO002": ("silent-elision", "error", True),
    "QUO003": ("order-changed", "error", True),
    "QUO007": ("marks-unbalanced", "error", True),
    "QUO008": ("unpinned", "error", False),
    "PIN001": ("pin-lost", "error", False),
    "PIN002": ("pin-unreviewed", "error", False),
    "PIN003": ("pin-stale", "error", False),
    "PIN004": ("speaker-differs", "error", False),
    "PIN005": ("pin-wide", "warning", False),
    "NOTE001": ("note-undefined", "error", True),
    "NOTE002": ("note-unused", "warning", True),
    "NOTE003": ("note-without-locator", "error", True),
    "NOTE004": ("note-not-captured", "warning", False),
    "DATE001": ("dates-out-of-order", "error", False),
    "DATE002": ("relative-date-wrong", "warning", True),
    "DATE003": ("weekday-wrong", "error", True),
    "META001": ("number-taken", "error", False),
    "QUO004": ("meaning-dropped", "warning", True),
    "QUO005": ("long-bridge", "warning", False),
    "TRN001": ("number-differs", "warning", False),
    "TRN002": ("negation-differs", "warning", False),
    "QUO006": ("heading-speaks", "warning", True),
    "QUO009": ("two-wordings", "warning", True),
    "IGN001": ("ignore-without-reason", "error", True),
    "CLM001": ("novelty-unproven", "warning", True),
    "LINK001": ("promise-without-link", "error", True),
    "REF001": ("verse-impossible", "error", True),
    "NAME001": ("name-varies", "warning", True),
    "IMG001": ("still-without-caption", "warning", False),
}


def test_codes_names_and_severities_are_for_ever() -> None:
    assert {rule.CODE: (rule.NAME, rule.SEVERITY, rule.BARE) for rule in RULES} == TABLE


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.CODE)
def test_every_rule_has_a_whole_page(rule: Rule) -> None:
    page = explain(rule.CODE)
    assert page.startswith(f"# {rule.CODE} {rule.NAME}\n")
    assert tuple(re.findall(r"^## (.+)$", page, re.MULTILINE)) == HEADINGS
    assert explain(rule.NAME.upper()) == page
    assert f"{rule.CODE}.md" in page_names()
    example = page.partition("## Example")[2].partition("## How to mend")[0]
    assert "```markdown" in example


def test_a_rule_that_does_not_exist_is_refused_with_those_that_do() -> None:
    with pytest.raises(BadInput) as caught:
        explain("QUO999")
    assert caught.value.hint and "QUO001" in caught.value.hint


def judged(words: str, *, number: str = "number: 1") -> Resolved:
    text = f"---\n{number}\ndate: 2026-11-23\ntitle: T\nsources:\n  story: grandma\n---\n\n{words}\n"
    desk = library("grandma@1 fa 22.240 s\n15.350 18.900 | | من از دست او فرار کردم. | I ran away from her.")
    return resolve(parse(text, "1.md"), desk)


def test_a_dispatch_without_errors_passes_and_its_warnings_are_kept() -> None:
    resolved = judged('["I ran away"](story@1#t=15.350,18.900)\n\n![](story#t=16.000)')
    checked = passed(resolved, run(resolved), TOOL)
    assert checked.dispatch == digest(settle(resolved))
    assert set(checked.rules) == set(TABLE)
    assert checked.warnings == ("1.md:11:1: IMG001 a picture from the footage has no caption",)


def test_a_dispatch_with_an_error_does_not_pass() -> None:
    resolved = judged('["I run away"](story@1#t=15.350,18.900) "and four words more"')
    with pytest.raises(NotFaithful, match=r"QUO001 .* and 1 more") as caught:
        passed(resolved, run(resolved), TOOL)
    assert caught.value.place == "1.md:9:2"


def test_findings_that_were_left_out_do_not_help() -> None:
    with pytest.raises(DispatchError):
        passed(judged('["I run away"](story@1#t=15.350,18.900)'), (), TOOL)
