"""What `quote` writes: whole words, elisions shown, and nothing that a check finds wrong, whatever is picked."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.dispatch.shelves import library

from dragoman.check.run import run
from dragoman.dispatch.parse import parse
from dragoman.dispatch.resolve import resolve
from dragoman.dispatch.wording import HeldTo
from dragoman.model.errors import BadInput
from dragoman.model.finding import Finding
from dragoman.model.review import Reviewed
from dragoman.steps.quote import quote, still
from dragoman.steps.quote_runs import Pick
from dragoman.steps.quote_written import QuoteForm

DAM = """
address@3 fa 600 s
0 3 | The Minister | سد را نمی‌بندیم. | We will not close the dam.
3 6 | The Minister | کشاورزان بس منتظر مانده‌اند. | The farmers have waited long enough.
6 8 | A Reporter | چرا؟ | Why not?
8 12 | The Minister | او گفت «می‌رویم» و رفت. | He said "we will go" and left; a well-known man.
12 14 | The Minister | این تأیید نشده. | This is not approved. | not approved
90 95 | The Minister | پایان [خنده] *همین*. | The end [laughter] *that* is it.
96 99 | | و... خب | And... well, it is #1.
"""
HEAD = "---\nnumber: 1\ndate: 2026-11-23\ntitle: A dam\nsources:\n  {name}: {name}\n---\n\n{body}\n"


def reviewed_of(rows: str, name: str = "address") -> Reviewed:
    shelf = library(rows).shelves[name]
    return shelf.revisions[max(shelf.revisions)][1]


def found_in(markdown: str, rows: str) -> tuple[list[Finding], int]:
    """Return what the rules find in a dispatch of this Markdown, and how many faithful quotations it has."""
    shelves = library(rows)
    resolved = resolve(parse(HEAD.format(name=next(iter(shelves.shelves)), body=markdown), "dispatches/1.md"), shelves)
    faithful = sum(held.verdict.name != "altered" and not held.lost for held in resolved.quotations)
    return list(run(resolved)), faithful


def picked(*picks: tuple[str, str]) -> list[Pick]:
    """Return picks by their words: segment id, and the words as they stand in its translation or original."""
    reviewed = reviewed_of(DAM)
    made = []
    for name, words in picks:
        segment = next(each for each in reviewed.segments if each.id == name)
        text = segment.translation if words in segment.translation else segment.original
        made.append(Pick(name, text.index(words), text.index(words) + len(words)))
    return made


@pytest.mark.parametrize(
    ("picks", "form", "markdown"),
    [
        ([("s1", "close the dam")], "inline", '["close the dam"](address@3#t=0.000,3.000)'),
        ([("s1", "lose the da")], "inline", '["close the dam"](address@3#t=0.000,3.000)'),
        (
            [("s1", "close the dam."), ("s2", "The farmers have waited long enough.")],
            "block",
            "> close the dam. The farmers have waited long enough.\n>\n> [The Minister](address@3#t=0.000,6.000)",
        ),
        (
            [("s2", "long enough."), ("s1", "We will not")],
            "inline",
            '["We will not ... long enough."](address@3#t=0.000,6.000)',
        ),
        (
            [("s1", "We will not close"), ("s1", "dam")],
            "inline",
            '["We will not close ... dam"](address@3#t=0.000,3.000)',
        ),
        # Another's turn between, or a minute, makes two quotations.
        (
            [("s2", "The farmers"), ("s4", "and left")],
            "block",
            "> The farmers\n>\n> [The Minister](address@3#t=3.000,6.000)\n\n"
            "> and left\n>\n> [The Minister](address@3#t=8.000,12.000)",
        ),
        ([("s4", 'said "we will go" and')], "inline", '["said ‘we will go’ and"](address@3#t=8.000,12.000)'),
        (
            [("s4", 'He said "we will')],
            "block",
            '> He said "we will ..."\n>\n> [The Minister](address@3#t=8.000,12.000)',
        ),
        ([("s4", 'go" and left')], "block", '> "... go" and left\n>\n> [The Minister](address@3#t=8.000,12.000)'),
        ([("s4", "known man.")], "inline", '["well-known man."](address@3#t=8.000,12.000)'),
        (
            [("s6", "[laughter] *that*")],
            "inline",
            r'["\[laughter\] \*that\*"](address@3#t=90.000,95.000)',
        ),
        (
            [("s7", "And... well"), ("s7", "is #1")],
            "block",
            "> And... well [...] is #1\n>\n> [Speaker](address@3#t=96.000,99.000)",
        ),
        ([("s7", "#1.")], "block", "> \\#1.\n>\n> [Speaker](address@3#t=96.000,99.000)"),
    ],
)
def test_what_is_written(picks: list[tuple[str, str]], form: QuoteForm, markdown: str) -> None:
    written = quote(reviewed_of(DAM), picked(*picks), form=form)
    assert written.markdown == markdown
    findings, faithful = found_in(written.markdown, DAM)
    assert [finding for finding in findings if finding.severity == "error"] == []
    assert faithful == len(written.pins)


def test_the_language_spoken_and_a_source_of_another_name() -> None:
    words = quote(reviewed_of(DAM), picked(("s4", "او گفت «می‌رویم»")), side="original", source="talk")
    assert words.markdown == '["او گفت ‘می‌رویم’"](talk@3#t=8.000,12.000)'
    assert words.pin == "talk@3#t=8.000,12.000"


@pytest.mark.parametrize(
    ("picks", "message"),
    [
        ([Pick("s5")], "not approved"),
        ([Pick("s99")], "no segment"),
        ([], "no words"),
        ([Pick("s1", 0, 0)], "no words"),
    ],
)
def test_what_cannot_be_quoted(picks: list[Pick], message: str) -> None:
    with pytest.raises(BadInput, match=message):
        quote(reviewed_of(DAM), picks)


def test_an_overlap_is_left_out_of_the_pin_where_it_can_be() -> None:
    rows = "a@1 fa 60 s\n0 5 | X | ب | one two three\n4 9 | Y | پ | four five | not approved\n"
    assert quote(reviewed_of(rows, "a"), [Pick("s1")]).pin == "a@1#t=0.000,4.000"
    inside = (
        "a@1 fa 60 s\n0 9 | X | ب | one two three\n4 5 | X | پ | four five | not approved\n8 9 | X | ت | six seven\n"
    )
    with pytest.raises(BadInput, match="s2"):
        quote(reviewed_of(inside, "a"), [Pick("s1"), Pick("s3")])


def test_a_still_names_its_frame() -> None:
    assert still("address", 71040, "The [minister]") == r"![The \[minister\]](address#t=71.040)"


WORDS = [
    "dam",
    "we",
    "The",
    "close",
    "don't",
    "well-known",
    "3.5",
    "U.S",
    "سد",
    "نمی‌بندیم",
    "大坝",
    "۱۲",
    "don’t",
    "no",
]
SAID = [
    '"we go"',
    "“yes, we do”",
    "«بله»",
    "‘so’",
    '"U.S"',
    "[laughs]",
    "(aside)",
    "*really*",
    "#1",
    "1.",
    "e.g.",
    "A & B",
]
ENDS = ["", "", "", "", ",", ".", "...", "…", "!", "؟", "،", ":", " —", " -"]
NATURAL = st.lists(st.tuples(st.sampled_from([*WORDS, *WORDS, *SAID]), st.sampled_from(ENDS)), max_size=9).map(
    lambda pairs: " ".join(word + end for word, end in pairs)
)
LOOSE = [
    '"',
    "«",
    "»",
    "”",
    "“",
    "'",
    "[",
    "]",
    "(",
    ")",
    "_em_",
    "`",
    ">",
    "<b>",
    "&amp;",
    "\\",
    "http://a.b/c",
    "[^1]",
]
LOOSE += ["~~~", "+", "=", "\u0308", "\u200f", "-", "—", "...", "#", "* "]
BROKEN = st.lists(st.tuples(st.sampled_from([*WORDS, *SAID, *LOOSE]), st.sampled_from(["", " ", " "])), max_size=9).map(
    lambda pairs: "".join(part for pair in pairs for part in pair)
)


@st.composite
def passages(draw: st.DrawFn, texts: st.SearchStrategy[str]) -> tuple[str, list[Pick]]:
    rows, start = ["a@1 fa 400 s"], 0.0
    for _ in range(draw(st.integers(1, 4))):
        start += draw(st.sampled_from([0, 1, 3, 70]))
        speaker = draw(st.sampled_from(["X", "X", "Y [a]", ""]))
        waiting = draw(st.sampled_from(["", "", "", "| not approved"]))
        end = start + draw(st.sampled_from([2, 3, 6]))
        rows.append(f"{start} {end} | {speaker} | {draw(texts)} | {draw(texts)} {waiting}")
    chosen = draw(st.lists(st.integers(1, len(rows) - 1), min_size=1, max_size=4))
    picks = [Pick(f"s{number}", draw(st.integers(0, 20)), draw(st.integers(1, 60))) for number in chosen]
    return "\n".join(rows), picks


FORMS: st.SearchStrategy[QuoteForm] = st.sampled_from(get_args(QuoteForm))
SIDES: st.SearchStrategy[HeldTo] = st.sampled_from(get_args(HeldTo))


@given(passages(NATURAL), FORMS, SIDES)
def test_whatever_is_picked_no_check_finds_it_wrong(
    passage: tuple[str, list[Pick]], form: QuoteForm, side: HeldTo
) -> None:
    assert_right(passage, form, side, refusals=("not approved", "no words", "the same"))


@given(passages(BROKEN), FORMS, SIDES)
def test_a_broken_text_is_quoted_right_or_not_at_all(
    passage: tuple[str, list[Pick]], form: QuoteForm, side: HeldTo
) -> None:
    assert_right(
        passage, form, side, refusals=("not approved", "no words", "the same", "cannot be quoted", "changes the order")
    )


def assert_right(passage: tuple[str, list[Pick]], form: QuoteForm, side: HeldTo, *, refusals: tuple[str, ...]) -> None:
    rows, picks = passage
    try:
        written = quote(reviewed_of(rows, "a"), picks, form=form, side=side)
    except BadInput as error:
        assert error.hint
        assert any(refusal in error.message for refusal in refusals), error.message
        return
    findings, faithful = found_in(written.markdown, rows)
    assert faithful == len(written.pins)
    # Of what a person leaves out on purpose a rule may warn, and of a pin whose words are said twice in its passage.
    chosen = {"QUO004", "PIN005", "TRN001", "TRN002"}
    assert [finding for finding in findings if finding.code not in chosen or finding.severity == "error"] == []
