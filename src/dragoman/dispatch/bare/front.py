"""What a document says of itself above its text: lines of names and values, of which few are read."""

import re
from dataclasses import dataclass

from dragoman.dispatch.bare.days import day_of
from dragoman.dispatch.bare.spans import whole
from dragoman.dispatch.stretch import Stretch

# A block between lines of ---, or at the very top lines of `Name: value` that an empty line ends.
_END = r"[ \t]*(?:\r\n?|\n|\Z)"
_LINE = r"[^\r\n]*+(?:\r\n?|\n)"
_FENCED = re.compile(rf"\ufeff?---{_END}(?P<in>(?:(?!---|\.\.\.){_LINE}){{0,200}}+)(?:---|\.\.\.){_END}")
_FIELD = re.compile(r"(?P<name>[A-Za-z][A-Za-z _-]{0,24}):[ \t]+(?P<value>\S[^\r\n]*)")
_NAMED = r"[A-Za-z][A-Za-z_-]{0,24}(?: [A-Za-z_-]{1,24})?:"
_OPEN = re.compile(rf"\ufeff?(?:{_NAMED}(?:[ \t][^\r\n]*+)?(?:\r\n?|\n|\Z)){{1,40}}+(?=[ \t]*(?:\r|\n|\Z))")
# What a line of YAML looks like; a rule of --- may also stand above mere text.
_YAML = re.compile(r"[\w\"'.@/ -]{1,60}:(?:\s|$)|\s|-(?:\s|$)|[#\]})]|$")
_TITLE = frozenset(["title", "subject", "headline"])
_DAY = frozenset(["date", "published", "publication date", "pubdate", "datepublished"])
_LANGUAGE = frozenset(["language", "lang"])
_PLAIN_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
# The names that open a block of fields; a transcript's lines read `Name: words` too.
_KNOWN = _TITLE | _DAY | _LANGUAGE


@dataclass(frozen=True, slots=True)
class Front:
    """Hold what was read above a text, and the offset where the text starts."""

    title: Stretch | None
    day: str
    language: str
    body_start: int


def read_loose_front(text: str) -> Front:
    """Return title, day and language where they are plainly given; what cannot be read is passed over."""
    if (fenced := _FENCED.match(text)) and all(_YAML.match(line) for line in fenced["in"].splitlines()):
        return _fields(text, fenced.start("in"), fenced.end("in"), fenced.end())
    opened = _OPEN.match(text)
    if opened is not None and _names(opened[0]) & _KNOWN:
        return _fields(text, opened.start(), opened.end(), opened.end())
    return Front(None, "", "", 1 if text.startswith("\ufeff") else 0)


def plain_language(value: str) -> str:
    """Return a language as BCP 47 writes it, or nothing where `value` is none: `en_US` is `en-US`."""
    written = value.strip().replace("_", "-")
    head, _, rest = written.partition("-")
    tag = f"{head.lower()}-{rest}" if rest else head.lower()
    return tag if _PLAIN_LANGUAGE.fullmatch(tag) else ""


def _names(block: str) -> set[str]:
    return {match["name"].strip().lower() for match in _FIELD.finditer(block)}


def _fields(text: str, start: int, end: int, body_start: int) -> Front:
    title: Stretch | None = None
    day = language = ""
    for match in _FIELD.finditer(text, start, end):
        if match.start() and text[match.start() - 1] not in "\r\n\ufeff":
            continue
        name, value = match["name"].strip().lower(), match["value"].strip().strip("\"'")
        if name in _TITLE and title is None:
            title = _value(text, *match.span("value"))
        elif name in _DAY:
            day = day or day_of(value)
        elif name in _LANGUAGE:
            language = language or plain_language(value)
    return Front(title, day, language, body_start)


def _value(text: str, start: int, end: int) -> Stretch | None:
    """Return a title without the quoting of YAML, which wraps all of it and is doubled inside."""
    words = whole(text, start, end).trimmed()
    mark = words.text[:1]
    if mark in ("'", '"') and len(words.text) > 1 and words.text.endswith(mark):
        inner = words.text[1:-1]
        escaped = "''" if mark == "'" else '\\"'
        if mark not in inner.replace(escaped, ""):
            words = words.cut(1, len(words.text) - 1)
            at = [match.start() for match in re.finditer(re.escape(escaped), words.text)]
            words = words.without(at) if at else words
    return words if words.text.strip("|>-") else None
