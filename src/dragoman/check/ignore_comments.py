"""Comments that tell the check to pass over a rule in one file: `dragoman: ignore QUO004 reason`."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import PurePath

from dragoman.check.protected import PROTECTED, UNIGNORABLE
from dragoman.dispatch.document import Document, Draft
from dragoman.dispatch.place import Place
from dragoman.dispatch.reading import Reading
from dragoman.dispatch.resolve import Resolved

_HERE = "dragoman:"
_LINE = re.compile(r"(?<![^\r\n\ufeff])[ \t]*(?P<all>#[ \t]*dragoman:[ \t]*ignore\b(?P<rest>[^\r\n]*))")
_HTML = re.compile(r"(?P<all><!--\s*dragoman:\s*ignore\b(?P<rest>(?:(?!-->).){0,1000})-->)", re.DOTALL)
_FRONT = re.compile(r"\ufeff?---[ \t]*(?:\r\n?|\n).*?(?<=[\r\n])---[ \t]*(?:\r\n?|\n|\Z)", re.DOTALL)
_CODE = re.compile(r"\s*(?P<code>[A-Za-z]{2,10}[0-9]{3})(?!\w)")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_MARKDOWN = frozenset([".md", ".markdown"])
_MARKED_UP = _MARKDOWN | {".html", ".htm", ".xhtml"}
_FEWEST_LETTERS = 3
_AROUND_REASON = " \t\r\n:;,.-–—"


@dataclass(frozen=True, slots=True)
class Coded:
    """Hold the code of a rule as a comment names it, in capitals, and its place."""

    code: str
    at: Place


@dataclass(frozen=True, slots=True)
class Comment:
    """Hold one comment: the rules it names, the reason it gives, its place.

    A `misplaced` one stands in the body of a dispatch, where it is shown to readers and tells the check nothing.
    """

    codes: tuple[Coded, ...]
    reason: str
    at: Place
    misplaced: bool = False

    @property
    def has_reason(self) -> bool:
        """Tell whether the reason has at least a few letters."""
        return sum(character.isalpha() for character in self.reason) >= _FEWEST_LETTERS


def comments(document: Document) -> tuple[Comment, ...]:
    """Return the ignore comments of a document, in the order of the source.

    In a dispatch they are comments of the YAML front matter; in Markdown of any desk these, and HTML comments
    anywhere but in code; in HTML the latter; in plain text lines that begin with `# dragoman: ignore`.
    """
    if _HERE not in document.text:
        return ()
    found = sorted(_matches(document), key=lambda match: match.start("all"))
    body = len(document.text) - len(document.body) if isinstance(document, Draft) else len(document.text)
    return tuple(_comment(match, document, misplaced=match.start() >= body) for match in found)


def effective(comment: Comment, reading: Reading, known: Collection[str]) -> tuple[Coded, ...]:
    """Return the codes that a comment does switch off, of those that are `known`."""
    if comment.misplaced or not comment.has_reason:
        return ()
    return tuple(coded for coded in comment.codes if not refused(coded.code, reading, known))


def refused(code: str, reading: Reading, known: Collection[str]) -> str:
    """Return why a rule cannot be ignored in a document, and nothing where it can."""
    if code not in known:
        return f"there is no rule {code}"
    if code in UNIGNORABLE:
        return f"{code} tells of comments like this one and cannot be ignored"
    if code in PROTECTED and isinstance(reading, Resolved):
        return f"publication rests on {code}, which cannot be ignored in a dispatch"
    return ""


def _matches(document: Document) -> Iterator[re.Match[str]]:
    text, suffix = document.text, PurePath(document.path).suffix.lower()
    is_markdown = suffix in _MARKDOWN or isinstance(document, Draft)
    if suffix not in _MARKED_UP and not isinstance(document, Draft):
        yield from _LINE.finditer(text)
        return
    front = _FRONT.match(text) if is_markdown else None
    if front is not None:
        yield from _LINE.finditer(text, 0, front.end())
    for match in _HTML.finditer(text, front.end() if front is not None else 0):
        if not (is_markdown and _is_code(text, match.start())):
            yield match


def _is_code(text: str, at: int) -> bool:
    """Tell whether Markdown shows what stands at `at` as code: fenced, indented, or between backticks."""
    *before, line = re.split(r"\r\n?|\n", text[:at])
    fence = ""
    for each in before:
        mark = _FENCE.match(each)
        if mark is not None and not fence:
            fence = mark[1]
        elif mark is not None and mark[1].startswith(fence):
            fence = ""
    return bool(fence) or line.startswith(("    ", "\t")) or line.count("`") % 2 == 1


def _comment(match: re.Match[str], document: Document, *, misplaced: bool) -> Comment:
    rest, base = match["rest"], match.start("rest")
    codes: list[Coded] = []
    at = 0
    while code := _CODE.match(rest, at):
        place = document.lines.place(base + code.start("code"), base + code.end("code"))
        codes.append(Coded(code["code"].upper(), place))
        comma = re.compile(r"\s*,").match(rest, code.end())
        at = comma.end() if comma else code.end()
        if comma is None:
            break
    start, end = match.span("all")
    whole = document.lines.place(start, start + len(document.text[start:end].rstrip()))
    return Comment(tuple(codes), rest[at:].strip(_AROUND_REASON), whole, misplaced)
