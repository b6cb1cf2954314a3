"""Which way a text runs, computed here so that no renderer has to guess."""

import unicodedata
from typing import Annotated, Literal

import msgspec

Language = Annotated[str, msgspec.Meta(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
Direction = Literal["ltr", "rtl"]

# ISO 639 codes whose usual script runs right to left (Unicode CLDR, characterOrder right-to-left).
_RIGHT_TO_LEFT = frozenset(
    [
        "ar",
        "arc",
        "arz",
        "ary",
        "apc",
        "ckb",
        "dv",
        "fa",
        "glk",
        "he",
        "ks",
        "lrc",
        "mzn",
        "nqo",
        "pnb",
        "prs",
        "ps",
        "sd",
        "syr",
        "ug",
        "ur",
        "yi",
    ]
)


def of_language(language: str) -> Direction | None:
    """Return the direction of a BCP 47 `language`, or None when it is `und`."""
    parts = language.split("-")
    if any(part in ("Arab", "Hebr", "Thaa", "Syrc", "Nkoo") for part in parts[1:]):
        return "rtl"
    if any(part in ("Latn", "Cyrl") for part in parts[1:]):
        return "ltr"
    if parts[0] == "und":
        return None
    return "rtl" if parts[0] in _RIGHT_TO_LEFT else "ltr"


def first_strong(text: str) -> Direction:
    """Return the direction of the first strong character of `text` (Unicode UAX 9, P2), else ltr."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in ("R", "AL"):
            return "rtl"
        if kind == "L":
            return "ltr"
    return "ltr"


def direction(text: str, language: str) -> Direction:
    """Return the direction in which `text` of `language` must be laid out."""
    return of_language(language) or first_strong(text)
