"""What a transcriber and a translator promise; every engine, ours too, comes in by these."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from dragoman.model.capture import Tool
from dragoman.model.errors import BadTranslation
from dragoman.model.transcript import Line, Segment

SAMPLE_RATE = 16_000
SAMPLE_BYTES = 2

Post = Callable[[str, bytes, Mapping[str, str]], bytes]
"""Send a body with headers to an address and return the answer's body; steps hand in the real one."""


@dataclass(frozen=True, slots=True)
class Sound:
    """Point at decoded sound: a file of raw signed 16-bit little-endian mono samples at 16 kHz.

    Its sample 0 stands at 0 ms of the footage's own timeline.
    """

    path: Path
    samples: int

    @property
    def length_ms(self) -> int:
        """Return the length in whole milliseconds; a part of one is left out."""
        return self.samples * 1000 // SAMPLE_RATE


@dataclass(frozen=True, slots=True)
class Heard:
    """Hold what a transcriber hears: the language, and segments as they come.

    `detected` is the probability of the language in thousandths, None when a person named it.
    """

    language: str
    detected: int | None
    segments: Iterator[Segment]


class Transcriber(Protocol):
    """Turn sound into segments in the language spoken; never into another language."""

    name: str

    def describe(self) -> Tool:
        """Return name, versions, every setting that shapes the words, and the weights' digest."""
        ...

    def transcribe(self, sound: Sound, language: str | None, progress: Callable[[int], None]) -> Heard:
        """Hear `sound` in `language`, or detect it where None; call `progress` with milliseconds heard.

        Segments stand in order of time, inside the sound, with ids that differ, none of them empty.
        Raise EngineError or one of its kinds.
        """
        ...


class Translator(Protocol):
    """Render segments in another language, one line for each, ids unchanged."""

    name: str

    def describe(self) -> Tool:
        """Return name, versions and every setting that shapes the words."""
        ...

    def translate(self, segments: Sequence[Segment], source: str, target: str) -> tuple[Line, ...]:
        """Render `segments` from language `source` in `target`, one line for each, in the same order.

        An engine returns through `checked_lines`. Raise EngineError or one of its kinds.
        """
        ...


def checked_lines(segments: Sequence[Segment], lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return `lines` when their ids are those of `segments` in the same order; else raise BadTranslation."""
    asked = [segment.id for segment in segments]
    given = [line.id for line in lines]
    if asked != given:
        raise BadTranslation(
            _difference(asked, given),
            hint="translate again; if it happens again, use another model or translate by hand",
        )
    return tuple(lines)


def _difference(asked: list[str], given: list[str]) -> str:
    missing = [name for name in asked if name not in set(given)]
    if missing:
        return f"the translation lacks segment {missing[0]}" + (f" and {len(missing) - 1} more" if missing[1:] else "")
    added = [name for name in given if name not in set(asked)]
    if added:
        return f"the translation has segment {added[0]}, which was not asked for"
    if len(given) != len(asked):
        return "the translation renders a segment more than once"
    return "the translation gives the segments in another order"
