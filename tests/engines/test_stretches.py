"""Long sound is cut where it is quiet, and nothing is lost or heard twice."""

from pathlib import Path

import pytest

from dragoman.engines.protocols import SAMPLE_RATE, Sound
from dragoman.engines.stretches import LONGEST_SECONDS, Piece, pieces, samples
from dragoman.model.time import Span
from dragoman.testing.engines import tones

LONG = (Span(0, 3000), Span(3600, 7000), Span(7600, 12_000))


def ms(at: int) -> int:
    return at * 1000 // SAMPLE_RATE


def test_pieces_cover_the_sound_and_part_in_pauses(tmp_path: Path) -> None:
    sound = tones(tmp_path / "s", LONG, 12_000)
    cut = list(pieces(sound, longest=5 * SAMPLE_RATE))
    assert cut[0].start == 0 and cut[-1].end == sound.samples
    assert [piece.end for piece in cut[:-1]] == [piece.start for piece in cut[1:]]
    assert all(0 < piece.end - piece.start <= 5 * SAMPLE_RATE for piece in cut)
    assert 3000 < ms(cut[0].end) < 3600 and 7000 < ms(cut[1].end) < 7600


def test_joined_again_the_pieces_are_the_sound(tmp_path: Path) -> None:
    sound = tones(tmp_path / "s", LONG, 12_000)
    joined = b"".join(
        (samples(sound, piece) * 32768).astype("<i2").tobytes() for piece in pieces(sound, longest=2 * SAMPLE_RATE)
    )
    assert joined == sound.path.read_bytes()


@pytest.mark.parametrize(
    ("count", "longest", "cut"),
    [
        (0, 10, []),
        (1, 10, [Piece(0, 1)]),
        (LONGEST_SECONDS * SAMPLE_RATE, None, [Piece(0, LONGEST_SECONDS * SAMPLE_RATE)]),
    ],
)
def test_short_sound_is_one_piece(tmp_path: Path, count: int, longest: int | None, cut: list[Piece]) -> None:
    sound = Sound(tmp_path / "never read", count)
    assert list(pieces(sound, longest) if longest else pieces(sound)) == cut
