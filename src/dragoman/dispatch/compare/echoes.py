"""Quotations that only say again what a longer one of the same document has: they go on from nothing."""

from collections.abc import Sequence

from dragoman.dispatch.compare.sayings import Saying
from dragoman.dispatch.fragments import split
from dragoman.dispatch.words import Word, words

# Fewer words stand in a longer quotation by chance.
_FEWEST = 3


class Echoes:
    """Tell which of a document's quotations stand whole in a longer one, letter case and punctuation aside."""

    def __init__(self, found: Sequence[Saying]) -> None:
        self._found = found
        self._spoken: dict[int, str] = {}

    def part(self, before: Saying, after: Saying) -> bool:
        """Tell whether two quotations in a row are no speech in two pieces, as one of them is an echo.

        It stands in the other, or in a quotation longer than both together.
        """
        both = before.weight + after.weight
        longer = [one for one in self._found if one.weight > both]
        return self._stands(before, [*longer, after]) or self._stands(after, [*longer, before])

    def _stands(self, saying: Saying, longer: Sequence[Saying]) -> bool:
        if saying.weight < _FEWEST:
            return False
        fragments = [_keys(part.words) for part in split(saying.text).parts]
        return any(all(each in self._words(one) for each in fragments) for one in longer)

    def _words(self, saying: Saying) -> str:
        found = self._spoken.get(id(saying))
        if found is None:
            found = self._spoken[id(saying)] = _keys(words(saying.text))
        return found


def _keys(found: Sequence[Word]) -> str:
    return f" {' '.join(word.key.casefold() for word in found if word.weight)} "
