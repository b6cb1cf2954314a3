"""Quotations that a repeated mark carries into the next paragraph, or seems to: was the first one closed?"""

import re
from collections.abc import Callable

from dragoman.dispatch.stretch import PARAGRAPH
from dragoman.dispatch.words import words

# A paragraph that breaks off within a sentence begins with so many words of it at the least, to be known.
_FEWEST = 4
_SENTENCE_ENDS = re.compile(r"\W*?[.!?…؟۔。！？]|\s*\n\n")

Following = Callable[[str], str | None]
"""Returns what follows words in the longer quotation that has them, None where none has them."""


def is_carried(text: str) -> bool:
    """Tell whether a quotation runs over more than one paragraph."""
    return PARAGRAPH in text


def is_left_open(text: str, following: Following) -> bool:
    """Tell whether a quotation of several paragraphs, which stands in no longer one, is two, the first never closed.

    Its last paragraph stands in a longer one, and its first does too, but breaks off within a sentence, as no
    paragraph does; or it begins there and goes on in words that were not said.
    """
    first, *_, last = text.split(PARAGRAPH)
    if following(last) is None:
        return False
    rest = following(first)
    if rest is not None:
        return bool(rest.strip()) and _SENTENCE_ENDS.match(rest) is None
    said = [word for word in words(first) if word.weight]
    return len(said) > _FEWEST and following(first[: said[_FEWEST - 1].end]) is not None
