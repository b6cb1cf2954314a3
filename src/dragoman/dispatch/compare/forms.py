"""Words that are the same but for the form of their letters: what makes a quotation be meant, and never faithful."""

import unicodedata
from functools import lru_cache

# Letters of Arabic script that one keyboard writes for another's, or a hurried hand for a longer one.
_LOOK_ALIKE = str.maketrans("يىكةٱۀ", "ییکهاه")
# Forms of one word begin with so many of the same letters, and with half of the longer one's.
_STEM = 4
# Two words of so many letters are alike where so much of them is the same.
_ALIKE_FROM = 4
_ALIKE = 0.7


@lru_cache(maxsize=65536)
def bones(key: str) -> str:
    """Return a word without letter case, diacritics and invisible characters, look-alike letters as one."""
    decomposed = unicodedata.normalize("NFD", key.casefold())
    return "".join(c for c in decomposed if unicodedata.category(c)[0] not in "MC").translate(_LOOK_ALIKE)


def are_alike(one: str, other: str) -> bool:
    """Tell whether two words are much alike, as a word and its negation or another form: `می‌بندیم`, `نمی‌بندیم`."""
    from rapidfuzz.distance.Levenshtein import normalized_similarity
    from rapidfuzz.distance.Prefix import similarity

    one, other = bones(one), bones(other)
    if one == other:
        return True
    if min(len(one), len(other)) < _ALIKE_FROM:
        return False
    stem = similarity(one, other)
    return normalized_similarity(one, other) >= _ALIKE or (stem >= _STEM and 2 * stem >= max(len(one), len(other)))
