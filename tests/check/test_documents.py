"""Whole dispatches: faithful ones are left in peace, faulty ones are not, and nothing breaks the check."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.dispatch.licences import Made, faithful, faulty
from tests.dispatch.shelves import library
from tests.dispatch.test_contract import stands_in_a_row

from dragoman.check.report import github, json, text
from dragoman.check.run import run
from dragoman.dispatch.parse import parse
from dragoman.dispatch.resolve import resolve
from dragoman.model.errors import DispatchError
from dragoman.model.finding import Finding

MARKS = (('"', '"'), ("“", "”"), ("«", "»"), ("„", "“"), ("»", "«"), ("「", "」"))
FRONT = "---\nnumber: 1\ndate: 2026-11-23\ntitle: A story\nsources:\n  story: story\n---\n\n"


def checked(made: Made, form: str, marks: tuple[str, str]) -> tuple[Finding, ...]:
    original, translation = ("…", made.text) if made.language == "en" else (made.text, "…")
    desk = library(f"story@1 {made.language} 60.000 s\n0.000 60.000 | S | {original} | {translation}")
    quoted = f"{marks[0]}{made.quotation}{marks[1]}"
    body = {
        "inline": f"It was said: [{quoted}](story@1#t=0.000,60.000).",
        "block": f"> {made.quotation}\n>\n> [S](story@1#t=0.000,60.000)",
        "emphasis": f"[{marks[0]}*{made.quotation.strip()}*{marks[1]}](story@1#t=0.000,60.000)[^1]",
    }[form]
    body += "\n\n[^1]: A title here.\n" if form == "emphasis" else "\n"
    return run(resolve(parse(FRONT + body, "1.md"), desk))


forms = st.sampled_from(["inline", "block", "emphasis"])


@given(faithful(), forms, st.sampled_from(MARKS))
@settings(max_examples=200, deadline=None)
def test_a_faithful_dispatch_is_left_in_peace(made: Made, form: str, marks: tuple[str, str]) -> None:
    # An elision may drop a word that turns the sentence, and that is told; nothing else is.
    assert {finding.code for finding in checked(made, form, marks)} <= {"QUO004"}


@pytest.mark.promise
@given(faithful(), forms, st.sampled_from(MARKS))
@settings(max_examples=10_000, deadline=None)
def test_a_faithful_dispatch_is_left_in_peace_at_length(made: Made, form: str, marks: tuple[str, str]) -> None:
    # An elision may drop a word that turns the sentence, and that is told; nothing else is.
    assert {finding.code for finding in checked(made, form, marks)} <= {"QUO004"}


@given(faulty(), forms, st.sampled_from(MARKS))
@settings(max_examples=200, deadline=None)
def test_a_changed_word_blocks(made: Made, form: str, marks: tuple[str, str]) -> None:
    findings = checked(made, form, marks)
    if not stands_in_a_row(made):
        assert {one.code for one in findings} & {"QUO001", "QUO002", "QUO003"}


def check_bytes(data: bytes) -> None:
    """Check bytes as a file that claims to be a dispatch, and as the body of one; render what is found."""
    words = data.decode("utf-8", errors="replace")
    desk = library("story@1 fa 60.000 s\n0.000 60.000 | S | سلام دنیا | hello world")
    for source in (words, FRONT + words):
        try:
            findings = run(resolve(parse(source, "1.md"), desk))
        except DispatchError:
            continue
        assert all(one.line >= 1 and one.column >= 1 for one in findings)
        assert "\x1b" not in text.render(findings, {"1.md": source})
        assert json.render(findings) and github.render(findings) is not None


@given(st.binary(max_size=300))
@settings(max_examples=200, deadline=None)
def test_no_bytes_break_the_check(data: bytes) -> None:
    check_bytes(data)


@pytest.mark.promise
@given(st.binary(max_size=600) | st.text(max_size=300).map(str.encode))
@settings(max_examples=10_000, deadline=None)
def test_no_bytes_break_the_check_at_length(data: bytes) -> None:
    check_bytes(data)
