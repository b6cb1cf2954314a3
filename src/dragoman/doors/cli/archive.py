"""`dragoman check --bare`: documents of any desk, one or an archive of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import typer

from dragoman.doors.cli.screen import progress, say, show_report
from dragoman.steps.bare import Checked, How, check_bare, files
from dragoman.steps.reports import Told, known, last_line, written
from dragoman.steps.words import counted


def check_archive(paths: Sequence[Path], how: How) -> None:
    """Check documents and print what is found as it comes; exit 1 on an error found, 2 on a file not read."""
    known(how.form)
    each = files(paths)
    listening = _Listening(how)
    with progress("checking") as bar:
        listening.listen(check_bare(each, how, bar))
    listening.close()
    if listening.faults:
        raise typer.Exit(2)
    if any(told.errors for told in listening.told):
        raise typer.Exit(1)


@dataclass
class _Listening:
    """Print text and diffs at once, file by file; other forms at the end, when all findings are known."""

    how: How
    told: list[Told] = field(default_factory=list)
    quotations: int = 0
    faults: int = 0
    documents: int = 0

    def listen(self, found: Iterable[Checked]) -> None:
        for checked in found:
            self.documents += 1
            self.quotations += checked.quotations
            self.faults += bool(checked.fault)
            if checked.told.findings or checked.told.ignored:
                self.told.append(checked.told)
            if checked.fault:
                say(f"error: {checked.path}: {checked.fault}")
            if self.how.diff:
                show_report(checked.diff) if checked.diff else None
            elif self.how.form == "text":
                for block in checked.told.blocks:
                    show_report(block)
                    show_report("")
            if checked.diff and not self.how.diff:
                say(f"mended {checked.path}")

    def close(self) -> None:
        if not self.how.diff:
            show_report(last_line(self.told) if self.how.form == "text" else written(self.told, self.how.form))
        say(f"checked {counted(self.documents, 'document')}, {counted(self.quotations, 'quotation')}")
