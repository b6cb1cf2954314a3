"""Markdown of any desk: read as dispatches are, with any front matter and with notes of plain text too."""

from dataclasses import replace

from dragoman.dispatch.bare.addresses import linked
from dragoman.dispatch.bare.front import read_loose_front
from dragoman.dispatch.bare.notes import with_notes
from dragoman.dispatch.bare.page import Page
from dragoman.dispatch.bare.signed import without_signatures
from dragoman.dispatch.blocks import Block, NoteStart, read_blocks
from dragoman.dispatch.place import Lines


def read_markdown(lines: Lines) -> Page:
    """Return what a Markdown text holds; HTML in it is shown as text."""
    front = read_loose_front(lines.text)
    blocks = [_linked(block) for block in read_blocks(lines, front.body_start)]
    return Page(with_notes(without_signatures(blocks)), front.title, front.language, front.day)


def _linked(block: Block | NoteStart) -> Block | NoteStart:
    if not isinstance(block, Block) or "://" not in block.words.text:
        return block
    return replace(block, words=linked(block.words))
