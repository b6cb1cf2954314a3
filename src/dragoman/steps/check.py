"""Hold dispatches to the rules: what a desk knows, and the findings that follow."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dragoman import __version__
from dragoman.check.fix.edits import Edit, apply, unified
from dragoman.check.fix.fixes import fixes
from dragoman.check.ignore import Ignored, sift
from dragoman.check.run import run
from dragoman.check.severities import levelled, levels, off
from dragoman.dispatch.document import Draft
from dragoman.dispatch.library import Library, Shelf
from dragoman.dispatch.parse import parse
from dragoman.dispatch.resolve import Resolved, resolve
from dragoman.model.capture import Capture, Media, Preserved, Tool
from dragoman.model.digest import digest
from dragoman.model.errors import BadInput
from dragoman.model.finding import Finding
from dragoman.model.review import Reviewed
from dragoman.steps.desk import Desk
from dragoman.steps.files import read_text, write_file
from dragoman.steps.numbers import dispatch_files, shown, taken_by_others, taken_numbers
from dragoman.steps.reports import Outcome, Told, known, tell, written
from dragoman.steps.seen_cited import searched

TOOL = Tool("dragoman check", __version__)


@dataclass(frozen=True)
class Judged:
    """Hold a dispatch as resolved, what the rules found in it, what its comments ignore, and its safe edits."""

    resolved: Resolved
    findings: tuple[Finding, ...]
    ignored: tuple[Ignored, ...] = ()
    edits: tuple[Edit, ...] = ()

    @property
    def diff(self) -> str:
        """Return what its safe edits would change, as a unified diff."""
        document = self.resolved.document
        return unified(document.text, apply(document.text, self.edits), document.path)

    @property
    def blocked(self) -> bool:
        """Tell whether a finding blocks publication."""
        return any(finding.severity == "error" for finding in self.findings)

    @property
    def quotations(self) -> int:
        """Return how many pinned quotations the dispatch has."""
        return len(self.resolved.quotations)


def check(desk: Desk, paths: Iterable[Path], *, mending: bool = False) -> tuple[Judged, ...]:
    """Judge the dispatches at `paths`, and in folders of them; all of the desk's where none is named.

    With `mending`, the safe edits of each are worked out too; none is made. Numbers are held against the
    desk's other dispatches and the editions it has published. Raise
    DispatchError for a file that cannot be read as a dispatch at all.
    """
    files = _files(desk, tuple(paths))
    documents = [parse(read_text(path), shown(desk, path)) for path in files]
    library, taken = _library(desk, documents), taken_numbers(desk)
    judged = []
    for document in documents:
        own = replace(library, taken=taken_by_others(taken, document.path))
        one = judge(desk, document, own)
        judged.append(replace(one, edits=_edits(one, own)) if mending else one)
    return tuple(judged)


def mend(desk: Desk, judged: Iterable[Judged]) -> Iterator[str]:
    """Make the safe edits in the files of dispatches, and yield the path of each one changed."""
    for one in judged:
        document = one.resolved.document
        if one.edits:
            write_file(desk.root / document.path, apply(document.text, one.edits).encode())
            yield document.path


def judge(desk: Desk, document: Draft, library: Library) -> Judged:
    """Judge one dispatch by what the desk knows, as severely as its settings say, its comments heeded."""
    chosen = levels(desk.settings.check.rules)
    resolved = resolve(document, library)
    sifted = sift(resolved, run(resolved), off(chosen))
    return Judged(resolved, levelled(sifted.kept, chosen), sifted.ignored)


def _edits(one: Judged, library: Library) -> tuple[Edit, ...]:
    path = one.resolved.document.path
    return fixes(one.resolved, lambda text: resolve(parse(text, path), library))


def shelf(desk: Desk, name: str) -> Shelf:
    """Return an item as a dispatch may quote it: every revision that people made of it."""
    item = desk.item(name)
    revisions = {}
    for each in desk.vault.index.revisions(name):
        reviewed = desk.vault.get_as(each, Reviewed)
        revisions[reviewed.revision] = (each, reviewed)
    media = desk.vault.get_as(item.media, Media) if item.media else None
    preserved = desk.vault.get_as(item.preserved, Preserved)
    captured = desk.vault.get_as(preserved.capture, Capture).at
    return Shelf(item, digest(item), media, revisions, captured)


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


def _library(desk: Desk, documents: Sequence[Draft]) -> Library:
    known = set(desk.vault.index.names())
    named = {item for document in documents for item in document.meta.sources.values()}
    return Library(
        shelves={name: shelf(desk, name) for name in sorted(named & known)},
        captured=frozenset(desk.vault.index.addresses()),
        searched=searched(desk, documents),
    )


def report(judged: Iterable[Judged], form: str, *, colour: bool = False) -> str:
    """Return what was found, in one of the forms of `reports`; raise BadInput for another."""
    known(form)
    return written([_told(one, form, colour=colour) for one in judged], form)


def _told(one: Judged, form: str, *, colour: bool) -> Told:
    outcome = Outcome(one.resolved.document, one.findings, one.ignored, one.edits)
    return tell(outcome, form, colour=colour)
