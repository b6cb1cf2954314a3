"""Plain text: what is a title, a heading, a paragraph, a quoted block, a note."""

import textwrap

import pytest
from tests.dispatch.bare.shapes import Shape, check_places, quoted, shape

from dragoman.dispatch.bare.read import read_bare

LONG = "The reservoir above the lower valley has stood at a third of its height since the spring, the ministry says."
ARTICLE = f"""\
Minister: We will not close the dam

November 24, 2026

NAIROBI — The minister of water said on Monday that "we will not
close the dam, whatever they say"[1] and left the room. See http://example.org/a_(b).

WHAT SHE SAID

She put it like this:

    We will not close the dam, whatever they say. We have built
    it with our own hands.
    -- Minister of Water, Nairobi, November 2026

* * *

> I wrote to you
> about the dam.
>
> Yours.

Background
==========

It was built in 1955. [2] {LONG}

[1] Full speech, Ministry of Water, http://example.org/speech.
[2] Records of the ministry.
"""


def test_an_article_of_an_old_archive() -> None:
    document = read_bare(ARTICLE, "1.txt")
    assert shape(ARTICLE, "1.txt") == [
        ("title", "Minister: We will not close the dam"),
        ("body", "November 24, 2026"),
        (
            "body",
            'NAIROBI — The minister of water said on Monday that "we will not\n'
            'close the dam, whatever they say" and left the room. See http://example.org/a_(b).',
        ),
        ("heading", "WHAT SHE SAID"),
        ("body", "She put it like this:"),
        ("quote", "We will not close the dam, whatever they say. We have built\nit with our own hands."),
        ("body", "-- Minister of Water, Nairobi, November 2026"),
        ("quote", "I wrote to you\nabout the dam."),
        ("quote", "Yours."),
        ("heading", "Background"),
        ("body", f"It was built in 1955. {LONG}"),
        ("note", "Full speech, Ministry of Water, http://example.org/speech."),
        ("note", "Records of the ministry."),
    ]
    assert quoted(document) == [
        "we will not\nclose the dam, whatever they say",
        "We will not close the dam, whatever they say. We have built\nit with our own hands.",
        "I wrote to you\nabout the dam.\n\nYours.",
    ]
    assert [link.target for each in document.paragraphs for link in each.words.links] == [
        "http://example.org/a_(b)",
        "http://example.org/speech",
    ]
    assert [(note.label, note.addresses) for note in document.notes] == [
        ("1", ("http://example.org/speech",)),
        ("2", ()),
    ]
    assert (document.language, document.day) == ("und", "2026-11-24")
    check_places(document)


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_line_ends_change_nothing(end: str) -> None:
    text = "\ufeff" + ARTICLE.replace("\n", end)
    assert shape(text, "1.txt") == shape(ARTICLE, "1.txt")
    check_places(read_bare(text, "1.txt"))
    assert shape(text.rstrip(), "1.txt") == shape(ARTICLE, "1.txt")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A title\n\n" + LONG, [("title", "A title"), ("body", LONG)]),
        ("A first sentence.\n\n" + LONG, [("body", "A first sentence."), ("body", LONG)]),
        ("Dear friends,\n\n" + LONG, [("body", "Dear friends,"), ("body", LONG)]),
        (f"A title\n{LONG * 2}\n{LONG * 3}", [("title", "A title"), ("body", LONG * 2), ("body", LONG * 3)]),
        (
            f"THE ARGUS\nThe dam holds\nMay 3, 2004\n\n{LONG}",
            [("title", "THE ARGUS"), ("heading", "The dam holds"), ("body", "May 3, 2004"), ("body", LONG)],
        ),
        (f"{LONG}\n\nThe Villages Say\n\n{LONG}", [("body", LONG), ("heading", "The Villages Say"), ("body", LONG)]),
        (f"{LONG}\n\nwhat they say\n\n{LONG}", [("body", LONG), ("body", "what they say"), ("body", LONG)]),
        (f"{LONG}\n\nDam\n---\n\n{LONG}", [("body", LONG), ("heading", "Dam"), ("body", LONG)]),
        (f"{LONG}\n\nما می‌گویند\n\n{LONG}", [("body", LONG), ("heading", "ما می‌گویند"), ("body", LONG)]),
        (f"{LONG}\n\n- - -\n\n{LONG}\n\f\n{LONG}", [("body", LONG)] * 3),
        (
            "Minister: We will not.\nReporter: Why?\nMinister: It is ours, and it\nstays ours.",
            [
                ("body", "Minister: We will not."),
                ("body", "Reporter: Why?"),
                ("body", "Minister: It is ours, and it\nstays ours."),
            ],
        ),
        (
            'This is its last word: "I\nwrote: nothing to declare, and on page\n98. So it ends." He went.',
            [("body", 'This is its last word: "I\nwrote: nothing to declare, and on page\n98. So it ends." He went.')],
        ),
        (
            ' * The word "git\n   stash show" is one.\n * The next.',
            [("body", '* The word "git\nstash show" is one.'), ("body", "* The next.")],
        ),
        (f"{LONG}\n\n    {LONG}\n\n{LONG}", [("body", LONG)] * 3),
        (f"She said:\n\n    {LONG}\n\n{LONG}", [("body", "She said:"), ("quote", LONG), ("body", LONG)]),
        ("> one\n>> two\n> three", [("quote", "one"), ("quote", "two"), ("quote", "three")]),
    ],
)  # fmt: skip
def test_what_lines_are(text: str, expected: Shape) -> None:
    assert shape(text, "1.txt") == expected
    check_places(read_bare(text, "1.txt"))


def test_wrapped_paragraphs_without_empty_lines_are_told_apart() -> None:
    paragraphs = [f"{LONG} It fell.", f"Nobody counted {LONG}", "A last one."]
    for width in (50, 72, 100):
        text = "\n".join(textwrap.fill(each, width, initial_indent="   ") for each in paragraphs)
        assert [words.replace("\n", " ") for _, words in shape(text, "1.txt")] == paragraphs


def test_captions_run_over_their_cues() -> None:
    text = (
        '1\n00:00:01,200 --> 00:00:04,000\nA saying:\n"The wind knocks twice,\n\n2\n00:00:04,400 --> 00:00:08,150\n'
        '"but a friend three times."\n\n3\n00:00:09,000 --> 00:00:10,000\nThe letter said: "Dear Miss\n\n'
        '4\n00:00:10,500 --> 00:00:11,000\nPalliser, good day."\n'
    )
    document = read_bare(text, "talk.srt")
    assert quoted(document) == ["The wind knocks twice,\n\nbut a friend three times.", "Dear Miss\nPalliser, good day."]
    assert document.unclosed == () and document.headings == ()


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        (
            "---\ntitle: 'It''s \"here\"'\ndate: 2026-11-24\nlang: fa_IR\ntags:\n  - a\n---\n",
            ("It's \"here\"", "2026-11-24", "fa-IR"),
        ),
        ("Title: A dam\nDate: Mon, 24 Nov 2026 10:00\nLanguage: en\n\n", ("A dam", "2026-11-24", "en")),
        ("Subject: A dam\nFrom: the desk\n\n", ("A dam", "", "und")),
        ("---\ntitle: [broken\n  : yaml\ndate: soon\n---\n", ("[broken", "", "und")),
    ],
)  # fmt: skip
@pytest.mark.parametrize("suffix", ["txt", "md"])
def test_front_matter_is_read_and_never_refused(front: str, expected: tuple[str, str, str], suffix: str) -> None:
    document = read_bare(front + LONG, f"1.{suffix}")
    kinds = [paragraph.kind for paragraph in document.paragraphs]
    assert kinds == ["title", "body"]
    assert (document.paragraphs[0].words.text, document.day, document.language) == expected


@pytest.mark.parametrize("text", ["---\nA thought, not a field.\n---\n" + LONG, "Anna: hello\nBen: hello\n\n" + LONG])
def test_what_only_looks_like_front_matter_stays_text(text: str) -> None:
    words = " ".join(each.words.text for each in read_bare(text, "1.txt").paragraphs)
    assert "thought" in words or "hello" in words


def test_the_language_asked_for_outranks_the_documents_own() -> None:
    assert read_bare(f"---\nlanguage: fr\n---\n{LONG}", "1.txt", language="de").language == "de"


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-11-24", "2026-11-24"),
        ("Tuesday, Nov. 24, 2026", "2026-11-24"),
        ("24th November 2026", "2026-11-24"),
        ("THE ARGUS - 24 November 2026", "2026-11-24"),
        ("24/11/2026", ""),
        ("February 30, 2026", ""),
        ("The dam of May 3, 2004 holds", ""),
    ],
)
def test_the_day_of_a_line(day: str, expected: str) -> None:
    assert read_bare(f"A title\n\n{day}\n\n{LONG}", "1.txt").day == expected
