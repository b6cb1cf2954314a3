"""Quotations set in Title Case or capitals, as headlines are, wherever they stand."""

from itertools import pairwise

from dragoman.dispatch.fragments import split
from dragoman.dispatch.reading import Quoted
from dragoman.dispatch.words import words

# Styles differ about the capitals of shorter words: of, the, with.
_SHORT = 3
# One capital more than the longer quotation has is a slip; so many are a custom.
_FEWEST = 2


def is_titled(text: str) -> bool:
    """Tell whether a quotation seems to be set in Title Case or capitals, for all that it shows of itself.

    Either all is in capitals, or every longer word has one, or nearly every word: styles differ about `of` and `the`.
    """
    whole = words(split(text).text)
    # Of well-known the first part alone needs its capital.
    parts = {after.start for before, after in pairwise(whole) if before.joins}
    found = [word.key for word in whole if word.key[0].isalpha() and word.start not in parts]
    if len(found) > 1 and all(key.isupper() for key in found):
        return True
    small = [key for key in found if not key[0].isupper()]
    capitals = len(found) - len(small)
    if capitals > 2 and 5 * capitals >= 4 * len(found):
        return True
    return not any(len(key) > _SHORT for key in small) and sum(len(key) > _SHORT for key in found) > 1


def is_retitled(quoted: Quoted) -> bool:
    """Tell whether capitals were set where the words that a quotation stands in have none, and not a single one.

    Names have theirs everywhere, and tell nothing. Where the words stand in several places, nobody can tell.
    """
    wording, stretches = quoted.wording(), quoted.verdict.stretches
    if wording is None or not stretches:
        return True
    mine = [word.key for part in split(quoted.text).parts for word in part.words]
    theirs = [word.key for start, end in stretches for word in words(wording.text[start:end])]
    pairs = zip(mine, theirs, strict=False)
    return sum(one != other and (other[0].islower() or one.isupper()) for one, other in pairs) >= _FEWEST
