"""Completion: a whole pin, where a writer has bracketed words and opens their link."""

from collections.abc import Iterator

from lsprotocol.types import CompletionItem, CompletionItemKind, Position, TextEdit

from dragoman.doors.lsp.harmless import visible
from dragoman.doors.lsp.texts import Judged
from dragoman.steps.pinnable import pinnable

TRIGGERS = ["("]
_LONGEST = 120


def completions(judged: Judged, position: Position) -> Iterator[CompletionItem]:
    """Yield the pins that may be meant at a position, the likeliest first; what they say is plain text."""
    if judged.judgement is None:
        return
    offset = judged.positions.offset(position)
    for number, one in enumerate(pinnable(judged.judgement, offset)):
        says = visible(one.says)
        yield CompletionItem(
            one.pin,
            kind=CompletionItemKind.Reference,
            detail=says if len(says) <= _LONGEST else f"{says[:_LONGEST]}…",
            documentation=visible(one.speaker) or None,
            sort_text=f"{number:03d}",
            preselect=one.holds and number == 0,
            text_edit=TextEdit(judged.positions.range(one.start, offset), one.pin),
        )
