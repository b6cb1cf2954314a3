"""Quotation marks of two customs in one pair, the closing one set right where there is one way to read them."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from dragoman.check.fix.edits import Edit
from dragoman.dispatch.document import Document, Paragraph
from dragoman.dispatch.quotemarks import Marks, Pair, scan
from dragoman.dispatch.stretch import Stretch

# Pairs that are read as one quotation, though no custom closes the one mark by the other.
_MIXED = frozenset([('"', "”"), ("“", '"')])
# What each mark is closed by; “ and „ only as the document's language has it.
_CLOSING = {'"': '"', "＂": "＂", "«": "»", "「": "」", "『": "』"}
# How languages that open with „ close. Source: Unicode CLDR 48, delimiters: quotationStart and quotationEnd.
_LOW = dict.fromkeys(("bg", "cs", "de", "et", "is", "ka", "lt", "mk", "sk", "sl"), "“")
_LOW |= dict.fromkeys(("hu", "pl", "ro"), "”")
# By the same source Arabic, Hebrew, Urdu, Swedish and Finnish open with ”, so what a “ there wants is not certain.
_NOT_HIGH = frozenset(["ar", "fi", "he", "sv", "ur", *_LOW])
DOUBLE = frozenset('"＂“”„‟«»「」『』〝〞〟')
_AFTER_CLOSING = " \t\n.,;:!?…،؛؟。"
# A " put into the front matter or an attribute would end the string that holds it.
_UNTOUCHED = frozenset(["title", "caption"])


def straightened(document: Document) -> Iterator[Edit]:
    """Yield the closing marks that do not match their opening ones, as they should be.

    A single mark is never touched: it may be an apostrophe. Nor is a mark inside a quotation's words, or in
    code, or one of a paragraph whose lonely marks do not simply open and close in turn.
    """
    lonely = {one.at.start for one in document.unclosed}
    for paragraph in document.paragraphs:
        if paragraph.kind not in _UNTOUCHED and paragraph.words.text:
            yield from _in_paragraph(paragraph, document, lonely)


def _in_paragraph(paragraph: Paragraph, document: Document, lonely: set[int]) -> Iterator[Edit]:
    words = paragraph.words
    marks = scan(words.prose)
    for opening, closing in _couples(words, marks, lonely):
        proper = _proper(words.text[opening], document.language)
        start, end = words.source(closing, closing + 1)
        is_written = document.text[start:end] == words.text[closing]
        is_certain = _is_plain(words.prose, marks, opening, closing)
        if proper and is_written and is_certain and _is_outer(paragraph, marks.pairs, opening, closing):
            yield Edit(start, end, proper, f"{words.text[opening]} is closed by {proper}, not {words.text[closing]}")


def _couples(words: Stretch, marks: Marks, lonely: set[int]) -> Sequence[tuple[int, int]]:
    """Return the marks of a paragraph that may want another closing, two by two.

    Those are pairs of two customs that were read as one quotation, and lonely marks, where they open and close
    in turn.
    """
    found = sorted((*marks.unclosed, *marks.stray))
    # A quotation over several paragraphs is judged with its neighbours, not alone.
    known = sorted(lonely)
    first, last = words.source(0, len(words.text))
    inside = known[bisect_left(known, first) : bisect_left(known, last)]
    if [words.starts[index] for index in found] != inside:
        return ()
    mixed = _mixed(words, marks)
    if not found:
        return mixed
    opening, closing = found[::2], found[1::2]
    in_turn = len(opening) == len(closing) and set(opening) == set(marks.unclosed)
    # Of lonely marks beside pairs of two customs nobody knows which belongs to which.
    return tuple(zip(opening, closing, strict=True)) if in_turn and not mixed else ()


def _mixed(words: Stretch, marks: Marks) -> list[tuple[int, int]]:
    """Return the pairs of two customs, all of one kind, in a paragraph where no pair stands in another."""
    kinds = {(words.text[pair.start], words.text[pair.end]) for pair in marks.pairs}
    if len(kinds & _MIXED) != 1 or any(pair.depth for pair in marks.pairs):
        return []
    return [(pair.start, pair.end) for pair in marks.pairs if (words.text[pair.start], words.text[pair.end]) in _MIXED]


def _is_plain(prose: str, marks: Marks, opening: int, closing: int) -> bool:
    """Tell whether each mark between the two was read as one of a quotation, or stands inside a word.

    One that was not, such as the inches of 1776”, may be what closes the quotation.
    """
    read = {each for pair in marks.pairs for each in (pair.start, pair.end)} | {*marks.unclosed, *marks.stray}
    between = (index for index in range(opening + 1, closing) if prose[index] in DOUBLE and index not in read)
    return all(prose[index - 1].isalpha() and prose[index + 1].isalpha() for index in between)


def _proper(opening: str, language: str) -> str:
    main = language.partition("-")[0]
    if opening == "„":
        return _LOW.get(main, "")
    if opening == "“":
        return "" if main in _NOT_HIGH else "”"
    return _CLOSING.get(opening, "")


def _is_outer(paragraph: Paragraph, pairs: Sequence[Pair], opening: int, closing: int) -> bool:
    """Tell whether no quotation, link or block quotation has either mark among its words."""
    if any(pair.start < mark < pair.end for pair in pairs for mark in (opening, closing)):
        return False
    words = paragraph.words
    for link in words.links:
        holds = [link.start <= mark < link.end for mark in (opening, closing)]
        if any(holds) and not (
            all(holds) and _wraps(words.text[link.start : link.end], opening - link.start, closing - link.start)
        ):
            return False
    if paragraph.kind != "quote":
        return True
    ends = min((link.start for link in words.links if link.start > closing), default=len(words.text))
    return _wraps(words.text[:ends], opening, closing)


def _wraps(text: str, opening: int, closing: int) -> bool:
    """Tell whether the two marks stand around all the words of `text`."""
    return not text[:opening].strip() and not text[closing + 1 :].strip(_AFTER_CLOSING)
