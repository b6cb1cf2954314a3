"""Quote what was said: picked words of approved segments as Markdown with their pins, right by the contract."""

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.check.visible import BIDI_CONTROLS, named
from dragoman.dispatch.faithful import Verdict, judge
from dragoman.dispatch.parse import parse
from dragoman.dispatch.passage import text_of
from dragoman.dispatch.wording import HeldTo, Wording
from dragoman.model.errors import BadInput
from dragoman.model.pin import Pin
from dragoman.model.review import Reviewed
from dragoman.steps.quote_runs import Pick, Run, folded, runs
from dragoman.steps.quote_written import QuoteForm, escaped, ways

_FRONT = "---\nnumber: 1\ndate: 2000-01-01\ntitle: a quotation\nlanguage: {language}\n---\n\n"


@dataclass(frozen=True)
class Quote:
    """Hold quotations as Markdown, and their pins in the order said; most have one."""

    markdown: str
    pins: tuple[str, ...]

    @property
    def pin(self) -> str:
        """Return the first pin."""
        return self.pins[0]


def quote(
    reviewed: Reviewed,
    picks: Sequence[Pick],
    *,
    form: QuoteForm = "inline",
    side: HeldTo = "translation",
    source: str = "",
) -> Quote:
    """Return the picked words as a quotation, inline or as a block, on one side of the reviewed text.

    Words and compounds are taken whole, in the order said; what is left out between them is marked. Where
    another speaks, or a minute passes, a new quotation begins. `source` is the item's name in the dispatch,
    its own where empty. Raise BadInput for a segment that nobody approved, or with no words picked.
    """
    found = runs(reviewed, picks, side)
    pins = tuple(Pin(source or reviewed.item, reviewed.revision, run.span.start, run.span.end) for run in found)
    written = [_written(run, pin, reviewed, form) for run, pin in zip(found, pins, strict=True)]
    return Quote(("\n\n" if form == "block" else " ").join(written), tuple(map(str, pins)))


def still(source: str, at: int, caption: str) -> str:
    """Return the picture of the frame at `at` milliseconds of a source, as Markdown."""
    return f"![{escaped(caption)}]({Pin(source, None, at, None)})"


def _written(run: Run, pin: Pin, reviewed: Reviewed, form: QuoteForm) -> str:
    controls = sorted(BIDI_CONTROLS.intersection("".join(text for text, _ in run.parts)))
    if controls:
        hint = "take them out of the segment, then approve it again"
        raise BadInput(f"the words hold what changes the order in which they are read: {named(controls[0])}", hint=hint)
    wordings = tuple(_wording(run, side, reviewed) for side in ("translation", "original"))
    for markdown in ways(run, pin, form, reviewed.desk_language):
        verdict = _verdict(markdown, pin, wordings)
        if verdict is None:
            continue
        if form == "inline" or _speakers(run, verdict) <= {folded(run.speaker), ""}:
            return markdown
        raise BadInput(
            f"another person says the same in the seconds of {run.speaker or 'this speaker'}",
            hint="quote it in the line, where no name signs it, or correct the times",
        )
    hint = "pick a little more or less of it: a quotation mark within a word may stand alone there"
    raise BadInput(f"these words cannot be quoted as they stand: {run.parts[0][0][:60]!r}", hint=hint)


def _wording(run: Run, side: HeldTo, reviewed: Reviewed) -> Wording:
    language = reviewed.desk_language if side == "translation" else reviewed.language
    return Wording(side, language, " ".join(text for segment in run.segments if (text := text_of(segment, side))))


def _verdict(markdown: str, pin: Pin, wordings: Sequence[Wording]) -> Verdict | None:
    """Return the verdict on a quotation in a dispatch of its own; None where it does not hold whole, with no fault.

    One of a single word cannot be judged, and holds where its word stands.
    """
    front = _FRONT.format(language=wordings[0].language)
    document = parse(f"{front}{markdown}\n", "a quotation")
    if document.unclosed or document.bare or document.unread or document.note_marks or len(document.marks) != 1:
        return None
    mark = document.marks[0]
    verdict = judge(mark.text, wordings)
    return verdict if mark.pin == pin and verdict.name != "altered" else None


def _speakers(run: Run, verdict: Verdict) -> set[str]:
    """Return who speaks the segments in which the words of a quotation lie."""
    found: set[str] = set()
    at = 0
    for segment in run.segments:
        text = text_of(segment, verdict.held_to or "translation")
        if text and any(start < at + len(text) and at < end for start, end in verdict.stretches):
            found.add(folded(segment.speaker))
        at += len(text) + 1 if text else 0
    return found
