"""HTML in pieces: tags, words and what is no text, each with its bounds in the source.

The standard library's reader gives places too, but in releases of Python that we support it takes
quadratic time over broken pages, and most of the time that a sound page may take.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

# Attribute values may hold `>`; a quotation mark opens a value after `=` only (HTML standard, 13.2.5).
_TAG = re.compile(r"<(/?)([A-Za-z][^\s/>]*+)((?:[^>=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')?)*+)>")
_BROKEN_TAG = re.compile(r"<(/?)([A-Za-z][^\s/><]*+)([^>]*+)>")
_MAY_OPEN = re.compile(r"<(?=[A-Za-z/!?])")
_ATTRIBUTE = re.compile(r"([^\s=/\"'<>]++)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s>]*+)))?+")
_ENTITY = re.compile(r"&(?:#[0-9]{1,8}|#[xX][0-9A-Fa-f]{1,8}|[A-Za-z][A-Za-z0-9]{1,40});?")
# What stands in these is no text of the page, or none any more.
_OPAQUE = frozenset(
    [
        "script",
        "style",
        "template",
        "noscript",
        "iframe",
        "svg",
        "math",
        "select",
        "textarea",
        "nav",
        "del",
        "s",
        "strike",
    ]
)
_RAW = frozenset(["script", "style", "textarea"])

Placed = tuple[str, list[int], list[int]]


class Tag(NamedTuple):
    """Hold a tag: its lower-case name, whether it closes, its attributes as written, its bounds."""

    name: str
    closes: bool
    inside: str
    start: int
    end: int

    def attributes(self) -> dict[str, str]:
        """Return the attributes by lower-case name, decoded; of one given twice, the first."""
        found: dict[str, str] = {}
        for match in _ATTRIBUTE.finditer(self.inside):
            found.setdefault(match[1].lower(), unescape(match[2] or match[3] or match[4] or ""))
        return found

    def placed(self, name: str) -> Placed:
        """Return the value of attribute `name`, decoded, with the bounds of each character in the source."""
        base = self.end - 1 - len(self.inside)
        for match in _ATTRIBUTE.finditer(self.inside):
            if match[1].lower() == name:
                group = next((number for number in (2, 3, 4) if match[number]), 4)
                return decoded(match[group] or "", base + match.start(group))
        return "", [], []


class Words(NamedTuple):
    """Hold the bounds of text between tags."""

    start: int
    end: int


class Opaque(NamedTuple):
    """Hold an element that shows no text: its opening tag, and the bounds of what it holds."""

    tag: Tag
    start: int
    end: int


Part = Tag | Words | Opaque


def decoded(written: str, start: int) -> Placed:
    """Return text that is `written` from offset `start`, each decoded character on the whole of its entity."""
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for match in _ENTITY.finditer(written):
        character = unescape(match[0])
        if character == match[0]:
            continue
        pieces += (written[at : match.start()], character)
        starts += (*range(start + at, start + match.start()), *[start + match.start()] * len(character))
        ends += (*range(start + at + 1, start + match.start() + 1), *[start + match.end()] * len(character))
        at = match.end()
    pieces.append(written[at:])
    starts += range(start + at, start + len(written))
    ends += range(start + at + 1, start + len(written) + 1)
    return "".join(pieces), starts, ends


def read_tags(text: str) -> Iterator[Part]:
    """Yield the pieces of a page in their order, in time linear in its length; nothing is refused."""
    return _Tags(text).read()


class _Tags:
    def __init__(self, text: str) -> None:
        self.text = text
        self.tag = _TAG
        self.last = text.rfind(">")
        self.closings: dict[str, int] = {}

    def read(self) -> Iterator[Part]:
        at = words = 1 if self.text.startswith("\ufeff") else 0
        while (match := _MAY_OPEN.search(self.text, at)) is not None and match.start() < self.last:
            start = match.start()
            end, tag = self._piece(start)
            if end < 0:
                at = start + 1
                continue
            if words < start:
                yield Words(words, start)
            at = words = end
            if tag is None:
                continue
            if tag.name in _OPAQUE and not tag.closes and (closing := self._closing(tag.name, end)) >= 0:
                yield Opaque(tag, end, closing)
                at = words = closing
            else:
                yield tag
        if words < len(self.text):
            yield Words(words, len(self.text))

    def _piece(self, start: int) -> tuple[int, Tag | None]:
        """Return the end of what opens at `start`, -1 for mere text, and the tag if it is one."""
        if self.text[start + 1] in "!?":
            return self._comment(start), None
        match = self.tag.match(self.text, start)
        if match is None and self.tag is _TAG and _BROKEN_TAG.match(self.text, start) is not None:
            # A value that is never closed swallows all: from here on each tag ends at the first `>`.
            self.tag = _BROKEN_TAG
            match = self.tag.match(self.text, start)
        if match is None:
            return -1, None
        return match.end(), Tag(match[2].lower(), match[1] == "/", match[3], start, match.end())

    def _comment(self, start: int) -> int:
        for opening, closing in (("<!--", "-->"), ("<![CDATA[", "]]>")):
            if self.text.startswith(opening, start) and start + 2 <= self._last(closing):
                return self.text.index(closing, start + 2) + len(closing)
        return self.text.index(">", start) + 1

    def _last(self, words: str) -> int:
        if words not in self.closings:
            self.closings[words] = self.text.rfind(words)
        return self.closings[words]

    def _closing(self, name: str, start: int) -> int:
        """Return where the closing tag of an opaque element stands, -1 if nowhere; one may stand in another."""
        either = re.compile(rf"<(/?){name}(?=[\s/>])", re.IGNORECASE)
        if name not in self.closings:
            closing = [match.start() for match in either.finditer(self.text) if match[1]]
            self.closings[name] = closing[-1] if closing else -1
        if start > self.closings[name]:
            return -1
        depth = 1
        for match in either.finditer(self.text, start):
            depth += -1 if match[1] else int(name not in _RAW)
            if not depth:
                return match.start()
        return self.closings[name]
