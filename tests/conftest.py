"""Where the real footage lies, and what a test may rely on."""

import os
from pathlib import Path

import pytest

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
