"""Find a note that nothing points to.

## What it finds

A note, `[^3]: ...` or in a plain document `[3] ...`, whose mark stands nowhere in the text, and a second note of a
label that is taken: no mark can lead to it.

## Why it matters

It is not shown to any reader. More often than not its mark was lost while the text was edited.

## Example

```markdown
[^3]: [Full speech](https://example.org/speech), Ministry of Water.
```

with no `[^3]` in the text.

## How to mend

Set the mark again where it belongs, or take the note out.
"""

from collections.abc import Iterator

from dragoman.check.rule import finding
from dragoman.dispatch.reading import Reading
from dragoman.model.finding import Finding, Severity

CODE = "NOTE002"
NAME = "note-unused"
SEVERITY: Severity = "warning"
BARE = True

_UNUSED = "set its mark where it belongs, or take the note out"
_TWICE = "give one of the two another label, and its mark too"


def check(reading: Reading) -> Iterator[Finding]:
    """Yield the notes that no mark leads to."""
    marked = {mark.label for mark in reading.document.note_marks}
    seen: set[str] = set()
    for note in reading.document.notes:
        if note.label in seen:
            yield finding(
                (CODE, NAME, SEVERITY), reading, note.at, f"note `{note.label}` is written twice", hint=_TWICE
            )
        elif note.label not in marked:
            yield finding(
                (CODE, NAME, SEVERITY), reading, note.at, f"nothing points to note `{note.label}`", hint=_UNUSED
            )
        seen.add(note.label)
