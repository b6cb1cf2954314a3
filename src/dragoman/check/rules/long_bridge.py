"""Find one quotation that joins words far apart, or runs over another speaker's turn.

## What it finds

A faithful quotation with elision marks, two of whose fragments stand more than 60 seconds apart in the footage; or
one that leaves out what another speaker said between two fragments of the same speaker. Segments count whole: inside
one of them the reviewed text does not say when each word was spoken. Where a segment names no speaker, nothing is
said of its turn.

## Why it matters

Three points make a reader think that a phrase was shortened. A minute further on the speaker may answer another
question; and a question left out changes what its answer says.

## Example

```markdown
["We will not close the dam... the budget is approved"](address@3#t=72.100,310.000)
```

## How to mend

Make two quotations of it, each with its own pin, and say what lies between.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from dragoman.check.altered import one_line
from dragoman.check.rule import finding
from dragoman.dispatch.faithful import Verdict
from dragoman.dispatch.passage import Passage
from dragoman.dispatch.place import Place
from dragoman.dispatch.resolve import Resolved
from dragoman.model.finding import Finding, Severity
from dragoman.model.review import ReviewedSegment
from dragoman.model.time import moment, seconds

CODE = "QUO005"
NAME = "long-bridge"
SEVERITY: Severity = "warning"
BARE = False

_FAR = 60_000


def check(resolved: Resolved) -> Iterator[Finding]:
    """Yield the quotations that join what was said far apart, or over another speaker's words."""
    for text, place, verdict, passage in _judged(resolved):
        if verdict.name != "faithful" or verdict.held_to is None or len(verdict.stretches) < 2:
            continue
        holding = [passage.holding(verdict.held_to, [stretch]) for stretch in verdict.stretches]
        for message in _messages(passage, holding):
            yield finding(
                (CODE, NAME, SEVERITY),
                resolved,
                place,
                message,
                hint="make two quotations of it, each with its own pin",
                quotation=one_line(text),
                verdict=verdict.name,
            )


def _judged(resolved: Resolved) -> Iterator[tuple[str, Place, Verdict, Passage]]:
    for held in resolved.quotations:
        if held.passage is not None:
            yield held.mark.text, held.mark.words, held.verdict, held.passage
    for voice in resolved.voices:
        if voice.passage is not None:
            yield voice.voiced.text, voice.voiced.words, voice.verdict, voice.passage


def _messages(passage: Passage, holding: Sequence[Sequence[ReviewedSegment]]) -> Iterator[str]:
    for before, after in pairwise(holding):
        end, start = before[-1].span.end, after[0].span.start
        if start - end > _FAR:
            yield f"two fragments stand {seconds(start - end)} s apart ({moment(end)} and {moment(start)})"
        for other in _others(passage, before[-1], after[0]):
            yield f'what "{other.speaker}" said between is left out ({moment(other.span.start)})'


def _others(passage: Passage, before: ReviewedSegment, after: ReviewedSegment) -> Iterator[ReviewedSegment]:
    """Yield the first segment of each other speaker between two segments of one speaker."""
    speaker = _folded(before)
    if not speaker or speaker != _folded(after):
        return
    seen = {speaker, ""}
    first, last = passage.segments.index(before), passage.segments.index(after)
    for segment in passage.segments[first + 1 : last]:
        if _folded(segment) not in seen:
            seen.add(_folded(segment))
            yield segment


def _folded(segment: ReviewedSegment) -> str:
    return one_line(segment.speaker).casefold()
