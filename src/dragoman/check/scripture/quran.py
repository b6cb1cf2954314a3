"""The suras of the Quran: their names, and how many verses each has.

The verses are those of the count of Kufa, 6,236 in all, by which the King Fahd edition and Tanzil's text
(Uthmani, 1.0.2) are numbered. Names in Latin, Turkish and Cyrillic letters come from quran-meta 6.0.17 (MIT), those in
Arabic from Tanzil, with other spellings in use added.
"""

import re
import unicodedata
from functools import cache
from importlib.resources import files

SURAS = 114

_ARTICLE = re.compile(r"(?:a[lnrstzd]|as[hs]|adh|ath|e[lnrstz]|аль|а[нрстзш]|ال)[\W_]+", re.IGNORECASE)
_ARABIC_ARTICLE = "ال"
_MERGED = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ؤ": "و", "ئ": "ی", "ى": "ی", "ي": "ی", "ك": "ک"})
_ENDED = str.maketrans({"ة": "ه", "ۃ": "ه", "ہ": "ه", "ھ": "ه", "ۂ": "ه", "ء": None, "ـ": None, "ı": "i", "q": "k"})
_SPELLED = (("oo", "u"), ("ou", "u"), ("ee", "i"), ("ay", "ai"), ("w", "u"))
_TWICE = re.compile(r"(\w)\1+")
_FINAL_H = re.compile(r"(?<=[aeiu])h$")


def verses_in(sura: int) -> int:
    """Return how many verses a sura has, from 1 to `SURAS`."""
    return _suras()[0][sura - 1]


def sura_named(name: str) -> int:
    """Return the number of the sura that `name` names, in any common spelling; 0 where none is known."""
    return _suras()[1].get(folded(name), 0)


def sura_name(sura: int) -> str:
    """Return the name of a sura, from 1 to `SURAS`, in Latin letters."""
    return _suras()[2][sura - 1]


def folded(name: str) -> str:
    """Return a sura's name without article, marks and spaces, its common spellings as one."""
    bare = _ARTICLE.sub("", name.strip(), count=1) if _ARTICLE.match(name.strip()) else name
    plain = unicodedata.normalize("NFKD", bare.translate(_MERGED).casefold())
    # Modifier letters write hamza and ayn, which most spellings leave out.
    letters = "".join(one for one in plain if unicodedata.category(one) in ("Ll", "Lo")).translate(_ENDED)
    if letters.startswith(_ARABIC_ARTICLE) and len(letters) > 3:
        return letters.removeprefix(_ARABIC_ARTICLE)
    for spelled, one in _SPELLED:
        letters = letters.replace(spelled, one)
    return _FINAL_H.sub("", _TWICE.sub(r"\1", letters))


@cache
def _suras() -> tuple[list[int], dict[str, int], list[str]]:
    verses: list[int] = []
    numbers: dict[str, int] = {}
    shown: list[str] = []
    for line in files(__package__).joinpath("suras.tsv").read_text(encoding="utf-8").splitlines():
        number, count, names = line.split("\t")
        verses.append(int(count))
        shown.append(names.split("|")[1])
        for name in names.split("|"):
            numbers.setdefault(folded(name), int(number))
    return verses, numbers, shown
