"""Findings as JSON, for programs."""

from collections.abc import Sequence

import msgspec

from dragoman.model.finding import Finding


def render(findings: Sequence[Finding]) -> str:
    """Return findings as a JSON array, one object each, with the fields of the `Finding` record."""
    return msgspec.json.format(msgspec.json.encode(findings), indent=2).decode() + "\n"
