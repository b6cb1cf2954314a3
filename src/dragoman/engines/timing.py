"""Turn an engine's seconds into whole milliseconds inside the footage, once, at the edge."""

from typing import Any

from dragoman.model.time import Span
from dragoman.model.transcript import Segment, Word


class Timekeeper:
    """Number segments and place them: inside the sound, in order of their start, each at least 1 ms long."""

    def __init__(self, length_ms: int) -> None:
        self._length = max(1, length_ms)
        self._floor = 0
        self._count = 0

    def segment(self, raw: Any, offset_ms: float) -> Segment | None:
        """Return faster-whisper's segment `raw` as ours, `offset_ms` later; None where it says nothing."""
        text = raw.text.strip()
        if not text:
            return None
        words = tuple(self._word(word, offset_ms) for word in raw.words or () if word.word.strip())
        span = self._span(raw.start, raw.end, offset_ms)
        if words:
            starts, ends = (word.span.start for word in words), (word.span.end for word in words)
            span = Span(min(span.start, *starts), max(span.end, *ends))
        self._floor = span.start
        self._count += 1
        return Segment(
            id=f"s{self._count:04d}",
            span=span,
            text=text,
            words=words,
            log_probability=round(float(raw.avg_logprob) * 1000),
        )

    def _word(self, word: Any, offset_ms: float) -> Word:
        probability = min(1000, max(0, round(float(word.probability) * 1000)))
        return Word(self._span(word.start, word.end, offset_ms), word.word.strip(), probability)

    def _span(self, start: float, end: float, offset_ms: float) -> Span:
        first = min(self._length - 1, max(self._floor, round(float(start) * 1000 + offset_ms)))
        last = min(self._length, max(first + 1, round(float(end) * 1000 + offset_ms)))
        return Span(first, last)
