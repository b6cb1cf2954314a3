"""Quotation marks in running text: which pairs with which, and which stand alone."""

import re
from dataclasses import dataclass, field

from dragoman.dispatch.words import unspaced

# What may close each opening mark. A mark may open in one custom and close in another: “ closes „.
_CLOSERS = {
    '"': '"＂',
    "＂": '"＂',
    "“": "”",
    "„": "“”‟",
    "‟": "”",
    "”": "”",
    "«": "»",
    "»": "«»",
    "‹": "›",
    "›": "‹›",
    "「": "」",
    "『": "』",
    "〝": "〞〟",
    "'": "'",
    "‘": "’",
    "‚": "‘’",
}
_ALWAYS_OPEN = frozenset("“„‟«‹「『〝‘‚")
_ONLY_CLOSE = frozenset("’」』〞〟")
# Nobody nests quotations deeper; a text that seems to is not searched without end.
_DEEPEST = 16
_INSIDE_WORDS = frozenset("\"'’”＂")
_SINGLE = frozenset("'‘’‚‹›")
MARKS = frozenset(_CLOSERS) | _ONLY_CLOSE
_ENDING = frozenset(".,;:!?…)]}،؛؟。、！？")
# What follows a closing mark and never an opening one; an ellipsis may begin a quotation.
_ENDS = re.compile(r"[,;:!?)\]}،؛؟。、！？]|\.(?!\.)")
# English short forms whose apostrophe stands where a quotation could open.
_SHORT = re.compile(r"(?:tis|twas|em|til|till|cause|n|bout|round|kay)\b", re.IGNORECASE)
# A single mark that opens after one of these opens speech; elsewhere it may be 'tis, 'em, '90s or ‘Ali.
_INTRODUCED = frozenset(",:،：")


@dataclass(frozen=True, slots=True)
class Pair:
    """Hold the offsets of an opening mark and of its closing one, and how many pairs it stands inside."""

    start: int
    end: int
    depth: int


@dataclass(frozen=True, slots=True)
class Marks:
    """Hold a text's quotation marks: pairs, openings never closed, closings never opened, and repeats.

    A repeat is an opening mark set again where the next paragraph of a quotation begins.
    """

    pairs: tuple[Pair, ...]
    unclosed: tuple[int, ...]
    stray: tuple[int, ...]
    repeats: tuple[int, ...]


def scan(text: str) -> Marks:
    """Pair the quotation marks of `text`, whose paragraphs stand apart by an empty line.

    Apostrophes, marks inside words (Hebrew ארה"ב) and marks of inches and seconds are no quotation marks.
    """
    scanner = _Scanner(text)
    for index, character in enumerate(text):
        if character in MARKS:
            scanner.meet(index)
        elif character == "\n" and text[index - 1 : index] == "\n":
            scanner.end_paragraph(index + 1)
    scanner.end_paragraph(len(text))
    return Marks(
        tuple(sorted(scanner.pairs, key=lambda pair: pair.start)),
        tuple(scanner.unclosed),
        tuple(scanner.stray),
        tuple(scanner.repeats),
    )


@dataclass
class _Scanner:
    text: str
    open: list[int] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)
    unclosed: list[int] = field(default_factory=list)
    stray: list[int] = field(default_factory=list)
    repeats: list[int] = field(default_factory=list)
    continued: int = -1

    def meet(self, index: int) -> None:
        before, after = self.text[index - 1 : index], self.text[index + 1 : index + 2]
        if index == self.continued:
            self.repeats.append(index)
        elif self.text[index] in _INSIDE_WORDS and _in_word(before) and _in_word(after):
            return
        elif self._opens(index, before, after):
            self.open.append(index)
        else:
            self._close(index, before)

    def _opens(self, index: int, before: str, after: str) -> bool:
        mark = self.text[index]
        top = self.text[self.open[-1]] if self.open else ""
        if mark in _ONLY_CLOSE:
            return False
        begins = after.strip() != "" and not _ENDS.match(self.text, index + 1)
        fits_opening = begins and not _in_word(before) and before not in _ENDING
        fits_closing = before.strip() != "" and not _in_word(after)
        if mark in _SINGLE and (after.isdigit() or _SHORT.match(self.text, index + 1)):
            return False
        if mark in _CLOSERS.get(top, ""):
            return fits_opening and not fits_closing and mark in "\"＂'"
        if mark in _ALWAYS_OPEN:
            return mark not in _SINGLE or fits_opening
        if mark in _SINGLE:
            return fits_opening and not fits_closing
        return fits_opening or (not fits_closing and mark in '"＂')

    def _close(self, index: int, before: str) -> None:
        mark = self.text[index]
        if mark in _SINGLE and (before.isspace() or not before):
            return
        last = len(self.open) - 1
        within = range(last, max(-1, last - _DEEPEST), -1)
        depth = next((n for n in within if mark in _CLOSERS[self.text[self.open[n]]]), None)
        if depth is None:
            if mark not in _SINGLE and not before.isdigit():
                self.stray.append(index)
            return
        if mark in "'’" and self._is_possessive(index, before):
            return
        self._give_up(depth + 1)
        self.pairs.append(Pair(self.open.pop(), index, depth))

    def _is_possessive(self, index: int, before: str) -> bool:
        """Tell whether a mark after an s reads `the farmers' dam`: a word follows, and a mark that can close."""
        mark, rest = self.text[index], self.text[index + 1 :]
        if before not in "sSxz" or not rest[:1].isspace() or not rest[1:2].isalpha():
            return False
        end = rest.find("\n\n")
        paragraph = rest if end < 0 else rest[:end]
        return any(
            character == mark and not _in_word(paragraph[at + 1 : at + 2]) and paragraph[at - 1].strip()
            for at, character in enumerate(paragraph)
            if at
        )

    def _give_up(self, depth: int) -> None:
        for index in self.open[depth:]:
            if self._is_missed(index):
                self.unclosed.append(index)
        del self.open[depth:]

    def _is_missed(self, index: int) -> bool:
        """Tell whether an opening without its closing is a fault: a single one may be an apostrophe."""
        if self.text[index] not in _SINGLE:
            return True
        before = self.text[:index].rstrip()[-1:]
        return before in _INTRODUCED and before != "" and self.text[index - 1].isspace()

    def end_paragraph(self, start: int) -> None:
        """Close the books on a paragraph, unless the next one repeats the mark that is still open."""
        rest = self.text[start : start + 8].lstrip()
        first = start + self.text[start : start + 8].find(rest[0]) if rest else -1
        if self.open and rest and self.text[self.open[-1]] == rest[0] and self.text[first + 1 : first + 2].strip():
            self.continued = first
            return
        self._give_up(0)


def _in_word(character: str) -> bool:
    if character == "" or unspaced(character):
        return False
    return character.isalnum() or character in "\u200c\u200d%$€£"
