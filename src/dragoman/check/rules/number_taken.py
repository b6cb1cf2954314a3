"""Find a dispatch without a number, or with one that another dispatch of its series has.

## What it finds

A dispatch whose front matter has no `number`, and a number that stands in its series already.

## Why it matters

Readers cite a dispatch by its number, and its address is made of it. Two dispatches with one number are one dispatch
with two texts.

## Example

```markdown
---
series: Dispatch
number: 12
---
```

when `dispatches/2026-11-20-water.md` is number 12 of the same series.

## How to mend

Give it the next free number of its series.
"""

from collections.abc import Iterator

from dragoman.check.rule import finding
from dragoman.dispatch.resolve import Resolved
from dragoman.model.finding import Finding, Severity

CODE = "META001"
NAME = "number-taken"
SEVERITY: Severity = "error"
BARE = False


def check(resolved: Resolved) -> Iterator[Finding]:
    """Yield a missing number, or one that is taken."""
    document = resolved.document
    meta = document.meta
    if meta.number is None:
        place = document.fields.get("number", document.fields["title"])
        yield finding(
            (CODE, NAME, SEVERITY), resolved, place, "the dispatch has no number", hint="add `number:` on top"
        )
        return
    other = resolved.library.taken.get((meta.series, meta.number), document.path)
    if other != document.path:
        message = f"number {meta.number} of {meta.series} is taken by {other}"
        hint = "give it the next free number"
        yield finding((CODE, NAME, SEVERITY), resolved, document.fields["number"], message, hint=hint)
