"""Findings, and what kept a text from being judged, as an editor shows them."""

import re

from lsprotocol.types import Diagnostic, DiagnosticSeverity

from dragoman.doors.lsp.harmless import visible
from dragoman.doors.lsp.positions import Positions
from dragoman.model.errors import BadInput, DispatchError, DragomanError
from dragoman.model.finding import Finding

SOURCE = "dragoman"
_LINE = re.compile(r":(\d+)(?::\d+)?$")
_SEVERITIES = {"error": DiagnosticSeverity.Error, "warning": DiagnosticSeverity.Warning}


def of_finding(finding: Finding, positions: Positions) -> Diagnostic:
    """Return a finding with both wordings in its message, where words are at issue, and the way to mend it."""
    lines = [f"{finding.message}"]
    if finding.quotation and finding.nearest:
        lines += [f"quoted: {finding.quotation}", f"source: {finding.nearest}"]
    if finding.hint:
        lines.append(f"hint: {finding.hint}")
    return Diagnostic(
        range=positions.found(finding),
        message="\n".join(visible(line) for line in lines),
        severity=_SEVERITIES[finding.severity],
        code=finding.code,
        source=SOURCE,
    )


def of_error(error: DragomanError, positions: Positions) -> Diagnostic:
    """Return what kept a text from being judged: at its line where it lies in the text, else on top."""
    line = _LINE.search(error.place or "") if isinstance(error, DispatchError) else None
    lines = [error.message if line else str(error)]
    if error.hint:
        lines.append(f"hint: {error.hint}")
    return Diagnostic(
        range=positions.line(int(line[1]) if line else 1),
        message="\n".join(visible(line) for line in lines),
        severity=DiagnosticSeverity.Information if isinstance(error, BadInput) else DiagnosticSeverity.Error,
        source=SOURCE,
    )
