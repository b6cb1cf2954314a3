"""Find a quotation signed with another speaker than the pinned segments have.

## What it finds

A block quotation whose signature names somebody who did not speak the words, by the speakers of the segments in which
the words stand. Only letter case and white space are folded: one person has one name in a dispatch. Where the reviewed
text names no speaker, nothing is said.

## Why it matters

Right words in the wrong mouth are a false quotation.

## Example

The segments have the speaker "The Minister of Water".

```markdown
> We will not close the dam.
>
> [The Minister of Energy](address@3#t=72.100,75.000)
```

## How to mend

Sign with the speaker's name as the reviewed text has it, or correct it there.
"""

from collections.abc import Iterator

from dragoman.check.altered import one_line
from dragoman.check.rule import finding
from dragoman.dispatch.resolve import Held, Resolved
from dragoman.model.finding import Finding, Severity

CODE = "PIN004"
NAME = "speaker-differs"
SEVERITY: Severity = "error"
BARE = False


def check(resolved: Resolved) -> Iterator[Finding]:
    """Yield the signatures that name somebody else."""
    for held in resolved.quotations:
        others = _others(held)
        if others:
            yield finding(
                (CODE, NAME, SEVERITY),
                resolved,
                held.mark.at,
                f'signed "{held.mark.attribution}", spoken by "{", ".join(others)}"',
                hint="sign with the speaker's name as the reviewed text has it",
                quotation=one_line(held.mark.text),
                verdict=held.verdict.name,
            )


def _others(held: Held) -> list[str]:
    """Return the speakers of the quoted words who are not the one that signs."""
    if held.passage is None or not held.mark.attribution:
        return []
    stretches, held_to = held.verdict.stretches, held.verdict.held_to or "translation"
    segments = held.passage.holding(held_to, stretches) if stretches else held.passage.segments
    signed = _folded(held.mark.attribution)
    speakers = dict.fromkeys(segment.speaker for segment in segments if segment.speaker.strip())
    return [speaker for speaker in speakers if _folded(speaker) != signed]


def _folded(name: str) -> str:
    return one_line(name).casefold()
