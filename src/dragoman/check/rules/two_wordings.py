"""Find one passage that is quoted twice in different words.

## What it finds

Two quotations of the same length in one document that agree in most words and differ in some. Neither is the longer, so
neither is evidence against the other: one of them is wrong, or both are right and somebody spoke twice. With a desk,
two quotations whose pins share a segment at two revisions that word it differently.

A shorter quotation that differs from a longer one is found by QUO001 to QUO003.

## Why it matters

A reader who sees two wordings of one sentence trusts neither, and is right.

## Example

```markdown
The headline has "We will close the dam in May", and the text below "We may close the dam in May".
```

## How to mend

Listen again, and give both as they were spoken. With a desk, pin both to the newest revision.
"""

from collections.abc import Iterator

from dragoman.check.altered import detail, one_line, place_of
from dragoman.check.rule import finding
from dragoman.check.told import left_out, told
from dragoman.dispatch.passage import text_of
from dragoman.dispatch.reading import Reading
from dragoman.dispatch.resolve import Held, Resolved
from dragoman.model.finding import Finding, Severity

CODE = "QUO009"
NAME = "two-wordings"
SEVERITY: Severity = "warning"
BARE = True


def check(reading: Reading) -> Iterator[Finding]:
    """Yield the later of two quotations that word one passage differently."""
    for one in reading.quoted:
        if one.equal and one.verdict.name == "altered":
            cut = one.verdict.fault == "cut"
            said = left_out(one.verdict.differences) if cut else told(one.verdict.differences, "quotation before it")
            message = f"quoted before in other words: {said} ({place_of(one)})"
            yield finding((CODE, NAME, SEVERITY), reading, one.words, message, **detail(one, "give one wording"))
    if isinstance(reading, Resolved):
        yield from _revised(reading)


def _revised(resolved: Resolved) -> Iterator[Finding]:
    """Yield the quotations of a segment that another quotation has at a revision with other words."""
    seen: dict[tuple[str, str], tuple[Held, str]] = {}
    for held in resolved.quotations:
        if held.passage is None or held.verdict.held_to is None:
            continue
        for segment in held.passage.holding(held.verdict.held_to, held.verdict.stretches):
            text = text_of(segment, held.verdict.held_to)
            key = (held.passage.shelf.item.name, f"{segment.id} {held.verdict.held_to}")
            first, wording = seen.setdefault(key, (held, text))
            if one_line(wording) != one_line(text):
                place = first.mark.words
                message = f"line {place.line} quotes `{segment.id}` at another revision, which words it differently"
                hint = "pin both to the newest revision, and give one wording"
                yield finding(
                    (CODE, NAME, SEVERITY),
                    resolved,
                    held.mark.words,
                    message,
                    hint=hint,
                    quotation=one_line(held.mark.text),
                    nearest=one_line(wording),
                    verdict=held.verdict.name,
                )
                break
