"""The outer marks of a quotation, which are set around its words and are not part of them."""

from itertools import pairwise

from dragoman.dispatch.quotemarks import MARKS, REPEATED_CLOSING, Marks, is_closed_by, scan

_AFTER_CLOSING = " \t\n.,;:!?…،؛؟。"


def without_outer_marks(quotation: str) -> str:
    """Return a quotation without the marks around it: one pair, or half of one, and its repeats.

    A mark set again where each paragraph of a quotation begins is part of the outer pair.
    """
    trimmed = quotation.strip()
    dropped = sorted(_outer(trimmed, scan(trimmed)))
    if not dropped:
        return trimmed
    kept = (trimmed[before + 1 : after] for before, after in pairwise((-1, *dropped, len(trimmed))))
    return "".join(kept).strip()


def _closes(marks: Marks, index: int) -> bool:
    return any(pair.end == index for pair in marks.pairs)


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
        elif last > 0 and closing is None and is_closed_by(text[0], text[last]) and not _closes(marks, last):
            # A mark that reads as an apostrophe inside a text, '90s, opens where another closes all of it.
            dropped = {0, last}
    elif last in marks.stray:
        dropped = {last}
    if 0 in dropped:
        again = (text[0], REPEATED_CLOSING.get(text[0]))
        dropped |= {repeat for repeat in marks.repeats if text[repeat] in again}
    return dropped
