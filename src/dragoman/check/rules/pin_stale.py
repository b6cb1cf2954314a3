"""Find a pin whose words a newer revision changed.

## What it finds

A quotation pinned to an older revision, where the newest one says something else in the same segments, in either
language, or names another speaker. When a newer revision left the pinned segments as they were, nothing is found.

## Why it matters

Somebody listened again and heard better. The old words still stand in the record, but the desk no longer
stands by them.

## Example

Revision 4 corrected "an old promise" to "our old promise".

```markdown
He called it ["an old promise"](address@3#t=95.000,96.200).
```

## How to mend

Read the change, quote the new words, name the new revision in the pin.
"""

from collections.abc import Iterator

from dragoman.check.altered import one_line
from dragoman.check.rule import finding
from dragoman.dispatch.resolve import Resolved
from dragoman.dispatch.stale import Stale
from dragoman.model.finding import Finding, Severity

CODE = "PIN003"
NAME = "pin-stale"
SEVERITY: Severity = "error"
BARE = False


def check(resolved: Resolved) -> Iterator[Finding]:
    """Yield the pins whose words were changed since."""
    for held in resolved.quotations:
        if held.stale is None:
            continue
        before, after = one_line(held.stale.before), one_line(held.stale.after)
        yield finding(
            (CODE, NAME, SEVERITY),
            resolved,
            held.mark.at,
            _message(held.stale, before, after),
            hint=f"read the change, then pin revision {held.stale.revision}",
            quotation=one_line(held.mark.text),
            nearest=after if held.stale.what == "words" else "",
            verdict=held.verdict.name,
        )


def _message(change: Stale, before: str, after: str) -> str:
    if change.what == "speaker":
        return f'revision {change.revision} names the speaker "{after}", not "{before}"'
    now = f'now reads "{after}"' if after else "no longer has these words"
    return f'revision {change.revision} {now}; the pinned revision has "{before}"'
