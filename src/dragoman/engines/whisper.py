"""Transcribe with Whisper, by faster-whisper; always in the language spoken, never translating.

Decisions that shape the words, each kept in the record (`Tool.settings`):

- Voice activity detection is on, since Whisper invents text for silence.
- No window is conditioned on the text before it: an error, or a loop, cannot spread to the next.
- Where decoding fails its own tests it is sampled again, hotter each time, up to 1.0. A shorter list keeps
  what loops: with 0.4 as the last, word error on the shared Arabic rose from 0.36 to 0.51.
- Sampling starts from a fixed seed, in a model loaded for the purpose, so the same sound gives the same words.
"""

import importlib.util
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.engines.protocols import Heard, Sound
from dragoman.engines.stretches import Piece, pieces, samples
from dragoman.engines.timing import Timekeeper
from dragoman.engines.weights import Weights, find
from dragoman.model.capture import Tool
from dragoman.model.errors import EngineError, EngineMissing, WeightsMissing
from dragoman.model.settings import TranscriberSettings
from dragoman.model.transcript import Segment

if TYPE_CHECKING:
    from faster_whisper import WhisperModel

TEMPERATURES = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
SEED = 1
_DETECTION_WINDOWS = 4
# Whisper's own codes where they differ from BCP 47.
_WHISPER_CODES = {"jv": "jw", "nb": "no", "fil": "tl"}
_TAGS = {"jw": "jv"}


def options(settings: TranscriberSettings) -> dict[str, Any]:
    """Return what is passed to faster-whisper, apart from the sound and its language."""
    return {
        "task": "transcribe",
        "beam_size": settings.beam,
        "temperature": list(TEMPERATURES),
        "condition_on_previous_text": False,
        "vad_filter": True,
        "word_timestamps": True,
        "language_detection_segments": _DETECTION_WINDOWS,
    }


class WhisperTranscriber:
    """Transcribe with a Whisper model of any size; the weights are found, hashed and loaded at first use."""

    name = "whisper"

    def __init__(self, settings: TranscriberSettings, cache: Path) -> None:
        if importlib.util.find_spec("faster_whisper") is None:
            raise EngineMissing("faster-whisper is not installed", hint="pip install 'dragoman[whisper]'")
        self._settings = settings
        self._cache = cache

    @cached_property
    def weights(self) -> Weights:
        """Return the weights in use; raise WeightsMissing when there are none."""
        return find(self._settings.model, self._cache, download=self._settings.download)

    def describe(self) -> Tool:
        """Return versions, every setting that shapes the words, and the digest of the weights."""
        return Tool(
            name="faster-whisper",
            version=version("faster-whisper"),
            settings={
                "ctranslate2": version("ctranslate2"),
                "model": self.weights.name,
                "tokenizer": self.weights.tokenizer,
                "weights from": self.weights.origin,
                "device": _device(),
                **{name: str(value) for name, value in options(self._settings).items()},
                "compute": self._settings.compute,
                "seed": str(SEED),
            },
            weights=self.weights.digest,
        )

    def transcribe(self, sound: Sound, language: str | None, progress: Callable[[int], None]) -> Heard:
        """Hear `sound` in `language`, or detect it; see `Transcriber`.

        Where nothing is said and no language was given, the language is `und`, detected with 0.
        """
        model = self._model()
        code = _whisper_code(language, model) if language is not None else None
        hearing = _Hearing(model, self._settings, sound, progress)
        tag, probability, segments = hearing.start(code)
        if language is not None:
            return Heard(language, None, segments)
        return Heard(_TAGS.get(tag, tag), probability, segments)

    def _model(self) -> "WhisperModel":
        import ctranslate2
        from faster_whisper import WhisperModel

        # The seed reaches only workers that have not sampled yet, hence a model for each transcription.
        ctranslate2.set_random_seed(SEED)
        threads = self._settings.threads or _processors()
        try:
            return WhisperModel(
                str(self.weights.folder), device=_device(), compute_type=self._settings.compute, cpu_threads=threads
            )
        except (RuntimeError, ValueError) as error:
            raise WeightsMissing(
                f"the model does not load: {error}",
                place=str(self.weights.folder),
                hint="the folder must hold a CTranslate2 Whisper model, and `compute` a format this machine has",
            ) from error


class _Hearing:
    """Hear one sound, stretch by stretch."""

    def __init__(
        self, model: "WhisperModel", settings: TranscriberSettings, sound: Sound, progress: Callable[[int], None]
    ) -> None:
        self._model = model
        self._options = options(settings)
        self._sound = sound
        self._progress = progress
        self._timekeeper = Timekeeper(sound.length_ms)

    def start(self, code: str | None) -> tuple[str, int, Iterator[Segment]]:
        """Return the language, its probability in thousandths, and the segments to come.

        The language is that of the first stretch in which something is said.
        """
        rest = pieces(self._sound)
        tag, probability = "und", 0
        for piece in rest:
            found, info = self._heard(piece, code)
            if info.duration_after_vad > 0 or code is not None:
                tag, probability = info.language, min(1000, round(float(info.language_probability) * 1000))
                return tag, probability, self._segments(piece, found, rest, tag)
            self._progress(round(piece.start_ms))
        return tag, probability, self._ended()

    def _heard(self, piece: Piece, code: str | None) -> tuple[Iterator[Any], Any]:
        with _named():
            found, info = self._model.transcribe(samples(self._sound, piece), language=code, **self._options)
        return iter(found), info

    def _segments(self, piece: Piece, found: Iterator[Any], rest: Iterator[Piece], code: str) -> Iterator[Segment]:
        yield from self._timed(piece, found)
        for following in rest:
            found, _ = self._heard(following, code)
            yield from self._timed(following, found)
        yield from self._ended()

    def _timed(self, piece: Piece, found: Iterator[Any]) -> Iterator[Segment]:
        while True:
            with _named():
                raw = next(found, None)
            if raw is None:
                return
            segment = self._timekeeper.segment(raw, piece.start_ms)
            if segment is not None:
                yield segment
                self._progress(segment.span.end)

    def _ended(self) -> Iterator[Segment]:
        self._progress(self._sound.length_ms)
        yield from ()


@contextmanager
def _named() -> Iterator[None]:
    """Name what CTranslate2 reports with a bare RuntimeError: most often memory that ran out."""
    try:
        yield
    except RuntimeError as error:
        raise EngineError(f"Whisper failed: {error}", hint="use a smaller model, or compute = 'int8'") from error


def _whisper_code(language: str, model: "WhisperModel") -> str:
    primary = language.split("-")[0]
    code = _WHISPER_CODES.get(primary, primary)
    if code not in model.supported_languages:
        known = "English alone" if not model.model.is_multilingual else "not this language"
        raise EngineError(
            f"Whisper cannot transcribe '{language}': this model knows {known}",
            hint="give the nearest language that it knows, or use another engine",
        )
    return code


def _device() -> str:
    import ctranslate2

    return "cuda" if ctranslate2.get_cuda_device_count() else "cpu"


def _processors() -> int:
    import os

    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
