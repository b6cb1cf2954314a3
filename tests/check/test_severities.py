"""The levels that a desk gives to rules."""

import pytest

from dragoman.check.protected import PROTECTED
from dragoman.check.rules import RULES
from dragoman.check.severities import Level, levelled, levels, off, wrong
from dragoman.model.finding import Finding


def found(code: str, severity: str = "error") -> Finding:
    return Finding(code, "name", "error" if severity == "error" else "warning", "a.md", 1, 1, 1, 2, "message")


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({}, []),
        ({"QUO008": "off", "note-unused": "error", "quo007": "warning"}, []),
        ({"QUO001": "error", "pin-lost": "error"}, []),
        ({"QUO999": "off"}, ["check.rules: there is no rule 'QUO999'"]),
        ({"QUO008": "fatal"}, ["check.rules.QUO008 is 'fatal'"]),
        ({"QUO008": "Off"}, ["check.rules.QUO008 is 'Off'"]),
        ({"QUO008": "off", "unpinned": "error"}, ["check.rules sets QUO008 twice, as QUO008 and unpinned"]),
        ({"word-changed": "warning"}, ["publication rests on QUO001, which stays an error"]),
        ({"META001": "off"}, ["publication rests on META001, which stays an error"]),
    ],
)
def test_what_is_wrong_is_said(chosen: dict[str, str], expected: list[str]) -> None:
    said = list(wrong(chosen))
    assert [each.message for each in said] == expected
    assert all(each.key in chosen and each.hint for each in said)


@pytest.mark.parametrize("code", sorted(PROTECTED))
@pytest.mark.parametrize("level", ["warning", "off"])
def test_what_publication_rests_on_cannot_be_weakened(code: str, level: str) -> None:
    assert any(code == rule.CODE and rule.SEVERITY == "error" for rule in RULES)
    assert [each.key for each in wrong({code: level})] == [code]


def test_names_and_codes_mean_the_same_rule() -> None:
    assert levels({"unpinned": "off", "NOTE002": "error"}) == {"QUO008": "off", "NOTE002": "error"}


def test_findings_are_as_severe_as_the_desk_says() -> None:
    chosen: dict[str, Level] = {"QUO008": "off", "NOTE002": "error", "PIN004": "warning", "PIN005": "warning"}
    findings = (
        found("QUO008"),
        found("NOTE002", "warning"),
        found("PIN004"),
        found("PIN005", "warning"),
        found("NOTE001"),
    )
    assert off(chosen) == {"QUO008"}
    assert [(one.code, one.severity) for one in levelled(findings, chosen)] == [
        ("NOTE002", "error"),
        ("PIN004", "warning"),
        ("PIN005", "warning"),
        ("NOTE001", "error"),
    ]
    assert levelled(findings, {}) == findings
