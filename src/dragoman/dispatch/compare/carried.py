"""Quotations that a repeated mark carries into the next paragraph, or seems to: was the first one closed?"""

import re
from collections.abc import Callable

from dragoman.dispatch.stretch import PARAGRAPH
from dragoman.dispatch.words import weight, words

# A paragraph that breaks off within a sentence begins with so many words of it at the least, to be known.
_FEWEST = 4
# And so many where the next paragraph tells nothing.
_ALONE = 6
_SENTENCE_ENDS = re.compile(r"\W*?[.!?…؟۔。！？]|\s*\n\n")

Following = Callable[[str], str | None]
"""Returns what follows words in the longer quotation that has them, None where none has them."""


def is_carried(text: str) -> bool:
    """Tell whether a quotation runs over more than one paragraph."""
    return PARAGRAPH in text


def is_left_open(text: str, following: Following, *, closes: bool) -> bool:
    """Tell whether a quotation of several paragraphs, which stands in no longer one, is two, the first never closed.

    Its last paragraph stands in a longer one, or is too short to be known, and the
    quotation may end with it. Its
    first stands in a longer one too, and there other words follow; or it begins there and goes on in words that
    were not said. Where the last paragraph is all quoted, the first must break off within a sentence, as no
    paragraph does: else words may have been left out between the two.
    """
    first, *_, last = text.split(PARAGRAPH)
    is_known = following(last) is not None
    if not is_known and weight(last) >= _FEWEST:
        return False
    rest = following(first)
    if rest is not None:
        if not rest.strip() or rest.lstrip().startswith("…"):
            return False
        return _SENTENCE_ENDS.match(rest) is None or (is_known and not closes)
    said = [word for word in words(first) if word.weight]
    fewest = _FEWEST if is_known else _ALONE
    return len(said) > fewest and following(first[: said[fewest - 1].end]) is not None
