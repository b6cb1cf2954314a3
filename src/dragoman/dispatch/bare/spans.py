"""Stretches made of pieces of the source, and stretches with pieces taken out."""

import itertools
from bisect import bisect_left
from collections.abc import Sequence

from dragoman.dispatch.stretch import Link, Stretch

Span = tuple[int, int]


def whole(text: str, start: int, end: int) -> Stretch:
    """Return `text[start:end]` as it stands, each character on its own place."""
    return Stretch(text[start:end], range(start, end), range(start + 1, end + 1))


def of_lines(text: str, lines: Sequence[Span]) -> Stretch:
    """Return the lines of a paragraph, given by the bounds of their words, with a newline between them."""
    first, last = lines[0][0], lines[-1][1]
    if all(text[here[1] : after[0]] == "\n" for here, after in itertools.pairwise(lines)):
        return whole(text, first, last)
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in lines:
        if words:
            words.append("\n")
            starts.append(ends[-1])
            ends.append(ends[-1] + 1)
        words.append(text[start:end])
        starts += range(start, end)
        ends += range(start + 1, end + 1)
    return Stretch("".join(words), starts, ends)


def taken_out(words: Stretch, spans: Sequence[Span]) -> Stretch:
    """Return a stretch without the characters of `spans`, which follow one another; its links stay."""
    kept: list[Span] = []
    at = 0
    for start, end in spans:
        kept.append((at, start))
        at = end
    kept.append((at, len(words.text)))
    starts = list(itertools.chain.from_iterable([words.starts[start:end] for start, end in kept]))
    ends = list(itertools.chain.from_iterable([words.ends[start:end] for start, end in kept]))
    text = "".join(words.text[start:end] for start, end in kept)
    moved = _Moved(spans)
    links = tuple(
        Link(link.target, moved.to(link.start), moved.to(link.end), link.source_start, link.source_end)
        for link in words.links
    )
    code = tuple((moved.to(start), moved.to(end)) for start, end in words.code)
    return Stretch(text, starts, ends, links, code)


class _Moved:
    """Tell where an index stands once spans are gone."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self.spans = spans
        self.bounds = [start for start, _ in spans]
        self.gone = [0]
        for start, end in spans:
            self.gone.append(self.gone[-1] + end - start)

    def to(self, index: int) -> int:
        before = bisect_left(self.bounds, index)
        beyond = max(0, self.spans[before - 1][1] - index) if before else 0
        return index - self.gone[before] + beyond
