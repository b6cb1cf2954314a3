"""Which words carry sense of their own, and which stand in every text."""

from functools import lru_cache

from dragoman.dispatch.languages.known import lexicon
from dragoman.dispatch.languages.lexicon import phrases
from dragoman.dispatch.words import unspaced

# Words of fewer letters join others in every language of the ten.
_LONG = 3


def tells(key: str, language: str) -> bool:
    """Tell whether a folded word carries sense of its own in `language`: a number, or a word that is not common."""
    if key[0].isdigit() or unspaced(key[0]):
        return True
    return len(key) >= _LONG and key not in _common(language.partition("-")[0])


@lru_cache(maxsize=64)
def _common(code: str) -> frozenset[str]:
    known = lexicon(code)
    return frozenset(phrases(known.common)) if known else frozenset()
