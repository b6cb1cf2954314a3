"""The pinned segments of a dispatch, each once, with what of the other language they may be compared with."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.check.altered import one_line
from dragoman.check.rule import finding
from dragoman.dispatch.document import Mark
from dragoman.dispatch.passage import Passage, text_of
from dragoman.dispatch.resolve import Resolved
from dragoman.dispatch.wording import HeldTo
from dragoman.model.finding import Finding, Severity
from dragoman.model.review import ReviewedSegment
from dragoman.model.time import moment

_ENDS = (".", "!", "?", "؟", "۔", "…")
_CLOSING = "\"'”’»)] "
# A sentence may run over so many segments to either side.
_FAR = 2


@dataclass(frozen=True, slots=True)
class Pair:
    """Hold an approved segment in both languages (BCP 47), and the pin that chose it.

    `around_original` and `around_translation` hold the whole sentence too, where it runs over several
    segments: word order differs, and a verb may stand in the next one.
    """

    mark: Mark
    passage: Passage
    segment: ReviewedSegment
    around_original: str
    around_translation: str

    @property
    def languages(self) -> tuple[str, str]:
        """Return the language spoken and the desk's."""
        return self.passage.reviewed.language, self.passage.reviewed.desk_language

    @property
    def where(self) -> str:
        """Return where the segment stands: `s3 of address@1 at 0:06.740`."""
        pin = self.passage.pin
        return f"{self.segment.id} of {pin.name}@{pin.revision} at {moment(self.segment.span.start)}"


def pairs(resolved: Resolved) -> Iterator[Pair]:
    """Yield the approved segments that a dispatch pins and that have both texts, each once."""
    seen: set[tuple[str, str]] = set()
    for held in resolved.quotations:
        if held.passage is None:
            continue
        for segment in held.passage.segments:
            key = (held.passage.reviewed_digest, segment.id)
            if key in seen or not segment.approved or not _has_both(segment):
                continue
            seen.add(key)
            around = _around(held.passage.reviewed.segments, segment)
            original, translation = (_joined(around, side) for side in ("original", "translation"))
            yield Pair(held.mark, held.passage, segment, original, translation)


def differing(rule: tuple[str, str, Severity], resolved: Resolved, pair: Pair, message: str) -> Finding:
    """Return a finding of the rule at the pair's pin, with both texts and the second to listen to."""
    return finding(
        rule,
        resolved,
        pair.mark.at,
        f"{message} ({pair.where})",
        hint="listen to the second, and correct the segment where it is wrong",
        quotation=one_line(pair.segment.translation),
        nearest=one_line(pair.segment.original),
    )


def _has_both(segment: ReviewedSegment) -> bool:
    return all(any(map(str.isalpha, text)) for text in (segment.original, segment.translation))


def _around(segments: Sequence[ReviewedSegment], segment: ReviewedSegment) -> Sequence[ReviewedSegment]:
    """Return the segments that the sentences of a segment run over: up to two more on either side."""
    at = segments.index(segment)
    first = last = at
    while first > max(0, at - _FAR) and not _ends(segments[first - 1]):
        first -= 1
    while last < min(len(segments) - 1, at + _FAR) and not _ends(segments[last]):
        last += 1
    return segments[first : last + 1]


def _ends(segment: ReviewedSegment) -> bool:
    """Tell whether a sentence ends with a segment, in both languages."""
    return all(text.rstrip(_CLOSING).endswith(_ENDS) for text in (segment.original, segment.translation))


def _joined(segments: Sequence[ReviewedSegment], side: HeldTo) -> str:
    return " ".join(text_of(segment, side) for segment in segments)
