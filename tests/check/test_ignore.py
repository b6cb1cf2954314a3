"""Ignore comments: where they are read, what they switch off, what they may not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.dispatch.shelves import library

from dragoman.check.ignore import Sifted, counted, sift
from dragoman.check.ignore_comments import comments
from dragoman.check.protected import PROTECTED, UNIGNORABLE
from dragoman.check.rules import RULES
from dragoman.check.run import run, run_bare
from dragoman.dispatch.bare.read import read_bare
from dragoman.dispatch.compare.compare import compare
from dragoman.dispatch.document import Document
from dragoman.dispatch.parse import parse
from dragoman.dispatch.reading import Reading
from dragoman.dispatch.resolve import Resolved, resolve

ROWS = """
grandma@1 fa 22.240 s
6.740 12.220 | The narrator | ما دویدیم تا به گاو مادر بزرگ سربزنیم. | We ran to look at grandma's cow.
"""
BODY = '\n["We walked to look"](story@1#t=6.740,12.220) and "four words and more".\n\n![](story#t=7.000)\n'
CODES = [rule.CODE for rule in RULES]


def at_desk(comment_lines: str, body: str = BODY) -> Resolved:
    front = f"---\nnumber: 1\ndate: 2026-11-23\ntitle: A visit\n{comment_lines}sources:\n  story: grandma\n---\n"
    return resolve(parse(front + body, "1.md"), library(ROWS))


def sifted(reading: Reading, *off: str) -> Sifted:
    findings = run(reading) if isinstance(reading, Resolved) else run_bare(reading)
    return sift(reading, findings, off)


def codes(result: Sifted) -> list[str]:
    return [one.code for one in result.kept]


def read(text: str, path: str) -> Document:
    return read_bare(text, path, language="en")


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("a.txt", "# dragoman: ignore QUO004 the rest is said below", [("QUO004", "the rest is said below")]),
        ("a.txt", "One.\n  #dragoman: ignore quo004: why not", [("QUO004", "why not")]),
        ("a.txt", "\ufeff# dragoman: ignore QUO004 because", [("QUO004", "because")]),
        ("a.txt", "One.\r\n# dragoman: ignore QUO004 because\r\nTwo.", [("QUO004", "because")]),
        ("a.txt", "One.\r# dragoman: ignore QUO004 because\rTwo.", [("QUO004", "because")]),
        ("a.txt", "# dragoman: ignore QUO004,NAME001 ,DATE003 — چون", [("QUO004 NAME001 DATE003", "چون")]),
        ("a.txt", "# dragoman: ignore the rest", [("", "the rest")]),
        ("a.txt", "# dragoman: ignore QUO004X", [("", "QUO004X")]),
        ("a.txt", "He wrote # dragoman: ignore QUO004 because", []),
        ("a.txt", "# dragoman: ignored QUO004 because", []),
        ("a.txt", "# dragoman: a history\n# Dragoman: ignore QUO004 because", []),
        ("a.txt", "<!-- dragoman: ignore QUO004 because -->", []),
        ("a.md", "One <!-- dragoman: ignore QUO004 because --> two.", [("QUO004", "because")]),
        ("a.md", "---\ntitle: T\n# dragoman: ignore QUO004 because\n---\nOne.", [("QUO004", "because")]),
        ("a.md", "One.\n\n# dragoman: ignore QUO004 because", []),
        ("a.md", "~~~~\n~~~\n<!-- dragoman: ignore QUO004 because -->\n~~~~\n", []),
        ("a.md", "```\n```\n<!-- dragoman: ignore QUO004 because -->", [("QUO004", "because")]),
        ("a.md", "One.\n\n    <!-- dragoman: ignore QUO004 because -->", []),
        ("a.md", "Write `<!-- dragoman: ignore QUO004 because -->`.", []),
        ("a.markdown", "<!--dragoman:ignore QUO004\nbecause of\nthis-->", [("QUO004", "because of\nthis")]),
        ("a.html", "<pre>\n    <!-- dragoman: ignore QUO004 because --></pre>", [("QUO004", "because")]),
        ("a.HTM", "<!-- dragoman: ignore QUO004 never closed", []),
        ("a.html", "# dragoman: ignore QUO004 because", []),
    ],
)
def test_comments_are_read_where_they_are_comments(path: str, text: str, expected: list[tuple[str, str]]) -> None:
    found = comments(read(text, path))
    assert [(" ".join(coded.code for coded in one.codes), one.reason) for one in found] == expected
    for one in found:
        assert "dragoman:" in text[one.at.start : one.at.end] and text[one.at.start] in "#<"
        assert [text[coded.at.start : coded.at.end].upper() for coded in one.codes] == [c.code for c in one.codes]


@pytest.mark.parametrize(("reason", "expected"), [("no", False), ("--- 12", False), ("why", True), ("چون", True)])
def test_a_reason_has_a_few_letters(reason: str, expected: bool) -> None:
    (one,) = comments(read(f"# dragoman: ignore QUO004 {reason}", "a.txt"))
    assert one.has_reason is expected


def test_a_dispatch_ignores_what_its_front_matter_says_and_keeps_the_reason() -> None:
    assert codes(sifted(at_desk(""))) == ["QUO001", "QUO008", "IMG001"]
    result = sifted(at_desk("# dragoman: ignore QUO008, IMG001 agreed with the chief editor\n"))
    assert codes(result) == ["QUO001"]
    assert [(each.finding.code, each.reason) for each in result.ignored] == [
        ("QUO008", "agreed with the chief editor"),
        ("IMG001", "agreed with the chief editor"),
    ]
    assert counted(result.ignored) == {"QUO008": 1, "IMG001": 1}


def test_publication_does_not_rest_on_a_comment() -> None:
    result = sifted(at_desk("# dragoman: ignore QUO001 he meant it so\n"))
    assert codes(result) == ["IGN001", "QUO001", "QUO008", "IMG001"]
    assert not result.ignored


def test_a_comment_without_a_reason_ignores_nothing() -> None:
    result = sifted(at_desk("# dragoman: ignore QUO008\n"))
    assert codes(result) == ["IGN001", "QUO001", "QUO008", "IMG001"]


def test_every_rule_may_be_ignored_in_a_document_of_another_desk() -> None:
    words = "We will not close the dam before the winter comes to the valley"
    text = f'He said: "{words}."\n\n"We will close the dam before the winter comes," he said.\n'
    reading = compare(read(text, "a.txt"), "en")
    assert {"QUO001", "QUO002"} & set(codes(sifted(reading)))
    said = compare(read("# dragoman: ignore QUO001, QUO002, QUO004 two speeches\n\n" + text, "a.txt"), "en")
    assert not {"QUO001", "QUO002", "QUO003"} & set(codes(sifted(said)))
    assert {each.finding.code for each in sifted(said).ignored} & {"QUO001", "QUO002"}


def test_a_comment_that_ignores_nothing_is_a_warning_unless_its_rule_did_not_run() -> None:
    reading = at_desk("# dragoman: ignore NOTE001, PIN005 agreed\n")
    extra = [(one.code, one.severity, one.message) for one in sifted(reading).kept if one.code == "IGN001"]
    assert extra == [
        ("IGN001", "warning", "NOTE001 finds nothing here to ignore"),
        ("IGN001", "warning", "PIN005 finds nothing here to ignore"),
    ]
    assert codes(sifted(reading, "NOTE001")).count("IGN001") == 1
    assert not sifted(compare(read("# dragoman: ignore PIN005 agreed\n\nOne.", "a.txt"), "en")).kept


def test_the_words_of_a_comment_are_no_words_of_the_document() -> None:
    text = '<p>One.</p><!-- dragoman: ignore NOTE001 he says "so --><p>Two.</p>'
    assert set(codes(sifted(compare(read(text, "a.html"), "en")))) <= {"IGN001"}
    plain = '# dragoman: ignore NOTE001 he says "so\n\nTwo.\n'
    assert codes(sifted(compare(read(plain, "a.txt"), "en"))) == ["IGN001"]


@given(st.lists(st.tuples(st.lists(st.sampled_from(CODES), min_size=1, max_size=4), st.sampled_from(["", "agreed"]))))
@settings(max_examples=100)
def test_every_finding_is_kept_or_ignored_once(said: list[tuple[list[str], str]]) -> None:
    lines = "".join(f"# dragoman: ignore {', '.join(named)} {reason}\n" for named, reason in said)
    reading = at_desk(lines)
    findings, result = run(reading), sifted(reading)
    ignored = [each.finding for each in result.ignored]
    unused = [one for one in result.kept if one.message.endswith("to ignore")]
    assert sorted(map(repr, [*ignored, *result.kept])) == sorted(map(repr, [*findings, *unused]))
    assert not {one.code for one in ignored} & (PROTECTED | UNIGNORABLE)
    allowed = {code for named, reason in said if reason for code in named}
    assert {one.code for one in ignored} <= allowed


PIECES = st.lists(
    st.sampled_from(["#", " dragoman: ignore", "<!--", "-->", "QUO001", ",", "\n", "\r", "---\n", "why", "`"])
)


@given(PIECES.map("".join), st.sampled_from(["a.txt", "a.md", "a.html"]))
@settings(max_examples=200)
def test_no_text_breaks_the_reading_of_comments(text: str, path: str) -> None:
    for one in comments(read(text, path)):
        assert text[one.at.start : one.at.end].strip() == text[one.at.start : one.at.end]
