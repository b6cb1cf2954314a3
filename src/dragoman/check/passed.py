"""The proof that a dispatch was held to the rules and nothing blocks it."""

from collections.abc import Sequence

from dragoman.check.rules import RULES
from dragoman.dispatch.resolve import Resolved
from dragoman.dispatch.settle import settle
from dragoman.model.capture import Tool
from dragoman.model.digest import digest
from dragoman.model.edition import Checked
from dragoman.model.errors import NotFaithful
from dragoman.model.finding import Finding


def passed(resolved: Resolved, findings: Sequence[Finding], tool: Tool) -> Checked:
    """Return the statement that no blocking finding stands; raise NotFaithful where one does.

    `findings` are those that `run` returned. The dispatch named is the one that `settle` makes, which
    raises DispatchError when a quotation does not hold after all.
    """
    errors = [finding for finding in findings if finding.severity == "error"]
    if errors:
        first = errors[0]
        more = f", and {len(errors) - 1} more" if len(errors) > 1 else ""
        raise NotFaithful(
            f"{first.code} {first.message}{more}",
            place=f"{first.path}:{first.line}:{first.column}",
            hint=f"run `dragoman check {first.path}`, mend what it shows, then publish",
        )
    warnings = tuple(f"{one.path}:{one.line}:{one.column}: {one.code} {one.message}" for one in findings)
    return Checked(digest(settle(resolved)), tool, tuple(rule.CODE for rule in RULES), warnings)
