"""The longer quotation that another is held to: whole passages, or the stretches of them that come nearest."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.dispatch.compare.index import Index, Window
from dragoman.dispatch.compare.passages import Passage
from dragoman.dispatch.wording import HeldTo, Wording, laid

_MARGIN = 10


@dataclass(frozen=True)
class Longer:
    """Hold the words that a quotation is held to, and where each piece of them begins: (offset, line)."""

    wording: Wording
    lines: tuple[tuple[int, int], ...]

    @property
    def wordings(self) -> tuple[Wording, ...]:
        """Return the one wording."""
        return (self.wording,)

    @property
    def called(self) -> str:
        """Return what a message calls these words."""
        return "longer quotation"

    def where(self, held_to: HeldTo, stretches: Sequence[tuple[int, int]]) -> str:
        """Return the line on which the first of the `stretches` begins: `line 12`."""
        del held_to
        at = stretches[0][0] if stretches else 0
        line = next((line for start, line in reversed(self.lines) if start <= at), self.lines[0][1])
        return f"line {line}"

    def is_joined(self, stretch: tuple[int, int]) -> bool:
        """Tell whether a stretch runs over more than one of the pieces, where there are several."""
        inside = sum(stretch[0] < start < stretch[1] for start, _ in self.lines)
        return len(self.lines) == 1 or inside > 0


def whole(index: Index, number: int, which: int) -> Longer:
    """Return passage `number` in its text `which`."""
    passage = index.passages[number]
    return Longer(Wording("translation", index.languages[number], passage.texts[which]), tuple(_lines(passage, which)))


def nearest(index: Index, windows: Sequence[Window], size: int) -> Iterator[Longer]:
    """Yield what the windows show, in the order of the document; `size` is the quotation's, in words."""
    numbers = {window.passage for window in windows}
    for which in range(max(len(index.passages[number].texts) for number in numbers)):
        yield _stretches(index, windows, size, which)


def gapped(index: Index, windows: Sequence[Window], size: int) -> Longer | None:
    """Return what the windows show with insertions as gaps; None where the passages have no insertion."""
    if not any("[" in saying.text for window in windows for saying in index.passages[window.passage].sayings):
        return None
    return _stretches(index, windows, size, None)


def _stretches(index: Index, windows: Sequence[Window], size: int, which: int | None) -> Longer:
    bounds: dict[int, tuple[int, int]] = {}
    for window in windows:
        first, last = bounds.get(window.passage, (window.first, window.last))
        bounds[window.passage] = (min(first, window.first), max(last, window.last))
    text = ""
    lines: list[tuple[int, int]] = []
    for number in sorted(bounds):
        passage = index.passages[number]
        kept = 0 if which is None else min(which, len(passage.texts) - 1)
        said = passage.gapped if which is None else passage.texts[kept]
        start, end = _bounds(index, said, bounds[number], _MARGIN + size // 2)
        text += " " if text else ""
        lines += [(len(text) + max(0, begins - start), line) for begins, line in _lines(passage, kept)]
        text += said[start:end]
    language = index.languages[windows[0].passage]
    return Longer(Wording("translation", language, text), tuple(lines))


def _bounds(index: Index, text: str, ranks: tuple[int, int], margin: int) -> tuple[int, int]:
    """Return the bounds in a passage's text of the words between `ranks`, with `margin` words on either side."""
    spread = laid(text, index.language, heading=True)
    first, last = max(0, ranks[0] - margin), min(len(spread.spoken), ranks[1] + margin)
    start = 0 if first == 0 else spread.words[spread.spoken[first]].start
    end = len(text) if last == len(spread.spoken) else spread.words[spread.spoken[last - 1]].end
    return start, end


def _lines(passage: Passage, which: int) -> Iterator[tuple[int, int]]:
    for start, saying in zip(passage.starts(which), passage.sayings, strict=True):
        yield start, saying.words.line
