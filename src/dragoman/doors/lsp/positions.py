"""Places in a text as the Language Server Protocol counts them: lines from 0, code units of the agreed encoding."""

import re
from bisect import bisect_right

from lsprotocol.types import Position, PositionEncodingKind, Range

from dragoman.model.finding import Finding

# The protocol's line ends, and no others: Python's splitlines would also break at U+2028 or a form feed.
_NEWLINE = re.compile(r"\r\n?|\n")


class Positions:
    """Turn places of one text into the editor's positions, and back."""

    def __init__(self, text: str, encoding: PositionEncodingKind | str | None) -> None:
        self._text = text
        self._encoding = encoding
        self._starts = [0, *(match.end() for match in _NEWLINE.finditer(text))]
        self._ends = [*(match.start() for match in _NEWLINE.finditer(text)), len(text)]

    def position(self, offset: int) -> Position:
        """Return the position of the character at `offset`, counted in characters."""
        line = bisect_right(self._starts, offset) - 1
        return Position(line, self._units(self._text[self._starts[line] : offset]))

    def range(self, start: int, end: int) -> Range:
        """Return the range of `text[start:end]`."""
        return Range(self.position(start), self.position(end))

    def found(self, finding: Finding) -> Range:
        """Return the range of a finding in this text."""
        return self.range(self._at(finding.line, finding.column), self._at(finding.end_line, finding.end_column))

    def line(self, number: int) -> Range:
        """Return the range of line `number`, counted from 1; of the last one where there are fewer."""
        index = min(max(number, 1), len(self._starts)) - 1
        return self.range(self._starts[index], self._ends[index])

    def offset(self, position: Position) -> int:
        """Return the offset of a position; one beyond the end of its line or of the text is that end."""
        if position.line >= len(self._starts):
            return len(self._text)
        at, end = self._starts[position.line], self._ends[position.line]
        units = position.character
        while at < end and units > 0:
            units -= self._units(self._text[at])
            at += units >= 0
        return at

    def _at(self, line: int, column: int) -> int:
        return min(self._starts[line - 1] + column - 1, len(self._text))

    def _units(self, text: str) -> int:
        if self._encoding == PositionEncodingKind.Utf32:
            return len(text)
        if self._encoding == PositionEncodingKind.Utf8:
            return len(text.encode("utf-8", "surrogatepass"))
        return len(text) + sum(character > "\uffff" for character in text)
