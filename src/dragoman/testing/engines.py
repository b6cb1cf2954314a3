"""Contracts that every engine keeps; plug-in authors inherit a class and say how theirs is made.

class TestMine(TranscriberContract):
    def engine(self) -> Transcriber:
        return MyTranscriber(TranscriberSettings(engine="mine"), Path("cache"))
"""

import math
import struct
from pathlib import Path

import msgspec
import pytest

from dragoman.engines.protocols import SAMPLE_RATE, Heard, Sound, Transcriber, Translator, checked_lines
from dragoman.model.capture import Tool
from dragoman.model.time import Span
from dragoman.model.transcript import Segment, Transcript

_NOBODY = "sha256:" + "0" * 64
_TONE_HZ = 440


def tones(path: Path, spans: tuple[Span, ...], length_ms: int) -> Sound:
    """Write a sound of `length_ms` that is silent but for a tone in each of `spans`, and return it."""
    samples = length_ms * SAMPLE_RATE // 1000
    values = [0] * samples
    for span in spans:
        for at in range(span.start * SAMPLE_RATE // 1000, span.end * SAMPLE_RATE // 1000):
            values[at] = round(12_000 * math.sin(2 * math.pi * _TONE_HZ * at / SAMPLE_RATE))
    path.write_bytes(struct.pack(f"<{samples}h", *values))
    return Sound(path, samples)


def described(tool: Tool, name: str) -> None:
    """Assert that an engine's description can stand in a record: named, versioned, and back from JSON the same."""
    assert tool.name and tool.version
    assert msgspec.json.decode(msgspec.json.encode(tool), type=Tool) == tool
    assert name and name == name.strip().lower()


class TranscriberContract:
    """Check what a transcriber promises; override `engine`, and `sound` where it needs real speech."""

    language = "en"

    def engine(self) -> Transcriber:
        """Return the transcriber to check."""
        raise NotImplementedError("say how the engine is made")

    @pytest.fixture
    def sound(self, tmp_path: Path) -> Sound:
        """Return the sound to hear; by default two tones, which some engines take for no speech."""
        return tones(tmp_path / "tones.s16", (Span(500, 1500), Span(2500, 4000)), 5000)

    def test_it_describes_itself(self) -> None:
        """Name, version and settings stand in every record, the same each time."""
        engine = self.engine()
        described(engine.describe(), engine.name)
        assert engine.describe() == engine.describe()

    def test_segments_fit_a_transcript(self, sound: Sound) -> None:
        """Ids differ, nothing is empty, times lie inside the sound and in order, words inside their segment."""
        heard = self.engine().transcribe(sound, self.language, _unheard)
        segments = tuple(heard.segments)
        self._fits(heard, segments)
        starts = [segment.span.start for segment in segments]
        assert starts == sorted(starts)
        for segment in segments:
            assert segment.text == segment.text.strip() != ""
            assert segment.span.end <= sound.length_ms
            assert all(segment.span.start <= word.span.start for word in segment.words)
            assert all(word.span.end <= segment.span.end and word.text.strip() for word in segment.words)

    def test_the_language_given_is_kept(self, sound: Sound) -> None:
        """A language that a person named is neither changed nor given a probability."""
        heard = self.engine().transcribe(sound, self.language, _unheard)
        assert (heard.language, heard.detected) == (self.language, None)

    def test_a_language_that_is_not_given_has_a_probability(self, sound: Sound) -> None:
        """What was detected says so, in thousandths."""
        heard = self.engine().transcribe(sound, None, _unheard)
        assert heard.detected is not None and 0 <= heard.detected <= 1000
        self._fits(heard, tuple(heard.segments))

    def test_the_same_sound_gives_the_same_words(self, sound: Sound) -> None:
        """A draft can be made again."""
        first, again = (tuple(self.engine().transcribe(sound, self.language, _unheard).segments) for _ in range(2))
        assert first == again

    def test_progress_ends_at_the_end(self, sound: Sound) -> None:
        """Progress is told in milliseconds of the sound, and the last word is all of it."""
        told: list[int] = []
        for _ in self.engine().transcribe(sound, self.language, told.append).segments:
            pass
        assert told[-1] == sound.length_ms
        assert all(0 <= done <= sound.length_ms for done in told)

    def test_silence_says_nothing(self, tmp_path: Path) -> None:
        """Nothing is heard where nothing is said, and no language is claimed for it."""
        silence = tones(tmp_path / "silence.s16", (), 3000)
        heard = self.engine().transcribe(silence, None, _unheard)
        assert (heard.language, heard.detected, tuple(heard.segments)) == ("und", 0, ())

    def _fits(self, heard: Heard, segments: tuple[Segment, ...]) -> None:
        transcript = Transcript(_NOBODY, _NOBODY, heard.language, heard.detected, self.engine().describe(), segments)
        assert msgspec.json.decode(msgspec.json.encode(transcript), type=Transcript) == transcript


class TranslatorContract:
    """Check what a translator promises; override `engine`, and `segments` where it needs real speech."""

    source = "fa"
    target = "en"

    def engine(self) -> Translator:
        """Return the translator to check."""
        raise NotImplementedError("say how the engine is made")

    @pytest.fixture
    def segments(self) -> tuple[Segment, ...]:
        """Return the segments to translate."""
        texts = ("مادر بزرگ من.", "من از دست او فرار کردم.", "مادر بزرگ خیلی خسته شد.")
        return tuple(
            Segment(f"s{number:04d}", Span(number * 1000, number * 1000 + 900), text)
            for number, text in enumerate(texts, 1)
        )

    def test_it_describes_itself(self) -> None:
        """Name, version and settings stand in every record, the same each time."""
        engine = self.engine()
        described(engine.describe(), engine.name)
        assert engine.describe() == engine.describe()

    def test_ids_out_are_ids_in(self, segments: tuple[Segment, ...]) -> None:
        """One line for each segment, in the same order, none empty."""
        lines = self.engine().translate(segments, self.source, self.target)
        assert checked_lines(segments, lines) == lines
        assert all(line.text.strip() for line in lines)

    def test_nothing_gives_nothing(self) -> None:
        """No segments, no lines."""
        assert self.engine().translate((), self.source, self.target) == ()


def _unheard(done: int) -> None:
    del done
