"""The words and marks of a text: what the contract compares, one by one."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

QUOTE_MARKS = frozenset("\"'`´“”„‟‘’‚‛«»‹›「」『』〝〞〟＂＇ʼ״׳")
_HYPHENS = frozenset("-\u2010\u2011\u05be")
_SIGNS = frozenset("-\u2212")
# Punctuation by Unicode's category that people read as part of a number, an address or a name.
_WORDLIKE = frozenset("%‰‱٪؉؊@#&*/\\§_")
_NUMBER_INNER = frozenset(".,:٫٬،'’")
# Inside a word: apostrophes to one form, tatweel (U+0640) away.
_FOLDED = {ord(mark): '"' for mark in QUOTE_MARKS} | {0x0640: None}
# Scripts written without spaces between words: Thai to Myanmar, Khmer, kana, Han with its extensions.
_UNSPACED = (
    (0x0E00, 0x0EFF),
    (0x1000, 0x109F),
    (0x1780, 0x17FF),
    (0x3040, 0x30FF),
    (0x31F0, 0x31FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)
# Letters and digits that compose with none of each other, and ZWNJ.
_PLAIN = (
    r"A-Za-z0-9\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u017e\u0391-\u03a1\u03a3-\u03ce\u0400-\u0481\u048a-\u052f"
    r"\u05d0-\u05ea\u0621-\u063f\u0641-\u064a\u0660-\u0669\u0671-\u06d3\u06f0-\u06f9\u200c"
)
# What surely ends a word: nothing, a space, a mark that never stands inside one, or another with no word after it.
_ENDED = r"(?=\s|\Z|[-;!?()\[\]–—]|[,.:'’\"“”«»](?:\s|\Z|[-,.;:!?()\[\]–—'’\"“”«»]))"
# The usual words and marks, found at once; what is `other` is read with care.
_USUAL = re.compile(
    rf"(?P<word>[{_PLAIN}]++){_ENDED}"
    rf"|(?P<folded>[{_PLAIN}]++['’][{_PLAIN}]++){_ENDED}"
    r"|(?P<mark>[,;:!?()\[\]]|\.(?!\.))"
    r"|(?P<quote>[\"'“”‘’«»])"
    rf"|(?<=[{_PLAIN}])(?P<hyphen>-)(?=[{_PLAIN}])"
    r"|(?P<other>\S)"
)


class Word(NamedTuple):
    """Hold one word or mark: its folded form, its offsets, what it weighs, whether it joins its neighbours.

    A word weighs 2, a character of a script without spaces 1, a punctuation mark 0. `joins` is true of
    the hyphen of `well-known`: no quotation may begin or end there.
    """

    key: str
    start: int
    end: int
    weight: int
    joins: bool = False


@lru_cache(maxsize=65536)
def kind(character: str) -> str:
    """Return how a character reads: space, quote, dash, punctuation, unspaced, combining or word."""
    category = unicodedata.category(character)
    if character.isspace():
        return "space"
    if character in QUOTE_MARKS:
        return "quote"
    if category == "Pd" or character == "\u2212":
        return "dash"
    if category[0] == "P" and character not in _WORDLIKE:
        return "punctuation"
    if category[0] == "M":
        return "combining"
    return "unspaced" if unspaced(character) else "word"


def unspaced(character: str) -> bool:
    """Tell whether a character belongs to a script that is written without spaces between words."""
    point = ord(character)
    return point >= 0x0E00 and any(first <= point <= last for first, last in _UNSPACED)


@lru_cache(maxsize=2048)
def words(text: str) -> tuple[Word, ...]:
    """Return the words and marks of `text`, folded as the contract allows, letter case aside.

    Folded are Unicode's composition (NFC), quotation marks and apostrophes to one form, dashes to one
    form, an ellipsis to one form, tatweel away. White space only parts words and is not compared.
    """
    found: list[Word] = []
    at = 0
    while at < len(text):
        at = _read_usual(text, at, found)
        if at < len(text):
            word = _read(text, at)
            if word.key:
                found.append(word)
            at = word.end
    return tuple(found)


def weight(text: str) -> int:
    """Return how many words `text` holds; two characters count as one where words are not spaced."""
    return (sum(word.weight for word in words(text)) + 1) // 2


def _read_usual(text: str, at: int, found: list[Word]) -> int:
    """Add the usual words and marks from `at` on to those `found`; return where another stands, or the text ends."""
    # The tuple is made as such: a quarter of the time of reading words went into the call of their own constructor.
    word = tuple.__new__
    for match in _USUAL.finditer(text, at):
        start, end = match.span()
        group = match.lastgroup
        if group == "word":
            found.append(word(Word, (match[0], start, end, 2, False)))
        elif group == "mark":
            found.append(word(Word, (match[0], start, end, 0, False)))
        elif group == "quote":
            found.append(word(Word, ('"', start, end, 0, False)))
        elif group == "folded":
            found.append(word(Word, (match[0].replace("'", '"').replace("’", '"'), start, end, 2, False)))
        elif group == "hyphen":
            found.append(word(Word, ("-", start, end, 0, True)))
        else:
            return start
    return len(text)


def _read(text: str, start: int) -> Word:
    what = kind(text[start])
    if what == "dash" and not _is_sign(text, start):
        end = _run(text, start, "dash")
        return Word("-", start, end, 0, joins=_joins(text, start, end))
    if text[start] == "…" or text.startswith("...", start):
        end = start
        while end < len(text) and text[end] in ".…":
            end += 1
        return Word("…", start, end, 0)
    if what == "quote":
        return Word('"', start, start + 1, 0)
    if what == "punctuation":
        return Word(unicodedata.normalize("NFC", text[start]), start, start + 1, 0)
    if what == "unspaced":
        end = _run(text, start + 1, "combining")
        return Word(unicodedata.normalize("NFC", text[start:end]), start, end, 1)
    end = _word_end(text, start)
    key = _folded(text[start:end])
    return Word(key, start, end, 2)


def _run(text: str, start: int, what: str) -> int:
    end = start
    while end < len(text) and kind(text[end]) == what:
        end += 1
    return end


def _word_end(text: str, start: int) -> int:
    end = start + 1
    while end < len(text) and (kind(text[end]) in ("word", "combining") or _is_inner(text, end)):
        end += 1
    return end


def _folded(word: str) -> str:
    composed = unicodedata.normalize("NFC", word).translate(_FOLDED)
    return "-" + composed[1:] if composed.startswith("\u2212") else composed


def _is_inner(text: str, index: int) -> bool:
    """Tell whether the mark at `index` stands inside a word: don't, 3.5, 10:30, U.S, example.org."""
    if index + 1 >= len(text) or kind(text[index + 1]) != "word":
        return False
    before, mark, after = text[index - 1], text[index], text[index + 1]
    if mark in _NUMBER_INNER and before.isdigit() and after.isdigit():
        return True
    if mark == ".":
        return before.isascii() and after.isascii() and kind(text[index + 2 : index + 3] or " ") != "combining"
    return mark in QUOTE_MARKS


def _is_sign(text: str, index: int) -> bool:
    after = text[index + 1 : index + 2]
    before = text[index - 1 : index] if index else ""
    return (
        text[index] in _SIGNS and after.isdigit() and (not before or kind(before) in ("space", "punctuation", "quote"))
    )


def _joins(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    if end - start > 1 or not before or not after or kind(before) == "space" or kind(after) == "space":
        return False
    between_digits = before.isdigit() and after.isdigit() and text[start] != "\u2014"
    return text[start] in _HYPHENS or between_digits
