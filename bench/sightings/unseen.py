"""Programmes with nothing in common with the footage asked about, fingerprinted: for the archive, and to ask about."""

from collections.abc import Sequence
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from bench.sightings.chatter import chatter
from bench.sightings.material import Half
from bench.sightings.prints import Print, kept, of_streams
from bench.sightings.programmes import programme

LONG = 1800
"""Seconds of one programme."""
_half: Half | None = None


def programmes(half: Half, label: str, hours: float, folder: Path) -> dict[str, Print]:
    """Return so many hours of programmes by their names, half an hour each or less, by two processes."""
    seconds = min(LONG, round(hours * 3600))
    count = round(hours * 3600 / seconds)
    names = [f"{label}-{number}" if seconds == LONG else f"{label}-{seconds}s-{number}" for number in range(count)]
    with get_context("fork").Pool(2, _take, (half,)) as pool:
        made = pool.imap(partial(_one, folder, seconds), [(name, number) for number, name in enumerate(names)])
        return dict(zip(names, made, strict=True))


def _take(half: Half) -> None:
    global _half
    _half = half


def _one(folder: Path, seconds: int, named: tuple[str, int]) -> Print:
    assert _half is not None
    half = _half
    name, number = named
    seed = hash_of(half, number)
    return kept(
        folder,
        f"{name}-{seed}",
        lambda: of_streams(programme(seed, half.pictures, seconds), chatter(seed, half.recordings, seconds)),
    )


def hash_of(half: Half, number: int) -> int:
    """Return a seed for a programme that changes with what it is made of."""
    return (len(half.pictures) * 1_000_003 + len(half.recordings) * 10_007 + number) % 2**31


def hours(prints: Sequence[Print]) -> float:
    """Return how many hours of footage fingerprints stand for."""
    return sum(one.length for one in prints) / 3_600_000
