"""Find a still or clip without a caption.

## What it finds

An image whose target is a pin and whose brackets are empty.

## Why it matters

A picture without words says whatever its reader expects, and to those who cannot see it, nothing.

## Example

```markdown
![](address#t=71.000)
```

## How to mend

Say who and what is seen, and where: `![The minister at the lectern](address#t=71.000)`.
"""

from collections.abc import Iterator

from dragoman.check.rule import finding
from dragoman.dispatch.resolve import Resolved
from dragoman.model.finding import Finding, Severity

CODE = "IMG001"
NAME = "still-without-caption"
SEVERITY: Severity = "warning"
BARE = False


def check(resolved: Resolved) -> Iterator[Finding]:
    """Yield the pictures from the footage that have no caption."""
    for picture in resolved.document.pictures:
        if not picture.caption:
            message = "a picture from the footage has no caption"
            yield finding((CODE, NAME, SEVERITY), resolved, picture.at, message, hint="say who and what is seen")
