"""Run every rule over a document."""

from collections.abc import Iterable

from dragoman.check.rules import BARE_RULES, RULES
from dragoman.dispatch.reading import Reading
from dragoman.dispatch.resolve import Resolved
from dragoman.model.finding import Finding


def run(resolved: Resolved) -> tuple[Finding, ...]:
    """Return what the rules find in a dispatch, by place and then by code."""
    return _sorted(finding for rule in RULES for finding in rule.check(resolved))


def run_bare(reading: Reading) -> tuple[Finding, ...]:
    """Return what the rules that need no desk find in a document, by place and then by code."""
    return _sorted(finding for rule in BARE_RULES for finding in rule.check(reading))


def _sorted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda one: (one.path, one.line, one.column, one.code, one.message)))
