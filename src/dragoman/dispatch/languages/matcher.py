"""Find the phrases of a list in the words of a text."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from dragoman.dispatch.fold import whole_folded
from dragoman.dispatch.words import Word, words

Sense = TypeVar("Sense")


@dataclass(frozen=True)
class Matcher(Generic[Sense]):
    """Hold phrases by their first word, longest first, and patterns that whole words may have, with their senses."""

    phrases: Mapping[str, Sequence[tuple[tuple[str, ...], Sense]]]
    patterns: tuple[tuple[re.Pattern[str], Sense], ...]

    def find(self, keys: Sequence[str]) -> Iterator[tuple[int, int, Sense]]:
        """Yield start, end and sense of each phrase in folded words; the longest wins, none overlaps another."""
        at = 0
        while at < len(keys):
            end, sense = self._at(keys, at)
            if sense is not None:
                yield at, end, sense
            at = end

    def _at(self, keys: Sequence[str], at: int) -> tuple[int, Sense | None]:
        for phrase, sense in self.phrases.get(keys[at], ()):
            if tuple(keys[at : at + len(phrase)]) == phrase:
                return at + len(phrase), sense
        for pattern, sense in self.patterns:
            if pattern.fullmatch(keys[at]):
                return at + 1, sense
        return at + 1, None


def matcher(
    listed: Iterable[tuple[str, Sense]],
    patterns: Iterable[tuple[str, Sense]],
    language: str,
    *,
    prefixes: Sequence[str] = (),
) -> Matcher[Sense]:
    """Return the matcher of phrases and patterns in `language`; a phrase may bear one of `prefixes` on its front.

    A phrase named twice has the sense named first.
    """
    phrases: dict[str, dict[tuple[str, ...], Sense]] = {}
    for written, sense in listed:
        for phrase in (written, *(prefix + written for prefix in prefixes)):
            keys = folded(words(phrase), language)
            phrases.setdefault(keys[0], {}).setdefault(keys, sense)
    ordered = {
        first: sorted(found.items(), key=lambda each: len(each[0]), reverse=True) for first, found in phrases.items()
    }
    compiled = tuple((re.compile(pattern), sense) for pattern, sense in patterns if pattern)
    return Matcher(ordered, compiled)


def folded(found: Iterable[Word], language: str) -> tuple[str, ...]:
    """Return words as the lists compare them: folded by the contract, in lower case."""
    return tuple(whole_folded(word.key, language) for word in found)
