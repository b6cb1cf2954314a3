"""The proof that a dispatch was held to the rules and nothing blocks it."""

from collections.abc import Collection, Sequence

from dragoman.check.ignore import Ignored
from dragoman.check.rules import RULES
from dragoman.dispatch.resolve import Resolved
from dragoman.dispatch.settle import settle
from dragoman.model.capture import Tool
from dragoman.model.digest import digest
from dragoman.model.edition import Checked
from dragoman.model.errors import NotFaithful
from dragoman.model.finding import Finding


def passed(
    resolved: Resolved,
    findings: Sequence[Finding],
    tool: Tool,
    *,
    ignored: Sequence[Ignored] = (),
    off: Collection[str] = (),
) -> Checked:
    """Return the statement that no blocking finding stands; raise NotFaithful where one does.

    `findings` are those that stand, `ignored` those that the dispatch's comments ignore: they are stated
    with their reasons. `off` names rules that the desk does not run. The dispatch named is the one that
    `settle` makes, which raises DispatchError when a quotation does not hold after all.
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
    warnings = [stated(one) for one in findings]
    warnings += [f"{stated(each.finding)} (ignored: {each.reason})" for each in ignored]
    ran = tuple(rule.CODE for rule in RULES if rule.CODE not in off)
    return Checked(digest(settle(resolved)), tool, ran, tuple(warnings))


def stated(finding: Finding) -> str:
    """Return a finding as one line of a statement: its place, code and message."""
    return f"{finding.path}:{finding.line}:{finding.column}: {finding.code} {finding.message}"
