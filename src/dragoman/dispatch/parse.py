"""Read a dispatch: Markdown in, a Draft with every quotation and its place out."""

from dragoman.dispatch.blocks import read_blocks
from dragoman.dispatch.document import Draft
from dragoman.dispatch.found import Found
from dragoman.dispatch.frontmatter import read_front
from dragoman.dispatch.place import Lines, Place
from dragoman.dispatch.stretch import Stretch


def parse(text: str, path: str) -> Draft:
    """Return the dispatch that `text` holds; raise DispatchError when its front matter cannot be read."""
    lines = Lines(text)
    front = read_front(lines, path)
    found = Found(lines)
    found.read_title(_written(front.meta.title, text, front.places["title="]))
    found.read_all(list(read_blocks(lines, front.body_start)))
    return Draft(
        path=path,
        text=text,
        lines=lines,
        language=front.meta.language,
        day=front.meta.date,
        **found.sorted(),
        meta=front.meta,
        fields=front.places,
        body=text[front.body_start :],
        body_line=lines.place(front.body_start, front.body_start).line,
    )


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
