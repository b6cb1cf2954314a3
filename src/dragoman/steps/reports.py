"""What was found in documents, as people and programs read it: made file by file, so that an archive streams."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.check.fix.edits import Edit
from dragoman.check.ignore import Ignored
from dragoman.check.report import github, json, sarif, sarif_log
from dragoman.check.report import text as people
from dragoman.dispatch.document import Document
from dragoman.model.errors import BadInput
from dragoman.model.finding import Finding

FORMS = ("text", "json", "github", "sarif")


@dataclass(frozen=True)
class Told:
    """Hold what was found in one document, and in `form` text a block a finding, in SARIF its results."""

    findings: tuple[Finding, ...]
    ignored: int = 0
    blocks: tuple[str, ...] = ()
    results: tuple[sarif_log.Result, ...] = ()

    @property
    def errors(self) -> int:
        """Return how many findings are errors."""
        return sum(finding.severity == "error" for finding in self.findings)


def known(form: str) -> str:
    """Return `form`; raise BadInput when findings cannot be written so."""
    if form not in FORMS:
        raise BadInput(f"unknown format {form!r}", hint=f"write {', '.join(FORMS[:-1])} or {FORMS[-1]}")
    return form


@dataclass(frozen=True)
class Outcome:
    """Hold what the rules found in a document, what its comments ignore, and the edits that would mend it."""

    document: Document
    findings: tuple[Finding, ...]
    ignored: tuple[Ignored, ...] = ()
    edits: tuple[Edit, ...] = ()


def tell(outcome: Outcome, form: str, *, colour: bool = False) -> Told:
    """Return what was found in a document, ready for `form`."""
    text = outcome.document.text
    blocks: Sequence[str] = ()
    results: tuple[sarif_log.Result, ...] = ()
    if form == "text":
        blocks = people.blocks(outcome.findings, {outcome.document.path: text}, colour=colour)
    elif form == "sarif":
        results = sarif.results(outcome.findings, text, ignored=outcome.ignored, edits=outcome.edits)
    return Told(outcome.findings, len(outcome.ignored), tuple(blocks), results)


def last_line(told: Iterable[Told]) -> str:
    """Return the count of findings with which text ends: `2 errors, 1 warning, 1 ignored`."""
    each = tuple(told)
    errors, ignored = sum(one.errors for one in each), sum(one.ignored for one in each)
    counted = people.summary(errors, sum(len(one.findings) for one in each) - errors)
    return f"{counted}, {ignored} ignored" if ignored else counted


def written(told: Iterable[Told], form: str) -> str:
    """Return what was found in all documents, in one of FORMS."""
    each = tuple(told)
    findings = [finding for one in each for finding in one.findings]
    if form == "json":
        return json.render(findings)
    if form == "github":
        return github.render(findings)
    if form == "sarif":
        return sarif.render(result for one in each for result in one.results)
    return "\n\n".join([*(block for one in each for block in one.blocks), last_line(each)]) + "\n"
