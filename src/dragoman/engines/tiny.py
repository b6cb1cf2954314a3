"""Stand-ins that need no weights: they do real, repeatable work for fast tests, and say nothing true.

The transcriber finds stretches of sound by their energy and numbers them; the translator marks text with
the language asked for. Both are named `tiny` in every record made with them.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from dragoman.engines.protocols import SAMPLE_BYTES, SAMPLE_RATE, Heard, Post, Sound, checked_lines
from dragoman.model.capture import Tool
from dragoman.model.settings import TranscriberSettings, TranslatorSettings
from dragoman.model.time import Span
from dragoman.model.transcript import Line, Segment, Word

_VERSION = "1"
_FRAME_MS = 20
_FRAME = SAMPLE_RATE * _FRAME_MS // 1000
_LOUD = 0.01
_FULL_SCALE = 32768.0
_PAUSE_MS = 300
_LONGEST_MS = 15_000
_BLOCK_FRAMES = 3000


class TinyTranscriber:
    """Number the stretches of sound that are loud: `speech 1`, `speech 2`."""

    name = "tiny"

    def __init__(self, settings: TranscriberSettings, cache: Path) -> None:
        del settings, cache

    def describe(self) -> Tool:
        """Return its name and thresholds."""
        return Tool(
            self.name,
            _VERSION,
            {"kind": "stand-in for tests, hears no words", "loud": str(_LOUD), "pause": f"{_PAUSE_MS} ms"},
        )

    def transcribe(self, sound: Sound, language: str | None, progress: Callable[[int], None]) -> Heard:
        """Number the loud stretches of `sound`; a language that is not given stays `und`."""
        segments = _numbered(sound, progress)
        return Heard(language, None, segments) if language is not None else Heard("und", 0, segments)


class TinyTranslator:
    """Mark each text with the language asked for: `speech 1 (en)`."""

    name = "tiny"

    def __init__(self, settings: TranslatorSettings, post: Post, key: str | None) -> None:
        del settings, post, key

    def describe(self) -> Tool:
        """Return its name."""
        return Tool(self.name, _VERSION, {"kind": "stand-in for tests, translates nothing"})

    def translate(self, segments: Sequence[Segment], source: str, target: str) -> tuple[Line, ...]:
        """Mark the texts of `segments` with `target`."""
        return checked_lines(segments, [Line(segment.id, f"{segment.text} ({target})") for segment in segments])


def _numbered(sound: Sound, progress: Callable[[int], None]) -> Iterator[Segment]:
    for number, (start, end) in enumerate(_stretches(sound), 1):
        middle = (start + end) // 2
        words = (Word(Span(start, middle), "speech", 1000), Word(Span(middle, end), str(number), 1000))
        yield Segment(f"s{number:04d}", Span(start, end), f"speech {number}", words=words)
        progress(end)
    progress(sound.length_ms)


def _stretches(sound: Sound) -> Iterator[tuple[int, int]]:
    """Yield start and end, in milliseconds, of loud stretches; short pauses do not part them."""
    start: int | None = None
    end = 0
    for index, loud in enumerate(_loudness(sound)):
        at = index * _FRAME_MS
        if start is not None and (at - end >= _PAUSE_MS or end - start >= _LONGEST_MS):
            yield start, end
            start = None
        if loud:
            start = at if start is None else start
            end = min(at + _FRAME_MS, sound.length_ms)
    if start is not None and end > start + 1:
        yield start, end


def _loudness(sound: Sound) -> Iterator[bool]:
    """Yield for each 20 ms whether its root mean square is over 1 % of full scale."""
    import numpy as np

    with sound.path.open("rb") as file:
        while data := file.read(_BLOCK_FRAMES * _FRAME * SAMPLE_BYTES):
            raw = np.frombuffer(data[: len(data) // SAMPLE_BYTES * SAMPLE_BYTES], dtype="<i2").astype(np.float64)
            whole = np.concatenate((raw, np.zeros(-len(raw) % _FRAME))).reshape(-1, _FRAME)
            level = np.sqrt(np.mean(np.square(whole), axis=1)) / _FULL_SCALE
            yield from (bool(each) for each in level >= _LOUD)
