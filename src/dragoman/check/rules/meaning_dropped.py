"""Find a word left out of a quotation that turns its sentence: a "not", an "if", an "until", a "perhaps".

## What it finds

Words that an elision leaves out, marked or not, among which is one that turns what is kept of the same sentence: it
denies (not, never, nobody, without), sets a condition (if, unless, provided that), a limit (only, until, except) or a
doubt (perhaps, allegedly, some). The elision is a mark between two fragments; an insertion in square brackets that
stands in place of the word; an opening or an end cut off, so that what is left reads as a whole sentence.

Only a word whose clause goes on in the words kept is found. A sentence or a clause that is left out whole with its
own "not" turns nothing, and words quoted as a part of a sentence claim no more than they say: `He refused to "close
the dam"`. Where the bounds of a clause are in doubt, nothing is said. English, Persian, Arabic, French, Spanish,
Russian, Turkish, Hebrew, Urdu and German have their lists; in other languages the rule is silent.

It warns where a mark shows that words are missing. Where none does (an insertion, words left out in silence), it is
an error.

## Why it matters

"We will attack only if they attack first" becomes a declaration of war with three words fewer, each of the others
exact.

## Example

The speaker said "We will not, while I am here, close the dam".

```markdown
He said ["we will ... close the dam"](address@3#t=72.100,75.000).
```

## How to mend

Quote the word. When the sentence is too long, leave out something else, or tell it in your own words.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.check.altered import detail, one_line
from dragoman.check.rule import finding
from dragoman.dispatch.fragments import Part, split
from dragoman.dispatch.languages.dropped import SENTENCE_END, Gap, turned
from dragoman.dispatch.languages.guess import UNDETERMINED, guess
from dragoman.dispatch.languages.known import lexicon
from dragoman.dispatch.languages.turning import Turn, turning
from dragoman.dispatch.reading import Quoted, Reading
from dragoman.dispatch.resolve import Resolved
from dragoman.dispatch.wording import Wording
from dragoman.dispatch.words import weight, words
from dragoman.model.finding import Finding, Severity

CODE = "QUO004"
NAME = "meaning-dropped"
SEVERITY: Severity = "warning"
BARE = True

_ENDS = ".!?؟۔"
# An insertion stands in place of at most this many words.
_INSERTED = 3
# So many characters on either side of what is left out show its language.
_AROUND = 120
_HINT = "quote the word, or tell it in your own words"


@dataclass(frozen=True, slots=True)
class _Loss:
    """Hold a gap, what to call it, whether a reader sees it, and the words that stand in its place."""

    gap: Gap
    called: str
    marked: bool
    instead: str = ""


def check(reading: Reading) -> Iterator[Finding]:
    """Yield the quotations that leave out a word which turns what they keep."""
    for one in reading.quoted:
        wording = None if one.equal or one.verdict.name == "cannot tell" else one.wording()
        if wording is not None:
            yield from _found(one, wording, reading)


def _found(one: Quoted, wording: Wording, reading: Reading) -> Iterator[Finding]:
    for loss in _losses(one, wording):
        language = _language(wording, reading, loss.gap)
        turns = _unreplaced(turned(wording.text, loss.gap, language), loss.instead, language)
        if not turns:
            continue
        severity: Severity = "warning" if loss.marked or one.claimed else "error"
        held_to = one.verdict.held_to or "translation"
        where = one.evidence.where(held_to, ((loss.gap.start, loss.gap.end),))
        kinds = ", ".join(dict.fromkeys(f"a {turn.kind}" for turn in turns))
        left_out = ", ".join(f'"{turn.phrase}"' for turn in turns)
        message = f"{loss.called} leaves out {left_out}: {kinds} of what is quoted ({where})"
        told = detail(one, _HINT)
        told["nearest"] = one_line(wording.text[slice(*_shown(one, loss.gap))])
        yield finding((CODE, NAME, severity), reading, one.words, message, **told)


def _language(wording: Wording, reading: Reading, gap: Gap) -> str:
    """Return the language of the words around a gap: a document with no desk may quote in others than its own."""
    if isinstance(reading, Resolved) and lexicon(wording.language):
        return wording.language
    guessed = guess(wording.text[max(0, gap.start - _AROUND) : gap.end + _AROUND])
    return wording.language if guessed == UNDETERMINED else guessed


def _unreplaced(turns: tuple[Turn, ...], instead: str, language: str) -> tuple[Turn, ...]:
    """Return the turning words for which the insertion has none of the same kind."""
    if not turns or not instead:
        return turns
    kept = {turn.kind for turn in turning(words(instead), language)}
    return tuple(turn for turn in turns if turn.kind not in kept)


def _shown(one: Quoted, gap: Gap) -> tuple[int, int]:
    bounds = (*one.verdict.stretches, (gap.start, gap.end))
    return min(start for start, _ in bounds), max(end for _, end in bounds)


def _losses(one: Quoted, wording: Wording) -> Iterator[_Loss]:
    if one.verdict.fault == "cut" and not one.claimed:
        for difference in one.verdict.differences:
            if difference.target_at:
                yield _Loss(Gap(*difference.target_at), "a cut without a mark", marked=False)
    elif one.verdict.name == "faithful" and one.verdict.stretches:
        parts = split(one.text).parts if len(one.verdict.stretches) > 1 or "[" in one.text else ()
        yield from _between(one, parts)
        yield from _opening(one, wording, " ".join(parts[0].inserted) if parts else "")
        yield from _end(one, wording)


def _between(one: Quoted, parts: tuple[Part, ...]) -> Iterator[_Loss]:
    stretches = one.verdict.stretches
    for before, after, part in zip(stretches, stretches[1:], parts[1:], strict=False):
        gap = Gap(before[1], after[0])
        if gap.start >= gap.end:
            continue
        if part.cut == "insertion":
            yield _Loss(gap, "an insertion", marked=False, instead=" ".join(part.inserted))
        else:
            yield _Loss(gap, "an elision", marked=True)


def _opening(one: Quoted, wording: Wording, instead: str) -> Iterator[_Loss]:
    """Yield the opening of a sentence that is left out, where the rest is written as a whole one."""
    start = one.verdict.stretches[0][0]
    begins = max((end.end() for end in SENTENCE_END.finditer(wording.text, 0, start)), default=0)
    gap = Gap(begins, start, before=False)
    cut = wording.text[begins:start]
    opening = one.text.lstrip("\"'“”‘’«»[(")
    pretends = opening[:1].isupper() and wording.text[start].islower()
    if one.heading and _is_title(one.text):
        # In a title every word has its capital: it is a sentence where what is cut off was a clause of its own.
        pretends = pretends and cut.rstrip().endswith((",", "،", ";", "؛"))
    if instead and weight(cut) <= _INSERTED:
        yield _Loss(gap, "an insertion", marked=False, instead=instead)
    elif cut.strip() and (pretends or opening.startswith(("…", "..."))):
        yield _Loss(gap, "the opening that is cut off", marked=True, instead=instead)


def _end(one: Quoted, wording: Wording) -> Iterator[_Loss]:
    """Yield the end of a sentence that is left out, where the rest is written as a whole one."""
    end = one.verdict.stretches[-1][1]
    closing = one.text.rstrip("\"'“”‘’«»)] \n\t")
    marked = closing.endswith(("…", "..."))
    if not (marked or (closing.endswith(tuple(_ENDS)) and _begins_sentence(one, wording))):
        return
    ends = SENTENCE_END.search(wording.text, end)
    until = ends.end() if ends else len(wording.text)
    if wording.text[end:until].strip(_ENDS + " \"'”’»"):
        yield _Loss(Gap(end, until, after=False), "the end that is cut off", marked=True)


def _begins_sentence(one: Quoted, wording: Wording) -> bool:
    """Tell whether a quotation is written as a sentence from its first word on."""
    start = one.verdict.stretches[0][0]
    first = next((letter for letter in one.text if letter.isalpha()), "")
    if first.upper() != first.lower():
        return first.isupper()
    ends = [end.end() for end in SENTENCE_END.finditer(wording.text, 0, start)]
    return not wording.text[max(ends, default=0) : start].strip(" \"'“‘«")


def _is_title(text: str) -> bool:
    """Tell whether the words of a heading are written with capitals, so that the first one's tells nothing."""
    longer = [word for word in text.split()[1:] if len(word) > 3]
    return bool(longer) and all(not word[0].islower() for word in longer)
