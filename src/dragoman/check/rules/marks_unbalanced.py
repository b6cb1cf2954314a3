"""Find a quotation, or a quotation within one, that is not closed.

## What it finds

An opening quotation mark with no closing one in its paragraph, and a closing mark that nothing opened: straight, curly,
guillemets, German and East Asian marks. A mark set again where the next paragraph of the same quotation begins is in
order, unless the longer quotation tells that the first paragraph broke off within a sentence: then it was never closed.
Apostrophes, marks inside words, and signs of inches and seconds are no quotation marks; a single mark left open is a
fault only where speech was announced by a comma or a colon, or where the document quotes in single marks: three times
at the least, oftener than in double ones, and four closed for each left open.

## Why it matters

Where a quotation ends decides whose words follow.

## Example

```markdown
"We will not close the dam, he said, and left.
```

## How to mend

Close the quotation where the speaker's words end.
"""

from collections.abc import Iterator

from dragoman.check.rule import finding
from dragoman.dispatch.reading import Reading
from dragoman.model.finding import Finding, Severity

CODE = "QUO007"
NAME = "marks-unbalanced"
SEVERITY: Severity = "error"
BARE = True


def check(reading: Reading) -> Iterator[Finding]:
    """Yield the quotation marks that lack their partner."""
    for unclosed in (*reading.document.unclosed, *reading.unclosed):
        message = f"{unclosed.mark} opens and is never closed" if unclosed.opens else f"{unclosed.mark} closes nothing"
        yield finding((CODE, NAME, SEVERITY), reading, unclosed.at, message, hint="set its partner")
