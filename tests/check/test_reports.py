"""Findings as people, programs and code hosts read them."""

import json as standard
from collections.abc import Mapping

import pytest
from tests.dispatch.shelves import library

from dragoman.check.report import github, json, text
from dragoman.check.run import run
from dragoman.dispatch.parse import parse
from dragoman.dispatch.resolve import resolve
from dragoman.model.finding import Finding

DESK = """
grandma@1 fa 22.240 s
2.690 6.740 | The narrator | مادر بزرگ به من سلام میکند. | Grandma greets me
6.740 12.220 | The narrator | ما دویدیم تا به گاو مادر بزرگ سربزنیم. | We ran to look at grandma's cow.
"""
FRONT = "---\nnumber: 1\ndate: 2026-11-23\ntitle: A visit\nsources:\n  story: grandma\n---\n"


def findings(body: str) -> tuple[tuple[Finding, ...], Mapping[str, str]]:
    source = FRONT + body
    return run(resolve(parse(source, "dispatches/1.md"), library(DESK))), {"dispatches/1.md": source}


def test_text_shows_the_line_and_both_wordings_and_the_second() -> None:
    found, texts = findings(
        'She says ["we ran to look at my grandma\'s goat"](story@1#t=6.740,12.220).[^1]\n\n[^1]: 2019.\n'
    )
    assert text.render(found, texts) == (
        'dispatches/1.md:8:11: QUO001 "my" is not in the pinned text there; '
        '"goat" where the pinned text has "cow" (story@1 at 0:06.740)\n'
        '  8 | She says ["we ran to look at my grandma\'s goat"](story@1#t=6.740,12.220).[^1]\n'
        "    |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
        "  quoted: we ran to look at {+my+} grandma's {+goat+}\n"
        "  source: We ran to look at grandma's [-cow-]\n"
        "  hint: the nearest wording is in the translation\n"
        "\n"
        "dispatches/1.md:10:1: NOTE003 note `1` has no title and no address\n"
        "  10 | [^1]: 2019.\n"
        "     | ^^^^^\n"
        "  hint: name what is cited: title, publisher, date, address\n"
        "\n"
        "2 errors\n"
    )


def test_text_marks_what_was_left_out_and_what_cannot_be_seen() -> None:
    found, texts = findings("[«مادر بزرگ سلام میکند»](story@1#t=2.690,6.740)\n")
    assert "  quoted: مادر بزرگ سلام میکند\n  source: مادر بزرگ [-به من-] سلام میکند\n" in text.render(found, texts)
    found, texts = findings("[«بزرگ به من سلام می\u200cکند»](story@1#t=2.690,6.740)\n")
    assert '"می<U+200C>کند" where the pinned text has "میکند"' in text.render(found, texts)
    assert "  quoted: بزرگ به من سلام {+می<U+200C>کند+}\n" in text.render(found, texts)


def test_case_is_told_only_where_nothing_else_differs() -> None:
    found, texts = findings('## "We Ran To Look At A Cow"\n\n["We ran to look"](story@1#t=6.740,12.220)\n')
    assert "  quoted: We Ran To Look At {+A+} Cow\n" in text.render(found, texts)
    found, texts = findings('["We ran to Look"](story@1#t=6.740,12.220)\n')
    assert "  quoted: We ran to {+Look+}\n  source: We ran to [-look-]\n" in text.render(found, texts)


@pytest.mark.parametrize("hostile", ["\x1b[31mred", "\u202egnikcah", "a\u2066b", "\x9b31m", "\x07"])
def test_text_shows_control_characters_and_passes_none_on(hostile: str) -> None:
    found, texts = findings(f'["we ran {hostile} to look at"](story@1#t=6.740,12.220) "{hostile} one two three four"\n')
    shown = text.render(found, texts)
    assert found
    assert not any(character in shown for character in "\x1b\u202e\u2066\x9b\x07")
    assert "<U+" in shown


def test_colour_changes_nothing_but_colour() -> None:
    found, texts = findings('["we walked to look at"](story@1#t=6.740,12.220)\n')
    coloured = text.render(found, texts, colour=True)
    plain = coloured
    for code in ("\x1b[1;31m", "\x1b[1;33m", "\x1b[1m", "\x1b[31m", "\x1b[32m", "\x1b[2m", "\x1b[0m"):
        plain = plain.replace(code, "")
    assert coloured != plain == text.render(found, texts)


def test_long_and_wide_lines_keep_the_caret_under_the_words() -> None:
    body = "x" * 150 + ' ["we walked to look at"](story@1#t=6.740,12.220) ' + "y" * 150 + "\n"
    excerpt, carets = text.render(*findings(body)).split("\n")[1:3]
    assert excerpt[carets.index("^") : carets.rindex("^") + 1] == '"we walked to look at"'
    assert len(excerpt) < 130 and excerpt.endswith("…")
    excerpt, carets = text.render(*findings('界界 ["we walked to look at"](story@1#t=6.740,12.220)\n')).split("\n")[1:3]
    assert carets.index("^") == excerpt.index('"') + 2


def test_no_findings_are_said_so() -> None:
    assert text.render((), {}) == "no findings\n"
    assert json.render(()) == "[]\n"
    assert github.render(()) == ""


def test_json_has_the_fields_that_were_promised() -> None:
    found, _ = findings('["we walked to look at"](story@1#t=6.740,12.220)\n')
    assert standard.loads(json.render(found)) == [
        {
            "code": "QUO001",
            "name": "word-changed",
            "severity": "error",
            "path": "dispatches/1.md",
            "line": 8,
            "column": 2,
            "end_line": 8,
            "end_column": 24,
            "message": '"walked" where the pinned text has "ran" (story@1 at 0:06.740)',
            "hint": "the nearest wording is in the translation",
            "quotation": "we walked to look at",
            "nearest": "We ran to look at",
            "verdict": "altered",
        }
    ]


def test_github_annotations_are_escaped() -> None:
    one = Finding("QUO001", "word-changed", "error", "a,b:c%.md", 1, 2, 3, 4, "100%\nof it", "", "q", "n", "altered")
    assert github.render((one,)) == (
        "::error file=a%2Cb%3Ac%25.md,line=1,endLine=3,col=2,endColumn=4,title=QUO001 word-changed"
        "::100%25%0Aof it%0Aquoted: q%0Asource: n\n"
    )
