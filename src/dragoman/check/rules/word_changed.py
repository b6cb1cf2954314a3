"""Find a word in a quotation that the pinned text does not have there.

## What it finds

A quotation whose words are not those of the segments that its pin chose, at the revision that it names: in the desk's
language, or in the language spoken when the quotation is in it. Words are compared one by one, and so are the marks
between them: a comma moved is a wording changed. Nothing is forgiven but what the contract lists: Unicode's composition
(NFC), the form of quotation marks, apostrophes and dashes, white space, tatweel in Arabic script, the case of a
fragment's first letter (of every letter in a title or a heading), and the punctuation that ends a fragment. Diacritics,
digits, letter variants and the zero-width non-joiner are never folded.

An elision mark (`...` `…` `[...]` `[…]`) may stand for words left out, and an insertion in square brackets may stand in
place of at most three. `[T]he` is the word "The" with its case changed.

Words in quotation marks in the title, a heading or a caption cannot carry a pin. They are held to the passages that the
dispatch quotes itself.

Bidirectional control characters inside a quotation are found too: with them a reader sees another order of words than
the one that is written.

A quotation of fewer than two words cannot be told from chance, and nothing is said of it.

## Why it matters

A reader takes words between quotation marks for the speaker's own. One word changed is a different promise.

## Example

The speaker said "We will not close the dam".

```markdown
He said ["we will not move the dam"](address@3#t=72.100,75.000).
```

## How to mend

Quote the words as the reviewed text has them. When the reviewed text is wrong, mend it there first: a new revision, and
a pin that names it. To explain, put your own words in square brackets.
"""

from collections.abc import Iterator

from dragoman.check.altered import altered, detail, one_line, place_of
from dragoman.check.rule import finding
from dragoman.check.told import told
from dragoman.check.visible import BIDI_CONTROLS, named
from dragoman.dispatch.reading import Quoted, Reading
from dragoman.model.finding import Finding, Severity

CODE = "QUO001"
NAME = "word-changed"
SEVERITY: Severity = "error"
BARE = True


def check(reading: Reading) -> Iterator[Finding]:
    """Yield the quotations that have other words than their pinned text, or hide how they are to be read."""
    for one in altered(reading, "words"):
        if one.verdict.differences:
            message = f"{told(one.verdict.differences, one.evidence.called)} ({place_of(one)})"
        else:
            message = f"none of these words stands in the {one.evidence.called} ({place_of(one)})"
        hint = _hint(one)
        yield finding((CODE, NAME, SEVERITY), reading, one.words, message, **detail(one, hint))
    yield from _disguised(reading)


def _hint(one: Quoted) -> str:
    if len(one.evidence.wordings) == 1:
        return "quote the words as they stand there, or take the quotation marks away"
    return f"the nearest wording is in the {'language spoken' if one.verdict.held_to == 'original' else 'translation'}"


def _disguised(reading: Reading) -> Iterator[Finding]:
    for each in reading.document.quotations:
        controls = sorted(BIDI_CONTROLS.intersection(each.text))
        if controls:
            names = ", ".join(named(control) for control in controls)
            yield finding(
                (CODE, NAME, SEVERITY),
                reading,
                each.words,
                f"a quotation holds what changes the order in which it is read: {names}",
                hint="take the control characters out",
                quotation=one_line(each.text),
            )
