"""Whether two spellings in Latin letters may be of one name: by sound, as transliterations differ, or by a slip.

The sounds are those in which the common romanisations of Arabic, Persian, Urdu, Hebrew and Russian differ (ALA-LC,
BGN/PCGN, DIN 31635, and the habits of English, French and German newspapers).
"""

import re
import unicodedata
from functools import lru_cache

_ARTICLE = re.compile(r"^(?:al|el|ul|ol|an|ar|as|ash|at|ad|az)[-\s’'](?=\w)", re.IGNORECASE)
# Longer spellings first. Each is read as any of the sounds in the set: ghayn as g or q, e as a or i.
_SOUNDS = {
    "kh": "x",
    "gh": "gq",
    "sch": "š",
    "sh": "š",
    "ch": "č",
    "tch": "č",
    "dj": "j",
    "dh": "dz",
    "th": "ts",
    "ph": "f",
    "ck": "k",
    "zh": "ž",
    "q": "qkg",
    "c": "k",
    "k": "k",
    "g": "g",
    "j": "j",
    "w": "w",
    "v": "w",
    "z": "z",
    "s": "s",
    "d": "d",
    "t": "t",
}
_VOWELS = {
    **dict.fromkeys(("a", "aa"), "a"),
    "e": "ai",
    **dict.fromkeys(("i", "ee", "y", "ii", "ie", "iy"), "i"),
    **dict.fromkeys(("ei", "ey"), "Ei"),
    **dict.fromkeys(("ai", "ay"), "Ea"),
    **dict.fromkeys(("o", "u", "oo", "ou", "uu"), "u"),
    **dict.fromkeys(("aw", "au", "ow"), "O"),
    "iye": "I",
    "iya": "I",
    "ia": "I",
    "aya": "Y",
    "aye": "Y",
    "eya": "Y",
}
_VOWEL_SOUNDS = frozenset(_VOWELS.values())
_MERGED = str.maketrans({"q": "k", "g": "k", "z": "s", "t": "s", "d": "s"})
_PIECE = re.compile(r"sch|tch|kh|gh|sh|ch|dj|dh|th|ph|ck|zh|a[wu](?![aeiou])|ow(?![aeiou])|[aeiouy]+|[^aeiouy]")
_DOUBLED = re.compile(r"([^aeiouy])\1+")
_FINAL_H = re.compile(r"(?<=[aeiou])h$")
_LONG = 6
_LONGER = 8
_NOUNS = ("tion", "sion", "ment", "ary", "ery", "ory")
_LETTER_VOWELS = frozenset("aeiou")


@lru_cache(maxsize=4096)
def letters(part: str) -> str:
    """Return one part of a name without article, marks, hyphens, apostrophes and case: `al-Sayyid` is `sayyid`."""
    if part.isascii() and part.isalpha():
        return part.lower()
    # Turkish capitals make i of ı.
    bare = unicodedata.normalize("NFKD", _ARTICLE.sub("", part).replace("ı", "i"))
    return "".join(one for one in bare.casefold() if one.isascii() and one.isalpha())


@lru_cache(maxsize=4096)
def sounds(part: str) -> tuple[str, ...]:
    """Return the sounds of letters, each with all that it may be read as: `hossein` is h, u, s, E, n."""
    plain = _FINAL_H.sub("", _DOUBLED.sub(r"\1", part))
    return tuple(_VOWELS.get(piece) or _SOUNDS.get(piece, piece) for piece in _PIECE.findall(plain))


@lru_cache(maxsize=4096)
def skeleton(part: str) -> str:
    """Return what spellings of one name by sound have in common: its consonants, without those that differ."""
    merged = "".join(sound for sound in sounds(part) if sound not in _VOWEL_SOUNDS)
    return re.sub(r"[hy]", "", merged.translate(_MERGED))


def sounds_alike(one: str, other: str) -> bool:
    """Tell whether two parts, as `letters` gives them, may be spellings of one name: Ahmad and Ahmed."""
    first, second = sounds(one), sounds(other)
    if len(first) != len(second):
        return False
    return all(_alike(a, b) for a, b in zip(first, second, strict=True))


def slipped(one: str, other: str) -> bool:
    """Tell whether long parts differ by one slip inside: two letters changed round, or one left out.

    What the last letters tell apart is another name: Roberta, Petrova, Christina.
    """
    if (
        min(len(one), len(other)) < _LONG
        or one[0] != other[0]
        or one[-2:] != other[-2:]
        or abs(len(one) - len(other)) > 1
    ):
        return False
    same = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    if len(one) == len(other):
        turned = one[:same] + one[same : same + 2][::-1] + one[same + 2 :]
        return one != other == turned
    shorter, longer = sorted((one, other), key=len)
    return shorter[same:] == longer[same + 1 :]


def misspelt(one: str, other: str) -> bool:
    """Tell whether two long parts differ by one vowel inside: Achterberg and Achterburg.

    So may the names of two people: ask only where the rest of the name is one and the same. Words that end as nouns
    do (adoption and adaption) are no names.
    """
    if (
        one.endswith(_NOUNS)
        or len(one) != len(other)
        or len(one) < _LONGER
        or one[:2] != other[:2]
        or one[-2:] != other[-2:]
    ):
        return False
    differing = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return len(differing) == 1 and set(differing[0]) <= _LETTER_VOWELS


def accents(part: str, marks: str) -> str:
    """Return the letters of a name with those of its `marks`, such as U+0301, that it bears behind its first letter.

    Capitals often go without.
    """
    decomposed = unicodedata.normalize("NFD", part.casefold())
    kept = "".join(one for one in decomposed if one.isalpha() or one in marks)
    return letters(kept[:1]) + kept[1:].lstrip(marks)


def _alike(one: str, other: str) -> bool:
    if (one in _VOWEL_SOUNDS) != (other in _VOWEL_SOUNDS):
        return False
    return bool(set(one) & set(other))
