"""Does a text deny something? Asked of a text and its translation, it shows a "not" that got lost."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from dragoman.dispatch.languages.known import lexicon
from dragoman.dispatch.languages.lexicon import Lexicon, phrases
from dragoman.dispatch.languages.matcher import Matcher, folded, matcher
from dragoman.dispatch.words import words

_Sense = Literal["plain", "hint"]


@dataclass(frozen=True, slots=True)
class Negation:
    """Hold what a text denies: `plain` negations as written, and whether anything in it `may` stand for one."""

    plain: tuple[str, ...]
    may: bool


def negated(text: str, language: str) -> Negation | None:
    """Return what `text` denies in `language` (BCP 47); None where the language is not known.

    Two translators seldom negate with the same word: "without", "lack" and "refuse" stand for "not". So a text
    that holds any such word may be a negation, and only one that holds none surely is not.
    """
    known = lexicon(language)
    if known is None:
        return None
    found = words(text)
    keys = folded(found, known.code)
    plain: list[str] = []
    may = False
    for start, end, sense in _matcher(known).find(keys):
        may = True
        if sense == "plain":
            plain.append(text[found[start].start : found[end - 1].end])
    return Negation(tuple(plain), may)


@lru_cache(maxsize=16)
def _matcher(known: Lexicon) -> Matcher[_Sense]:
    listed: list[tuple[str, _Sense]] = [(phrase, "plain") for phrase in phrases(known.negation)]
    listed += ((phrase, "hint") for phrase in (*phrases(known.soft), *phrases(known.hints)))
    patterns: list[tuple[str, _Sense]] = [(known.denial, "plain"), (known.hinted, "hint")]
    prefixes = known.prefixes.split()
    deny = matcher(listed, patterns, known.code, prefixes=prefixes)
    # "Not only" denies nothing, and yet it may stand for a denial; "as if" has nothing to do with one.
    innocent = [phrase for phrase in phrases(known.innocent) if any(deny.find(folded(words(phrase), known.code)))]
    listed[:0] = [(phrase, "hint") for phrase in innocent]
    return matcher(listed, patterns, known.code, prefixes=prefixes)
