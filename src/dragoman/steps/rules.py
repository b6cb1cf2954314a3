"""Tell what the rules are."""

from dataclasses import dataclass

from dragoman.check.explain import explain
from dragoman.check.rules import RULES


@dataclass(frozen=True)
class Listed:
    """Hold one rule for a list."""

    code: str
    name: str
    severity: str


def listed() -> tuple[Listed, ...]:
    """Return every rule, in the order of the codes."""
    return tuple(sorted((Listed(r.CODE, r.NAME, r.SEVERITY) for r in RULES), key=lambda rule: rule.code))


def page(code: str) -> str:
    """Return the page of the rule of that code; raise BadInput when there is none."""
    return explain(code)
