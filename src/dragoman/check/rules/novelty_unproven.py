"""Find a claim that footage is new which no report of sightings proves.

## What it finds

`Never-before-seen footage`, `unreleased recording`, `exclusive video`, pictures `shown for the first time`, and their
like in ten languages, in the desk's own voice: a claim that footage, a recording or pictures were never shown before.
Claims about anything else are left alone (rain for the first time in ten years, exclusive rights), and so are those of
others, told as such: in quotation marks, `what the channel called`, `according to`.

A claim is proved by a report that the archive was searched and the footage not found. No dispatch can cite one yet, so
every claim is found. In a document alone it is a warning; at a desk it blocks publication.

## Why it matters

What is announced as new stood more than once in last year's broadcast. Nobody can see that a thing was never shown
before: it was, or it was not found.

## Example

```markdown
The channel released never-before-seen footage of the valley.
```

## How to mend

Say what is known: `released on November 22`. Or say whose claim it is, and quote it.
"""

from collections.abc import Iterator

from dragoman.check.near import lowered
from dragoman.check.novelty import claiming, claims
from dragoman.check.rule import finding
from dragoman.dispatch.reading import Reading
from dragoman.dispatch.resolve import Resolved
from dragoman.model.finding import Finding, Severity

CODE = "CLM001"
NAME = "novelty-unproven"
SEVERITY: Severity = "warning"
BARE = True


def check(reading: Reading) -> Iterator[Finding]:
    """Yield the claims of novelty in the desk's own voice."""
    document = reading.document
    near = claiming(lowered(document.text))
    severity: Severity = "error" if isinstance(reading, Resolved) else SEVERITY
    for paragraph in document.paragraphs if near else ():
        if paragraph.kind in ("quote", "note"):
            continue
        for claim in claims(paragraph.words.prose, near):
            place = document.place(paragraph.words, claim.start, claim.end)
            if document.is_quoted(place.start):
                continue
            claimed = " ".join(paragraph.words.text[claim.start : claim.end].split())
            message = f'nothing proves "{claimed}" of "{claim.footage}"'
            hint = "say when it was released, or whose claim it is"
            yield finding((CODE, NAME, severity), reading, place, message, hint=hint)
