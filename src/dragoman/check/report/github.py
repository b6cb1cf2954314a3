"""Findings as workflow commands, which GitHub shows beside the changed lines."""

from collections.abc import Sequence

from dragoman.model.finding import Finding

# Workflow commands of GitHub Actions: data escapes %, CR and LF; properties also : and ,
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def render(findings: Sequence[Finding]) -> str:
    """Return one `::error` or `::warning` line a finding, with its place and both wordings."""
    return "".join(_line(finding) for finding in findings)


def _line(finding: Finding) -> str:
    properties = {
        "file": finding.path,
        "line": finding.line,
        "endLine": finding.end_line,
        "col": finding.column,
        "endColumn": finding.end_column,
        "title": f"{finding.code} {finding.name}",
    }
    shown = ",".join(f"{name}={str(value).translate(_PROPERTY)}" for name, value in properties.items())
    wordings = f"\nquoted: {finding.quotation}\nsource: {finding.nearest}" if finding.nearest else ""
    return f"::{finding.severity} {shown}::{(finding.message + wordings).translate(_DATA)}\n"
