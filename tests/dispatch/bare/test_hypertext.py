"""HTML: what a reader sees of it, and where it stands in the source."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.dispatch.bare.shapes import Shape, check_places, quoted, shape

from dragoman.dispatch.bare.read import read_bare

PAGE = """\
<HTML lang=en><HEAD><TITLE>Minister: &quot;We will not&quot;</TITLE>
<script>var a = "<p>no";</script><style>p { quotes: '"' }</style></HEAD><BODY>
<NAV><a href="/">Home</a></NAV>
<H1>Minister says &ldquo;<b>W</b>e will not close&rdquo;</H1>
<P>NAIROBI &mdash; The   minister said <q>we will not
close the dam</q>.<sup><a href="#fn1">1</a></sup> And left.<a href="#fn2">[2]</a>
<P>Second <font color=red>para &lt;x&gt;</font><br>line two<br><br>third
<blockquote><p>We will not close the dam.</p><p>Ever.</p><p>&mdash; Minister of Water</p></blockquote>
<img src=a.jpg alt='The "dam" &amp; co'>
<ol><li id="fn1">Full <a href="http://example.org/x?a=1&amp;b=2">speech</a> <a href="#r1">&#8617;</a></li>
<li id=fn2><p>Records</p><p>more</p></li></ol>
<p>After</p></BODY></HTML>
"""


def test_a_page() -> None:
    document = read_bare(PAGE, "a.HTM")
    assert shape(PAGE, "a.htm") == [
        ("title", 'Minister: "We will not"'),
        ("heading", "Minister says “We will not close”"),
        ("body", "NAIROBI — The minister said “we will not close the dam”. And left."),
        ("body", "Second para <x>\nline two"),
        ("body", "third"),
        ("quote", "We will not close the dam."),
        ("quote", "Ever."),
        ("body", "— Minister of Water"),
        ("caption", 'The "dam" & co'),
        ("note", "Full speech"),
        ("note", "Records"),
        ("note", "more"),
        ("body", "After"),
    ]
    assert quoted(document) == [
        "We will not",
        "We will not close",
        "dam",
        "we will not close the dam",
        "We will not close the dam.\n\nEver.",
    ]
    assert [mark.label for mark in document.note_marks] == ["fn1", "fn2"]
    assert [(note.label, note.text, note.addresses) for note in document.notes] == [
        ("fn1", "Full speech", ("http://example.org/x?a=1&b=2",)),
        ("fn2", "Records\n\nmore", ()),
    ]
    assert document.bare[0].raw == "<q>we will not\nclose the dam</q>"
    assert document.voiced[2].raw == '"dam"'
    assert document.language == "en"
    check_places(document)


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>one<p>two", [("body", "one"), ("body", "two")]),
        ("one<hr>two &amp three &nope; &#x27;", [("body", "one"), ("body", "two & three &nope; '")]),
        ("<div>a<div>b</div>c</div>", [("body", "a"), ("body", "b"), ("body", "c")]),
        ("<table><tr><td>a<td>b</table>", [("body", "a"), ("body", "b")]),
        ("<h2>head<p>body", [("heading", "head"), ("body", "body")]),
        ("a < b and c > d <3", [("body", "a < b and c > d <3")]),
        ("a <!-- <p>b --> c <!-- d", [("body", "a c <!-- d")]),
        ("<p hidden>a</p><p style='display: none'>b</p><p>c", [("body", "c")]),
        ("<script>a</script ><SCRIPT>'</p>'</SCRIPT>b", [("body", "b")]),
        ("<a title='x>y' href=z>a</a>", [("body", "a")]),
        ("<pre>one\n  two\n\nthree</pre>", [("body", "one\n  two"), ("body", "three")]),
        ("&#147;old&#148; page", [("body", "“old” page")]),
        ("<blockquote>open and never closed", [("body", "open and never closed")]),
        ("<blockquote><h2>a</h2>b</blockquote>", [("heading", "a"), ("body", "b")]),
        (
            "<blockquote>We will not.<footer>A. Name</footer></blockquote>",
            [("quote", "We will not."), ("body", "A. Name")],
        ),
        (
            "<blockquote>As <cite>The Book</cite> says.<br><cite>A. Name</cite></blockquote>",
            [("quote", "As The Book says."), ("body", "A. Name")],
        ),
        ("<blockquote>a<blockquote>b</blockquote>c</blockquote>", [("quote", "a"), ("quote", "b"), ("quote", "c")]),
        ("<p>the water<sup>4</sup> and 5 m<sup>2</sup>, 10<sup>th</sup>", [("body", "the water and 5 m², 10th")]),
        ("<p>a &raquo; <a href=x>b</a></p><p><a href=y>Next &raquo;</a></p>", [("body", "a b"), ("body", "Next")]),
        ("<title>never closed<p>body", [("title", "never closed"), ("body", "body")]),
        ("<?xml version='1.0'?><![CDATA[x]]><p>a</p>", [("body", "a")]),
    ],
)
def test_what_is_shown(page: str, expected: Shape) -> None:
    assert shape(page, "a.html") == expected
    check_places(read_bare(page, "a.html"))


@pytest.mark.parametrize(
    ("page", "marks", "notes"),
    [
        ('<p>a<a href="#n1">[1]</a><p><a name="n1">[1]</a> One.', ["n1"], ["n1"]),
        ('<p>a<a href="#n1"><sup>1</sup></a><p id=n1><a href="#r1">^</a> One.', ["n1"], ["n1"]),
        ('<p>a<sup><a href="#n1">1</a></sup><p>no notes', ["n1"], []),
        ('<p>see <a href="#part">the part</a><h2 id=part>Part</h2>', [], []),
        ('<p><a href="#1">1</a> <a href="#2">2</a><h2 id=1>One</h2><h2 id=2>Two</h2>', [], []),
        ("<p>One.<sup>1</sup> two.<sup>2</sup><p><sup>1</sup> One.<br><sup>2</sup> Two.", ["1", "2"], ["1", "2"]),
        ("<p>a.[1] b.[2]<p>[1] One.<p>[2] Two.", ["1", "2"], ["1", "2"]),
    ],
)
def test_notes(page: str, marks: list[str], notes: list[str]) -> None:
    document = read_bare(page, "a.html")
    assert ([mark.label for mark in document.note_marks], [note.label for note in document.notes]) == (marks, notes)
    check_places(document)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ('<html lang="fa"><meta name="date" content="2026-11-24">', ("fa", "2026-11-24")),
        ('<meta http-equiv=Content-Language content=fr><time datetime="2026-11-24T10:00">', ("fr", "2026-11-24")),
        ('<meta property="article:published_time" content="2026-11-24T10:00:00Z">', ("und", "2026-11-24")),
        (
            '<script type="application/ld+json">{"datePublished": "2026-11-24"}</script><time datetime=2001-01-01>',
            ("und", "2026-11-24"),
        ),
        ("<time datetime=2026-11-24></time><time datetime=2026-11-25></time>", ("und", "")),
        ('<html lang="{{ language }}"><meta name=date content=soon>', ("und", "")),
    ],
)
def test_what_a_page_states(head: str, expected: tuple[str, str]) -> None:
    document = read_bare(f"{head}<p>words", "a.xhtml")
    assert (document.language, document.day) == expected


@given(st.text(alphabet=[*"ab &<>\"'", "é", "«", "»", "د", "\xa0"], max_size=60))
def test_escaped_words_are_shown_as_they_were(text: str) -> None:
    written = read_bare(f"<p>x {html.escape(text)} x</p>", "a.html").paragraphs[0].words
    plain = " ".join(f"x {text} x".replace("\xa0", "~").split())
    if "«" not in text and "»" not in text:
        assert written.text.replace("\xa0", "~") == plain
    assert len(written.text) == len(written.starts)
