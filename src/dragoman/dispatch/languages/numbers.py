"""The numbers of a text, in figures or in words, as values that can be looked for in a translation."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import zip_longest

from dragoman.dispatch.languages.count import DUALS, Count
from dragoman.dispatch.languages.figures import Figure, Readings, figures, romans
from dragoman.dispatch.languages.numerals import Numeral, is_name, joins, numeral, span

# A word, with the vowel signs of Arabic and Hebrew.
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u05b0-\u05c7\u064b-\u0655\u0670])*")
_BETWEEN = re.compile(r"[\s\u200c-]*")
_AFTER_THOUSAND = re.compile(r"[\s\u200c-]*,?[\s\u200c-]*")
_SENTENCE_START = re.compile(r"(?:^|[.!?:…]\s*)[\"'“”«‘(¿¡]*$")
# "340 to 500 million": so much may stand between the ends of a range.
_RANGE = 12


@dataclass(frozen=True, slots=True)
class Number:
    """Hold a number: its offsets, what it may mean, and whether a faithful translation is sure to have it.

    `factor` is what its words multiply its figures by: a million in `1.5 million`.
    """

    start: int
    end: int
    readings: Readings
    sure: bool
    factor: float = 1.0


@dataclass(frozen=True, slots=True)
class _Piece:
    """Hold a part of a number: figures, or one word's values; `named` where it is a part of a name or a compound."""

    start: int
    end: int
    read: Figure | Numeral
    named: bool = False


@lru_cache(maxsize=4096)
def numbers(text: str, language: str) -> tuple[Number, ...]:
    """Return the numbers of `text` in `language` (BCP 47); where that is not known, those in figures."""
    words = list(_WORD.finditer(text))
    spans = {value: match for match in words if (value := span(match[0], language))}
    found = [number for run in _runs(text, words, language) for number in _read(run, language)]
    found = [_counted(_ranged(number, following), spans) for number, following in zip_longest(found, found[1:])]
    found += (Number(match.start(), match.end(), ((value,),), sure=False) for value, match in spans.items())
    found += (Number(start, end, ((value,),), sure=False) for start, end, value in romans(text))
    return tuple(found)


def _ranged(number: Number, following: Number | None) -> Number:
    """Return a number that may share the "million" of the one after it: `340 to 500 million`."""
    if following is None or number.factor > 1 or following.factor == 1 or following.start - number.end > _RANGE:
        return number
    scaled = tuple(tuple(round(value * following.factor, 6) for value in reading) for reading in number.readings)
    return replace(number, readings=(*number.readings, *scaled))


def _counted(number: Number, spans: Iterable[float]) -> Number:
    """Return a number that may count decades or dozens: `two decades` are twenty years."""
    single = [reading[0] for reading in number.readings if len(reading) == 1 and reading[0] < 100]
    return replace(number, readings=(*number.readings, *((value * by,) for value in single for by in spans)))


def _runs(text: str, words: Sequence[re.Match[str]], language: str) -> Iterator[list[_Piece]]:
    """Yield runs of parts that may be one number: nothing but spaces, hyphens and "and" stands between them."""
    run: list[_Piece] = []
    for piece in _pieces(text, words, language):
        if run and not _is_one(text[run[-1].end : piece.start], run[-1], language):
            yield run
            run = []
        run.append(piece)
    if run:
        yield run


def _pieces(text: str, words: Sequence[re.Match[str]], language: str) -> list[_Piece]:
    pieces = [_Piece(one.start, one.end, one) for one in figures(text)]
    reads = [numeral(match[0], language) for match in words]
    for number, (match, read) in enumerate(zip(words, reads, strict=True)):
        following = words[number + 1] if number + 1 < len(words) else None
        if read is None or (following and is_name(following[0], language)):
            continue
        near = following is not None and text[match.end() : following.start()] == "-"
        compound = near and reads[number + 1] is None and following is not None and not joins(following[0], language)
        pieces.append(_Piece(match.start(), match.end(), read, compound or _is_capital(text, match)))
    return sorted(pieces, key=lambda piece: piece.start)


def _is_capital(text: str, match: re.Match[str]) -> bool:
    """Tell whether a word has a capital that no sentence begins with: it belongs to a name."""
    return match[0][0].isupper() and not _SENTENCE_START.search(text[max(0, match.start() - 8) : match.start()])


def _is_one(between: str, last: _Piece, language: str) -> bool:
    words = _WORD.findall(between)
    if len(words) > 2 or any(not joins(word, language) for word in words):
        return False
    plain = _WORD.sub("", between)
    thousand = isinstance(last.read, Numeral) and last.read.values[-1] >= 1000
    return bool((_AFTER_THOUSAND if thousand else _BETWEEN).fullmatch(plain))


def _read(run: Sequence[_Piece], language: str) -> Iterator[Number]:
    """Yield the numbers of a run, each as long as numbers are said so."""
    at = 0
    while at < len(run):
        read = run[at].read
        if isinstance(read, Figure):
            end, number = _in_figures(run, at, read)
        else:
            end, number = _in_words(run, at, read, language)
        yield number
        at = end


def _in_words(run: Sequence[_Piece], at: int, first: Numeral, language: str) -> tuple[int, Number]:
    count = Count(language)
    end = at
    factor = 1.0
    while end < len(run) and isinstance(read := run[end].read, Numeral) and all(map(count.takes, read.values)):
        factor = read.values[-1] if read.values[-1] >= 1000 else 1.0
        end += 1
    if end == at:
        return at + 1, Number(run[at].start, run[at].end, (first.values,), sure=False)
    pieces = run[at:end]
    readings = ((count.value,), *((value,) for value in _shortened(pieces, language)))
    sure = count.value >= 3 and any(_is_sure(piece) for piece in pieces) and not any(piece.named for piece in pieces)
    return end, Number(run[at].start, run[end - 1].end, readings, sure, factor)


def _shortened(pieces: Sequence[_Piece], language: str) -> Iterator[float]:
    """Yield the number without its first or last word, where that may mean another thing: `the century`, `years`."""
    for outer, rest in ((pieces[0], pieces[1:]), (pieces[-1], pieces[:-1])):
        if rest and not _is_sure(outer):
            count = Count(language)
            if all(
                count.takes(value) for piece in rest if isinstance(piece.read, Numeral) for value in piece.read.values
            ):
                yield count.value


def _is_sure(piece: _Piece) -> bool:
    return isinstance(piece.read, Numeral) and not piece.read.vague


def _in_figures(run: Sequence[_Piece], at: int, figure: Figure) -> tuple[int, Number]:
    """Return figures with the words that multiply them: `1.5 million`."""
    factor = 1.0
    end = at + 1
    while end < len(run) and isinstance(read := run[end].read, Numeral) and _multiplies(read):
        factor *= read.values[0]
        end += 1
    readings = tuple(tuple(round(value * factor, 6) for value in reading) for reading in figure.readings)
    return end, Number(figure.start, run[end - 1].end, readings, figure.sure or factor > 1, factor)


def _multiplies(read: Numeral) -> bool:
    return len(read.values) == 1 and read.values[0] >= 1000 and not read.joined and read.values[0] not in DUALS
