"""The outer marks of a quotation, which are set around its words and are not part of them."""

from dragoman.dispatch.quotemarks import MARKS, Marks, scan
from dragoman.dispatch.stretch import Stretch

_AFTER_CLOSING = " \t\n.,;:!?…،؛؟。"


def without_outer_marks(quotation: Stretch) -> Stretch:
    """Return a quotation without the marks around it: one pair, or half of one, and its repeats.

    A mark set again where each paragraph of a quotation begins is part of the outer pair.
    """
    trimmed = quotation.trimmed()
    marks = scan(trimmed.text)
    dropped = _outer(trimmed.text, marks)
    return trimmed.without(dropped).trimmed() if dropped else trimmed


def _outer(text: str, marks: Marks) -> set[int]:
    if not text:
        return set()
    last = len(text.rstrip(_AFTER_CLOSING)) - 1
    dropped: set[int] = set()
    if text[0] in MARKS:
        closing = next((pair.end for pair in marks.pairs if pair.start == 0), None)
        if closing is None and 0 in marks.unclosed:
            dropped = {0}
        elif closing is not None and closing == last:
            dropped = {0, closing}
    elif last in marks.stray:
        dropped = {last}
    if 0 in dropped:
        dropped |= {repeat for repeat in marks.repeats if text[repeat] == text[0]}
    return dropped
