"""Hold dispatches to the rules: what a desk knows, and the findings that follow."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from dragoman import __version__
from dragoman.check.report import github, json, text
from dragoman.check.run import run
from dragoman.dispatch.document import Draft
from dragoman.dispatch.library import Library, Shelf
from dragoman.dispatch.parse import parse
from dragoman.dispatch.resolve import Resolved, resolve
from dragoman.model.capture import Media, Tool
from dragoman.model.digest import digest
from dragoman.model.errors import BadInput
from dragoman.model.finding import Finding
from dragoman.model.review import Reviewed
from dragoman.steps.desk import Desk
from dragoman.steps.files import read_text
from dragoman.steps.numbers import dispatch_files, shown, taken_by_others, taken_numbers

TOOL = Tool("dragoman check", __version__)


@dataclass(frozen=True)
class Judged:
    """Hold a dispatch as resolved and what the rules found in it."""

    resolved: Resolved
    findings: tuple[Finding, ...]

    @property
    def blocked(self) -> bool:
        """Tell whether a finding blocks publication."""
        return any(finding.severity == "error" for finding in self.findings)

    @property
    def quotations(self) -> int:
        """Return how many pinned quotations the dispatch has."""
        return len(self.resolved.quotations)


def check(desk: Desk, paths: Iterable[Path]) -> tuple[Judged, ...]:
    """Judge the dispatches at `paths`, and in folders of them; all of the desk's where none is named.

    Numbers are held against the desk's other dispatches and the editions it has published. Raise
    DispatchError for a file that cannot be read as a dispatch at all.
    """
    files = _files(desk, tuple(paths))
    documents = [parse(read_text(path), shown(desk, path)) for path in files]
    library, taken = _library(desk, documents), taken_numbers(desk)
    judged = []
    for document in documents:
        resolved = resolve(document, replace(library, taken=taken_by_others(taken, document.path)))
        judged.append(Judged(resolved, run(resolved)))
    return tuple(judged)


def shelf(desk: Desk, name: str) -> Shelf:
    """Return an item as a dispatch may quote it: every revision that people made of it."""
    item = desk.item(name)
    revisions = {}
    for each in desk.vault.index.revisions(name):
        reviewed = desk.vault.get_as(each, Reviewed)
        revisions[reviewed.revision] = (each, reviewed)
    media = desk.vault.get_as(item.media, Media) if item.media else None
    return Shelf(item, digest(item), media, revisions)


def _files(desk: Desk, paths: tuple[Path, ...]) -> tuple[Path, ...]:
    files: list[Path] = []
    for path in paths or (desk.dispatches,):
        if path.is_dir():
            files += dispatch_files(path)
        elif path.is_file():
            files.append(path)
        else:
            raise BadInput("no such dispatch", place=str(path), hint="name a Markdown file or a folder of them")
    return tuple(dict.fromkeys(files))


def _library(desk: Desk, documents: Iterable[Draft]) -> Library:
    known = set(desk.vault.index.names())
    named = {item for document in documents for item in document.meta.sources.values()}
    return Library(
        shelves={name: shelf(desk, name) for name in sorted(named & known)},
        captured=frozenset(desk.vault.index.addresses()),
    )


def report(judged: Iterable[Judged], form: str, *, colour: bool = False) -> str:
    """Return findings as `text`, `json` or `github` annotations; raise BadInput for another form."""
    each = tuple(judged)
    findings = [finding for one in each for finding in one.findings]
    if form == "text":
        texts = {one.resolved.document.path: one.resolved.document.text for one in each}
        return text.render(findings, texts, colour=colour)
    if form == "json":
        return json.render(findings)
    if form == "github":
        return github.render(findings)
    raise BadInput(f"unknown format {form!r}", hint="write text, json or github")
