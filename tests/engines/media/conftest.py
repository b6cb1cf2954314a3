"""Footage made on the spot."""

from pathlib import Path

import pytest

from dragoman.model.settings import MediaSettings
from dragoman.testing.decoding import Decoder
from dragoman.testing.footage import Make, Recipe, write


@pytest.fixture
def limits() -> MediaSettings:
    return MediaSettings(max_cpu=60)


@pytest.fixture
def here(tmp_path: Path) -> Decoder:
    """Return a decoder without a child: a hundred cases in the time of ten."""
    folder = tmp_path / "decoder"
    folder.mkdir()
    return Decoder(folder)


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Return what makes footage: `make("name.mp4", Recipe(...))`."""

    def made(name: str, recipe: Recipe) -> Path:
        return write(tmp_path / name, recipe)

    return made
