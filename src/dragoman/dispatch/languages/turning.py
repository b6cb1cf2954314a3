"""Words that turn a sentence: what it denies, on what condition, how far, how surely."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from dragoman.dispatch.languages.known import lexicon
from dragoman.dispatch.languages.lexicon import Lexicon, phrases
from dragoman.dispatch.languages.matcher import Matcher, folded, matcher
from dragoman.dispatch.words import Word

Kind = Literal["negation", "condition", "limit", "doubt"]
# How far a word reaches: over its clause, over the clause of the verb that it is a part of, over the sentence that
# its clause hangs on, or to the next words alone.
Reach = Literal["clause", "verb", "sentence", "next"]
_LISTS: tuple[tuple[str, Kind, Reach], ...] = (
    ("negation", "negation", "clause"),
    ("soft", "negation", "clause"),
    ("condition", "condition", "sentence"),
    ("limit", "limit", "sentence"),
    ("focus", "limit", "next"),
    ("doubt", "doubt", "clause"),
    ("amount", "doubt", "next"),
)


@dataclass(frozen=True, slots=True)
class Turn:
    """Hold one word or phrase that turns its sentence: indexes of its words, what it does, how far it reaches."""

    start: int
    end: int
    phrase: str
    kind: Kind
    reach: Reach


def turning(words: Sequence[Word], language: str) -> Iterator[Turn]:
    """Yield the words and phrases among `words` that turn a sentence of `language` (BCP 47).

    Nothing is yielded for a language that is not known.
    """
    known = lexicon(language)
    if known is None:
        return
    keys = folded(words, known.code)
    for start, end, sense in _matcher(known).find(keys):
        if sense != "innocent":
            kind, reach = sense
            yield Turn(start, end, " ".join(word.key for word in words[start:end]), kind, reach)


@lru_cache(maxsize=16)
def _matcher(known: Lexicon) -> Matcher[tuple[Kind, Reach] | Literal["innocent"]]:
    listed: list[tuple[str, tuple[Kind, Reach] | Literal["innocent"]]] = [
        (phrase, "innocent") for phrase in phrases(known.innocent)
    ]
    for name, kind, reach in _LISTS:
        listed += ((phrase, (kind, reach)) for phrase in phrases(getattr(known, name)))
    patterns: list[tuple[str, tuple[Kind, Reach] | Literal["innocent"]]] = [
        (known.denial, ("negation", "verb")),
        (known.conditional, ("condition", "sentence")),
    ]
    return matcher(listed, patterns, known.code, prefixes=known.prefixes.split())
