"""Read a document of any desk: plain text, Markdown or HTML in, a Document with exact places out."""

from collections.abc import Callable
from pathlib import PurePath

from dragoman.dispatch.bare.page import Page
from dragoman.dispatch.document import Document
from dragoman.dispatch.found import Found
from dragoman.dispatch.place import Lines


def read_bare(text: str, path: str, *, language: str = "") -> Document:
    """Return what `text` holds; nothing is refused. The suffix of `path` tells HTML and Markdown from plain text.

    `language` (BCP 47) outranks what the document says of its own, which is `und` where neither speaks.
    """
    lines = Lines(text)
    page = _reader(path)(lines)
    found = Found(lines)
    if page.title is not None:
        found.read_title(page.title)
    found.read_all(page.blocks)
    return Document(
        path=path,
        text=text,
        lines=lines,
        language=language or page.language or "und",
        day=page.day,
        **found.sorted(),
    )


def _reader(path: str) -> Callable[[Lines], Page]:
    """Return the reader for a file's suffix; each is imported when a file needs it."""
    suffix = PurePath(path).suffix.lower()
    if suffix in (".html", ".htm", ".xhtml"):
        from dragoman.dispatch.bare.hypertext import read_hypertext

        return read_hypertext
    if suffix in (".md", ".markdown"):
        from dragoman.dispatch.bare.markdown import read_markdown

        return read_markdown
    from dragoman.dispatch.bare.plain import read_plain

    return read_plain
