"""Find a footnote mark with no note.

## What it finds

A mark `[^label]` in the text for which no line `[^label]: ...` is written.

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
            hint = f"write a line `[^{mark.label}]: ...`"
            yield finding((CODE, NAME, SEVERITY), reading, mark.at, f"there is no note `{mark.label}`", hint=hint)
