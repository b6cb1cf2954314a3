"""Find fragments of a quotation that stand in another order than they were spoken.

## What it finds

A quotation with elision marks whose fragments all stand in the pinned text, each word for word, but not in this order;
or a fragment given twice that was said once.

## Why it matters

Elision marks say that words are missing between two fragments, never that the second was said first. Turned round, a
condition becomes a consequence, and an answer meets a question that it was not given to.

## Example

The speaker said "We will wait. If the rain fails, we close the dam."

```markdown
He said ["we close the dam... We will wait"](address@3#t=72.100,81.400).
```

## How to mend

Give the fragments in the order spoken, or make two quotations of them, each with its own pin.
"""

from collections.abc import Iterator

from dragoman.check.altered import altered, detail, place_of
from dragoman.check.rule import finding
from dragoman.dispatch.reading import Reading
from dragoman.model.finding import Finding, Severity

CODE = "QUO003"
NAME = "order-changed"
SEVERITY: Severity = "error"
BARE = True


def check(reading: Reading) -> Iterator[Finding]:
    """Yield the quotations whose fragments were spoken in another order."""
    for one in altered(reading, "order"):
        message = f"each fragment was said, but not in this order, or not as often ({place_of(one)})"
        hint = "give the fragments as they were spoken, or quote them apart"
        yield finding((CODE, NAME, SEVERITY), reading, one.words, message, **detail(one, hint))
