"""Find a pin that leads to no item, no revision, or no time.

## What it finds

A pin whose source the front matter does not name; a source that is no item of the desk; a revision that does not exist;
times after the end of the footage, or where nobody speaks; a link that was meant as a pin and cannot be read as one, or
not even as a link. A still or clip outside the footage, or of an item without pictures, is found too; and a report of
sightings, cited under `seen:`, that the desk does not have on that source.

## Why it matters

A pin that leads nowhere is a footnote that lost its address.

## Example

The desk has three revisions of the address.

```markdown
He called it ["an old promise"](address@4#t=95.000,96.200).
```

## How to mend

Correct the name, the revision or the times. `dragoman review ITEM` shows what the desk has.
"""

from collections.abc import Iterator

from dragoman.check.altered import one_line
from dragoman.check.rule import finding
from dragoman.dispatch.resolve import Resolved
from dragoman.model.finding import Finding, Severity
from dragoman.model.pin import Pin

CODE = "PIN001"
NAME = "pin-lost"
SEVERITY: Severity = "error"
BARE = False

_RULE: tuple[str, str, Severity] = (CODE, NAME, SEVERITY)


def check(resolved: Resolved) -> Iterator[Finding]:
    """Yield the pins that lead nowhere, and the sources that are no items."""
    document = resolved.document
    for name in resolved.missing:
        message = f"the desk has no item `{document.meta.sources[name]}`"
        place = document.fields[f"sources.{name}"]
        yield finding(_RULE, resolved, place, message, hint="capture it, or correct the name")
    for held in resolved.quotations:
        if held.lost and _is_new(held.mark.pin, resolved):
            hint, quotation = "a quotation's pin is source@revision#t=start,end", one_line(held.mark.text)
            yield finding(_RULE, resolved, held.mark.at, held.lost, hint=hint, quotation=quotation)
    for cited in resolved.seen:
        if cited.lost and cited.name not in resolved.missing:
            hint = "`dragoman seen ITEM` prints the line that cites its report"
            yield finding(_RULE, resolved, cited.at, cited.lost, hint=hint)
    for unread in document.unread:
        message = "this is read as words, not as a link to a pin"
        hint = "a footnote mark stands after the link, and nothing between `]` and `(`"
        yield finding(_RULE, resolved, unread.at, message, hint=hint)
    for each in resolved.pictures:
        if each.lost and _is_new(each.picture.pin, resolved):
            hint = "a still is ![caption](source#t=seconds)"
            yield finding(_RULE, resolved, each.picture.at, each.lost, hint=hint)


def _is_new(pin: Pin | None, resolved: Resolved) -> bool:
    """Tell whether a lost pin is more than one of many to a source that was reported already."""
    return pin is None or pin.name not in resolved.missing
