"""Find a heading that puts words in a speaker's mouth which the speaker is not quoted with.

## What it finds

A title or a heading of the form `Name: words`, without quotation marks, whose words (four or more) are not those that
the document quotes. They are read as the speaker's own, so they are held to the quotations below as a quotation would
be, letter case aside: a word changed, words left out without a mark, another order. Nothing is said where the words
stand as they were quoted, and nothing where they resemble no quotation: `Iran: the dams are full` puts words in
nobody's mouth. With a desk, a heading whose name is that of a speaker quoted below must have words that a pinned
passage has.

## Why it matters

The heading is what is passed on. A colon after a name says "these are the words", with no mark that could be checked.

## Example

```markdown
# The Minister: We will never close the dam

He said: "We will not close the dam this year."
```

## How to mend

Give the words as they are quoted below, or tell them in your own: `The Minister rules out closing the dam this year`.
"""

from collections.abc import Iterator

from dragoman.check.altered import detail, one_line, place_of
from dragoman.check.rule import finding
from dragoman.check.told import left_out, told
from dragoman.dispatch.compare.sayings import Saying, claims
from dragoman.dispatch.reading import Quoted, Reading
from dragoman.dispatch.resolve import Resolved
from dragoman.dispatch.words import words
from dragoman.model.finding import Finding, Severity

CODE = "QUO006"
NAME = "heading-speaks"
SEVERITY: Severity = "warning"
BARE = True

_HINT = "give the words as they are quoted, or tell them in your own"


def check(reading: Reading) -> Iterator[Finding]:
    """Yield the headings whose words differ from what is quoted."""
    claimed = [one for one in reading.quoted if one.claimed]
    for one in claimed:
        if one.verdict.name == "altered":
            message = f"reads as the speaker's words: {_told(one)} ({place_of(one)})"
            yield finding((CODE, NAME, SEVERITY), reading, one.words, message, **detail(one, _HINT))
    if isinstance(reading, Resolved):
        held = {one.words.start for one in claimed}
        for claim in claims(reading.document):
            if claim.words.start not in held and _is_speaker(claim, reading):
                message = "reads as the speaker's words, and no passage quoted in this dispatch has them"
                quotation = one_line(claim.text)
                yield finding((CODE, NAME, SEVERITY), reading, claim.words, message, hint=_HINT, quotation=quotation)


def _told(one: Quoted) -> str:
    if one.verdict.fault == "cut":
        return f"left out without a mark: {left_out(one.verdict.differences)}"
    if one.verdict.fault == "order":
        return "each part was said, in another order"
    return told(one.verdict.differences, one.evidence.called)


def _is_speaker(claim: Saying, resolved: Resolved) -> bool:
    """Tell whether the name before the colon is that of a speaker whose words the dispatch quotes."""
    passages = [held.passage for held in resolved.quotations if held.passage is not None]
    if not passages or any(passage.unapproved for passage in passages):
        return False
    spoken = {segment.speaker for passage in passages for segment in passage.segments}
    spoken |= {held.mark.attribution for held in resolved.quotations}
    return bool(_names(claim.speaker) & {name for speaker in spoken for name in _names(speaker)})


def _names(text: str) -> set[str]:
    return {word.key.casefold() for word in words(text) if len(word.key) > 3}
