"""Where the real footage lies, and what a test may rely on."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

# A slow machine is no fault of the code: no test asserts a time. Under CI, Hypothesis also repeats its examples.
settings.register_profile("house", settings.get_profile("ci" if os.environ.get("CI") else "default"), deadline=None)
settings.load_profile("house")

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def footage() -> Path:
    """Return the example footage that travels with the repository: 22 s of narrated Persian, CC BY 3.0."""
    return ROOT / "examples" / "fa_0130.mp4"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of larger test data, or skip: a bare clone does not carry it."""
    folder = Path(os.environ.get("DRAGOMAN_SHARED", ROOT.parent / "shared")) / "data"
    if not folder.is_dir():
        pytest.skip(f"larger test data is not at {folder}; set DRAGOMAN_SHARED to its parent")
    return folder
