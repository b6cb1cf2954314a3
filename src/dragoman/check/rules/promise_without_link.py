"""Find a link that is promised and missing.

## What it finds

`Click here`, `read the full report here`, `the link below`, `see the video above` and their like in ten languages, with
no link, address, picture or footnote where they point: for *here* in the same paragraph or at the head of the next, for
*below* in the rest of the document, for *above* in what stands before. An anchor of HTML without an address, or with
`#` for one, is no link, unless a script may know it by its class or its attributes; nor is the time code of a
transcript in square brackets. Words in quotation marks are another's and are left alone.

## Why it matters

The reader is sent to proof that is not there. Old pages kept as plain text lost their links just so.

## Example

```markdown
To watch the clip, click here.
```

## How to mend

Set the link, or take the promise out.
"""

import re
from collections.abc import Iterator

from dragoman.check.near import lowered
from dragoman.check.promised import Promise, promises, promising
from dragoman.check.rule import finding
from dragoman.dispatch.document import Document, Paragraph
from dragoman.dispatch.reading import Reading
from dragoman.dispatch.stretch import Stretch
from dragoman.model.finding import Finding, Severity

CODE = "LINK001"
NAME = "promise-without-link"
SEVERITY: Severity = "error"
BARE = True

# An anchor leads somewhere by its address, or by a script that finds it.
_ANCHOR = (
    r"<a\b[^>]*?\s(?:href\s*=\s*[\"']?\s*(?:[^\"'#\s>]|\#\s*[^\"'\s>])"
    r"|(?:on\w+|data-[\w-]+|class|role|jsaction|ng-[\w-]+|v-[\w-]+(?::\w+)?|@\w+)\s*=)"
)
_LEADS = (
    r"[a-z][a-z0-9+.-]*://|\bwww\.|\b[\w-]+\.(?:com|org|net|info|ir|tv|co|gov|edu)(?:/|\b)|\]\((?!\s*\#?\s*\))|\]\[|!\["
    rf"|\[\^|\[\d+\]|<(?:img|video|audio|iframe|embed|object|source|figure)\b|{_ANCHOR}"
)
_LEAD = re.compile(_LEADS, re.IGNORECASE)
# The head of a paragraph that may keep the promise of the one before: an address, a link, a picture. A bracket with a
# time in it opens a line of a transcript.
_TIME = r"\[\d{1,3}(?::\d{2}){1,2}(?:[.,]\d+)?\]"
_NEXT = re.compile(rf"(?:\s|</\w+>)*(?:[-*>•]\s*|\d+[.)]\s*|<p\b[^>]*>\s*)?<?(?:{_LEADS}|(?!{_TIME})\[)", re.IGNORECASE)


def check(reading: Reading) -> Iterator[Finding]:
    """Yield the words that send the reader to a link that is not there."""
    document = reading.document
    near = promising(lowered(document.text))
    for paragraph in document.paragraphs if near else ():
        words = paragraph.words
        for promise in promises(words.prose, near):
            place = document.place(words, promise.start, promise.end)
            if document.is_quoted(place.start) or _is_kept(promise, paragraph, document):
                continue
            promised = " ".join(words.text[promise.start : promise.end].split())
            message = f'"{promised}", and no link or address is there'
            yield finding((CODE, NAME, SEVERITY), reading, place, message, hint="set the link, or take these words out")


def _is_kept(promise: Promise, paragraph: Paragraph, document: Document) -> bool:
    words = paragraph.words
    start, end = words.source(0, len(words.text))
    if any(link.target.strip(" #") for link in words.links) or _leads(document, _opening(words, start), end):
        return True
    if promise.kept == "above":
        return _leads(document, 0, start)
    if promise.kept == "below":
        return _leads(document, end, len(document.text))
    if _NEXT.match(document.text, end) or any(start <= mark.at.start <= end for mark in document.note_marks):
        return True
    return paragraph.kind in ("title", "heading") and _leads(document, end, len(document.text))


def _opening(words: Stretch, start: int) -> int:
    """Return where the source of a paragraph begins, or a link around its first words."""
    return min((start, *(link.source_start for link in words.links)))


def _leads(document: Document, start: int, end: int) -> bool:
    """Tell whether anything in the source from `start` to `end` leads somewhere."""
    return _LEAD.search(document.text, start, end) is not None
