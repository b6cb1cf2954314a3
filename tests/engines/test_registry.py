"""Engines come by name, and an absent one is an error with a cure."""

from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path

import pytest

from dragoman.engines import registry
from dragoman.engines.registry import TRANSCRIBERS, TRANSLATORS, names, transcriber, translator
from dragoman.engines.tiny import TinyTranscriber, TinyTranslator
from dragoman.model.errors import EngineMissing
from dragoman.model.settings import TranscriberSettings, TranslatorSettings


def no_network(address: str, body: bytes, headers: object) -> bytes:
    raise AssertionError(f"{address} was asked, with {body!r} and {headers!r}")


def test_ours_come_in_by_the_strangers_door(tmp_path: Path) -> None:
    assert set(names(TRANSCRIBERS)) >= {"whisper", "tiny"}
    assert set(names(TRANSLATORS)) >= {"openai", "tiny"}
    assert isinstance(transcriber(TranscriberSettings(engine="tiny"), tmp_path), TinyTranscriber)
    assert isinstance(translator(TranslatorSettings(engine="tiny"), no_network, None), TinyTranslator)


def test_an_absent_engine_is_named_with_those_that_are_there(tmp_path: Path) -> None:
    with pytest.raises(EngineMissing, match="no transcriber is called 'dragon'") as caught:
        transcriber(TranscriberSettings(engine="dragon"), tmp_path)
    assert caught.value.hint and "tiny, whisper" in caught.value.hint
    with pytest.raises(EngineMissing, match="no translator is called ''"):
        translator(TranslatorSettings(), no_network, None)


def test_a_plug_in_that_does_not_load_is_an_error_with_a_cure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = EntryPoint("broken", "no_such_module_anywhere:Engine", TRANSCRIBERS)
    monkeypatch.setattr(registry, "entry_points", lambda **_: EntryPoints([broken]))
    with pytest.raises(EngineMissing, match="'broken' does not load: No module named") as caught:
        transcriber(TranscriberSettings(engine="broken"), tmp_path)
    assert caught.value.hint


def test_whisper_without_its_extra_says_which(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(EngineMissing) as caught:
        transcriber(TranscriberSettings(engine="whisper"), tmp_path)
    assert caught.value.hint == "pip install 'dragoman[whisper]'"
