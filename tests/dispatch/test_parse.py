"""What is found in a dispatch, and that every place points at its words."""

import re
from collections import Counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it.token import Token

from dragoman.dispatch.blocks import Block, read_blocks
from dragoman.dispatch.document import Draft
from dragoman.dispatch.markdown import parser
from dragoman.dispatch.parse import parse
from dragoman.dispatch.place import Lines
from dragoman.model.errors import DispatchError
from dragoman.model.pin import Pin

FRONT = "---\nnumber: 12\ndate: 2026-11-23\ntitle: A promise\nsources:\n  address: 2026-11-22-address\n---\n"


def read(body: str, front: str = FRONT) -> Draft:
    return parse(front + body, "dispatches/12.md")


def at(document: Draft, name: str) -> list[str]:
    """Return the source at the places of what was found under `name`."""
    places = [getattr(one, "words", None) or one.at for one in getattr(document, name)]
    return [document.text[place.start : place.end] for place in places]


def test_the_dispatch_of_the_product_page() -> None:
    document = parse(
        "---\nnumber: 12\nseries: Dispatch\ndate: 2026-11-23\ntitle: 'Minister: \"We will not close the dam\"'\n"
        "topics: [Water, Agriculture]\nsources:\n  address: 2026-11-22-address\n---\n\n"
        "On November 22 the ministry released a recording of the speech.[^1] He began:\n\n"
        "> We will not close the dam... The farmers of the lower valley [in the south] have waited long enough.\n>\n"
        "> [The Minister of Water](address@3#t=72.100,81.400)\n\n"
        'He called the plan ["an old promise"](address@3#t=95.000,96.200).\n\n'
        "![The minister at the lectern](address#t=71.000)\n\n"
        "[^1]: [Full speech](https://example.org/speech), Ministry of Water, November 22, 2026.\n",
        "12.md",
    )
    block, inline = document.marks
    assert (block.form, block.attribution, block.pin) == (
        "block",
        "The Minister of Water",
        Pin("address", 3, 72100, 81400),
    )
    assert block.text.startswith("We will not") and block.text.endswith("long enough.")
    assert (inline.form, inline.text, inline.raw) == ("inline", "an old promise", '"an old promise"')
    assert (inline.words.line, inline.words.column) == (17, 21)
    assert document.text[inline.at.start : inline.at.end] == "address@3#t=95.000,96.200"
    assert [(one.where, one.text, one.words.line, one.words.column) for one in document.voiced] == [
        ("title", "We will not close the dam", 5, 19)
    ]
    assert [(one.caption, one.pin) for one in document.pictures] == [
        ("The minister at the lectern", Pin("address", None, 71000, None))
    ]
    assert [(one.label, one.addresses) for one in document.notes] == [("1", ("https://example.org/speech",))]
    assert [one.label for one in document.note_marks] == ["1"]
    assert document.body_line == 10
    assert document.text.endswith(document.body)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ('["an *old* **promise**"](address@3#t=1,2)', "an old promise"),
        ("[“an old\npromise”](address@3#t=1,2)", "an old\npromise"),
        ("[an old promise](address@3#t=1,2)", "an old promise"),
        ('[\\"an old promise\\"](address@3#t=1,2)', "an old promise"),
        ("[&quot;an old promise&quot;](address@3#t=1,2)", "an old promise"),
        ('["an `old` promise"](address@3#t=1,2)', "an old promise"),
        ('["an [old] promise"](address@3#t=1,2)', "an [old] promise"),
        ('["an old promise"][p]\n\n[p]: address@3#t=1,2', "an old promise"),
        ('["an old promise"](<address@3#t=1,2> "title")', "an old promise"),
        ("[«an „old“ promise»](address@3#t=1,2)", "an „old“ promise"),
        ('["No," he said, "never."](address@3#t=1,2)', '"No," he said, "never."'),
        ('["an old promise](address@3#t=1,2)"', "an old promise"),
        ('- a list with ["an old promise"](address@3#t=1,2)', "an old promise"),
        ('[^1]\n\n[^1]: Note ["an old promise"](address@3#t=1,2)', "an old promise"),
        ('## ["an old promise"](address@3#t=1,2)', "an old promise"),
        ('> He said ["an old promise"](address@3#t=1,2) then.', "an old promise"),
    ],
)
def test_an_inline_quotation_without_its_apparatus(body: str, text: str) -> None:
    document = read(body)
    (mark,) = document.marks
    assert (mark.form, mark.text) == ("inline", text)
    assert document.text[mark.words.start : mark.words.end] == mark.raw
    assert mark.raw in body


@pytest.mark.parametrize(
    ("body", "texts", "attributions"),
    [
        ("> One two.\n> [S](address@1#t=1,2)", ["One two."], ["S"]),
        ("> One two.\n>\n> — [S  T](address@1#t=1,2), Tehran", ["One two."], ["S T"]),
        ("> “One.\n>\n> “Two.”\n>\n> [S](address@1#t=1,2)", ["One.\n\nTwo."], ["S"]),
        ("> “One.\n>\n> “Two “three” four.”\n>\n> [S](address@1#t=1,2)", ["One.\n\nTwo “three” four."], ["S"]),
        ("> One.\n> [S](address@1#t=1,2)\n>\n> Two.\n> [T](address@1#t=2,3)", ["One.", "Two."], ["S", "T"]),
        ("> - One.\n> - Two.\n>\n> [S](address@1#t=1,2)", ["One.\n\nTwo."], ["S"]),
        (">     One in code.\n>\n> [S](address@1#t=1,2)", ["One in code."], ["S"]),
        ("> > One.\n> >\n> > [S](address@1#t=1,2)", ["One."], ["S"]),
        ("> # One\n> [S](address@1#t=1,2)", ["One"], ["S"]),
        ("> One,\nlazy two.\n>\n> [S](address@1#t=1,2)", ["One,\nlazy two."], ["S"]),
    ],
)
def test_a_block_quotation_and_its_signature(body: str, texts: list[str], attributions: list[str]) -> None:
    document = read(body)
    assert [(mark.form, mark.text, mark.attribution) for mark in document.marks] == [
        ("block", text, attribution) for text, attribution in zip(texts, attributions, strict=True)
    ]
    assert not document.bare


@pytest.mark.parametrize(
    "body",
    [
        "> Said [not close the dam](address@1#t=1,2) at all.",
        "> One two.\n> [We will](address@1#t=1,2) not close.",
        '> One two.\n> ["We will"](address@1#t=1,2)',
        "> [We will](address@1#t=1,2)",
    ],
)
def test_what_signs_nothing(body: str) -> None:
    assert [mark.form for mark in read(body).marks] == ["inline"]


@pytest.mark.parametrize(
    ("body", "bare"),
    [
        ('A "bare one" here', ['"bare one"']),
        ("A “bare\none” here", ["“bare\none”"]),
        ("«یک دو» and 'three four'", ["«یک دو»", "'three four'"]),
        ("„eins zwei“ »drei vier«", ["„eins zwei“", "»drei vier«"]),
        ('outer "with ‘inner’ in"', ['"with ‘inner’ in"']),
        ("“One.\n\n“Two.”", ["“One.\n\n“Two.”"]),
        ('`"code"` and\n\n    "code"\n', []),
        ("don't, the farmers' land, '90s, 6' tall", []),
        ('ארה"ב וצה"ל', []),
        ('"[an old promise](address@3#t=1,2)"', []),
        ('"[an old](address@3#t=1,2) promise"', ['"[an old](address@3#t=1,2) promise"']),
        ('[^1]\n\n[^1]: "The title of a book"', []),
        ("> unsigned words", ["unsigned words"]),
        ("他说“我们不会”吗", ["“我们不会”"]),
        ('a 5" pipe and a "quoted word"', ['"quoted word"']),
    ],
)
def test_words_in_marks_that_carry_no_pin(body: str, bare: list[str]) -> None:
    assert at(read(body), "bare") == bare


@pytest.mark.parametrize("target", ["address@3", "https://example.org/#t=1,2", "page.html", "#t", "mailto:a@b.example"])
def test_links_that_are_no_pins(target: str) -> None:
    assert not read(f"[a link]({target})").marks


@pytest.mark.parametrize(
    "target",
    ["a@3#t=1", "a#t=1,2", "a@3#t=2,1", "a@0#t=1,2", "A@3#t=1,2", "a@3#t=۱,۲", "#t=1,2", "a@3#t=0:01,0:02"],
)
def test_targets_that_were_meant_as_pins(target: str) -> None:
    (mark,) = read(f"[a link here]({target})").marks
    assert mark.pin is None


@pytest.mark.parametrize(
    ("body", "unread"),
    [
        ('["an old[^1] promise"](address@3#t=1,2)\n\n[^1]: Note', "](address@3#t=1,2)"),
        ('["an old promise"] (address@3#t=1,2)', "] (address@3#t=1,2)"),
        ('> One.\n> ["an [old promise"](address@3#t=1,2)]', None),
        ('`["an old promise"] (address@3#t=1,2)`', None),
    ],
)
def test_pins_that_markdown_reads_as_words(body: str, unread: str | None) -> None:
    assert at(read(body), "unread") == ([unread] if unread else [])


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("opening", ["", "\ufeff"])
def test_places_do_not_depend_on_line_ends(newline: str, opening: str) -> None:
    body = (
        'One\ntwo ["an old\npromise"](address@3#t=1,2) "and bare"\n\n> *A* block\\\n> more.\n> [S](address@3#t=1,2)\n'
    )
    document = parse(opening + (FRONT + body).replace("\n", newline), "x.md")
    assert [mark.raw for mark in document.marks] == [
        f'"an old{newline}promise"',
        f"A* block\\{newline}> more.",
    ]
    assert at(document, "bare") == ['"and bare"']
    assert (document.marks[0].words.line, document.marks[0].words.column) == (9, 6)
    assert (document.marks[0].words.end_line, document.marks[0].words.end_column) == (10, 9)


@pytest.mark.parametrize(
    ("front", "line", "message"),
    [
        ("", 1, "no front matter"),
        ("---\ntitle: T\n", 1, "no front matter"),
        ("---\n---\n", 1, "fields and values"),
        ("---\n- a\n---\n", 1, "fields and values"),
        ("---\ndate: 2026-11-23\n---\n", 1, "missing required field `title`"),
        ("---\ntitle: T\n---\n", 1, "missing required field `date`"),
        ("---\ntitle: T\ndate: 23.11.2026\n---\n", 3, "Expected `str` matching"),
        ("---\ntitle: T\ndate: 2026-02-30\n---\n", 3, "is not a day"),
        ("---\ntitle: T\ndate: 2026-11-23\nnumber: twelve\n---\n", 4, "Expected `int | null`"),
        ("---\ntitle: T\ndate: 2026-11-23\nnumber: 0\n---\n", 4, "Expected `int` >= 1"),
        ("---\ntitle: T\ndate: 2026-11-23\ntopic: [Water]\n---\n", 4, "unknown field `topic`"),
        ("---\ntitle: T\ndate: 2026-11-23\ntitle: U\n---\n", 4, "`title` is given twice"),
        ("---\ntitle: T\ndate: 2026-11-23\ntopics: Water\n---\n", 4, "Expected `array`"),
        ("---\ntitle: T\ndate: 2026-11-23\nsources:\n  A B: c\n---\n", 4, "Expected `str` matching"),
        ("---\ntitle: T\ndate: 2026-11-23\nsources:\n  a: b\n  a: c\n---\n", 6, "`sources.a` is given twice"),
        ("---\ntitle: a: b\n---\n", 2, "mapping values are not allowed"),
        ("---\ntitle: &x T\ndate: *x\n---\n", 3, "by reference"),
        ("---\ntitle: \x07\n---\n", 1, "cannot be read"),
        (f"---\ntitle: {'[' * 3000}\n---\n", 1, "cannot be read"),
    ],
)
def test_front_matter_that_cannot_be_read_is_refused_with_its_line(front: str, line: int, message: str) -> None:
    with pytest.raises(DispatchError, match=re.escape(message)) as caught:
        read("Words.\n", front)
    assert caught.value.place == f"dispatches/12.md:{line}"


def test_front_matter_is_taken_as_written() -> None:
    meta = read("", "---\nnumber: 012\ntitle: yes\ndate: 2026-11-23\nseries: 1e3\ntopics: [no, 7, ~tilde]\n---\n").meta
    assert (meta.number, meta.title, meta.series, meta.topics) == (12, "yes", "1e3", ("no", "7", "~tilde"))
    assert read("", "---\nnumber:\ntitle: T\ndate: 2026-11-23\n---\n").meta.number is None


@pytest.mark.parametrize(
    ("title", "raw"),
    [
        ("'It''s \"an old promise\"'", '"an old promise"'),
        ('"It is \\"an old promise\\""', '"an old promise\\"'),
        ('It is "an old promise"', '"an old promise"'),
        ("It is «an old promise»", "«an old promise»"),
        ('"It is \\u201can old promise\\u201d"', '"It is \\u201can old promise\\u201d"'),
    ],
)
def test_words_in_marks_in_the_title_are_placed(title: str, raw: str) -> None:
    document = read("", f"---\ntitle: {title}\ndate: 2026-11-23\n---\n")
    assert [one.text for one in document.voiced] == ["an old promise"]
    assert at(document, "voiced") == [raw]


MARKDOWN = [
    *("[", "]", "(", ")", "(address@3#t=1,2)", "(https://e.org)", '"', "“", "”", "«", "»", "'", "*", "**", "_", "`"),
    *(
        "[^1]",
        "[^1]:",
        "![",
        "<a@b.c>",
        "<http://e.org/ü>",
        "&amp;",
        "&#0;",
        "\\",
        "word",
        "سلام",
        "界",
        "e\u0301",
        "[p]",
    ),
]
SPACE = ["\n", "\n\n", "> ", "- ", "# ", "    ", "\t", "  \n", "\\\n", "\0", "\r\n", " ", "\u2028", "```\n"]
markdown = st.lists(st.sampled_from([*MARKDOWN, *SPACE, "[p]: address@1#t=1,2\n"]), max_size=40).map("".join)
OPENS = ["", "", "> ", "- ", "1. ", "  ", "    ", "[^1]: ", "# "]
IN_LINE = ["One", "said", "سلام", "[^1]", "[^1](x)", "![^1]", "“a”", "3", "*", "===", "---", "a_b", "\\", "é"]
line = st.tuples(st.sampled_from(OPENS), st.lists(st.sampled_from(IN_LINE), min_size=1, max_size=4).map(" ".join))
paragraphs = st.lists(
    st.tuples(line, st.sampled_from(["\n", "\n", " \n", "\n\n", "\n \t\n"])).map(
        lambda each: "".join(each[0]) + each[1]
    ),
    max_size=8,
).map("".join)


@given(markdown)
@settings(max_examples=300, deadline=None)
@example('> ["\n>  [^1]](address@3#t=1,2)\n')
@example("> ```\n> a\n> [S](address@3#t=1,2)")
@example("[![ü](address@3#t=1,2)](address@3#t=1,2)")
@example("\t> a\n>\t[S](address@3#t=1,2)")
def test_any_markdown_is_read_and_places_lie_in_it(body: str) -> None:
    document = read(body)
    start = len(document.text) - len(document.body)
    for name in ("marks", "bare", "pictures", "note_marks", "notes", "headings", "unclosed"):
        for one in getattr(document, name):
            for place in (getattr(one, "words", None), getattr(one, "at", None)):
                if place is not None:
                    assert start <= place.start <= place.end <= len(document.text)
    for unclosed in document.unclosed:
        written = document.text[unclosed.at.start : unclosed.at.end]
        assert unclosed.mark in written or written.startswith("&")


@given(st.text(max_size=200))
@settings(max_examples=300, deadline=None)
def test_any_file_is_read_or_refused(text: str) -> None:
    for whole in (text, f"---\n{text}\n---\n", FRONT + text):
        try:
            parse(whole, "x.md")
        except DispatchError as error:
            assert error.place and error.place.startswith("x.md:")


words_only = st.lists(st.sampled_from(["one", "two", "سلام", "界", "don't", "«a»", "e\u0301"]), min_size=1, max_size=6)


@given(st.lists(words_only, min_size=1, max_size=4), st.sampled_from(["", "> ", "- ", "## ", "* > "]))
@settings(max_examples=200, deadline=None)
def test_places_point_at_the_words(quotations: list[list[str]], before: str) -> None:
    lines = [f'{before}x *y* ["{" ".join(each)}"](address@3#t=1,2) `z`' for each in quotations]
    document = read("\n\n".join(lines))
    assert [document.text[mark.words.start : mark.words.end] for mark in document.marks] == [
        f'"{" ".join(each)}"' for each in quotations
    ]
    for mark in document.marks:
        line = document.lines.line(mark.words.line)
        assert line[mark.words.column - 1 : mark.words.end_column - 1] == mark.raw


@given(markdown)
@settings(max_examples=300, deadline=None)
@example("> - ```\n>   a\n>\t b\n")
@example("1. a\n\n\tb `c\n\td` &quot;\\*\n")
@example("[^1]: a\n    b\n\n    > c")
@example("# a # b #\na\n===\n")
@example("- [\n\t[]")
@example("> \u2028 \n> \u2003\n> [a")
def test_every_character_shown_stands_where_it_is_said_to(body: str) -> None:
    lines = Lines(body)
    for block in read_blocks(lines, 0):
        if isinstance(block, Block):
            for shown in (block.words, *(image.caption for image in block.images)):
                for character, start in zip(shown.text, shown.starts, strict=True):
                    written = body[start : start + 1].translate({0: "\ufffd", 13: "\n", 9: " "})
                    character = character.replace("\t", " ")
                    assert character == written or written in "&\\\n" or "http" in shown.text


def shown_by(token: Token) -> str:
    """Return what a published page shows of an inline token."""
    if token.type in ("softbreak", "hardbreak"):
        return "\n"
    return token.content if token.type in ("text", "text_special", "code_inline") else ""


@given(st.one_of(markdown.map("[p]: address@1#t=1,2\n\n{}".format), paragraphs).map("[^1]: A note.\n\n{}".format))
@settings(max_examples=300, deadline=None)
@example("[^1]: A note.\n\n> said[^1]\nso[^1](x)\n\n- one\n  two\n\n  three[^1] \\*")
def test_what_is_published_was_read(body: str) -> None:
    """The reader that publishes and the one that keeps places must see the same links and the same words."""
    inlines = [token.children for token in parser().parse(body) if token.type == "inline" and token.children]
    links = Counter(str(each.attrs["href"]) for inline in inlines for each in inline if each.type == "link_open")
    words = Counter("".join(map(shown_by, inline)) for inline in inlines)
    blocks = [block for block in read_blocks(Lines(body), 0) if isinstance(block, Block)]
    assert links <= Counter(link.target for block in blocks for link in block.words.links)
    assert words <= Counter(block.words.text for block in blocks)
