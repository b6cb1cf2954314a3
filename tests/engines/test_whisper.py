"""The real base model on real Persian and real English."""

import unicodedata
from pathlib import Path

import jiwer
import pytest

from dragoman.engines.media.decode import sound
from dragoman.engines.protocols import Sound, Transcriber
from dragoman.engines.registry import transcriber
from dragoman.engines.stretches import LONGEST_SECONDS
from dragoman.engines.whisper import WhisperTranscriber
from dragoman.model.errors import EngineError, WeightsMissing
from dragoman.model.settings import MediaSettings, TranscriberSettings
from dragoman.model.transcript import Segment
from dragoman.testing.engines import TranscriberContract
from dragoman.testing.measuring import plain

pytestmark = pytest.mark.model

JFK = Path(__file__).resolve().parents[1] / "data" / "jfk.flac"
ENGLISH = "And so, my fellow Americans, ask not what your country can do for you, ask what you can do for your country."
PERSIAN = (
    "مادر بزرگ من. مادر بزرگ به من سلام میکند. ما دویدیم تا به گاو مادر بزرگ سربزنیم. "
    "من به او رسیدم. من از دست او فرار کردم. مادر بزرگ خیلی خسته شد"
)


def words(segments: tuple[Segment, ...]) -> str:
    return plain(" ".join(segment.text for segment in segments))


@pytest.fixture(scope="module")
def engine(base: TranscriberSettings, weights_cache: Path) -> WhisperTranscriber:
    made = transcriber(base, weights_cache)
    assert isinstance(made, WhisperTranscriber)
    return made


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Sound:
    return sound(JFK, tmp_path_factory.mktemp("sound") / "jfk.s16", MediaSettings())


@pytest.fixture(scope="module")
def persian(footage: Path, tmp_path_factory: pytest.TempPathFactory) -> Sound:
    return sound(footage, tmp_path_factory.mktemp("sound") / "fa.s16", MediaSettings())


def test_persian(engine: WhisperTranscriber, persian: Sound) -> None:
    told: list[int] = []
    heard = engine.transcribe(persian, "fa", told.append)
    segments = tuple(heard.segments)
    assert (heard.language, heard.detected) == ("fa", None)
    assert jiwer.wer(plain(PERSIAN), words(segments)) <= 0.85
    check_times(segments, persian)
    assert told[-1] == persian.length_ms
    # Transcribed and not translated: the words are in Arabic script.
    assert all("ARABIC" in unicodedata.name(letter) for letter in words(segments) if letter.isalpha())


def test_english_detected(engine: WhisperTranscriber, english: Sound) -> None:
    heard = engine.transcribe(english, None, lambda done: None)
    segments = tuple(heard.segments)
    assert heard.language == "en" and heard.detected is not None and 900 < heard.detected <= 1000
    assert jiwer.wer(plain(ENGLISH), words(segments)) <= 0.10
    check_times(segments, english)


def check_times(segments: tuple[Segment, ...], heard: Sound) -> None:
    ends = 0
    for segment in segments:
        assert 0 <= segment.span.start < segment.span.end <= heard.length_ms
        assert segment.span.start >= ends - 1000
        ends = segment.span.end
        assert segment.words and segment.log_probability is not None and segment.log_probability < 0
        assert "".join(word.text for word in segment.words) == segment.text.replace(" ", "")
        starts = [word.span.start for word in segment.words]
        assert starts == sorted(starts)


def test_the_record_says_how(engine: WhisperTranscriber) -> None:
    tool = engine.describe()
    assert tool.weights == "sha256:905e5bf8336bcc625ba4e33498d675a4b935504118c594d868c36e91a60c1a57"
    assert tool.settings["task"] == "transcribe"
    assert tool.settings["temperature"] == "[0.0, 0.2, 0.4, 0.6, 0.8, 1.0]"
    assert {"beam_size", "vad_filter", "compute", "condition_on_previous_text", "ctranslate2", "seed"} <= set(
        tool.settings
    )


def test_a_language_it_does_not_know_is_refused(engine: WhisperTranscriber, english: Sound) -> None:
    with pytest.raises(EngineError, match="cannot transcribe 'tlh'") as caught:
        engine.transcribe(english, "tlh", lambda done: None)
    assert caught.value.hint


def test_weights_that_are_no_model_are_refused(base: TranscriberSettings, tmp_path: Path, english: Sound) -> None:
    for name in ("model.bin", "config.json", "tokenizer.json"):
        (tmp_path / name).write_text("{}")
    engine = WhisperTranscriber(TranscriberSettings(model=str(tmp_path), compute=base.compute), tmp_path)
    with pytest.raises(WeightsMissing, match="does not load"):
        engine.transcribe(english, "en", lambda done: None)


class TestContract(TranscriberContract):
    @pytest.fixture(autouse=True)
    def _given(self, base: TranscriberSettings, weights_cache: Path) -> None:
        self.settings, self.cache = base, weights_cache

    def engine(self) -> Transcriber:
        return transcriber(self.settings, self.cache)

    @pytest.fixture
    def sound(self, english: Sound, tmp_path: Path) -> Sound:
        """Return the first 4 s: a contract is no measurement."""
        path = tmp_path / "short.s16"
        path.write_bytes(english.path.read_bytes()[: 2 * 4 * 16_000])
        return Sound(path, 4 * 16_000)


@pytest.mark.promise
def test_sampling_is_repeatable(base: TranscriberSettings, weights_cache: Path, shared: Path, tmp_path: Path) -> None:
    """On speech so hard that decoding falls back on sampling, twice in one process."""
    heard = sound(shared / "commonvoice" / "common_voice_fa_20239522.wav", tmp_path / "s", MediaSettings())
    first, again = (
        tuple(transcriber(base, weights_cache).transcribe(heard, "en", lambda done: None).segments) for _ in range(2)
    )
    assert first == again


@pytest.mark.promise
def test_long_footage_is_heard_in_stretches(
    base: TranscriberSettings, weights_cache: Path, english: Sound, tmp_path: Path
) -> None:
    """Silence longer than a stretch, with the speech before and after it: found at its time, nothing in between."""
    speech = english.path.read_bytes()
    path = tmp_path / "long.s16"
    pause = (LONGEST_SECONDS + 60) * 16_000
    with path.open("wb") as file:
        file.write(speech)
        file.seek(pause * 2, 1)
        file.write(speech)
    long = Sound(path, pause + 2 * english.samples)
    segments = tuple(transcriber(base, weights_cache).transcribe(long, None, lambda done: None).segments)
    after = (pause + english.samples) * 1000 // 16_000
    early = [segment for segment in segments if segment.span.end < 12_000]
    # Whisper begins a segment up to a second early after a pause.
    late = [segment for segment in segments if segment.span.start >= after - 1000]
    assert len(early) + len(late) == len(segments)
    for part in (early, late):
        assert jiwer.wer(plain(ENGLISH), words(tuple(part))) <= 0.10
