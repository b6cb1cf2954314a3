"""Find a footnote mark with no note.

## What it finds

A mark in the text for which no note is written: `[^7]` without a line `[^7]: ...`; `[7]`, `⁷` or a raised figure in a
plain or HTML document whose notes have no 7.

## Why it matters

The mark promises a source and the page gives none.

## Example

```markdown
The ministry released a recording.[^7]
```

with no note 7.

## How to mend

Write the note, or take the mark out.
"""

from collections.abc import Iterator

from dragoman.check.rule import finding
from dragoman.dispatch.reading import Reading
from dragoman.model.finding import Finding, Severity

CODE = "NOTE001"
NAME = "note-undefined"
SEVERITY: Severity = "error"
BARE = True


def check(reading: Reading) -> Iterator[Finding]:
    """Yield the footnote marks that lead to no note."""
    defined = {note.label for note in reading.document.notes}
    for mark in reading.document.note_marks:
        if mark.label not in defined:
            written = reading.document.text[mark.at.start : mark.at.end].strip()
            hint = f"write a line `{written}: ...`" if written.startswith("[^") else f"write note {mark.label}"
            hint += ", or take the mark out"
            yield finding((CODE, NAME, SEVERITY), reading, mark.at, f"there is no note `{mark.label}`", hint=hint)
