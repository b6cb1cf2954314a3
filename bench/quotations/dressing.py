"""What the contract folds, changed in a quotation as writers change it: letter case, dashes, spaces, composition."""

import random
import re
import unicodedata
from dataclasses import replace

from bench.quotations.quoting import ELISIONS, Quotation
from bench.quotations.signs import BREAK, EMPHASIS, EMPHASIS_END, LINK, LINK_END, STRONG, STRONG_END

_ENDINGS = ("", "", ".", ",", "!", "?", ";")
_HEADING_ENDINGS = ("", "", "", "", "!", "?")
_ARABIC_ENDINGS = ("", "", ".", "،", "!", "؟", "؛")
_ARABIC = frozenset(["fa", "ar", "ur"])
_JOINING = "بتثجحخسشصضطظعغفقكلمنهيپچکگی"
_DASHES = (" - ", " – ", " — ")
_UPPER_I, _LOWER_I = {"i": "İ", "ı": "I"}, {"İ": "i", "I": "ı"}


def recased(quotation: Quotation) -> Quotation | None:
    """Change the case of the first letter: `the dam` begins a sentence, or `The dam` stands within one."""
    word = quotation.runs[0].words[0]
    changed = _swapped(word[:1], quotation.language)
    if changed is None or not word[1:].islower():
        return None
    return _first_word(quotation, changed + word[1:]).with_licence("first letter's case")


def bracketed(quotation: Quotation) -> Quotation | None:
    """Change the case of the first letter and say so: `[T]he dam`."""
    word = quotation.runs[0].words[0]
    changed = _swapped(word[:1], quotation.language)
    if changed is None or not word[1:2].isalpha():
        return None
    return _first_word(quotation, f"[{changed}]{word[1:]}").with_licence("[T]he")


def ended(chance: random.Random, quotation: Quotation, *, heading: bool) -> Quotation:
    """End a quotation as the sentence around it wants; a heading ends as headings do."""
    endings = _HEADING_ENDINGS if heading else _ARABIC_ENDINGS if quotation.language in _ARABIC else _ENDINGS
    mark = chance.choice(endings)
    return replace(quotation, ending=mark).with_licence("ending")


def shouted(chance: random.Random, text: str, language: str) -> tuple[str, str]:
    """Return a heading's words in capitals, or each with one, and what that licence is called."""
    if chance.random() < 0.3:
        return upper(text, language), "all capitals"
    return re.sub(r"\S+", lambda word: _titled(word[0], language), text), "title case"


def upper(text: str, language: str) -> str:
    """Return a text in capitals by the custom of its language."""
    if language == "tr":
        text = "".join(_UPPER_I.get(letter, letter) for letter in text)
    return text.upper()


def folded(chance: random.Random, text: str, language: str) -> tuple[str, frozenset[str]]:
    """Change one or two of what folds everywhere; return the text, and what was changed."""
    changed: set[str] = set()
    for name, change in chance.sample(sorted(_CHANGES.items()), 2):
        after = change(chance, text, language)
        if after != text:
            changed.add(name)
            text = after
    return text, frozenset(changed)


def marked_up(chance: random.Random, text: str, *, links: bool) -> tuple[str, frozenset[str]]:
    """Emphasise a word of a quotation, or link it; return the text, and the licence."""
    plain = [match for match in re.finditer(r"(?<=\s)\w+(?=\s)", text) if match[0].isalpha()]
    if not plain:
        return text, frozenset()
    word = chance.choice(plain)
    kinds = ["emphasis", "strong"] + (["link inside"] if links else [])
    kind = chance.choice(kinds)
    before, after = {"emphasis": (EMPHASIS, EMPHASIS_END), "strong": (STRONG, STRONG_END)}.get(kind, (LINK, LINK_END))
    return f"{text[: word.start()]}{before}{word[0]}{after}{text[word.end() :]}", frozenset([kind])


def _first_word(quotation: Quotation, word: str) -> Quotation:
    first = quotation.runs[0]
    return replace(quotation, runs=(replace(first, words=(word, *first.words[1:])), *quotation.runs[1:]))


def _swapped(letter: str, language: str) -> str | None:
    if language == "tr" and letter in "iıİI" and letter:
        return {**_UPPER_I, **_LOWER_I}[letter]
    changed = letter.swapcase()
    return changed if letter.isalpha() and len(changed) == 1 and changed != letter else None


def _titled(word: str, language: str) -> str:
    for at, letter in enumerate(word):
        if letter.isalpha():
            return word[:at] + upper(letter, language) + word[at + 1 :]
    return word


def _dashes(chance: random.Random, text: str, language: str) -> str:
    del language
    return re.sub(r" [-–—] ", lambda _: chance.choice(_DASHES), text)


def _spaces(chance: random.Random, text: str, language: str) -> str:
    del language
    found = [match.start() for match in re.finditer(" ", text)]
    if not found:
        return text
    at = chance.choice(found)
    return text[:at] + chance.choice([BREAK, "\u00a0", "\u2009"]) + text[at + 1 :]


def _decomposed(chance: random.Random, text: str, language: str) -> str:
    del chance, language
    return unicodedata.normalize("NFD", text)


def _tatweel(chance: random.Random, text: str, language: str) -> str:
    if language not in _ARABIC:
        return text
    found = [
        at + 1
        for at in range(len(text) - 1)
        if text[at] in _JOINING and "ا" <= text[at + 1] <= "ی" and text[at + 1].isalpha()
    ]
    if not found:
        return text
    at = chance.choice(found)
    return text[:at] + "ـ" * chance.randint(1, 3) + text[at:]


def _apostrophes(chance: random.Random, text: str, language: str) -> str:
    del language
    return re.sub(r"(?<=\w)['’](?=\w)", chance.choice("'’"), text)


def _elisions(chance: random.Random, text: str, language: str) -> str:
    """Set an elision mark close to the word before it."""
    del chance, language
    for mark in ELISIONS[:2]:
        text = text.replace(f" {mark} ", f"{mark} ")
    return text


_CHANGES = {
    "dash form": _dashes,
    "space form": _spaces,
    "NFD": _decomposed,
    "tatweel": _tatweel,
    "apostrophe form": _apostrophes,
    "elision set close": _elisions,
}
