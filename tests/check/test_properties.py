"""The checker as properties, over documents without pins: licences stay silent, a change is caught, places are exact.

That a changed word is caught at a pin, whatever its length, is shown in test_documents.
"""

import html
import re
from collections.abc import Sequence

import pytest
from bench.quotations.generate import make
from bench.quotations.score import findings as found_in_case
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from tests.dispatch.licences import FOREIGN, TEXTS, Made, faithful
from tests.dispatch.shelves import library
from tests.dispatch.test_contract import stands_in_a_row

from dragoman.check.report import json
from dragoman.check.report import text as report
from dragoman.check.run import run
from dragoman.dispatch.parse import parse
from dragoman.dispatch.place import Lines
from dragoman.dispatch.resolve import resolve
from dragoman.model.errors import DispatchError
from dragoman.model.finding import Finding
from dragoman.steps.bare import judge_bare
from dragoman.steps.decode import decode

FORMATS = ("txt", "md", "html")
MARKS = (("“", "”"), ('"', '"'), ("«", "»"), ("„", "“"), ("»", "«"), ("「", "」"))
FRONT = "---\nnumber: 1\ndate: 2026-11-23\ntitle: A story\nsources:\n  story: story\n---\n\n"
WORDS_DIFFER = {"QUO001", "QUO002", "QUO003", "QUO009"}
# What may be found where a licence was used: an elision may drop a word that turns the sentence.
LICENSED = {"QUO004"}
# docs/contract.md, documents of any desk, 4: in a quotation of six words or fewer more is asked than that one differs.
KNOWABLE = 8


def written(made: Made, form: str, marks: tuple[str, str]) -> str:
    """Return a document that quotes a text at length and then a part of it."""
    opening, closing = marks
    quoted = f"{opening}{made.quotation.strip()}{closing}"
    lines = ["A day in the village", f"{opening}{made.text}{closing}", f"The teller went on after that: {quoted}"]
    if form == "html":
        title, *body = (html.escape(line, quote=False) for line in lines)
        inside = "\n".join(f"<p>{line}</p>" for line in body)
        return f"<html lang={made.language}><body><h1>{title}</h1>\n{inside}</body></html>"
    return ("# " if form == "md" else "") + "\n\n".join(lines) + "\n"


def codes(made: Made, form: str, marks: tuple[str, str]) -> set[str]:
    text = written(made, form, marks)
    return {one.code for one in judge_bare(text, f"story.{form}", made.language).findings}


forms = st.sampled_from(FORMATS)
outer = st.sampled_from(MARKS)


@given(faithful(), forms, outer)
@settings(max_examples=200)
def test_what_the_contract_allows_stays_silent_in_any_format(made: Made, form: str, marks: tuple[str, str]) -> None:
    assert codes(made, form, marks) <= LICENSED


@st.composite
def faulty(draw: st.DrawFn) -> Made:
    """Make a quotation of eight words or more with one word changed, put in, left out, doubled or moved."""
    language, text = draw(st.sampled_from(TEXTS))
    spaced = text.split()
    size = draw(st.integers(KNOWABLE + 1, 13))
    start = draw(st.integers(0, len(spaced) - size))
    chosen = spaced[start : start + size]
    at = draw(
        st.sampled_from([n for n in range(2, size - 2) if chosen[n].isalpha() and chosen[n + 1].isalpha()] or [2])
    )
    fault = draw(st.sampled_from(["change", "insert", "drop", "double", "swap", "shorten"]))
    changed = {
        "change": [FOREIGN[language]],
        "insert": [FOREIGN[language], chosen[at]],
        "drop": [],
        "double": [chosen[at], chosen[at]],
        "swap": [chosen[at + 1], chosen[at]],
        "shorten": [chosen[at][:-1] + ("q" if language == "en" else "ن")],
    }[fault]
    rest = chosen[at + 2 :] if fault == "swap" else chosen[at + 1 :]
    return Made(" ".join([*chosen[:at], *changed, *rest]), text, language)


@given(faulty(), forms, outer)
@settings(max_examples=200)
def test_a_changed_word_is_caught_in_any_format(made: Made, form: str, marks: tuple[str, str]) -> None:
    assume(not stands_in_a_row(made))
    assert codes(made, form, marks) & WORDS_DIFFER


def plain(source: str, form: str) -> str:
    """Return the letters and digits that a reader sees of a stretch of a source."""
    if form == "html":
        source = re.sub(r"<sup.*?</sup>", "", source, flags=re.DOTALL)
        source = html.unescape(re.sub(r"<[^>]*>", "", source))
    else:
        source = re.sub(r"\[\^?\d+\]", "", source)
        source = re.sub(r"\]\([^()\s]*\)", "", source)
    return "".join(letter for letter in source if letter.isalnum())


def are_there(words: str, source: str, form: str) -> bool:
    """Tell whether a source's stretch is these words and nothing else; of words about a pinned part, if it has them."""
    letters, rest = plain(words, "txt"), plain(source, form)
    if "#t=" not in source:
        return letters == rest
    left = iter(rest)
    return all(letter in left for letter in letters)


def at(text: str, finding: Finding) -> str:
    """Return the words at a finding's lines and columns."""
    starts = Lines(text).starts
    return text[starts[finding.line - 1] + finding.column - 1 : starts[finding.end_line - 1] + finding.end_column - 1]


def places_are_exact(number: int) -> None:
    """Assert of a made document that its quotations and what is found stand where they are said to stand."""
    case = make(0, number)
    form = case.format
    if case.library is None:
        document = judge_bare(case.text, case.path).reading.document
    else:
        document = parse(case.text, case.path)
    for one in document.quotations:
        source = case.text[one.words.start : one.words.end]
        assert source == one.raw
        assert are_there(one.text, source, form)
    for finding in found_in_case(case):
        source = at(case.text, finding)
        assert source.strip() or finding.code.startswith("META")
        if finding.code in WORDS_DIFFER:
            assert are_there(finding.quotation, source, form)


@given(st.integers(0, 10**9))
@settings(max_examples=5)
@pytest.mark.usefixtures("shared")
def test_a_number_makes_the_same_document_again(number: int) -> None:
    case = make(0, number)
    assert make(0, number).text == case.text
    assert (case.fault is None) is (number // 2 % 2 == 0)
    assert case.fault is None or case.text[case.fault.start : case.fault.end].strip()


@given(st.integers(0, 10**9))
@settings(max_examples=200)
@pytest.mark.usefixtures("shared")
def test_places_point_at_the_words(number: int) -> None:
    places_are_exact(number)


PIECES = (
    '"', "“", "”", "‘", "’", "'", "«", "»", "„", "「", "」", "\n", "\n\n", "\r\n", "> ", "# ", "- ", "1. ", "[",
    "]", "(", ")", "[...]", "...", "…", "[^1]", "[^1]: ", "[1] ", "<p>", "</p>", "<blockquote>",
    "</blockquote>", "<q>", "</q>", "<h1>", "<br", "<!--", "<script>", "&ldquo;", "&#8221;", "&#x110000;",
    "&amp", "](a@1#t=0.000,60.000)", "story@1#t=1.000,2.000", "---\n", "title: ", "date: 2026-11-23\n",
    "Monday, November 24, 2026", "Quran 22:80", "never before seen", "click here", "Name: ", "not ",
    "hello world ", "سلام دنیا ", "\u202e", "\u200c", "\u0301", "\x00", "\x1b[31m", "*", "**", "`", "```\n",
    "~", "\\", "\t", " ", "<!-- dragoman: ignore QUO001 x -->",
)  # fmt: skip
rough = st.lists(st.sampled_from(PIECES), max_size=30).map("".join).map(str.encode)
sources = st.binary(max_size=300) | rough | st.tuples(rough, st.binary(max_size=40)).map(b"".join)


def nothing_breaks(data: bytes, formats: Sequence[str] = FORMATS) -> None:
    """Check bytes as a document in each format, as a dispatch, and as the body of one; show what is found."""
    text = decode(data).text
    for form in formats:
        assert_placed(judge_bare(text, f"old.{form}").findings, text)
    desk = library("story@1 fa 60.000 s\n0.000 60.000 | S | سلام دنیا | hello world")
    words = data.decode("utf-8", errors="replace")
    for source in (words, FRONT + words):
        try:
            found = run(resolve(parse(source, "1.md"), desk))
        except DispatchError:
            continue
        assert_placed(found, source)


def assert_placed(findings: Sequence[Finding], text: str) -> None:
    count = len(Lines(text).starts)
    assert all(1 <= one.line <= one.end_line <= count and one.column >= 1 for one in findings)
    shown = report.render(findings, {one.path: text for one in findings})
    assert "\x1b" not in shown
    assert all(page.encode("utf-8") for page in (shown + "\n", json.render(findings)))


@given(sources)
@settings(max_examples=200)
@example(b"")
@example(b"\xff\xfe\x00\xd8")
@example(b"\xef\xbb\xbf---\n")
def test_no_bytes_break_the_check_in_any_format(data: bytes) -> None:
    nothing_breaks(data)
