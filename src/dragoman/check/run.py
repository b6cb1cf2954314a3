"""Run every rule over a dispatch."""

from dragoman.check.rules import RULES
from dragoman.dispatch.resolve import Resolved
from dragoman.model.finding import Finding


def run(resolved: Resolved) -> tuple[Finding, ...]:
    """Return what the rules find in a dispatch, by place and then by code."""
    findings = (finding for rule in RULES for finding in rule.check(resolved))
    return tuple(sorted(findings, key=lambda one: (one.path, one.line, one.column, one.code, one.message)))
