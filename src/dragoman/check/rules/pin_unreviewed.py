"""Find a pin to a segment that no person has approved.

## What it finds

A quotation whose pin chose a segment without an approval at that revision. Whether its words are right cannot be told:
they were never said to be.

## Why it matters

Machines hear words that were not spoken, and render them fluently. A person who knows both languages stands between
that and a reader.

## Example

```markdown
He called it ["an old promise"](address@1#t=95.000,96.200).
```

when revision 1 holds the machine's draft of those seconds.

## How to mend

Listen, correct, approve; then name the new revision in the pin.
"""

from collections.abc import Iterator

from dragoman.check.altered import one_line
from dragoman.check.rule import finding
from dragoman.dispatch.resolve import Resolved
from dragoman.model.finding import Finding, Severity
from dragoman.model.time import moment

CODE = "PIN002"
NAME = "pin-unreviewed"
SEVERITY: Severity = "error"
BARE = False


def check(resolved: Resolved) -> Iterator[Finding]:
    """Yield the pins to segments that nobody has approved."""
    for held in resolved.quotations:
        if held.passage is None or not held.passage.unapproved:
            continue
        segments = held.passage.unapproved
        where = ", ".join(f"`{segment.id}` at {moment(segment.span.start)}" for segment in segments)
        yield finding(
            (CODE, NAME, SEVERITY),
            resolved,
            held.mark.at,
            f"no person has approved {where} in revision {held.passage.reviewed.revision}",
            hint="approve it, then name the new revision in the pin",
            quotation=one_line(held.mark.text),
            verdict=held.verdict.name,
        )
