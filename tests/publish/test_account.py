"""The Markdown of a dispatch becomes parts, and nothing unsafe."""

from collections.abc import Callable

import msgspec
import pytest

from dragoman.publish.account.compose import account
from dragoman.publish.account.parts import Account, Pictured, Prose, Quoted
from dragoman.publish.material import EditionMaterial, Site

Read = Callable[[str], Account]


@pytest.fixture
def read(site: Site) -> Read:
    """Return a function that reads a body as dispatch 1 of the site, with its quotations and still."""
    first = site.editions[0]

    def account_of(body: str, language: str = "en") -> Account:
        record = msgspec.structs.replace(first.dispatch, text="---\nnumber: 1\n---\n" + body, language=language)
        return account(EditionMaterial(**{**vars(first), "dispatch": record}))

    return account_of


def test_the_whole_dispatch(site: Site) -> None:
    made = account(site.editions[0])
    assert [type(part) for part in made.parts] == [Prose, Quoted, Pictured, Prose]
    opening, quoted, pictured, closing = made.parts
    assert isinstance(opening, Prose)
    assert (
        '“<a href="#q2" id="q2-said" class="said" lang="fa" dir="rtl">مادر بزرگ به من سلام می\u200cکند</a>”'
        in opening.html
    )
    assert '<bdi lang="fa" dir="rtl">مادر بزرگ من</bdi>' in opening.html
    assert '<a href="#note-1" id="note-1-ref" aria-label="Note 1">1</a>' in opening.html
    assert quoted == Quoted(2, "<p>We ran to look at grandma’s cow... I ran away from [the grandmother].</p>\n")
    assert pictured == Pictured(0)
    assert isinstance(closing, Prose)
    assert '<a href="#q4" id="q4-said" class="said" lang="en" dir="ltr">“Grandma got very tired”</a>' in closing.html
    assert 'href="https://example.org/notes?a=1&amp;b=2"' in closing.html
    assert '<li id="note-1">' in made.notes
    assert 'href="#note-1-ref"' in made.notes
    assert made.lead.startswith("A picture story read aloud in Persian (مادر بزرگ من) tells of a race")
    assert "[1]" not in made.lead
    assert made.in_flow == {2}


BLOCK = "(grandma@1#t=6.740,18.900)"


@pytest.mark.parametrize(
    ("body", "html"),
    [
        (f"> one\n>\n> [A]{BLOCK}\n", "<p>one</p>\n"),
        (f"> one\n> [A]{BLOCK}\n", "<p>one</p>\n"),
        (f"> one — [A]{BLOCK}\n", "<p>one</p>\n"),
        (f"> one\n>\n> — [A]{BLOCK}\n", "<p>one</p>\n"),
        (f"> he broke off—\n> [A]{BLOCK}\n", "<p>he broke off—</p>\n"),
        (f"> one\n>\n> *two*\n>\n> [A]{BLOCK}\n", "<p>one</p>\n<p><em>two</em></p>\n"),
    ],
)
def test_a_signature_is_taken_off_a_block_quotation(read: Read, body: str, html: str) -> None:
    assert read(body).parts == (Quoted(2, html),)


def test_a_block_quotation_inside_a_list_is_a_link_to_its_entry(read: Read) -> None:
    made = read(f"- point\n\n  > one\n  >\n  > [A]{BLOCK}\n")
    [part] = made.parts
    assert isinstance(part, Prose)
    assert 'href="#q3"' in part.html
    assert made.in_flow == frozenset()


def test_a_block_quotation_without_a_pin_stays_prose(read: Read) -> None:
    [part] = read("> one\n").parts
    assert part == Prose("<blockquote>\n<p>one</p>\n</blockquote>\n")


def test_a_still_within_a_sentence_becomes_a_link_and_stands_below(read: Read) -> None:
    prose, pictured = read("See ![the race](grandma#t=9.000) here.\n").parts
    assert prose == Prose('<p>See <a href="#s1">the race</a> here.</p>\n')
    assert pictured == Pictured(0)


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>\n"),
        ("[x](JaVaScRiPt&#58;alert(1))", "<p>[x](JaVaScRiPt:alert(1))</p>\n"),
        ("[x](data:text/html,hi)", "<p>[x](data:text/html,hi)</p>\n"),
        ("[x](other.md)", "<p><span>x</span></p>\n"),
        ("[x](//elsewhere.example/a)", "<p><span>x</span></p>\n"),
        ("[x](unknown@1#t=1,2)", "<p><span>x</span></p>\n"),
        ("[x](ftp://a/b)", "<p><span>x</span></p>\n"),
        ("[x](https://a.example/?q=%22)", '<p><a href="https://a.example/?q=%22">x</a></p>\n'),
        ("![p](https://a.example/p.png)", '<p><a href="https://a.example/p.png">p</a></p>\n'),
        ("![p](data:image/png;base64,AAAA)", "<p>p</p>\n"),
        ("[![p](https://a.example/p.png)](https://b.example)", '<p><a href="https://b.example">p</a></p>\n'),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"),
        ("`<b>` & \\<i>", "<p><code>&lt;b&gt;</code> &amp; &lt;i&gt;</p>\n"),
        ("# Top\n\n### Third", "<h2>Top</h2>\n"),
    ],
)
def test_markdown(read: Read, markdown: str, html: str) -> None:
    part = read(markdown).parts[0]
    assert part == Prose(html)


def test_headings_start_below_the_title(read: Read) -> None:
    made = read("### A\n\n##### B\n\n###### C\n")
    assert [part.html for part in made.parts if isinstance(part, Prose)] == [
        "<h2>A</h2>\n",
        "<h4>B</h4>\n",
        "<h5>C</h5>\n",
    ]


def test_a_note_used_twice_has_two_ways_back(read: Read) -> None:
    made = read("One[^a] and two[^a].\n\n[^a]: The note.\n")
    [part] = made.parts
    assert isinstance(part, Prose)
    assert 'id="note-1-ref"' in part.html
    assert 'id="note-1-ref-2"' in part.html
    assert 'href="#note-1-ref"' in made.notes
    assert 'href="#note-1-ref-2"' in made.notes


def test_only_english_marks_are_curled(site: Site) -> None:
    first = site.editions[0]
    record = msgspec.structs.replace(first.dispatch, text='Il dit "non", l\'autre...', language="fr")
    [part] = account(EditionMaterial(**{**vars(first), "dispatch": record})).parts
    assert part == Prose("<p>Il dit &quot;non&quot;, l'autre...</p>\n".replace("&quot;", '"'))
