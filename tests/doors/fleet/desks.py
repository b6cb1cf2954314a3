"""A desk whose engines need no weights, and small footage to give it."""

from pathlib import Path

from dragoman.model.time import Span
from dragoman.steps.desk import make_desk
from dragoman.testing.footage import Recipe, steady, write

TINY = """
[desk]
name = "The Test Desk"
language = "en"

[transcriber]
engine = "tiny"

[translator]
engine = "tiny"
"""


def make(root: Path) -> Path:
    """Make a desk at `root` and return it."""
    make_desk(root, "The Test Desk", "en")
    (root / "dragoman.toml").write_text(TINY, encoding="utf-8")
    return root


def footage(path: Path, number: int) -> Path:
    """Write a few seconds of footage that differs from that of every other number."""
    tones = (Span(200, 900), Span(1400, 1800 + number))
    return write(path, Recipe(frames=steady(10, 200), tones=tones, sound_ms=2000))
