"""Find a segment that denies in one language and not in the other.

## What it finds

A pinned, approved segment whose original says "not", "never" or "nobody", by a word or by the form of the verb, while
nothing in its translation can stand for that; or the reverse. Where a sentence runs over several segments the whole
sentence is looked at.

Translators seldom deny with the same word. "Without", "lack", "refuse", "only" and "un-" are taken for a denial too,
so what is found is a text that has nothing of the kind. A segment with two denials of which one got lost is not
found. Both languages must be of those that Dragoman knows: English, Persian, Arabic, French, Spanish, Russian,
Turkish, Hebrew, Urdu and German.

## Why it matters

A "not" is the shortest word that can be lost and the one that turns everything. Reviewers who know what was meant
read over its absence.

## Example

The speaker said «ما سد را نمی‌بندیم» (we will not close the dam); the reviewed translation has "We will close the
dam."

```markdown
["We will close the dam"](address@3#t=72.100,75.000)
```

## How to mend

Listen to the second, correct the segment, and pin the new revision. When the translation is right as it is, leave it:
this is a warning.
"""

from collections.abc import Iterator

from dragoman.check.translated import Pair, differing, pairs
from dragoman.dispatch.languages.kept import lost_negations
from dragoman.dispatch.resolve import Resolved
from dragoman.model.finding import Finding, Severity

CODE = "TRN002"
NAME = "negation-differs"
SEVERITY: Severity = "warning"
BARE = False


def check(resolved: Resolved) -> Iterator[Finding]:
    """Yield the pinned segments that deny in one of their two languages alone."""
    for pair in pairs(resolved):
        message = _message(pair)
        if message:
            yield differing((CODE, NAME, SEVERITY), resolved, pair, message)


def _message(pair: Pair) -> str:
    spoken, desk = pair.languages
    lost = lost_negations(pair.segment.original, spoken, pair.around_translation, desk)
    if lost:
        return f"the original denies ({_quoted(lost)}), the translation does not"
    added = lost_negations(pair.segment.translation, desk, pair.around_original, spoken)
    return f"the translation denies ({_quoted(added)}), the original does not" if added else ""


def _quoted(words: tuple[str, ...]) -> str:
    return ", ".join(f'"{word}"' for word in words)
