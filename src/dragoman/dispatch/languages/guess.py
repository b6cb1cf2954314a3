"""The language of a text among the ten known, by its script and its commonest words."""

import re
from collections import Counter
from functools import lru_cache
from operator import itemgetter

from dragoman.dispatch.languages.known import LEXICONS

UNDETERMINED = "und"
_ENOUGH = 1500
_WORD = re.compile(r"[^\W\d_]+(?:['’\u200c][^\W\d_]+)*")
_SCRIPTS = {
    "hebrew": (re.compile(r"[\u05d0-\u05ea]+"), ("he",)),
    "cyrillic": (re.compile(r"[\u0400-\u04ff]+"), ("ru",)),
    "arabic": (re.compile(r"[\u0621-\u064a\u066e-\u06d3]+"), ("ar", "fa", "ur")),
    "latin": (re.compile(r"[A-Za-z\u00c0-\u024f]+"), ("en", "fr", "es", "tr", "de")),
}
# Letters that one language of a script has and its neighbours have not; each counts as a common word.
_LETTERS = {
    "ur": "ٹڈڑںےہھ",
    "fa": "پچژگ",
    "ar": "ةيىكإأ",
    "tr": "ğışİ",
    "de": "ßäö",
    "es": "ñ¿¡áíóú",
    "fr": "èêçàùœ",
    "ru": "ыэё",
}
# Letters that none of the languages known in that script has.
_FOREIGN = {
    "cyrillic": "іїєґўјљњћђџѓќәғқңөұүһ",
    "latin": "ãõåøæčšžřěąęłńśźżőűđơưăìò",
    "arabic": "ټډړښڼېۍڎڵەۆ",
    "hebrew": "",
}


@lru_cache(maxsize=512)
def guess(text: str) -> str:
    """Return the language of `text` as ISO 639-1, or `und` where its words decide for none of the ten."""
    sample = text[:_ENOUGH]
    signs = Counter(sample)
    distinct = "".join(signs)
    counts = [
        (name, sum(map(signs.__getitem__, "".join(pattern.findall(distinct)))))
        for name, (pattern, _) in _SCRIPTS.items()
    ]
    script, letters = max(counts, key=itemgetter(1))
    languages = _SCRIPTS[script][1]
    if not letters:
        return UNDETERMINED
    if script == "hebrew":
        return "he"
    found = Counter(_WORD.findall(sample.casefold()))
    scores = {language: _score(language, found, signs) for language in languages}
    return _decided(scores, found.total(), foreign=3 * sum(signs[letter] for letter in _FOREIGN[script]))


def _score(language: str, found: Counter[str], signs: Counter[str]) -> float:
    common = sum([found[word] for word in _common()[language] if word in found])
    return common + 0.5 * sum([signs[letter] for letter in _LETTERS.get(language, "") if letter in signs])


def _decided(scores: dict[str, float], total: int, *, foreign: int) -> str:
    first, *others = sorted(scores, key=lambda language: -scores[language])
    second = scores[others[0]] if others else 0.0
    if scores[first] < 0.1 * total + foreign or scores[first] <= 1.15 * second:
        return UNDETERMINED
    return first


@lru_cache(maxsize=1)
def _common() -> dict[str, frozenset[str]]:
    return {each.code: frozenset(re.split(r"\s*\|\s*", each.common.strip())) for each in LEXICONS}
