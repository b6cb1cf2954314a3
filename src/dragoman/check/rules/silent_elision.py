"""Find words left out of a quotation without a mark.

## What it finds

A quotation that would be faithful if an elision mark stood somewhere in it: all its words stand in the pinned text, in
their order, but between them others were said. An insertion in square brackets that stands in place of more than three
words leaves them out too, and needs its mark.

## Why it matters

The words left out may be "not", "never" or "if". A mark tells readers that something is missing and that they can go
and hear it.

## Example

The speaker said "We will not, while I am here, close the dam".

```markdown
He said ["we will not close the dam"](address@3#t=72.100,75.000).
```

## How to mend

Put `...` or `[...]` where the words are left out, or quote them.
"""

from collections.abc import Iterator

from dragoman.check.altered import altered, detail, place_of
from dragoman.check.rule import finding
from dragoman.check.told import left_out
from dragoman.dispatch.reading import Reading
from dragoman.model.finding import Finding, Severity

CODE = "QUO002"
NAME = "silent-elision"
SEVERITY: Severity = "error"
BARE = True


def check(reading: Reading) -> Iterator[Finding]:
    """Yield the quotations that leave words out and do not say so."""
    for one in altered(reading, "cut"):
        message = f"left out without a mark: {left_out(one.verdict.differences)} ({place_of(one)})"
        hint = "mark the place with `...`, or quote the words"
        yield finding((CODE, NAME, SEVERITY), reading, one.words, message, **detail(one, hint))
