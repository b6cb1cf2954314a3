"""Quotation marks as printers set them; the records keep what was typed."""

import re

# Straight marks are curled in English alone: other languages' marks follow customs of house and country.
_OPENING = re.compile(r"(^|[\s(\[{—–\-/“‘])([\"'])(?=\S)")


def curled(text: str, language: str) -> str:
    """Return English `text` with straight marks curled; other languages' text as it stands."""
    if language.partition("-")[0] != "en":
        return text
    opened = text
    while _OPENING.search(opened):
        opened = _OPENING.sub(lambda m: m[1] + ("“" if m[2] == '"' else "‘"), opened)
    return opened.replace('"', "”").replace("'", "’")


def bare(text: str) -> str:
    """Return quoted words without the outer pair of marks they may have been typed with."""
    return re.sub(r'^\s*["“”„«‹「『]\s*(.*?)\s*["”“»›」』]\s*$', r"\1", text, flags=re.DOTALL)
