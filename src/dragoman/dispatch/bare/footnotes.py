"""Footnotes of a page: marks that are links within it, and the places that they lead to."""

import re
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import unquote

from dragoman.dispatch.blocks import Block, NoteMark, NoteStart

_WITHIN = re.compile(r"href\s*=\s*[\"']?#[^\s\"'>]", re.IGNORECASE)
_NAMED = re.compile(r"\b(?:id|name)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+))", re.IGNORECASE)
_MARK = re.compile(r"\s*(?P<open>[\[(]?)\s*(?:[\d⁰¹²³⁴-⁹]{1,3}|(?P<sign>[*†‡§¶]{1,3}|[a-z]))\s*[\])]?\s*")
_RAISED = re.compile(r"\s*[⁰¹²³⁴-⁹]+\s*")
_BACK = re.compile(r"\s*(?:[\^↑↩⤴⏎⇧«]\ufe0e?|back|return|top|[a-z]|\W?\d{1,3}[.\])]?)\s*", re.IGNORECASE)


class Footnotes:
    """Tell, while a page is read from its start, which links are marks and where their notes stand."""

    def __init__(self, text: str) -> None:
        self.present = _WITHIN.search(text) is not None
        self.named = {match[1] or match[2] or match[3] for match in _NAMED.finditer(text)} if self.present else set()
        self.marked: set[str] = set()
        self.begun: set[str] = set()
        self.sure: set[str] = set()
        self.group = 0
        self.within = False
        self.end: int | None = None

    def is_apparatus(self, target: str, words: str, *, raised: bool) -> bool:
        """Tell whether a link within the page is a mark that leads to a note, or in a note leads back."""
        target = unquote(target)
        if self.within:
            return _BACK.fullmatch(words) is not None
        shown = _MARK.fullmatch(words)
        if shown is None or not target:
            return False
        raised = raised or _RAISED.fullmatch(words) is not None
        if raised or shown["open"]:
            self.sure.add(target)
            return True
        return shown["sign"] is None and target in self.named

    def mark(self, target: str, start: int, end: int) -> NoteMark | None:
        """Return the mark that leads to `target`; None where it leads back from a note."""
        if self.within:
            return None
        target = unquote(target)
        self.marked.add(target)
        return NoteMark(target, start, end)

    def opens(self, target: str, *, heading: bool) -> bool:
        """Tell whether a note begins where the page names the place `target`."""
        return target in self.marked and target not in self.begun and not heading

    def begin(self, target: str, at: tuple[int, int], end: int | None) -> NoteStart:
        """Begin the note `target`, which goes on to piece `end`, or else as far as its block."""
        self.begun.add(target)
        self.group += 1
        self.within, self.end = True, end
        return NoteStart(target, *at, self.group)

    def part(self) -> None:
        """End a note that goes on as far as its block."""
        if self.end is None:
            self.within = False

    def close(self, index: int) -> None:
        """End the note whose element ends with piece `index`."""
        if self.end is not None and index >= self.end:
            self.within, self.end = False, None

    def settled(self, blocks: Sequence[Block | NoteStart]) -> list[Block | NoteStart]:
        """Return the blocks without the marks that lead to something else in the page than a note."""
        doubtful = self.marked - self.begun - (self.sure - self.named)
        if not doubtful:
            return list(blocks)
        return [
            replace(block, notes=tuple(note for note in block.notes if note.label not in doubtful))
            if isinstance(block, Block)
            else block
            for block in blocks
        ]
