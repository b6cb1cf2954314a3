"""Whether a text speaks of the Quran at all: the cheap question, asked of every text."""

import re

from dragoman.check.near import present

QURAN = r"(?:al-)?(?:qur|kur|ḳur|cor|kor)['’ʼʾ‘`]?[aāáâ]+n(?:ic|ı|i|ın|in)?\b|\bкоран[аеу]?\b|קוראן|قرآن|قران|قرأن"
SURA = (
    r"\b(?:s[uo]u?ra(?:[ht]|te|ts|hs|s)?|soorah?|sourates?|сур[аеыу])\b"
    r"|سور(?:ة|ه|ۀ|ۃ|ۂ|هٔ|ت)(?:\u200c?ی)?(?!\w)|سورہ|\bסור(?:ה|ת)\b"
)

# What tells that a text may speak of the Quran: sought in folded text, so the costly forms are tried on few.
# A text that has none of the letters or parts in a key has none of its stems.
_STEMS: dict[str | tuple[str, ...], tuple[str, ...]] = {
    "q": ("qur",),
    ("oran",): ("koran", "coran"),
    "á": ("corán",),
    ("kur",): ("kur'an", "kur’an", "kurʼan", "kuran"),
    ("ura", "sure", "oora"): ("sura", "sure", "soura", "soora"),
    "уо": ("коран", "сур"),
    "קס": ("קוראן", "סור"),
    "آقست": ("قرآن", "قران", "سور", "آیه", "آیت", "آية", "تعالى", "تعالی"),
}
SPOKEN_OF = re.compile(
    rf"{QURAN}|{SURA}|\bSures[iı]|\bSure\s(?:\d|A[lnrst])|آی(?:ه|ت|ات)|آي(?:ة|ات)|تعال[ىی]", re.IGNORECASE
)
_LONGEST_STEM = 16


def spoken_stems(folded: str) -> list[str]:
    """Return the stems that a text `folded` without letter case has, by which it may speak of the Quran."""
    return present(_STEMS, folded)


def speaks_of_suras(folded: str) -> bool:
    """Tell whether a text `folded` without letter case speaks of the Quran, of a sura or of its verses."""
    for stem in spoken_stems(folded):
        at = folded.find(stem)
        while at >= 0:
            if SPOKEN_OF.search(folded, max(0, at - 4), at + _LONGEST_STEM):
                return True
            at = folded.find(stem, at + 1)
    return False
