"""Marks that look like quotation marks and are none: apostrophes, ayns, abbreviations, inches."""

import re
from functools import lru_cache

from dragoman.dispatch.words import unspaced

# English short forms whose apostrophe stands where a quotation could open.
_SHORT = re.compile(r"(?:(?:tis|twas|em|til|till|cause|n(?!['’]\w)|bout|round|kay)\b|\d0s\b)", re.IGNORECASE)
# After a straight or a closing mark two figures are a year too: '08.
_SHORT_OR_YEAR = re.compile(rf"{_SHORT.pattern}|\d\d(?!\d)", re.IGNORECASE)
# An Arabic name that begins with an ayn (‘Ali, ‘Umar), but no English word that opens a sentence.
_AYN = re.compile(
    r"(?!(?:All|Also|Although|Always|Am|America|An|And|Any|Are|As|Ask|At|Each|Even|Every|Everyone|If|In|Is|Israel|It|Its"
    r"|Iran|Of|Oh|On|Once|One|Only|Open|Or|Other|Our|Out|Over|Under|Unless|Until|Up|Us|Use)\b)"
    r"[AEIOUĀĪŪ][a-zāīūḥṣḍṭẓḏḫġṯ]|(?:ul[ae]m[ao]|asr|isha|umra|urf|alim|ushr|ashura)"
)
# What Hebrew and Arabic write on the front of a word, before its quotation mark too: ב"הארץ", و"الجزيرة".
_HEBREW_FRONT = re.compile(r"(?<!\w)[משהוכלב]{1,3}\Z")
# Letters enough to be a word, and more than an abbreviation has behind its mark.
_HEBREW_WORD = re.compile(r"[\u05d0-\u05ea]{5}")
_ARABIC_FRONT = re.compile(r"(?<!\w)[وفبكلس]{0,2}(?:ال|لل)?\Z")
_SINGLES = re.compile("['‘’]")


@lru_cache(maxsize=4096)
def in_word(character: str) -> bool:
    """Tell whether a character belongs to a word or a number, so that a mark beside it may stand inside one."""
    if character == "" or unspaced(character):
        return False
    return character.isalnum() or character in "\u200c\u200d%$€£"


def is_short_form(text: str, index: int) -> bool:
    """Tell whether the apostrophe at `index` opens a short form, a year or a decade: 'tis, '08, '90s."""
    return (_SHORT if text[index] == "‘" else _SHORT_OR_YEAR).match(text, index + 1) is not None


def is_ayn(text: str, index: int) -> bool:
    """Tell whether the mark at `index` reads as the first letter of an Arabic name in Latin script."""
    return _AYN.match(text, index + 1) is not None


def is_hebrew(character: str) -> bool:
    """Tell whether a character is a Hebrew letter, between which a double mark abbreviates: ארה"ב."""
    return "\u05d0" <= character <= "\u05ea"


def is_hangul(character: str) -> bool:
    """Tell whether a character is a syllable of Korean, which has no apostrophes."""
    return "\uac00" <= character <= "\ud7a3"


def may_open_hebrew(text: str, index: int) -> bool:
    """Tell whether a mark between Hebrew letters may open: only prefixes stand before it, or a whole word after it."""
    front = text[max(0, index - 4) : index]
    return _HEBREW_FRONT.search(front) is not None or _HEBREW_WORD.match(text, index + 1) is not None


def has_arabic_front(text: str, index: int) -> bool:
    """Tell whether only prefixes of Arabic stand between the mark at `index` and the begin of its word."""
    front = text[max(0, index - 6) : index]
    return "\u0600" <= front[-1:] <= "\u06ff" and _ARABIC_FRONT.search(front) is not None


def is_possessive(text: str, index: int, end: int) -> bool:
    """Tell whether a mark after an s reads `the farmers' dam`: a word follows and, before `end`, a mark that closes.

    That mark closes no quotation which opens between the two.
    """
    if text[index - 1 : index] not in "sSxz" or not text[index + 1 : index + 2].isspace():
        return False
    if not text[index + 2 : index + 3].isalpha():
        return False
    opened = 0
    for found in _SINGLES.finditer(text, index + 1, end):
        at = found.start()
        spaced = text[at - 1].isspace()
        if spaced and not text[at + 1 : at + 2].isspace():
            opened += found[0] != "’"
        elif not spaced and found[0] == text[index] and not in_word(text[at + 1 : at + 2]):
            if not opened:
                return True
            opened -= 1
    return False
