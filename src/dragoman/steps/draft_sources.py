"""Where a quotation goes in a dispatch: its source into the front matter, its words before the notes."""

import re
from dataclasses import dataclass

from dragoman.dispatch.frontmatter import Front, read_front
from dragoman.dispatch.place import Lines

_NOTES = re.compile(r"(?:^\[\^[^\]\s]+\]:.*(?:\n(?:[ \t]+\S.*|[ \t]*))*\n?)+\Z", re.MULTILINE)


@dataclass(frozen=True)
class Insertion:
    """Hold what must be put in at `at` (characters of the text), in place of nothing but `text[at:end]`."""

    at: int
    end: int
    text: str


def source_name(text: str, item: str, path: str) -> str:
    """Return the name that a dispatch has, or would have, for an item; raise DispatchError where it cannot be read."""
    sources = read_front(Lines(text), path).meta.sources
    known = next((name for name, named in sources.items() if named == item), None)
    if known is not None:
        return known
    name, number = item, 2
    while name in sources:
        name, number = f"{item}-{number}", number + 1
    return name


def naming(text: str, name: str, item: str, path: str) -> Insertion | None:
    """Return what makes the front matter name an item, None where it does already."""
    front = read_front(Lines(text), path)
    if front.meta.sources.get(name) == item:
        return None
    newline = "\r\n" if "\r\n" in text[: front.body_start] else "\n"
    line = f"{name}: {item}"
    if not front.meta.sources:
        return _first(text, front, line, newline)
    value = front.places["sources="]
    if text[value.start] == "{":
        return Insertion(value.end - 1, value.end - 1, f", {line}")
    first = min((place for key, place in front.places.items() if _is_source(key)), key=lambda place: place.start)
    return Insertion(value.end, value.end, f"{newline}{' ' * (first.column - 1)}{line}")


def added(text: str, markdown: str) -> str:
    """Return a dispatch with Markdown as its last paragraph, before the notes at its end."""
    match = _NOTES.search(text)
    at = match.start() if match is not None and "\n" in text[: match.start()] else len(text)
    before, after = text[:at].rstrip("\n"), text[at:]
    return f"{before}\n\n{markdown}\n" + (f"\n{after}" if after else "")


def _first(text: str, front: Front, line: str, newline: str) -> Insertion:
    known = front.places.get("sources")
    if known is not None:
        return Insertion(known.start, known.end, f"sources:{newline}  {line}")
    fence = text.rindex("---", 0, front.body_start)
    return Insertion(fence, fence, f"sources:{newline}  {line}{newline}")


def _is_source(key: str) -> bool:
    return key.startswith("sources.") and not key.endswith("=")
