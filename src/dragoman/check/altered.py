"""The altered quotations of a dispatch, as the rules about words report them."""

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.check.rule import Detail
from dragoman.dispatch.faithful import Fault, Verdict
from dragoman.dispatch.passage import Passage
from dragoman.dispatch.place import Place
from dragoman.dispatch.resolve import Resolved
from dragoman.model.time import seconds


@dataclass(frozen=True, slots=True)
class Altered:
    """Hold an altered quotation: its words, their place, the verdict, and the passage it was held to."""

    text: str
    words: Place
    verdict: Verdict
    passage: Passage

    @property
    def footage(self) -> str:
        """Return where the first difference stands in the footage: `address@1 at 0:06.740`."""
        pin, held_to = self.passage.pin, self.verdict.held_to or "translation"
        changed = [one.target_at for one in self.verdict.differences if one.target_at][:1]
        holding = self.passage.holding(held_to, changed or self.verdict.stretches) or self.passage.segments
        return f"{pin.name}@{pin.revision} at {moment(holding[0].span.start)}"

    def detail(self, hint: str) -> Detail:
        """Return the two wordings, the verdict and the `hint`, for a finding."""
        quotation, nearest = one_line(self.text), one_line(self.verdict.nearest)
        return Detail(hint=hint, quotation=quotation, nearest=nearest, verdict=self.verdict.name)


def altered(resolved: Resolved, fault: Fault) -> Iterator[Altered]:
    """Yield the altered quotations whose fault is `fault`: linked ones, then those in titles and captions."""
    for held in resolved.quotations:
        if held.passage is not None and held.verdict.fault == fault:
            yield Altered(held.mark.text, held.mark.words, held.verdict, held.passage)
    for voice in resolved.voices:
        if voice.passage is not None and voice.verdict.fault == fault:
            yield Altered(voice.voiced.text, voice.voiced.words, voice.verdict, voice.passage)


def moment(at: int) -> str:
    """Return milliseconds as people and players read them, to the millisecond: `0:06.740`, `1:02:03.000`."""
    minutes, rest = divmod(at, 60_000)
    hours, minutes = divmod(minutes, 60)
    second = seconds(rest).zfill(6)
    return f"{hours}:{minutes:02d}:{second}" if hours else f"{minutes}:{second}"


def one_line(text: str) -> str:
    """Return `text` with runs of white space as one space."""
    return " ".join(text.split())
