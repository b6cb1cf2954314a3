"""Quotation marks in running text: which pairs with which, and which stand alone."""

import re
from dataclasses import dataclass, field

from dragoman.dispatch.apostrophes import (
    has_arabic_front,
    in_word,
    is_ayn,
    is_hangul,
    is_hebrew,
    is_possessive,
    is_short_form,
    may_open_hebrew,
)

# What may close each opening mark. A mark may open in one custom and close in another: “ closes „.
_CLOSERS = {
    '"': '"＂”',
    "＂": '"＂',
    "״": "״",
    "“": '”"“',
    "„": "“”‟",
    "‟": "”",
    "”": "”“",
    "«": "»",
    "»": "«»",
    "‹": "›",
    "›": "‹›",
    "「": "」",
    "『": "』",
    "｢": "｣",
    "〝": "〞〟",
    "'": "'",
    "‘": "’",
    "‚": "‘’",
}
_ALWAYS_OPEN = frozenset("“„‟«‹「『｢〝‘‚")
_ONLY_CLOSE = frozenset("’」』｣〞〟")
_STRAIGHT = frozenset("\"＂'״")
# A closing mark that French and Spanish set where each paragraph of a quotation begins.
REPEATED_CLOSING = {"«": "»", "‹": "›", "“": "”"}
# Nobody nests quotations deeper; a text that seems to is not searched without end.
_DEEPEST = 16
# A mark alone in brackets is spoken of.
_BRACKETS = {"(": ")", "[": "]"}
_DOUBLE_INSIDE = frozenset('"”＂״')
_INSIDE_WORDS = _DOUBLE_INSIDE | frozenset("'’")
_SINGLE = frozenset("'‘’‚‹›")
SINGLE_OPENING = frozenset("'‘")
# A single mark within a sentence, before a small letter: a letter left out, in speech that is written as it sounds.
_WITHIN = re.compile(r"[a-z] ['‘][a-z]")
MARKS = frozenset(_CLOSERS) | _ONLY_CLOSE
_ENDING = frozenset(".,;:!?…)]}،؛؟。、！？")
# What follows a closing mark and never an opening one; an ellipsis may begin a quotation.
_ENDS = re.compile(r"[,;:!?)\]}،؛؟。、！？]|\.(?!\.)")
# A single mark that opens after one of these opens speech; elsewhere it may be 'tis, 'em, '90s or ‘Ali.
_INTRODUCED = frozenset(",:،：")
_ANNOUNCED = re.compile(r"[:：]\s*\Z")
_SINGLE_CLOSED = re.compile(r"(?<=\S)['’](?!\w)")
_STOPS = re.compile(rf"[\n{''.join(sorted(MARKS))}]")
_SHARED_END = re.compile(r"»(?:[.,;:!?…)]|\s*(?:[—–]|\Z|\n\n))")


@dataclass(frozen=True, slots=True)
class Pair:
    """Hold the offsets of an opening mark and of its closing one, and how many pairs it stands inside."""

    start: int
    end: int
    depth: int


@dataclass(frozen=True, slots=True)
class Marks:
    """Hold a text's quotation marks: pairs, openings never closed, closings never opened, and repeats.

    A repeat is a mark set again where the next paragraph of a quotation begins. A `doubtful` opening, never
    closed, is a single mark that may be an apostrophe.
    """

    pairs: tuple[Pair, ...]
    unclosed: tuple[int, ...]
    stray: tuple[int, ...]
    repeats: tuple[int, ...]
    doubtful: tuple[int, ...] = ()


def is_closed_by(opening: str, closing: str) -> bool:
    """Tell whether a quotation that one mark opens may be closed by the other."""
    return closing in _CLOSERS.get(opening, "")


def scan(text: str) -> Marks:
    """Pair the quotation marks of `text`, whose paragraphs stand apart by an empty line.

    Apostrophes, marks inside words (Hebrew ארה"ב) and marks of inches and seconds are no quotation marks.
    """
    scanner = _Scanner(text)
    for stop in _STOPS.finditer(text):
        index = stop.start()
        if text[index] != "\n":
            scanner.meet(index)
        elif index and text[index - 1] == "\n":
            scanner.end_paragraph(index + 1)
    scanner.end_paragraph(len(text))
    return Marks(
        tuple(sorted(scanner.pairs, key=lambda pair: pair.start)),
        tuple(sorted(scanner.unclosed)),
        tuple(scanner.stray),
        tuple(scanner.repeats),
        tuple(scanner.apostrophes),
    )


@dataclass
class _Scanner:
    """Keep what is open.

    `doubtful` openings stand inside words and are no fault, `apostrophes` may be no openings; `fronted` is the
    paragraph's last mark inside a Hebrew word that may open as well as abbreviate.
    """

    text: str
    open: list[int] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)
    unclosed: list[int] = field(default_factory=list)
    stray: list[int] = field(default_factory=list)
    repeats: list[int] = field(default_factory=list)
    continued: frozenset[int] = frozenset()
    doubtful: set[int] = field(default_factory=set)
    apostrophes: list[int] = field(default_factory=list)
    fronted: int = -1
    paragraph: int = 0
    paragraph_end: int = -1

    def meet(self, index: int) -> None:
        before, after = self.text[index - 1 : index], self.text[index + 1 : index + 2]
        if index in self.continued:
            self.repeats.append(index)
        elif before in _BRACKETS and after == _BRACKETS[before]:
            return
        elif self.text[index] in _INSIDE_WORDS and in_word(before) and in_word(after):
            self._meet_inside(index, before, after)
        elif self._opens(index, before, after):
            self.open.append(index)
        else:
            self._close(index, before)

    def _meet_inside(self, index: int, before: str, after: str) -> None:
        """Read a mark between two letters: most are none, but some languages join words to quotations."""
        mark = self.text[index]
        if mark not in _DOUBLE_INSIDE:
            if is_hangul(after) and self._opener(mark) is not None:
                self._close(index, before)
        elif is_hebrew(before) and is_hebrew(after):
            if may_open_hebrew(self.text, index):
                self.fronted = index
        elif before.isdigit():
            return
        elif mark != "”" and has_arabic_front(self.text, index):
            self._open_doubtful(index)
        elif self._opener(mark) is not None:
            self._close(index, before)
        elif mark != "”":
            self._open_doubtful(index)

    def _open_doubtful(self, index: int) -> None:
        self.open.append(index)
        self.doubtful.add(index)

    def _opens(self, index: int, before: str, after: str) -> bool:
        mark = self.text[index]
        if mark in _ONLY_CLOSE or (mark in _SINGLE and is_short_form(self.text, index) and not self._is_speech(index)):
            return False
        top = self.text[self.open[-1]] if self.open else ""
        begins = after.strip() != "" and not _ENDS.match(self.text, index + 1)
        fits_opening = begins and not in_word(before) and before not in _ENDING
        fits_closing = before.strip() != "" and before not in "([{" and not in_word(after)
        if mark in _CLOSERS.get(top, ""):
            return fits_opening and not fits_closing and (mark in _STRAIGHT or (top in "”“" and mark == "“"))
        if mark in _ALWAYS_OPEN:
            return mark not in _SINGLE or fits_opening
        if mark in _SINGLE:
            return fits_opening and not fits_closing
        return fits_opening or (not fits_closing and mark in _STRAIGHT)

    def _is_speech(self, index: int) -> bool:
        """Tell whether a single mark before figures opens speech: a colon stands before it, and it is closed."""
        if (
            not self.text[index + 1 : index + 2].isdigit()
            or _ANNOUNCED.search(self.text, max(0, index - 3), index) is None
        ):
            return False
        return _SINGLE_CLOSED.search(self.text, index + 1, self._paragraph_end()) is not None

    def _opener(self, mark: str) -> int | None:
        """Return the depth of the innermost open mark that `mark` may close."""
        last = len(self.open) - 1
        for depth in range(last, max(-1, last - _DEEPEST), -1):
            if mark in _CLOSERS[self.text[self.open[depth]]]:
                return depth
        return None

    def _close(self, index: int, before: str) -> None:
        mark = self.text[index]
        if mark in _SINGLE and (before.isspace() or not before):
            return
        depth = self._opener(mark)
        if depth is None:
            if mark not in _SINGLE and not before.isdigit() and not self._mend(index):
                self.stray.append(index)
            return
        if mark in "'’" and is_possessive(self.text, index, self._paragraph_end()):
            return
        if depth + 1 < len(self.open):
            self._give_up(depth + 1)
        self.pairs.append(Pair(self.open.pop(), index, depth))

    def _paragraph_end(self) -> int:
        if self.paragraph_end < self.paragraph:
            end = self.text.find("\n\n", self.paragraph)
            self.paragraph_end = end if end >= 0 else len(self.text)
        return self.paragraph_end

    def _mend(self, index: int) -> bool:
        """Find the partner of a closing mark that seems to have none, and tell whether there is one.

        It may be one behind a Hebrew prefix; or the last pair was closed too early, by a mark of inches.
        """
        mark = self.text[index]
        last = self.pairs[-1] if self.pairs and self.pairs[-1].start >= self.paragraph else None
        if self.fronted >= 0 and self.text[self.fronted] == mark:
            opening, self.fronted = self.fronted, -1
            if last is None or last.end < opening:
                self.pairs.append(Pair(opening, index, len(self.open)))
                return True
            if last.start < opening and self.text[last.end] == mark:
                self.pairs[-1:] = (Pair(opening, last.end, last.depth + 1), Pair(last.start, index, last.depth))
                return True
        inches = last is not None and self.text[last.end - 1].isdigit() and self.text[last.end] in _STRAIGHT
        if last is not None and inches and mark in _CLOSERS[self.text[last.start]]:
            self.pairs[-1] = Pair(last.start, index, last.depth)
            return True
        return False

    def _give_up(self, depth: int) -> None:
        for position, index in reversed(list(enumerate(self.open[depth:], depth))):
            if self._is_missed(index):
                if not self._shares_end(index, position):
                    self.unclosed.append(index)
            elif self.text[index] in SINGLE_OPENING and not self._is_elided(index):
                self.apostrophes.append(index)
        del self.open[depth:]

    def _is_missed(self, index: int) -> bool:
        """Tell whether an opening without its closing is a fault: a single one may be an apostrophe."""
        if self.text[index] not in _SINGLE:
            return index not in self.doubtful
        before = self.text[max(0, index - 16) : index]
        introduced = before.rstrip()[-1:]
        return introduced in _INTRODUCED and introduced != "" and before[-1:].isspace() and not is_ayn(self.text, index)

    def _is_elided(self, index: int) -> bool:
        """Tell whether a single mark reads as an apostrophe, or another after it that took its partner does."""
        inner = next((pair.start for pair in reversed(self.pairs) if pair.start > index), -1)
        within = inner > 0 and _WITHIN.match(self.text, inner - 2) is not None
        return within or index in self.doubtful or is_ayn(self.text, index)

    def _shares_end(self, index: int, depth: int) -> bool:
        """Pair an opening guillemet with the closing one that, in Russian, ends the inner quotation too."""
        last = self.pairs[-1] if self.pairs else None
        if last is None or self.text[index] != "«" or last.start < index or last.depth != depth + 1:
            return False
        if self.text[last.start] != "«" or not _SHARED_END.match(self.text, last.end):
            return False
        self.pairs[-1] = Pair(index, last.end, depth)
        return True

    def end_paragraph(self, start: int) -> None:
        """Close the books on a paragraph, unless the next one repeats the marks that are still open."""
        self.paragraph, self.fronted = start, -1
        if not self.open:
            return
        repeated = self._repeated(start, 0)
        if repeated:
            self._give_up(len(repeated))
        else:
            # Some repeat the innermost mark alone.
            repeated = self._repeated(start, len(self.open) - 1)
            if not repeated:
                self._give_up(0)
        self.continued = frozenset(repeated)

    def _repeated(self, start: int, outermost: int) -> list[int]:
        """Return the marks at the begin of a paragraph that repeat the open ones, from the `outermost` in."""
        repeated: list[int] = []
        for index in range(start, min(start + 12, len(self.text))):
            character = self.text[index]
            if character.isspace():
                continue
            depth = outermost + len(repeated)
            if depth == len(self.open) or not self._repeats(self.open[depth], index):
                break
            repeated.append(index)
        return repeated

    def _repeats(self, opening: int, index: int) -> bool:
        mark, again = self.text[opening], self.text[index]
        if again not in (mark, REPEATED_CLOSING.get(mark)):
            return False
        return mark in "«‹»›" or self.text[index + 1 : index + 2].strip() != ""
