"""Findings as SARIF 2.1.0, which code hosts and editors read."""

import hashlib
import os
import re
from collections.abc import Iterable, Sequence
from pathlib import PurePath
from urllib.parse import quote

import msgspec

from dragoman import __version__
from dragoman.check.altered import one_line
from dragoman.check.explain import explain
from dragoman.check.fix.edits import Edit
from dragoman.check.ignore import Ignored
from dragoman.check.report import sarif_log as log
from dragoman.check.rule import Rule
from dragoman.check.rules import RULES
from dragoman.check.visible import safe
from dragoman.dispatch.place import Lines
from dragoman.model.finding import Finding

_ROOT = "%SRCROOT%"
# GitHub cuts a rule's descriptions there.
_LONGEST = 1024
_LINKLIKE = re.compile(r"\[(?=[^\[\]]*\]\()")
_INDEX = {rule.CODE: index for index, rule in enumerate(RULES)}


def results(
    findings: Sequence[Finding], text: str, *, ignored: Sequence[Ignored] = (), edits: Sequence[Edit] = ()
) -> tuple[log.Result, ...]:
    """Return the findings of one file as results, by place; `text` is the file's, `edits` what would be mended in it.

    Findings that a comment ignores are told as suppressed, with its reason.
    """
    lines = Lines(text)
    stated = [*((one, ()) for one in findings), *((each.finding, (_suppression(each),)) for each in ignored)]
    seen: dict[str, int] = {}
    made: list[log.Result] = []
    for one, suppressions in sorted(stated, key=lambda pair: (pair[0].line, pair[0].column, pair[0].code)):
        hashed = _hashed(one, lines)
        seen[hashed] = seen.get(hashed, 0) + 1
        made.append(
            log.Result(
                rule_id=one.code,
                rule_index=_INDEX[one.code],
                level=one.severity,
                message=log.Message(_message(one)),
                locations=(log.Location(log.PhysicalLocation(_file(one.path), _region(one))),),
                partial_fingerprints={"primaryLocationLineHash": f"{hashed}:{seen[hashed]}"},
                suppressions=suppressions,
                fixes=_fixes(one, lines, edits),
                properties=_properties(one),
            )
        )
    return tuple(made)


def render(results: Iterable[log.Result]) -> str:
    """Return a whole log of the results of all files; the rules come with it, each with its page."""
    run = log.Run(
        tool=log.Tool(log.Driver("dragoman", __version__, __version__, "en", tuple(map(_descriptor, RULES)))),
        invocations=(log.Invocation(execution_successful=True),),
        original_uri_base_ids={_ROOT: log.Base(log.Message("The folder that dragoman was run in."))},
        column_kind="unicodeCodePoints",
        results=tuple(results),
    )
    encoded = msgspec.json.encode(log.Log(log.SCHEMA, "2.1.0", (run,)))
    return msgspec.json.format(encoded, indent=2).decode() + "\n"


def _descriptor(rule: Rule) -> log.Descriptor:
    page = explain(rule.CODE)
    finds = page.partition("\n## What it finds\n")[2].partition("\n## ")[0]
    return log.Descriptor(
        id=rule.CODE,
        name=rule.NAME,
        short_description=log.Message(_literal(_shortened((rule.__doc__ or rule.NAME).strip().partition("\n")[0]))),
        full_description=log.Message(_literal(_shortened(one_line(finds)))),
        help=log.Message(_literal(page), page.replace("{", "{{").replace("}", "}}")),
        default_configuration=log.Configuration(rule.SEVERITY),
    )


def _shortened(text: str) -> str:
    """Return `text`, or its first sentences where it is longer than is shown."""
    if len(text) <= _LONGEST:
        return text
    cut = text[:_LONGEST]
    return cut[: cut.rfind(". ") + 1] or cut


def _message(one: Finding) -> str:
    wordings = (f"quoted: {one.quotation}", f"source: {one.nearest}") if one.quotation and one.nearest else ()
    return _literal("\n".join(map(safe, (one.message, *wordings))))


def _literal(text: str) -> str:
    """Return `text` so that no brace is a placeholder (3.11.5) and no bracket opens an embedded link (3.11.6)."""
    return _LINKLIKE.sub(r"\\[", text.replace("{", "{{").replace("}", "}}"))


def _properties(one: Finding) -> dict[str, str]:
    said = {"hint": one.hint, "quotation": one.quotation, "nearest": one.nearest, "verdict": one.verdict or ""}
    return {name: value for name, value in said.items() if value}


def _file(path: str) -> log.ArtifactLocation:
    """Return a path as a URI: percent-encoded UTF-8, relative to the root unless it is absolute."""
    written = quote(os.fsencode(PurePath(path).as_posix()))
    if PurePath(path).is_absolute():
        return log.ArtifactLocation(f"file://{written}")
    return log.ArtifactLocation(written, _ROOT)


def _region(one: Finding) -> log.Region:
    return log.Region(one.line, one.column, one.end_line, one.end_column)


def _suppression(ignored: Ignored) -> log.Suppression:
    return log.Suppression("inSource", safe(ignored.reason))


def _hashed(one: Finding, lines: Lines) -> str:
    """Return a digest of the rule and the words at fault.

    The line a finding stands on is no part of it, nor the rest of its paragraph, which in a dispatch is often one
    line: a finding is the same one when text moves, and when something else in the paragraph is mended.
    """
    start, end = _offset(lines, one.line, one.column), _offset(lines, one.end_line, one.end_column)
    words = lines.text[start:end] if start < end else lines.line(one.line)
    return hashlib.sha256(f"{one.code}\0{one_line(words)}".encode()).hexdigest()[:16]


def _offset(lines: Lines, line: int, column: int) -> int:
    return lines.starts[line - 1] + column - 1


def _fixes(one: Finding, lines: Lines, edits: Sequence[Edit]) -> tuple[log.Fix, ...]:
    """Return the edits that touch the words at fault."""
    start, end = _offset(lines, one.line, one.column), _offset(lines, one.end_line, one.end_column)
    return tuple(_fix(one, lines, edit) for edit in edits if edit.start < end and start < edit.end)


def _fix(one: Finding, lines: Lines, edit: Edit) -> log.Fix:
    at = lines.place(edit.start, edit.end)
    region = log.Region(at.line, at.column, at.end_line, at.end_column)
    change = log.ArtifactChange(_file(one.path), (log.Replacement(region, log.Message(edit.replacement)),))
    return log.Fix(log.Message(_literal(safe(edit.why))), (change,))
