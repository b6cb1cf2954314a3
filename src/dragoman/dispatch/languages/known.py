"""The languages known, and the lists of one by its code."""

from functools import lru_cache

from dragoman.dispatch.languages.arabic import ARABIC
from dragoman.dispatch.languages.english import ENGLISH
from dragoman.dispatch.languages.french import FRENCH
from dragoman.dispatch.languages.german import GERMAN
from dragoman.dispatch.languages.hebrew import HEBREW
from dragoman.dispatch.languages.lexicon import Lexicon
from dragoman.dispatch.languages.persian import PERSIAN
from dragoman.dispatch.languages.russian import RUSSIAN
from dragoman.dispatch.languages.spanish import SPANISH
from dragoman.dispatch.languages.turkish import TURKISH
from dragoman.dispatch.languages.urdu import URDU

LEXICONS = (ENGLISH, PERSIAN, ARABIC, FRENCH, SPANISH, RUSSIAN, TURKISH, HEBREW, URDU, GERMAN)
LANGUAGES: tuple[str, ...] = tuple(lexicon.code for lexicon in LEXICONS)
_BY_CODE = {lexicon.code: lexicon for lexicon in LEXICONS}


@lru_cache(maxsize=256)
def lexicon(language: str) -> Lexicon | None:
    """Return the lists of a language by its BCP 47 tag, region and script aside; None where it is not known."""
    return _BY_CODE.get(language.partition("-")[0].lower())
