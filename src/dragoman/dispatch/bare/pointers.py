"""Guillemets that point the way on a page, `Home » News`, and quote nothing."""

import re

from dragoman.dispatch.bare.spans import Span, taken_out
from dragoman.dispatch.stretch import Stretch

_OPENING = re.compile(r"[«‹]\s*")
_CLOSING = re.compile(r"\s*[»›]")


def without_pointers(words: Stretch) -> Stretch:
    """Return a stretch without guillemets of one direction only, if each stands at the edge of a link."""
    opens, closes = (any(mark in words.text for mark in marks) for marks in ("«‹", "»›"))
    if opens == closes:
        return words
    spans = [match.span() for match in (_OPENING if opens else _CLOSING).finditer(words.text)]
    edges = {edge for link in words.links for edge in (link.start, link.end)}
    return taken_out(words, spans) if all(_touches(edges, span) for span in spans) else words


def _touches(edges: set[int], span: Span) -> bool:
    """Tell whether a mark with its spaces has the edge of a link at it, or a space away."""
    return any(edge in edges for edge in range(span[0] - 1, span[1] + 2))
