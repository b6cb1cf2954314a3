"""Quotation marks as typewriters and news wires spell them: ``We will not,'' and `never'."""

import re

from dragoman.dispatch.bare.spans import taken_out
from dragoman.dispatch.stretch import Stretch

_DOUBLE = re.compile(r"``(?=\S)|(?<!\d)''(?!\w)")
_SINGLE = re.compile(r"(?<![\w`'])`(?=[^\W\d_])")


def curled(words: Stretch) -> Stretch:
    """Return a stretch whose doubled marks are one “ or ” each, on the place of both, and whose ` is a '."""
    if "`" not in words.text:
        return words
    if "``" in words.text and "''" in words.text:
        doubled = [match.span() for match in _DOUBLE.finditer(words.text)]
        first = taken_out(words, [(start, end - 1) for start, end in doubled])
        second = taken_out(words, [(start + 1, end) for start, end in doubled])
        text = _DOUBLE.sub(lambda match: "“" if match[0] == "``" else "”", words.text)
        words = Stretch(text, second.starts, first.ends, second.links, second.code)
    if "'" not in words.text:
        return words
    return Stretch(_SINGLE.sub("'", words.text), words.starts, words.ends, words.links, words.code)
