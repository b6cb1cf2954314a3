"""Find an address in a note that the desk has not captured.

## What it finds

A web address in a note that no capture of the desk was fetched from. The part after `#` is no matter.

## Why it matters

Pages change and go. What a dispatch rests on must be kept by the desk that rests on it.

## Example

```markdown
[^1]: [Full speech](https://example.org/speech), Ministry of Water, November 22, 2026.
```

when `https://example.org/speech` was never captured.

## How to mend

`dragoman capture --document ADDRESS`.
"""

import shlex
from collections.abc import Iterator

from dragoman.check.rule import finding
from dragoman.dispatch.resolve import Resolved
from dragoman.model.finding import Finding, Severity

CODE = "NOTE004"
NAME = "note-not-captured"
SEVERITY: Severity = "warning"
BARE = False


def check(resolved: Resolved) -> Iterator[Finding]:
    """Yield the notes whose addresses the desk does not keep."""
    kept = {_page(address) for address in resolved.library.captured}
    for note in resolved.document.notes:
        for address in note.addresses:
            if address.startswith(("http://", "https://")) and _page(address) not in kept:
                message = f"the desk has not captured {address}"
                hint = f"dragoman capture --document {shlex.quote(address)}"
                yield finding((CODE, NAME, SEVERITY), resolved, note.at, message, hint=hint)


def _page(address: str) -> str:
    return address.partition("#")[0]
