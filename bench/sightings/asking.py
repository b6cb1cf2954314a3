"""Questions put to the archive, and what came back, beside what is true."""

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from bench.sightings.archive import Shelf, digest, opened
from bench.sightings.prints import Print
from bench.sightings.truth import Match

from dragoman.model.sighting import Sighting
from dragoman.sightings.search import Query, search

NEAR = 1000
"""Milliseconds that a sighting's place in the item may be off in the middle and still be the right one."""


@dataclass(frozen=True, slots=True)
class Question:
    """Hold one question: a name, the fingerprint asked about, and where it stands in the archive."""

    name: str
    asked: Print
    true: tuple[Match, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """Hold one sighting as the bench scores it; `met` is the true match that it finds, None where it is wrong."""

    match: Match
    sighting: Sighting
    met: Match | None


@dataclass(frozen=True, slots=True)
class Answer:
    """Hold what came back to a question, the surest first, and the processor seconds that it took to ask."""

    question: str
    length: int
    true: tuple[Match, ...]
    found: tuple[Found, ...]
    took: float

    @property
    def wrong(self) -> list[Found]:
        """Return the sightings that show something that is not there."""
        return [one for one in self.found if one.met is None]

    def finds(self, true: Match, *, certain: bool = False) -> Found | None:
        """Return the surest sighting of a true match, or None."""
        its = (one for one in self.found if one.met == true and (one.sighting.certain or not certain))
        return next(its, None)


_shelf: Shelf | None = None
_held = ExitStack()


def asked(folder: Path, prints: Mapping[str, Print], questions: Sequence[Question]) -> list[Answer]:
    """Return the answers to all questions, in their order, by two processes."""
    with get_context("fork").Pool(2, _open, (folder, prints)) as pool:
        return pool.map(_answer, questions, chunksize=1)


def _open(folder: Path, prints: Mapping[str, Print]) -> None:
    global _shelf
    # The process keeps the archive open until it ends.
    _shelf = _held.enter_context(opened(folder, prints))


def _answer(question: Question) -> Answer:
    assert _shelf is not None
    one = question.asked
    before = time.process_time()
    sightings = search(Query(one.frames, one.peaks, one.length), _shelf)
    took = time.process_time() - before
    items = {digest(name): name for name in _shelf.prints}
    found = [_found(question, items[each.there.media], each) for each in sightings]
    ordered = tuple(sorted(found, key=lambda each: -each.match.score))
    return Answer(question.name, one.length, question.true, ordered, took)


def _found(question: Question, item: str, one: Sighting) -> Found:
    here, there = (one.here.start, one.here.end), (one.there.span.start, one.there.span.end)
    match = Match(question.name, item, here, there, strength(one), one.still)
    return Found(match, one, next(_meeting(match, question.true), None))


def _meeting(found: Match, true: Sequence[Match]) -> Iterator[Match]:
    """Yield the true matches that a found one shows: the same item, time shared in both, and the right place.

    A held picture looks the same wherever it is held, so any moment of it is its right place.
    """
    for one in true:
        if found.overlaps(one) and (found.still or _off(found, one) <= NEAR):
            yield one


def _off(found: Match, true: Match) -> float:
    """Return by how many milliseconds the place there is off, in the middle of what was found here."""
    middle = sum(found.here) / 2
    expected = true.there[0] + (middle - true.here[0]) * (true.there[1] - true.there[0]) / (true.here[1] - true.here[0])
    return abs(sum(found.there) / 2 - expected)


def strength(one: Sighting) -> float:
    """Return what orders sightings, the surest highest: certain ones first, then by what agrees in them."""
    return 10_000 * one.certain + 10 * one.moments + one.landmarks - one.bits / 10
