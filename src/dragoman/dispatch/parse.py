"""Read a dispatch: Markdown in, a Document with every quotation and its place out."""

from collections.abc import Iterable, Iterator

from dragoman.dispatch.blocks import Block, read_blocks
from dragoman.dispatch.document import Document
from dragoman.dispatch.found import Found
from dragoman.dispatch.frontmatter import read_front
from dragoman.dispatch.place import Lines, Place
from dragoman.dispatch.stretch import Stretch


def parse(text: str, path: str) -> Document:
    """Return the dispatch that `text` holds; raise DispatchError when its front matter cannot be read."""
    lines = Lines(text)
    front = read_front(lines, path)
    found = Found(lines)
    found.read_title(_written(front.meta.title, text, front.places["title="]))
    blocks = list(read_blocks(lines, front.body_start))
    for run in _runs(block for block in blocks if isinstance(block, Block)):
        found.read_run(run)
    found.read_notes(blocks)
    return Document(
        path,
        text,
        front.meta,
        front.places,
        lines,
        text[front.body_start :],
        lines.place(front.body_start, front.body_start).line,
        tuple(sorted(found.marks, key=lambda mark: (mark.words.start, mark.at.start))),
        tuple(found.voiced),
        tuple(sorted(found.bare, key=lambda bare: bare.words.start)),
        tuple(found.pictures),
        tuple(found.note_marks),
        tuple(found.notes),
        tuple(found.headings),
        tuple(sorted(found.unclosed, key=lambda one: one.at.start)),
        tuple(found.unread),
    )


def _runs(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    """Yield blocks that a quotation may run across, together; a heading stands alone."""
    run: list[Block] = []
    for block in blocks:
        if run and (block.kind != run[-1].kind or block.group != run[-1].group or block.kind == "heading"):
            yield run
            run = []
        run.append(block)
    if run:
        yield run


def _written(value: str, source: str, place: Place) -> Stretch:
    """Return a front-matter value with each character placed where YAML's quoting let it stand, else on the whole."""
    starts: list[int] = []
    at = place.start
    for character in value:
        found = source.find(character, at, place.end)
        if found < 0:
            whole = len(value)
            return Stretch(value, [place.start] * whole, [place.end] * whole)
        starts.append(found)
        at = found + 1
    return Stretch(value, starts, [start + 1 for start in starts])
