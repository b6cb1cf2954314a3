"""Find a pin more than three times as long as its quotation takes.

## What it finds

A faithful quotation whose pin runs over more than three times the footage of the segments in which its words stand.
Segments count whole: inside one of them the reviewed text does not say when each word was spoken.

## Why it matters

A reader who follows the pin should hear the words, not look for them.

## Example

```markdown
He called it ["an old promise"](address@3#t=0.000,180.000).
```

## How to mend

Draw the pin in to the seconds of the words.
"""

from collections.abc import Iterator

from dragoman.check.altered import one_line
from dragoman.check.rule import finding
from dragoman.dispatch.resolve import Resolved
from dragoman.model.finding import Finding, Severity
from dragoman.model.time import seconds

CODE = "PIN005"
NAME = "pin-wide"
SEVERITY: Severity = "warning"
BARE = False

_WIDE = 3


def check(resolved: Resolved) -> Iterator[Finding]:
    """Yield the pins that run far beyond their words."""
    for held in resolved.quotations:
        if held.passage is None or held.verdict.name != "faithful" or held.verdict.held_to is None:
            continue
        holding = held.passage.holding(held.verdict.held_to, held.verdict.stretches)
        start, end = holding[0].span.start, holding[-1].span.end
        length = held.passage.pin.span.length
        if length > _WIDE * (end - start):
            yield finding(
                (CODE, NAME, SEVERITY),
                resolved,
                held.mark.at,
                f"the pin runs {seconds(length)} s, its words {seconds(end - start)} s",
                hint=f"draw it in to #t={seconds(start)},{seconds(end)}",
                quotation=one_line(held.mark.text),
                verdict=held.verdict.name,
            )
