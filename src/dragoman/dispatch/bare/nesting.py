"""Which tags of a page close which, however badly it is made, and what follows from it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from dragoman.dispatch.bare.tags import Part, Tag

# fmt: off
_VOID = frozenset([
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
])
# fmt: on
# A new one of these ends the one before.
_ENDS_ITSELF = frozenset(["p", "li", "dt", "dd", "td", "th", "tr", "option"])
# Block quotations that hold these were set for their margins.
_LAYOUT = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "table", "form"])


@dataclass
class Nesting:
    """Hold, by index among the pieces, where what a tag opens is closed, and which block quotations quote.

    `quoted` has the tags of `q` that have their partner.
    """

    closing: dict[int, int] = field(default_factory=dict)
    quotations: set[int] = field(default_factory=set)
    quoted: set[int] = field(default_factory=set)


def nest(parts: Sequence[Part]) -> Nesting:
    """Return how the tags of a page nest; each name is paired by itself, so that one lost tag loses no other."""
    nesting = Nesting()
    open_tags: dict[str, list[int]] = {}
    layout: list[bool] = []
    for index, part in enumerate(parts):
        if not isinstance(part, Tag):
            continue
        stack = open_tags.setdefault(part.name, [])
        if part.closes:
            if stack:
                _close(nesting, (stack.pop(), index), part.name, layout)
        elif part.name not in _VOID:
            if part.name in _LAYOUT:
                _mark(layout)
            if part.name in _ENDS_ITSELF and stack:
                nesting.closing[stack.pop()] = index
            if part.name == "blockquote":
                layout.append(False)
            stack.append(index)
    return nesting


def _close(nesting: Nesting, bounds: tuple[int, int], name: str, layout: list[bool]) -> None:
    nesting.closing[bounds[0]] = bounds[1]
    if name == "q":
        nesting.quoted.update(bounds)
    if name == "blockquote" and not layout.pop():
        nesting.quotations.update(bounds)


def _mark(layout: list[bool]) -> None:
    """Mark each open block quotation as one for its margins; outside a marked one all are marked already."""
    for number in reversed(range(len(layout))):
        if layout[number]:
            return
        layout[number] = True


def is_hidden(tag: Tag) -> bool:
    """Tell whether an element is set not to be seen."""
    inside = tag.inside.lower()
    if "hidden" not in inside and "none" not in inside:
        return False
    attributes = tag.attributes()
    style = attributes.get("style", "").lower().replace(" ", "")
    return "hidden" in attributes or "display:none" in style
