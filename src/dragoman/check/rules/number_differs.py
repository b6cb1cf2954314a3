"""Find a number that a segment has in one language and not in the other.

## What it finds

A number in the original text of a pinned, approved segment that its translation lacks, or the reverse: in figures of
any script, grouped and with decimals in any custom, or in words (1,500,000 is 1.5 million is ۱٫۵ میلیون; 7 is seven
is هفت). Where a sentence runs over several segments the whole sentence is looked at.

A number may be said in other ways, and then nothing is found: a decade or a century by its years, a time by the other
clock, a Hijri year by the Gregorian one, miles in kilometres, twenty years as two decades. One and two are not looked
for, nor words that mean other things too, numbers in brackets and in names. Both languages must be of those that
Dragoman knows: English, Persian, Arabic, French, Spanish, Russian, Turkish, Hebrew, Urdu and German.

## Why it matters

Numbers are what reviewers read over and what readers quote. One figure changed in translation is a false report that
both languages stand behind.

## Example

The speaker said «هفتاد کارگر» (seventy workers); the reviewed translation has "Seventeen workers came."

```markdown
["Seventeen workers came"](address@3#t=72.100,75.000)
```

## How to mend

Listen to the second, correct the segment, and pin the new revision. When the translation is right as it is, leave it:
this is a warning.
"""

from collections.abc import Iterator

from dragoman.check.translated import Pair, differing, pairs
from dragoman.dispatch.languages.kept import lost_numbers
from dragoman.dispatch.resolve import Resolved
from dragoman.model.finding import Finding, Severity

CODE = "TRN001"
NAME = "number-differs"
SEVERITY: Severity = "warning"
BARE = False


def check(resolved: Resolved) -> Iterator[Finding]:
    """Yield the pinned segments whose two languages have different numbers."""
    for pair in pairs(resolved):
        clauses = list(_clauses(pair))
        if clauses:
            yield differing((CODE, NAME, SEVERITY), resolved, pair, "; ".join(clauses))


def _clauses(pair: Pair) -> Iterator[str]:
    spoken, desk = pair.languages
    original, translation = pair.segment.original, pair.segment.translation
    for number in lost_numbers(original, spoken, pair.around_translation, desk):
        yield f'the original has "{original[number.start : number.end]}", the translation lacks it'
    for number in lost_numbers(translation, desk, pair.around_original, spoken):
        yield f'the translation has "{translation[number.start : number.end]}", the original lacks it'
