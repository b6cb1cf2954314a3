"""Find a claim that footage is new which no report of sightings proves.

## What it finds

`Never-before-seen footage`, `unreleased recording`, `exclusive video`, pictures `shown for the first time`, and their
like in ten languages, in the desk's own voice: a claim that footage, a recording or pictures were never shown before.
Claims about anything else are left alone (rain for the first time in ten years, exclusive rights), and so are those of
others, told as such: in quotation marks, `what the channel called`, `according to`.

A claim is borne out by a report that the archive was searched and the footage not found, cited in the front matter:
`seen: {address: sha256:...}`, as `dragoman seen ITEM` prints it. Without a report every claim is found. So is a claim
against a sighting that somebody confirmed, with the two times, and one whose report, or a later one on the same
footage, has sightings that nobody has judged. A claim is held to the reports on the sources that its own paragraph
quotes, where it quotes one that has a report, else to every report cited.

A report with sightings that nobody has judged cannot be cited at all. A report that the archive has outgrown since is a
warning: what it says is dated, and stays true of its day. In a document alone every claim is a warning; at a desk it
blocks publication.

## Why it matters

What is announced as new stood more than once in last year's broadcast. Nobody can see that a thing was never shown
before: it was, or it was not found.

## Example

```markdown
The channel released never-before-seen footage of the valley.
```

## How to mend

Say what is known: `released on November 22`. Or say whose claim it is, and quote it. Or search the archive, judge what
was found, and cite the report; the page then says what was searched, when, and how well.
"""

from collections.abc import Iterator

from dragoman.check.near import lowered
from dragoman.check.novelty import claiming, claims
from dragoman.check.novelty_cited import Answer, answer, asked, overtaken, unjudged
from dragoman.check.rule import finding
from dragoman.dispatch.document import Paragraph
from dragoman.dispatch.reading import Reading
from dragoman.dispatch.resolve import Resolved
from dragoman.model.finding import Finding, Severity

CODE = "CLM001"
NAME = "novelty-unproven"
SEVERITY: Severity = "warning"
BARE = True

_HINT = "say when it was released, or whose claim it is"


def check(reading: Reading) -> Iterator[Finding]:
    """Yield the claims of novelty in the desk's own voice that nothing bears out, and what ails the cited reports."""
    if isinstance(reading, Resolved):
        yield from _citations(reading)
    document = reading.document
    near = claiming(lowered(document.text))
    for paragraph in document.paragraphs if near else ():
        if paragraph.kind in ("quote", "note"):
            continue
        for claim in claims(paragraph.words.prose, near):
            place = document.place(paragraph.words, claim.start, claim.end)
            if document.is_quoted(place.start):
                continue
            claimed = " ".join(paragraph.words.text[claim.start : claim.end].split())
            against, severity = _against(reading, paragraph, claimed, claim.footage)
            if against is not None:
                yield finding((CODE, NAME, severity), reading, place, against.message, hint=against.hint)


def _against(reading: Reading, paragraph: Paragraph, claimed: str, footage: str) -> tuple[Answer | None, Severity]:
    if isinstance(reading, Resolved):
        return answer(claimed, footage, asked(reading, paragraph)), "error"
    return Answer(f'nothing proves "{claimed}" of "{footage}"', _HINT), SEVERITY


def _citations(resolved: Resolved) -> Iterator[Finding]:
    """Yield the cited reports that nobody has judged, and those that the archive has outgrown."""
    for held in resolved.seen:
        if (fault := unjudged(held)) is not None:
            yield finding((CODE, NAME, "error"), resolved, held.at, fault.message, hint=fault.hint)
        if (late := overtaken(held)) is not None:
            yield finding((CODE, NAME, "warning"), resolved, held.at, late.message, hint=late.hint)
