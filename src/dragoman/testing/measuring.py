"""Fold transcripts before their word error is measured, the same way in benches and tests.

Whether a letter is written with one of two code points, or a vowel sign is set, is spelling and not hearing:
NFKC, lower case, no punctuation, no vowel signs or tatweel, ZWNJ as a space, the forms of alef, yeh, kaf,
heh and hamza folded, digits in one script.
"""

import unicodedata

_LETTERS = str.maketrans("أإآٱيىئكؤةۀ", "ااااییی" + "ک" + "و" + "هه", "ـ")


def plain(text: str) -> str:
    """Return `text` folded, its words parted by single spaces."""
    unified = unicodedata.normalize("NFKC", text.replace("\u200c", " ")).lower().translate(_LETTERS)
    return " ".join("".join(_kept(letter) for letter in unified).split())


def _kept(letter: str) -> str:
    kind = unicodedata.category(letter)
    if kind == "Nd":
        return str(unicodedata.digit(letter))
    if kind == "Mn":
        return ""
    return letter if kind[0] in "LN" else " "
