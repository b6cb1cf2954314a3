"""Find words in quotation marks that carry no pin.

## What it finds

Four words or more in quotation marks, or set as a block quotation, that no pin leads to footage; and in a title, a
heading or a caption, where no pin can stand, four words or more that resemble no passage which the dispatch quotes. In
scripts written without spaces two characters count as a word. Notes are not searched: the marks there are those
of titles.

## Why it matters

The promise of a dispatch is that every quotation leads to the second it was said. Words that lead nowhere borrow the
trust of those that do.

## Example

```markdown
He said "we will not close the dam".
```

## How to mend

Pin the words: `["we will not close the dam"](address@3#t=72.100,75.000)`. A block quotation is signed by a link on its
last line. When nobody said them on the desk's footage, tell them in your own words. The name of a book or a paper
stands in italics.
"""

from collections.abc import Iterator

from dragoman.check.altered import one_line
from dragoman.check.rule import finding
from dragoman.dispatch.place import Place
from dragoman.dispatch.resolve import Resolved
from dragoman.dispatch.words import weight
from dragoman.model.finding import Finding, Severity

CODE = "QUO008"
NAME = "unpinned"
SEVERITY: Severity = "error"
BARE = False

_FEWEST = 4


def check(resolved: Resolved) -> Iterator[Finding]:
    """Yield the words set as a quotation that lead to no footage."""
    for bare in resolved.document.bare:
        if weight(bare.text) >= _FEWEST:
            hint = 'pin them: ["words"](source@revision#t=start,end)'
            yield _finding(resolved, bare.words, "these words are quoted and carry no pin", bare.text, hint)
    told = all(held.passage is not None and not held.passage.unapproved for held in resolved.quotations)
    for voice in resolved.voices:
        if told and voice.mark is None and weight(voice.voiced.text) >= _FEWEST:
            message = f"no passage quoted in this dispatch has the words in this {voice.voiced.where}"
            hint = "quote them below with a pin, or take the quotation marks away"
            yield _finding(resolved, voice.voiced.words, message, voice.voiced.text, hint)


def _finding(resolved: Resolved, place: Place, message: str, words: str, hint: str) -> Finding:
    return finding((CODE, NAME, SEVERITY), resolved, place, message, hint=hint, quotation=one_line(words))
