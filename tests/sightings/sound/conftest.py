from pathlib import Path

import pytest
from tests.sightings.sound.sounds import Samples, Shelf, peaks, story


@pytest.fixture(scope="session")
def stories(shared: Path) -> list[Samples]:
    """Return four minutes of speech in three languages."""
    return [story(shared / "asp-stories" / name) for name in ("ar/0004", "es/0006", "fa/0192", "ar/0087")]


@pytest.fixture(scope="session")
def voice(shared: Path) -> Samples:
    """Return speech by a reader who is in none of the stories."""
    return story(shared / "asp-stories" / "es" / "0210")


@pytest.fixture(scope="session")
def shelf(stories: list[Samples]) -> Shelf:
    return Shelf([peaks(samples) for samples in stories])
