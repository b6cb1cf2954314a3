"""Quotation marks by custom: which are set around words, and which within them."""

import random
import re
from dataclasses import dataclass

NARROW = "\u202f"
_DOUBLE = '"“”„«»'
# A mark with letters on both sides is part of a Hebrew word.
_INNER = re.compile(rf"(?<!\w)[{_DOUBLE}]|[{_DOUBLE}](?!\w)")


@dataclass(frozen=True, slots=True)
class Style:
    """Hold the marks around a quotation and those of a quotation within it; `name` is for tables."""

    name: str
    open: str
    close: str
    inner_open: str
    inner_close: str


CURLY = Style("curly", "“", "”", "‘", "’")
STRAIGHT = Style("straight", '"', '"', "'", "'")
BRITISH = Style("british", "‘", "’", "“", "”")
SINGLE = Style("straight single", "'", "'", '"', '"')
GUILLEMETS = Style("guillemets", "«", "»", "“", "”")
FRENCH = Style("french", f"«{NARROW}", f"{NARROW}»", "“", "”")
FRENCH_WIDE = Style("french wide", "«\u00a0", "\u00a0»", "«\u00a0", "\u00a0»")
RUSSIAN = Style("russian", "«", "»", "„", "“")
GERMAN = Style("german", "„", "“", "‚", "‘")
GERMAN_GUILLEMETS = Style("german guillemets", "»", "«", "›", "‹")
HEBREW = Style("hebrew", "„", "”", "‚", "’")
CORNER = Style("corner", "「", "」", "『", "』")
STYLES = (CURLY, STRAIGHT, BRITISH, SINGLE, GUILLEMETS, FRENCH, FRENCH_WIDE, RUSSIAN, GERMAN, GERMAN_GUILLEMETS,
          HEBREW, CORNER)  # fmt: skip
CUSTOMS = {
    "en": (CURLY, CURLY, STRAIGHT, STRAIGHT, BRITISH, SINGLE),
    "fa": (GUILLEMETS, GUILLEMETS, CURLY, STRAIGHT),
    "ar": (GUILLEMETS, CURLY, STRAIGHT),
    "ur": (CURLY, STRAIGHT),
    "fr": (FRENCH, FRENCH_WIDE, GUILLEMETS, CURLY),
    "es": (GUILLEMETS, CURLY, STRAIGHT),
    "ru": (RUSSIAN, RUSSIAN, GERMAN, STRAIGHT),
    "tr": (CURLY, STRAIGHT),
    "he": (STRAIGHT, CURLY, HEBREW),
}


def drawn_style(chance: random.Random, language: str) -> Style:
    """Draw a style: three times in four one that the language's writers use."""
    return chance.choice(CUSTOMS[language] if chance.random() < 0.75 else STYLES)


def is_balanced(words: list[str]) -> bool:
    """Tell whether every quotation within the words is opened and closed there."""
    opened = 0
    for mark, opens in _turns(" ".join(words)):
        opened += 1 if opens else -1
        if opened not in (0, 1) or mark == "":
            return False
    return opened == 0


def nested(text: str, style: Style) -> str:
    """Return a text with the quotations inside it set in the inner marks of `style`."""
    turns = iter(list(_turns(text)))

    def turned(match: re.Match[str]) -> str:
        _, opens = next(turns)
        return style.inner_open if opens else style.inner_close

    return _INNER.sub(turned, text)


def _turns(text: str) -> list[tuple[str, bool]]:
    """Return the inner marks of a text in order, each with whether it opens: where no word ends before it."""
    found = []
    for match in _INNER.finditer(text):
        before, after = text[: match.start()][-1:], text[match.end() :][:1]
        opens = (before == "" or before in " (—–-") and after not in ("", " ")
        closes = (after == "" or after in " .,;:!?)؟،—–-") and before not in ("", " ")
        found.append((match[0] if opens != closes else "", opens))
    return found
