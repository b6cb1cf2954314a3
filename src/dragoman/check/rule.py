"""What a rule is: a module with a code, a name, a docstring that is its page, and a check."""

from collections.abc import Iterator
from typing import Protocol, TypedDict, Unpack

from dragoman.dispatch.place import Place
from dragoman.dispatch.reading import Reading
from dragoman.dispatch.resolve import Resolved
from dragoman.model.finding import Finding, Severity, VerdictName


class Rule(Protocol):
    """Describe a rule's module.

    `CODE` is for ever. `BARE` tells whether the rule works on a document alone, with no desk. The
    docstring opens with one sentence and has the headings of `explain.HEADINGS`.
    """

    CODE: str
    NAME: str
    SEVERITY: Severity
    BARE: bool
    __doc__: str | None

    def check(self, resolved: Resolved, /) -> Iterator[Finding]:
        """Yield what the rule finds in a dispatch."""
        ...


class BareRule(Protocol):
    """Describe the module of a rule whose `BARE` is true: it looks at no desk."""

    CODE: str
    NAME: str
    SEVERITY: Severity
    BARE: bool
    __doc__: str | None

    def check(self, reading: Reading, /) -> Iterator[Finding]:
        """Yield what the rule finds in a document."""
        ...


class Detail(TypedDict, total=False):
    """Hold what a finding may say besides its message."""

    hint: str
    quotation: str
    nearest: str
    verdict: VerdictName | None


def finding(
    rule: tuple[str, str, Severity], reading: Reading, place: Place, message: str, **detail: Unpack[Detail]
) -> Finding:
    """Return a finding of the rule (its code, name and severity) at `place` in the document."""
    code, name, severity = rule
    return Finding(
        code,
        name,
        severity,
        reading.document.path,
        place.line,
        place.column,
        place.end_line,
        place.end_column,
        message,
        **detail,
    )
