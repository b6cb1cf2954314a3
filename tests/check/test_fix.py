"""What `--fix` mends: old pins and marks that do not match, and that it changes nothing else."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.dispatch.licences import Made, faithful
from tests.dispatch.shelves import library

from dragoman.check.fix.edits import Edit, apply, unified
from dragoman.check.fix.fixes import fixes
from dragoman.check.fix.pins import moved
from dragoman.check.run import run, run_bare
from dragoman.dispatch.bare.read import read_bare
from dragoman.dispatch.compare.compare import compare
from dragoman.dispatch.parse import parse
from dragoman.dispatch.quotemarks import MARKS
from dragoman.dispatch.reading import Reading
from dragoman.dispatch.resolve import Resolved, resolve
from dragoman.model.finding import Finding

ROWS = """
address@1 fa 120.000 s
90.000 95.000 | The minister | وعده قدیمی است | It is an old promise.
95.000 97.000 | The minister | ما صبر کردیم | We have waited.
97.000 99.000 | The minister | بس است | Enough of it.
99.000 101.000 | | آری | Yes, it is so.
101.000 103.000 | The minister | نه | No, never again.
103.000 105.000 | The minister | خوب | All is well here.
address@2 fa 120.000 s
90.000 95.000 | The minister | وعده قدیمی است | It is our old promise.
95.100 97.200 | The minister | ما صبر کردیم | We have waited.
97.200 99.000 | The mayor | بس است | Enough of it.
99.000 101.000 | The mayor | آری | Yes, it is so.
101.000 103.000 | The minister | نه | No, never again. | not approved
104.000 105.000 | The minister | خوب | All is well here.
"""
FRONT = "---\nnumber: 1\ndate: 2026-11-23\ntitle: A promise\nlanguage: {}\nsources:\n  address: address\n---\n\n"


def at_desk(body: str, rows: str = ROWS, language: str = "en") -> Resolved:
    return resolve(parse(FRONT.format(language) + body, "1.md"), library(rows))


def mended(body: str, rows: str = ROWS, language: str = "en") -> str:
    reading = at_desk(body, rows, language)
    edits = fixes(reading, lambda text: resolve(parse(text, "1.md"), library(rows)))
    return apply(reading.document.text, edits).removeprefix(FRONT.format(language))


def bare(text: str, path: str, language: str = "en") -> Reading:
    return compare(read_bare(text, path, language=language), language)


def mended_bare(text: str, path: str = "a.txt", language: str = "en") -> str:
    edits = fixes(bare(text, path, language), lambda changed: bare(changed, path, language))
    return apply(text, edits)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('["We have waited"](address@1#t=95.000,97.000)', '["We have waited"](address@2#t=95.000,97.000)'),
        ("> We have waited.\n>\n> [The minister](address@1#t=95.100,97)", "@2#t=95.100,97"),
        # The words changed (PIN003), the speaker did, or is named now: a person looks.
        ('["an old promise"](address@1#t=90.000,95.000)', ""),
        ('["Enough of it"](address@1#t=97.200,99.000)', ""),
        ('["Yes, it is so"](address@1#t=99.000,101.000)', ""),
        # Nobody has approved the newest, the times choose another segment there, the quotation is altered.
        ('["No, never again"](address@1#t=101.000,103.000)', ""),
        ('["All is well here"](address@1#t=103.000,103.900)', ""),
        ('["We had waited"](address@1#t=95.000,97.000)', ""),
        # Nothing to do, or written elsewhere.
        ('["We have waited"](address@2#t=95.100,97.000)', ""),
        ('["We have waited"][a]\n\n[a]: address@1#t=95.100,97.000', ""),
        ('["We have waited"](address@3#t=95.100,97.000)', ""),
    ],
)
def test_an_old_pin_moves_where_nothing_changed(before: str, after: str) -> None:
    result = mended(before)
    assert after in result if after else result == before
    assert result.replace("@2", "@1") == before.replace("@2", "@1")


@pytest.mark.parametrize(
    "body",
    [
        '["No, never again"](address@1#t=101.000,103.000)',
        '["We have waited"][a]\n\n[a]: address@1#t=95.100,97.000',
    ],
)
def test_a_pin_that_must_stay_is_not_even_tried(body: str) -> None:
    reading = at_desk(body)
    assert reading.quotations[0].verdict.name == "faithful" and list(moved(reading)) == []


def test_a_pin_that_is_stale_waits_for_a_person() -> None:
    """The segment of that id has another speaker now, whatever else stands at its old moment."""
    row = "10 20 | A | الف | One two.\n"
    rows = f"address@1 fa 60 s\n{row}address@2 fa 60 s\n0 10 | B | ب | Three.\n{row}"
    reading = at_desk('["One two"](address@1#t=10.000,20.000)', rows)
    assert reading.quotations[0].stale is not None and list(moved(reading)) == []


def test_a_moved_pin_brings_no_warning() -> None:
    """At revision 2 the words are their own short segment, so that the same pin is too wide there (PIN005)."""
    rows = (
        "address@1 fa 120 s\n0 60 | S | الف | One two three.\n60 61 | S | ب | Four five six.\n"
        "address@2 fa 120 s\n0 10 | S | الف | One two three.\n60 61 | S | ب | Four five six.\n"
    )
    body = '["One two three"](address@1#t=0.000,61.000)'
    assert mended(body, rows) == body
    assert mended(body.replace("61.000", "9.000"), rows) == body.replace("61.000", "9.000").replace("@1", "@2")


@pytest.mark.parametrize(
    ("language", "before", "after"),
    [
        ("en", 'He said "so it is” there.', 'He said "so it is" there.'),
        ("en", 'He said “so it is" there.', "He said “so it is” there."),
        ("en", 'A "one” and a "two”.', 'A "one" and a "two".'),
        ("en", '«so it is" and 「so」 and 『so"', "«so it is» and 「so」 and 『so』"),
        ("de", 'Er sagte „so ist es" und ging.', "Er sagte „so ist es“ und ging."),
        ("de-AT", 'Er sagte „so ist es" und ging.', "Er sagte „so ist es“ und ging."),
        ("pl", 'On „tak jest" tam.', "On „tak jest” tam."),
        ("fr", 'Il dit «mot" et part.', "Il dit «mot» et part."),
        ("en", 'One.\r\n\r\nHe said “so it is" there.\r\n', "One.\r\n\r\nHe said “so it is” there.\r\n"),
        # Not certain, so left alone.
        ("en", 'Er sagte „so ist es" und ging.', None),
        ("ar", 'قال “هكذا" ومضى.', None),
        ("en", "'Tis the dogs' day, ‘so' be it, it’s 6' 2\" tall.", None),
        ("en", 'He said "so it is and left.', None),
        ("en", 'A "b "c” d” e.', None),
        ("en", 'It reads "from 4 July 1776”. It stands below, in turn.”', None),
        ("he", 'הוא אמר "ארה"ב הולכת” אתמול.', 'הוא אמר "ארה"ב הולכת" אתמול.'),
        ("en", 'A "one” and “two" and "three”.', None),
        ("en", '"He said “so” to me” there.', None),
        ("en", '“He told me "go away” and I went”, he said.', None),
        ("en", '“He told me: «go away" at once”, he said.', None),
        ("en", '“One.\n\n“Another." And so on.', "“One.\n\n“Another.” And so on."),
        ("en", 'So "it is, he said.\n\nAnd so it was” there.', None),
    ],
)
def test_marks_are_set_right_where_there_is_one_way(language: str, before: str, after: str | None) -> None:
    assert mended_bare(before, language=language) == (before if after is None else after)


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        ("a.md", 'Use `"so”` and\n\n    "so”\n\n```\n"so”\n```\n', None),
        ("a.md", '[“so it is"](https://example.org) there.', "[“so it is”](https://example.org) there."),
        ("a.md", 'He said “so [it is"](https://example.org) there.', None),
        ("a.html", '<p title="so”">He said “so it is" there.</p>', '<p title="so”">He said “so it is” there.</p>'),
        ("a.html", "<p>He said &ldquo;so it is&quot; there.</p>", None),
        ("a.html", "<img alt='He said \"so it is” there'>", None),
        ("a.html", "<p>He said “so it is&#34; there.</p>", None),
    ],
)
def test_marks_in_markup(path: str, before: str, after: str | None) -> None:
    assert mended_bare(before, path) == (before if after is None else after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('["We have waited”](address@2#t=95.100,97.000)', '["We have waited"](address@2#t=95.100,97.000)'),
        ('["We have waited”](address@1#t=95.100,97.000)', '["We have waited"](address@2#t=95.100,97.000)'),
        ('> "We have waited.”\n>\n> [The minister](address@2#t=95.100,97)', '> "We have waited."'),
        ('He said "we have all waited” there.', 'He said "we have all waited" there.'),
        ('> They said "we” have "all” waited.\n>\n> [The minister](address@2#t=95.100,97)', ""),
    ],
)
def test_marks_in_a_dispatch(before: str, after: str) -> None:
    result = mended(before)
    assert result.startswith(after) if after else result == before


def test_a_title_is_left_to_its_writer() -> None:
    text = FRONT.format("en").replace("A promise", "'He: “so it is\" there'")
    reading = resolve(parse(text, "1.md"), library(ROWS))
    assert reading.document.voiced
    assert fixes(reading, lambda changed: resolve(parse(changed, "1.md"), library(ROWS))) == ()


def test_a_diff_shows_what_would_change_and_drives_no_terminal() -> None:
    before = 'One.\r\nTwo \x1b[31m “three".\r\nFour.'
    assert unified(before, before, "a.md") == ""
    assert unified(before, before.replace('"', "”"), "a.md") == (
        "--- a/a.md\n+++ b/a.md\n@@ -1,3 +1,3 @@\n One.\n"
        '-Two <U+001B>[31m “three".\n+Two <U+001B>[31m “three”.\n Four.\n'
        "\\ No newline at end of file\n"
    )


@pytest.mark.parametrize("edits", [[(0, 2), (1, 3)], [(2, 1)], [(0, 9)], [(1, 3), (2, 2)]])
def test_edits_that_cannot_be_made_are_refused(edits: list[tuple[int, int]]) -> None:
    with pytest.raises(ValueError, match="overlaps"):
        apply("four", [Edit(start, end, "x", "") for start, end in edits])


@given(st.text(), st.lists(st.tuples(st.integers(0, 30), st.text(max_size=3)), max_size=5))
def test_edits_change_only_what_they_name(text: str, wanted: list[tuple[int, str]]) -> None:
    cuts = sorted({(min(at, len(text)), words) for at, words in wanted}, key=lambda cut: cut[0])
    edits = [Edit(at, at, words, "") for at, words in cuts]
    result = apply(text, edits)
    assert len(result) == len(text) + sum(len(words) for _, words in cuts)
    assert apply(text, []) == text
    assert result.startswith(text[: cuts[0][0]] if cuts else text)


# Words, marks of every custom, and what could be mistaken for them.
PIECES = st.sampled_from([
    "we ", "have waited ", "It is our old promise ", "never ", "the dogs' ", "6' 2\" ", "'tis ", "`\"code”` ", ". ",
    ", ", "\n\n", "\n> ", "\n## ", *(f" {mark}" for mark in '"“„«「‘'), *(f"{mark} " for mark in '"”“»」’'),
    "[“we have waited\"](address@1#t=95.100,97.000) ", "[«we have waited»](address@1#t=95.000,97.000) ",
    "[\"an old promise”](address@1#t=90.000,95.000) ",
])  # fmt: skip
BODIES = st.lists(PIECES, max_size=14).map("".join)


def check(before: str, after: str, first: Reading, then: Reading, again: str) -> None:
    """Hold a mended text to the promises of `--fix`."""
    assert again == after, "mending twice is mending once"
    assert worded(then).issuperset(worded(first))
    assert faithful_words(then).issuperset(faithful_words(first))
    assert codes(then) <= codes(first)
    kept = str.maketrans("", "", "".join(MARKS) + "0123456789")
    assert before.translate(kept) == after.translate(kept)
    assert [c for c in before if c in "'’‘‚‹›"] == [c for c in after if c in "'’‘‚‹›"]


def worded(reading: Reading) -> set[str]:
    return {bones(each.text) for each in reading.document.quotations}


def faithful_words(reading: Reading) -> set[str]:
    return {bones(each.text) for each in reading.quoted if each.verdict.name == "faithful"}


def bones(text: str) -> str:
    return "".join(character for character in text if character not in '"＂“”„‟«»「」『』〝〞〟')


def codes(reading: Reading) -> set[str]:
    findings: tuple[Finding, ...] = run(reading) if isinstance(reading, Resolved) else run_bare(reading)
    return {one.code for one in findings}


@given(BODIES)
@example('[“we have waited"](address@1#t=95.100,97.000) ' * 2)
@settings(max_examples=150)
def test_mending_a_dispatch_changes_nothing_else(body: str) -> None:
    after = mended(body)
    check(body, after, at_desk(body), at_desk(after), mended(after))


@given(BODIES, st.sampled_from(["a.txt", "a.md", "a.html"]), st.sampled_from(["en", "de", "pl", "fa"]))
@settings(max_examples=150)
def test_mending_a_bare_document_changes_nothing_else(body: str, path: str, language: str) -> None:
    after = mended_bare(body, path, language)
    first, then = bare(body, path, language), bare(after, path, language)
    check(body, after, first, then, mended_bare(after, path, language))


@given(faithful())
@settings(max_examples=60)
def test_a_faithful_quotation_moves_to_a_revision_with_the_same_words(made: Made) -> None:
    original, translation = ("…", made.text) if made.language == "en" else (made.text, "…")
    row = f"0.000 60.000 | S | {original} | {translation}"
    rows = f"address@1 {made.language} 60.000 s\n{row}\naddress@4 {made.language} 60.000 s\n{row}"
    body = f"> {made.quotation}\n>\n> [S](address@1#t=0.000,60.000)\n"
    told = at_desk(body, rows).quotations[0].verdict.name == "faithful"
    assert mended(body, rows) == (body.replace("@1", "@4") if told else body)
    changed = rows.replace(row, f"{row} changed", 1)
    assert mended(body, changed) == body
