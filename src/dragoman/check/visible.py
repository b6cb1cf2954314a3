"""Characters that cannot be seen, written so that they can."""

import unicodedata

# Marks, embeddings, overrides and isolates of Unicode's bidirectional algorithm (UAX 9).
BIDI_CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def named(character: str) -> str:
    """Return a character by its number and name: `U+202E RIGHT-TO-LEFT OVERRIDE`."""
    return f"U+{ord(character):04X} {unicodedata.name(character, 'CONTROL CHARACTER')}"


def safe(text: str) -> str:
    """Return `text` with the characters that could mislead a reader or a terminal shown as `<U+202E>`.

    Those are control characters and the bidirectional controls; a tab becomes a space.
    """
    return "".join(_safe(character) for character in text)


def plain(text: str) -> str:
    """Return `text` with every invisible character shown, ZWNJ too: for words that differ by nothing else."""
    return "".join(
        f"<U+{ord(character):04X}>" if unicodedata.category(character) in ("Cf", "Cc") else character
        for character in text
    )


def _safe(character: str) -> str:
    if character == "\t":
        return " "
    if character in BIDI_CONTROLS or unicodedata.category(character) in ("Cc", "Cs") or character in "\u2028\u2029":
        return f"<U+{ord(character):04X}>"
    return character
