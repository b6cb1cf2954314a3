"""The words that a quotation is held to, laid out for looking words up."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate, pairwise
from typing import Literal

from dragoman.dispatch.fold import first_folded, whole_folded
from dragoman.dispatch.words import Word, words

# In a text of so many words a word is looked up faster than it is searched for.
_LONG = 1000

HeldTo = Literal["translation", "original"]


@dataclass(frozen=True, slots=True)
class Wording:
    """Hold a text that a quotation may be held to: whose words, in which language (BCP 47)."""

    held_to: HeldTo
    language: str
    text: str


@dataclass(frozen=True)
class Laid:
    """Hold a wording's words: keys as they are compared, and keys with the first letter's case folded."""

    words: tuple[Word, ...]
    keys: tuple[str, ...]
    firsts: tuple[str, ...]

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Return where each word stands, by its key with the first letter's case folded."""
        places: dict[str, list[int]] = {}
        for index, first in enumerate(self.firsts):
            places.setdefault(first, []).append(index)
        return places

    def standing(self, first: str) -> Sequence[int]:
        """Return where a word stands, given by its key with the first letter's case folded."""
        if len(self.firsts) > _LONG:
            return self.places.get(first, ())
        count = self.firsts.count(first)
        found: list[int] = []
        at = -1
        for _ in range(count):
            at = self.firsts.index(first, at + 1)
            found.append(at)
        return found

    @cached_property
    def weights(self) -> list[int]:
        """Return the weight of all words before each index; a word weighs 2."""
        return list(accumulate([word.weight for word in self.words], initial=0))

    @cached_property
    def spoken(self) -> list[int]:
        """Return the indexes of the words, punctuation left out."""
        return [index for index, word in enumerate(self.words) if word.weight]

    @cached_property
    def ranks(self) -> dict[int, int]:
        """Return how many words stand before each word, by the word's index."""
        return {index: rank for rank, index in enumerate(self.spoken)}

    @cached_property
    def between(self) -> list[tuple[str, ...]]:
        """Return the marks between each word and the word before it, by the word's rank."""
        return [(), *(self.keys[one + 1 : two] for one, two in pairwise(self.spoken))]

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Return the words in lower case, each once."""
        return frozenset(self.keys[index].casefold() for index in self.spoken)

    @cached_property
    def inner(self) -> frozenset[int]:
        """Return the indexes before which a hyphen holds a word together, so that nothing may begin or end."""
        if "-" not in self.keys:
            return frozenset()
        return frozenset(at for index, word in enumerate(self.words) if word.joins for at in (index, index + 1))


@lru_cache(maxsize=2048)
def laid(text: str, language: str, *, heading: bool) -> Laid:
    """Lay out `text` in `language`; in a heading the case of every letter is folded."""
    found = words(text)
    if heading:
        keys = tuple(whole_folded(word.key, language) for word in found)
        return Laid(found, keys, keys)
    return Laid(found, tuple(word.key for word in found), tuple(first_folded(word.key, language) for word in found))


@dataclass(frozen=True)
class Sought:
    """Hold one part's words folded to be sought: a loose word is compared by its folded first letter."""

    keys: tuple[str, ...]
    firsts: tuple[str, ...]
    loose: frozenset[int]


def sought(found: tuple[Word, ...], loose: frozenset[int], language: str, *, heading: bool) -> Sought:
    """Fold words of a quotation as `laid` folds the text that they are sought in."""
    if heading:
        keys = tuple(whole_folded(word.key, language) for word in found)
        return Sought(keys, keys, loose)
    firsts = tuple(first_folded(word.key, language) for word in found)
    return Sought(tuple(word.key for word in found), firsts, loose)
