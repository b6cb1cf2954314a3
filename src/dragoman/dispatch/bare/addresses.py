"""Web addresses written out in the text, which lead somewhere as links do."""

import re

from dragoman.dispatch.stretch import Link, Stretch

_ADDRESS = re.compile(r"\b(?:https?|ftp)://[^\s<>\"“”«»„]{1,2000}", re.IGNORECASE)
_AFTER = ".,;:!?'’…*_"
_BRACKETS = {")": "(", "]": "["}


def linked(words: Stretch) -> Stretch:
    """Return a stretch in which each address that stands in no link is one."""
    if "://" not in words.text:
        return words
    links: list[Link] = []
    there = list(words.links)[::-1]
    for match in _ADDRESS.finditer(words.text):
        while there and there[-1].start < match.end():
            links.append(there.pop())
        written = _written(match[0])
        if not written.endswith("://") and not (links and links[-1].end > match.start()):
            end = match.start() + len(written)
            links.append(Link(written, match.start(), end, *words.source(match.start(), end)))
    return Stretch(words.text, words.starts, words.ends, (*links, *there[::-1]), words.code)


def _written(address: str) -> str:
    """Return an address without the punctuation of the sentence around it."""
    for _ in range(4):
        address = address.rstrip(_AFTER)
        opening = _BRACKETS.get(address[-1:])
        if opening is None or address.count(address[-1]) <= address.count(opening):
            break
        address = address[:-1]
    return address
