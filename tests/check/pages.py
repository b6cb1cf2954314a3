"""Markdown pages that are test suites: a desk, dispatches, and what the rules must find in each.

A page is prose with four-tick fences. `segments` gives the reviewed text (and holds until the next one), `desk` the
numbers taken, the addresses captured and the reports of sightings (as `tests.dispatch.searches` reads them),
`dispatch` a whole dispatch, `bare txt`, `bare md` or `bare html` a document of any desk in that format, and
`findings`, after it, what is found there: a line with the place, the code and the message, and below it the words
at that place. An empty `findings` says that the text is faithful. `DRAGOMAN_ACCEPT=1` writes what is found into
the pages.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from tests.dispatch.searches import searched
from tests.dispatch.shelves import library

from dragoman.check.run import run
from dragoman.dispatch.parse import parse
from dragoman.dispatch.resolve import resolve
from dragoman.model.finding import Finding
from dragoman.steps.bare import judge_bare

FOLDER = Path(__file__).parent
_FENCE = re.compile(
    r"^````(?P<kind>segments|desk|dispatch|bare txt|bare md|bare html|findings)\n(?P<words>.*?)^````$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True)
class Example:
    """Hold one document of a page with the desk it is held to, what must be found, and where that is written.

    `format` is the suffix of a bare document, empty for a dispatch.
    """

    page: str
    line: int
    segments: str
    desk: str
    dispatch: str
    expected: str
    expected_at: tuple[int, int]
    format: str = ""


def examples(path: Path) -> Iterator[Example]:
    """Yield the examples of a page; raise ValueError where a dispatch says nothing of what must be found."""
    text = path.read_text(encoding="utf-8")
    segments = desk = ""
    dispatch: re.Match[str] | None = None
    for fence in _FENCE.finditer(text):
        kind, words = fence["kind"], fence["words"]
        if kind == "segments":
            segments = words
        elif kind == "desk":
            desk = words
        elif kind == "dispatch" or kind.startswith("bare "):
            if dispatch is not None:
                raise ValueError(f"{path.name}: a dispatch without findings")
            dispatch = fence
        elif dispatch is None:
            raise ValueError(f"{path.name}: findings without a dispatch")
        else:
            line = text.count("\n", 0, dispatch.start()) + 1
            suffix = dispatch["kind"].partition(" ")[2]
            yield Example(path.name, line, segments, desk, dispatch["words"], words, fence.span("words"), suffix)
            dispatch = None
    if dispatch is not None:
        raise ValueError(f"{path.name}: a dispatch without findings")


def found(example: Example, *, path: str = "dispatch.md") -> tuple[Finding, ...]:
    """Return what the rules find in an example."""
    if example.format:
        return judge_bare(example.dispatch, f"old.{example.format}").findings
    taken, captured, told = {}, [], []
    for line in example.desk.splitlines():
        kind, *rest = line.split()
        if kind == "taken":
            taken[rest[0], int(rest[1])] = rest[2]
        elif kind == "captured":
            captured.append(rest[0])
        else:
            told.append(line)
    desk = replace(library(example.segments, captured=captured, taken=taken), searched=searched(told))
    return run(resolve(parse(example.dispatch, path), desk))


def written(findings: tuple[Finding, ...], dispatch: str) -> str:
    """Return findings as a page has them."""
    lines = dispatch.split("\n")
    return "".join(f"{one.line}:{one.column} {one.code} {one.message}\n    {_words(one, lines)}\n" for one in findings)


def accept(path: Path) -> None:
    """Write what is found into a page."""
    text = path.read_text(encoding="utf-8")
    for example in reversed(list(examples(path))):
        start, end = example.expected_at
        text = text[:start] + written(found(example), example.dispatch) + text[end:]
    path.write_text(text, encoding="utf-8")


def _words(finding: Finding, lines: list[str]) -> str:
    first, last = finding.line - 1, finding.end_line - 1
    if first == last:
        return lines[first][finding.column - 1 : finding.end_column - 1]
    middle = lines[first + 1 : last]
    whole = [lines[first][finding.column - 1 :], *middle, lines[last][: finding.end_column - 1]]
    return " / ".join(part.strip() for part in whole)
