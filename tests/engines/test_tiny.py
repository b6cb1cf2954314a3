"""The stand-ins keep the contracts, and do what they say."""

from pathlib import Path

import pytest

from dragoman.engines.media.decode import sound
from dragoman.engines.protocols import Sound, Transcriber, Translator
from dragoman.engines.registry import transcriber, translator
from dragoman.model.settings import MediaSettings, TranscriberSettings, TranslatorSettings
from dragoman.model.time import Span
from dragoman.testing.engines import TranscriberContract, TranslatorContract, tones


def offline(address: str, body: bytes, headers: object) -> bytes:
    raise AssertionError(f"{address} was asked, with {body!r} and {headers!r}")


class TestTinyTranscriber(TranscriberContract):
    def engine(self) -> Transcriber:
        return transcriber(TranscriberSettings(engine="tiny"), Path("unused"))


class TestTinyTranslator(TranslatorContract):
    def engine(self) -> Translator:
        return translator(TranslatorSettings(engine="tiny"), offline, None)


@pytest.mark.parametrize(
    ("spans", "heard"),
    [
        ((Span(500, 1500), Span(2500, 4000)), [(500, 1500), (2500, 4000)]),
        ((Span(500, 1500), Span(1600, 2000)), [(500, 2000)]),
        ((Span(0, 5000),), [(0, 5000)]),
        ((), []),
    ],
)
def test_stretches_are_where_the_sound_is(
    tmp_path: Path, spans: tuple[Span, ...], heard: list[tuple[int, int]]
) -> None:
    engine = transcriber(TranscriberSettings(engine="tiny"), tmp_path)
    segments = engine.transcribe(tones(tmp_path / "s", spans, 5000), "en", lambda done: None).segments
    assert [(segment.span.start, segment.span.end) for segment in segments] == heard


def test_a_long_stretch_is_parted(tmp_path: Path) -> None:
    heard = transcriber(TranscriberSettings(engine="tiny"), tmp_path).transcribe(
        tones(tmp_path / "s", (Span(0, 40_000),), 40_000), "en", lambda done: None
    )
    assert all(segment.span.length <= 15_100 for segment in heard.segments)


def test_it_hears_real_speech(footage: Path, tmp_path: Path) -> None:
    """Six sentences are read in the example, with pauses between."""
    heard: Sound = sound(footage, tmp_path / "sound.s16", MediaSettings())
    segments = tuple(
        transcriber(TranscriberSettings(engine="tiny"), tmp_path).transcribe(heard, "fa", lambda done: None).segments
    )
    assert [segment.text for segment in segments] == [f"speech {n}" for n in range(1, len(segments) + 1)]
    assert 6 <= len(segments) <= 20
    assert [word.text for word in segments[0].words] == ["speech", "1"]


def test_translations_are_marked_as_such() -> None:
    from dragoman.model.transcript import Line, Segment

    engine = translator(TranslatorSettings(engine="tiny"), offline, None)
    assert engine.translate([Segment("s0001", Span(0, 1), "سلام")], "fa", "en") == (Line("s0001", "سلام (en)"),)
    assert "translates nothing" in engine.describe().settings["kind"]
