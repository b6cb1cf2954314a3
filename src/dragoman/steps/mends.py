"""What a writer may do about a finding without touching anybody's words: an edit for each, none made unasked."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePath

from dragoman.check.fix.fixes import fixes
from dragoman.check.ignore_comments import refused
from dragoman.check.rules import RULES
from dragoman.dispatch.document import Document, Draft
from dragoman.dispatch.reading import Reading
from dragoman.steps.drafts import Judgement


@dataclass(frozen=True)
class Mend:
    """Hold one edit: `replacement` for what stands from `start` to `end` (characters of the source), and why.

    It is offered where the writer's cursor touches `reach`, bounds in the source too. It answers a finding
    of the rule `code`, or none where that is empty.
    """

    start: int
    end: int
    replacement: str
    why: str
    reach: tuple[int, int]
    code: str = ""


def mends(judgement: Judgement, again: Callable[[str], Reading]) -> tuple[Mend, ...]:
    """Return the edits of `dragoman check --fix`, each by itself; `again` reads and judges a changed text."""
    marks = judgement.reading.document.marks
    found: list[Mend] = []
    for edit in fixes(judgement.reading, again):
        around = ((mark.words.start, mark.at.end) for mark in marks if mark.words.start <= edit.start < mark.at.end)
        reach = next(around, (edit.start, edit.end))
        found.append(Mend(edit.start, edit.end, edit.replacement, edit.why, reach))
    return tuple(found)


def ignorings(judgement: Judgement) -> Iterator[Mend]:
    """Yield, for each rule that may be ignored and found something, the comment that asks to be spared it in this file.

    The reason is left for the writer: a comment without one silences nothing.
    """
    document = judgement.reading.document
    known = frozenset(rule.CODE for rule in RULES)
    at = _comment_at(document)
    for finding in judgement.findings:
        if refused(finding.code, judgement.reading, known):
            continue
        start, end = (
            document.lines.starts[line - 1] + column - 1
            for line, column in ((finding.line, finding.column), (finding.end_line, finding.end_column))
        )
        why = f"ignore {finding.code} in this file, for a reason that you write"
        yield Mend(at, at, _comment(document, at, finding.code), why, (start, end), finding.code)


def _comment_at(document: Document) -> int:
    """Return where the comment goes: in front of the line that closes a dispatch's front matter, else at the end."""
    if not isinstance(document, Draft):
        return len(document.text)
    return document.text.rindex("---", 0, len(document.text) - len(document.body))


def _comment(document: Document, at: int, code: str) -> str:
    newline = "\r\n" if "\r\n" in document.text else "\n"
    if isinstance(document, Draft):
        return f"# dragoman: ignore {code} {newline}"
    before = newline if at and document.text[at - 1] not in "\r\n" else ""
    is_plain = PurePath(document.path).suffix.lower() in ("", ".txt")
    comment = f"# dragoman: ignore {code} " if is_plain else f"<!-- dragoman: ignore {code}  -->"
    return before + newline + comment + newline
