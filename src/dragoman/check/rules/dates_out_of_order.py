"""Find a source released before it was spoken, captured before it was released, or dispatched before any of these.

## What it finds

For each item that the front matter names: the day it was *spoken* and the day it was *released*, as the desk has them,
the instant it was *captured*, as its capture records it, and the `date` of the dispatch, in another order than that.
What is not known is not compared. A capture is an instant in UTC and the others are days of some place, so a
day's difference from it is no fault; days are compared as they stand.

## Why it matters

The four times are what a reader reconstructs the story from. When they are out of order one of them is wrong, and
with it perhaps the item: last year's broadcast, taken for this year's.

## Example

The desk has `released=2026-11-20` for the item, and quotes it in

```markdown
---
date: 2026-11-18
sources:
  address: 2026-11-22-address
---
```

## How to mend

Look up the days. Correct the item's with `dragoman items NAME --set spoken=YYYY-MM-DD` (or `released`), the dispatch's
in its `date:`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from dragoman.check.rule import finding
from dragoman.dispatch.library import Shelf
from dragoman.dispatch.resolve import Resolved
from dragoman.model.finding import Finding, Severity

CODE = "DATE001"
NAME = "dates-out-of-order"
SEVERITY: Severity = "error"
BARE = False


@dataclass(frozen=True, slots=True)
class _Time:
    """Hold one of the four times: what happened then, its day, how it is written and where."""

    what: str
    day: date
    written: str
    stated: str

    def follows(self, other: "_Time") -> bool:
        """Tell whether this can be no earlier than `other`, a time zone apart where one is an instant."""
        zone = 1 if "captured" in (self.what, other.what) else 0
        return (self.day - other.day).days >= -zone


def check(resolved: Resolved) -> Iterator[Finding]:
    """Yield the sources whose four times are out of order."""
    document = resolved.document
    for name in document.meta.sources:
        shelf = resolved.item(name)
        if shelf is None:
            continue
        times = _times(shelf, document.meta.date)
        for earlier, later in _out_of_order(times):
            last = later.what == "dated"
            place = document.fields["date" if last else f"sources.{name}"]
            item = shelf.item.name
            subject, other = ("the dispatch is", f"`{item}`") if last else (f"`{item}` was", "it")
            message = f"{subject} {_said(later)}, before {other} was {_said(earlier)}"
            hint = _hint(item, earlier, later)
            yield finding((CODE, NAME, SEVERITY), resolved, place, message, hint=hint)


def _times(shelf: Shelf, dispatched: str) -> tuple[_Time, ...]:
    """Return the times that are known, in the order that they must have."""
    known = (
        ("spoken", shelf.item.spoken, "by the desk's record of it"),
        ("released", shelf.item.released, "by the desk's record of it"),
        ("captured", shelf.captured, "by its capture"),
        ("dated", dispatched, "in the front matter"),
    )
    times = ((what, written, stated, _day(written)) for what, written, stated in known if written)
    return tuple(_Time(what, day, written, stated) for what, written, stated, day in times if day is not None)


def _out_of_order(times: tuple[_Time, ...]) -> Iterator[tuple[_Time, _Time]]:
    """Yield the pairs that are the wrong way round, those alone that no time between them tells of already."""
    wrong = {(one, two) for one, two in combinations(range(len(times)), 2) if not times[two].follows(times[one])}
    for one, two in sorted(wrong):
        if not any((one, between) in wrong or (between, two) in wrong for between in range(one + 1, two)):
            yield times[one], times[two]


def _day(written: str) -> date | None:
    """Return the day of a day or an instant; None for what has the shape of a day and is none, `2026-02-30`."""
    try:
        return date.fromisoformat(written[:10])
    except ValueError:
        return None


def _said(time: _Time) -> str:
    return f"{time.what} {time.written} ({time.stated})"


def _hint(item: str, earlier: _Time, later: _Time) -> str:
    facts = [time.what for time in (earlier, later) if time.what in ("spoken", "released")]
    cures = [f"`dragoman items {item} --set {fact}=YYYY-MM-DD`" for fact in facts]
    if later.what == "dated":
        cures.append("the dispatch's `date:`")
    return f"look up which is right, and correct {' or '.join(cures)}"
