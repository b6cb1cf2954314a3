"""Words that turn a sentence, as few as leave no doubt: for faults that drop or add one."""

import re
from collections.abc import Callable, Sequence

from dragoman.dispatch.languages.turning import turning
from dragoman.dispatch.words import words

# A plain negation that stands before what it negates, and words that any list of turning words must have.
NEGATIONS = {
    "en": ("not", "never"), "fr": ("pas", "jamais"), "es": ("no", "nunca"), "ru": ("не", "никогда"),
    "fa": ("نه", "هرگز"), "ar": ("لا", "لم", "لن"), "tr": ("değil", "asla"), "he": ("לא", "אין"), "ur": ("نہیں", "نہ"),
}  # fmt: skip
TURNING = {
    "en": ("not", "never", "no", "if", "unless", "only", "until", "perhaps"),
    "fr": ("pas", "jamais", "si", "seulement", "sauf", "peut-être"),
    "es": ("no", "nunca", "si", "sólo", "solo", "excepto", "quizás"),
    "ru": ("не", "никогда", "если", "только", "нет"),
    "fa": ("نه", "هرگز", "اگر", "فقط", "شاید", "مگر"),
    "ar": ("لا", "لم", "لن", "إذا", "فقط", "إلا", "ربما", "ليس"),
    "tr": ("değil", "asla", "eğer", "sadece", "yalnızca", "belki"),
    "he": ("לא", "אין", "אם", "רק", "אולי"),
    "ur": ("نہیں", "نہ", "اگر", "صرف", "شاید"),
}
_EDGES = re.compile(r"^\W+|\W+$")


def plain(word: str) -> str:
    """Return a word without the marks around it, in lower case."""
    return _EDGES.sub("", word).lower()


def turns(word: str, language: str) -> bool:
    """Tell whether a word surely turns a sentence."""
    return plain(word) in TURNING[language]


def is_doubtful(language: str) -> Callable[[Sequence[str]], bool]:
    """Return a judge of words left out: whether any of them turns a sentence, by the lists that are published."""
    return lambda dropped: any(turning(words(" ".join(dropped)), language))
