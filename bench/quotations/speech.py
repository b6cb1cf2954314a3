"""What one speaker says: words of a passage in both languages, and quotations drawn from them and dressed."""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bench.quotations import dressing, quoting, signs
from bench.quotations.faults import WORD_FAULTS, Work
from bench.quotations.marks import Style, is_balanced, nested
from bench.quotations.material import Passage
from bench.quotations.quoting import Quotation
from bench.quotations.turning import is_doubtful

SIZES = {"title": (3, 10), "heading": (3, 10), "inline": (2, 14), "caption": (2, 6), "block": (8, 60)}
_SENTENCE_END = re.compile(r"[.!?؟۔…]\W*$")
_NEEDED = {"order changed": 6, "insertion too wide": 8, "words dropped": 6, "turning word elided": 5}


@dataclass(frozen=True, slots=True)
class Side:
    """Hold a passage's texts, those that may be quoted, in one language, as words."""

    language: str
    texts: tuple[tuple[str, ...], ...]

    def words(self, first: int, last: int) -> list[str]:
        """Return the words of texts `first` to `last`, the end excluded."""
        return [word for text in self.texts[first:last] for word in text]

    def texts_of(self, first: int, start: int, end: int) -> tuple[int, int]:
        """Return which texts hold words `start` to `end`, counted from the first word of text `first`."""
        at, held = 0, []
        for number, text in enumerate(self.texts[first:], first):
            if start < at + len(text) and at < end:
                held.append(number)
            at += len(text)
        return held[0], held[-1] + 1


def side(passage: Passage, *, spoken: bool) -> Side:
    """Return a passage's words in the language spoken or the desk's."""
    texts = tuple(tuple((text.spoken if spoken else text.desk).split()) for text in passage.texts)
    return Side(passage.spoken if spoken else passage.desk, texts)


@dataclass(frozen=True, slots=True)
class Wish:
    """Hold what a quotation is to be: where it stands, in which marks, with which fault ("" for none).

    `evidence` are the texts that a fault may not stand in.
    """

    place: str
    style: Style
    fault: str = ""
    evidence: tuple[str, ...] = ()
    links: bool = False

    @property
    def heading(self) -> bool:
        """Tell whether letter case is no matter there."""
        return self.place in ("title", "heading")


@dataclass(frozen=True, slots=True)
class Drawn:
    """Hold a quotation as it is set in a document, which texts it was taken from, and what was made of it."""

    text: str
    words: str
    source: str
    first: int
    last: int
    count: int
    licences: frozenset[str]


def draw(chance: random.Random, its: Side, texts: tuple[int, int], wish: Wish) -> Drawn | None:
    """Draw a quotation from some texts of a speech; None where what is wished cannot be had from them."""
    words = its.words(*texts)
    least, most = SIZES[wish.place]
    if wish.place == "inline":
        least, most = chance.choice(((2, 3), (4, 6), (5, 9), (5, 14), (8, 14), (4, 10), (5, 12)))
    least = max(least, _NEEDED.get(wish.fault, 0))
    plain = quoting.plain(chance, words, its.language, (least, max(least, most)))
    if plain is None or (not wish.fault and _leaves_out(its, texts, plain)):
        return None
    made = _faulty(chance, plain, words, wish) if wish.fault else _licensed(chance, plain, wish)
    if made is None:
        return None
    start, end = plain.runs[0].start, plain.runs[-1].end
    first, last = its.texts_of(texts[0], start, end)
    text, licences = dress(chance, made, wish)
    return Drawn(text, made.written, " ".join(words[start:end]), first, last, made.count, licences)


def _leaves_out(its: Side, texts: tuple[int, int], plain: Quotation) -> bool:
    """Tell whether a quotation leaves out, in the sentence it begins or ends in, a word that turns the sentence.

    That is an elision without a mark, which the contract lets be found (QUO004), so no faithful quotation has it.
    """
    words, run = its.words(*texts), plain.runs[0]
    ends = [n for n, word in enumerate(words, 1) if _SENTENCE_END.search(word)]
    first = max((n for n in ends if n <= run.start), default=0)
    last = min((n for n in ends if n >= run.end), default=len(words))
    doubtful = is_doubtful(its.language)
    return doubtful(words[first : run.start]) or doubtful(words[run.end : last])


def _faulty(chance: random.Random, plain: Quotation, words: Sequence[str], wish: Wish) -> Quotation | None:
    if chance.random() < 0.25:
        plain = quoting.cut(chance, plain, is_doubtful(plain.language)) or plain
    if wish.fault in WORD_FAULTS:
        made = WORD_FAULTS[wish.fault](Work(chance, plain, words, wish.evidence, wish.heading))
    else:
        made = plain
    return dressing.ended(chance, made, heading=wish.heading) if made else None


def _licensed(chance: random.Random, made: Quotation, wish: Wish) -> Quotation:
    doubtful = is_doubtful(made.language)
    steps: list[tuple[float, Callable[[], Quotation | None]]] = [
        (0.2, lambda: quoting.cut(chance, made, doubtful)),
        (0.1, lambda: quoting.cut(chance, made, doubtful)),
        (0.12, lambda: quoting.inserted(chance, made)),
        (0.12, lambda: quoting.bridged(chance, made, doubtful)),
        (0.2, lambda: dressing.recased(made)),
        (0.1, lambda: dressing.bracketed(made) if "first letter's case" not in made.licences else None),
        (1.0 if wish.heading else 0.6, lambda: dressing.ended(chance, made, heading=wish.heading)),
    ]
    for likely, step in steps:
        if chance.random() < likely:
            made = step() or made
    return made


def dress(chance: random.Random, made: Quotation, wish: Wish) -> tuple[str, frozenset[str]]:
    """Return a quotation's words folded, marked up and with inner marks, without outer ones; and all licences."""
    text, licences = made.written, made.licences
    if wish.heading and chance.random() < 0.6:
        text, shouted = dressing.shouted(chance, text, made.language)
        licences |= {shouted}
    if chance.random() < 0.35:
        text, changed = dressing.folded(chance, text, made.language)
        licences |= changed
    text = nested(text, wish.style)
    if wish.style.inner_open in text:
        licences |= {"nested"}
    if not wish.heading and wish.place != "caption" and chance.random() < 0.15:
        text, marked = dressing.marked_up(chance, text, links=wish.links)
        licences |= marked
    return text, licences


def whole(words: Sequence[str], style: Style) -> str:
    """Return a whole text, the quotations within it in the inner marks of `style` where they can be told."""
    text = " ".join(words)
    return nested(text, style) if is_balanced(list(words)) else text


def in_marks(drawn: Drawn, style: Style) -> str:
    """Return a quotation in its outer marks."""
    return f"{style.open}{drawn.text}{style.close}"


def with_note(chance: random.Random, drawn: Drawn, number: int) -> Drawn:
    """Set a footnote mark inside a quotation, after one of its words."""
    places = [at for at, letter in enumerate(drawn.text) if letter == " " and _may_have_note(drawn.text[:at])]
    if not places:
        return drawn
    at = chance.choice(places)
    text = f"{drawn.text[:at]}{signs.NOTE}{number}{drawn.text[at:]}"
    return replace(drawn, text=text, licences=drawn.licences | {"note inside"})


def _may_have_note(before: str) -> bool:
    """Tell whether a note mark may follow: a word, and no insertion that is still open."""
    return before[-1:].isalpha() and before.count("[") == before.count("]")
