"""Places in a text: offsets, and the lines and columns that people count."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

_NEWLINE = re.compile(r"\r\n?|\n")


@dataclass(frozen=True, slots=True)
class Place:
    """Hold a stretch of a text: offsets in characters, end exclusive; lines and columns from 1."""

    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int


class Lines:
    """Turn offsets of one text into places."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *_line_ends(text)]

    def place(self, start: int, end: int) -> Place:
        """Return the place of `text[start:end]`."""
        line, column = self._position(start)
        end_line, end_column = self._position(max(start, end))
        return Place(start, max(start, end), line, column, end_line, end_column)

    def line(self, number: int) -> str:
        """Return the words of line `number`, counted from 1, without its line end."""
        end = self.starts[number] if number < len(self.starts) else len(self.text)
        return self.text[self.starts[number - 1] : end].rstrip("\r\n")

    def _position(self, offset: int) -> tuple[int, int]:
        index = bisect_right(self.starts, offset) - 1
        return index + 1, offset - self.starts[index] + 1


def _line_ends(text: str) -> Iterator[int]:
    """Yield the offset behind each line end."""
    if "\r" in text:
        yield from (match.end() for match in _NEWLINE.finditer(text))
        return
    at = text.find("\n")
    while at >= 0:
        yield at + 1
        at = text.find("\n", at + 1)
