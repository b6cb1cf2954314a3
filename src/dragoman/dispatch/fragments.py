"""A quotation taken apart: fragments at elision marks, and insertions taken out (the contract, step 3)."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from dragoman.dispatch.words import Word, kind, words

Cut = Literal["start", "elision", "insertion"]

_DOTS = r"(?:\.{3,}|…[.…]*)"
_ELISION = re.compile(rf"\[\s*{_DOTS}\s*\]|\(\s*{_DOTS}\s*\)|{_DOTS}")
_BEGINS = re.compile(r"[.…\[(]")
_NOTE = re.compile(r"\[\^[^\s\]]+\]")


@dataclass(frozen=True, slots=True)
class Part:
    """Hold words that must stand together, and what parts them from the words before.

    `inserted` holds the keys of the insertion at a cut, brackets included; `loose` the indexes of words
    whose first letter's case folds.
    """

    words: tuple[Word, ...]
    cut: Cut
    inserted: tuple[str, ...]
    loose: frozenset[int]


@dataclass(frozen=True, slots=True)
class Fragments:
    """Hold a quotation's parts, and the `text` without its insertions that the parts' offsets count in."""

    text: str
    parts: tuple[Part, ...]

    @property
    def weight(self) -> int:
        """Return how many words the quotation itself has, insertions left out."""
        return (sum(word.weight for part in self.parts for word in part.words) + 1) // 2


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    cut: Cut | None = None
    inserted: str = ""
    loose: bool = False


@lru_cache(maxsize=2048)
def split(quotation: str) -> Fragments:
    """Take a quotation apart; fragments without a word fall away, and the marks that end one with them."""
    text, cuts, loose = _assemble(_pieces(quotation))
    groups = _group(words(text), cuts)
    parts: list[Part] = []
    for index, (cut, inserted, group) in enumerate(groups):
        ends = index + 1 == len(groups) or groups[index + 1][0] == "elision"
        kept = _without_end(group) if ends else group
        first = next((n for n, word in enumerate(kept) if word.weight), 0)
        starts = not parts or cut == "elision"
        folding = {n for n, word in enumerate(kept) if word.start in loose} | ({first} if starts else set())
        parts.append(Part(tuple(kept), cut if parts else "start", inserted, frozenset(folding)))
    return Fragments(text, tuple(parts))


def by_fragment(parts: Sequence[Part]) -> list[list[Part]]:
    """Return parts fragment by fragment, each as one that begins a quotation: an insertion parts none."""
    fragments: list[list[Part]] = []
    for part in parts:
        if part.cut == "insertion" and fragments:
            fragments[-1].append(part)
        else:
            fragments.append([Part(part.words, "start", (), part.loose)])
    return fragments


def _pieces(quotation: str) -> Iterator[_Piece]:
    plain = 0
    closings = _closings(quotation)
    for begins in _BEGINS.finditer(quotation):
        at = begins.start()
        found = _next_piece(quotation, at, closings) if at >= plain else None
        if found is not None:
            piece, end = found
            yield _Piece(quotation[plain:at])
            yield piece
            plain = end
    yield _Piece(quotation[plain:])


def _next_piece(quotation: str, at: int, closings: Mapping[int, int]) -> tuple[_Piece, int] | None:
    if elision := _ELISION.match(quotation, at):
        return _Piece(" ", "elision"), elision.end()
    if note := _NOTE.match(quotation, at):
        return _Piece(""), note.end()
    end = closings.get(at)
    if end is None:
        return None
    inside = quotation[at + 1 : end]
    if len(unicodedata.normalize("NFC", inside)) == 1 and inside[0].isalpha() and _begins_word(quotation, at, end):
        return _Piece(inside, loose=True), end + 1
    return _Piece(" ", "insertion", quotation[at : end + 1]), end + 1


def _closings(text: str) -> dict[int, int]:
    """Return where each square bracket that opens is closed."""
    closings: dict[int, int] = {}
    open_brackets: list[int] = []
    for match in re.finditer(r"[\[\]]", text):
        if match[0] == "[":
            open_brackets.append(match.start())
        elif open_brackets:
            closings[open_brackets.pop()] = match.start()
    return closings


def _begins_word(text: str, at: int, end: int) -> bool:
    """Tell whether a bracketed letter begins a word: `[T]he`."""
    after = text[end + 1 : end + 2]
    return (at == 0 or kind(text[at - 1]) != "word") and after != "" and kind(after) == "word"


def _assemble(pieces: Iterator[_Piece]) -> tuple[str, list[tuple[int, Cut, str]], set[int]]:
    text = ""
    cuts: list[tuple[int, Cut, str]] = []
    loose: set[int] = set()
    for piece in pieces:
        if piece.loose:
            loose.add(len(text))
        text += piece.text
        if piece.cut:
            cuts.append((len(text), piece.cut, piece.inserted))
    return text, cuts, loose


def _group(
    found: Sequence[Word], cuts: Sequence[tuple[int, Cut, str]]
) -> list[tuple[Cut, tuple[str, ...], list[Word]]]:
    """Return the words between cuts; cuts with no word between them are one, an elision if any of them is."""
    groups: list[tuple[Cut, tuple[str, ...], list[Word]]] = []
    cut: Cut = "start"
    inserted: tuple[str, ...] = ()
    at = 0
    for end, next_cut, next_inserted in [*cuts, (-1, "elision", "")]:
        group: list[Word] = []
        while at < len(found) and (end < 0 or found[at].start < end):
            group.append(found[at])
            at += 1
        if any(word.weight for word in group):
            groups.append((cut, inserted, group))
            cut, inserted = next_cut, ()
        elif next_cut == "elision" or cut == "start":
            cut = next_cut
        inserted += tuple(word.key for word in words(next_inserted))
    return groups


def _without_end(group: Sequence[Word]) -> Sequence[Word]:
    last = max((index for index, word in enumerate(group) if word.weight), default=-1)
    return group[: last + 1]
