"""Sittings: what people have decided on an item since its last numbered revision, kept at once, undoable."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from dragoman.model.digest import digest
from dragoman.model.errors import BadInput, Conflict, ReviewError
from dragoman.model.review import Change, Decision, Decisions, Reviewed
from dragoman.model.time import now
from dragoman.model.transcript import SegmentId
from dragoman.review.revision import next_revision
from dragoman.steps.desk import Desk
from dragoman.steps.review import Imported, Standing
from dragoman.steps.sitting_fold import live
from dragoman.steps.sitting_held import Held
from dragoman.steps.sitting_journal import Field, Journal, Typed
from dragoman.steps.sitting_load import clear, load, still
from dragoman.steps.sitting_presence import Presence, Present
from dragoman.steps.sitting_views import Sitting
from dragoman.steps.sitting_work import Work

FOLDER = "work"
"""The folder of a desk that holds what is being worked on; nothing in it is evidence."""

_ABANDONED = 60.0
Moment = Callable[[], str]


class Sittings:
    """Keep the sittings of one desk, in `work/sittings.sqlite` below its root; safe to use from several threads.

    Whatever a method has returned from is on disk. One process at a time should write, as `dragoman desk` does.
    """

    def __init__(self, root: Path, *, clock: Moment = now, ticks: Callable[[], float] = time.time) -> None:
        self._journal = Journal(root / FOLDER / "sittings.sqlite")
        self._clock = clock
        self._ticks = ticks
        self._presence = Presence(ticks)
        self._guard = threading.RLock()
        self._cache: dict[str, Held] = {}
        self._numbering: set[str] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the journal."""
        with self._guard:
            self._journal.close()

    def open(self, desk: Desk, name: str) -> Sitting:
        """Return an item as it stands this moment; raise BadInput when it has not been read.

        What somebody typed, and left, more than a minute ago becomes their decision.
        """
        with self._guard:
            held = self._at_hand(desk, name)
            if held is None or self._is_abandoned(name):
                with self._changing(desk, name) as work:
                    if self._is_abandoned(name):
                        work.settle("")
                held = self._cache[name]
            return held.sitting(self._journal.typed(name))

    def decide(  # noqa: PLR0913
        self,
        desk: Desk,
        name: str,
        changes: Sequence[tuple[SegmentId, Change]],
        *,
        by: str,
        seen: Mapping[SegmentId, int],
        note: str = "",
    ) -> Sitting:
        """Enter one gesture, all of it or nothing, and return what stands after it.

        `seen` holds the version of each segment that the person had before them. What they typed there is
        settled first. Raise Conflict, which shows the segments as they stand, where somebody else changed one
        since or is typing in it; ReviewError where a change does not fit.
        """
        person = _named(by)
        with self._guard:
            with self._changing(desk, name, by=person) as work:
                work.decide(changes, person, seen=seen, note=note)
            return self._shown(name)

    def type(  # noqa: PLR0913
        self, name: str, segment: SegmentId, field: Field, text: str, *, by: str, seen: int
    ) -> int:
        """Keep a keystroke: the whole text of a field as it is now; return the segment's version.

        It becomes a decision when it is settled. Raise Conflict where somebody else changed the segment since
        version `seen` or is typing in it, BadInput where nobody has opened the item.
        """
        person = _named(by)
        with self._guard, self._journal.writing():
            if self._journal.item(name) is None:
                raise BadInput(f"nobody has opened {name}", hint="open the item first")
            self._refuse_astray(name, segment)
            touched = self._journal.touched_by(name, segment)
            others = [who for who, number in touched.items() if who != person and number > seen]
            others += [each.by for each in self._journal.typed(name) if each.segment == segment and each.by != person]
            if others:
                raise self._conflict(name, segment, others[0])
            self._journal.keep_typed(name, Typed(segment, field, person, text, self._ticks(), seen))
            self._presence.here(name, segment, person)
            return max(touched.values(), default=0)

    def settle(self, desk: Desk, name: str, *, by: str, segment: SegmentId | None = None) -> Sitting:
        """Make a decision of what a person typed into a segment, or into any of them, as when they leave it."""
        person = _named(by)
        with self._guard:
            with self._changing(desk, name, by=person) as work:
                work.settle(person, None if segment is None else (segment,))
            return self._shown(name)

    def undo(self, desk: Desk, name: str, *, by: str) -> Sitting:
        """Take back a person's own last gesture; raise Conflict where somebody else has built on it."""
        person = _named(by)
        with self._guard:
            self._refuse_numbering(name)
            with self._changing(desk, name, by=person) as work:
                work.turn("undo", person)
            return self._shown(name)

    def redo(self, desk: Desk, name: str, *, by: str) -> Sitting:
        """Do again the gesture that a person took back last; raise Conflict where it no longer fits."""
        person = _named(by)
        with self._guard:
            self._refuse_numbering(name)
            with self._changing(desk, name, by=person) as work:
                work.turn("redo", person)
            return self._shown(name)

    def dismiss(self, desk: Desk, name: str, number: int, *, by: str) -> Sitting:
        """Let go of a gesture that was set aside, once somebody has seen what it was."""
        person = _named(by)
        with self._guard:
            with self._changing(desk, name, by=person) as work:
                work.dismiss(number, person)
            return self._shown(name)

    def commit(self, desk: Desk, name: str, *, by: str, clock: Moment = now) -> Imported:
        """Put everything decided into the vault as the next numbered revision, and begin anew from there.

        What `by` and those who have left typed is settled first; whoever types on goes on typing. With nothing
        decided the revision is the one that stood. A crash at any point leaves all of it pending or all of it
        kept. Raise VaultError where another process took the number meanwhile; then nothing is lost.
        """
        person = _named(by)
        with self._guard:
            self._refuse_numbering(name)
            with self._changing(desk, name, by=person) as work:
                work.settle(person)
                held = work.held
                if not (made := _numbered(held)):
                    return Imported(held.standing.reviewed, 0)
                reviewed = digest(made[1])
                self._journal.intend(name, reviewed, held.last)
            self._numbering.add(name)
        try:
            desk.vault.put(made, what="reviewed", at=clock())
            with self._guard, self._journal.writing():
                clear(self._journal, name, reviewed, upto=held.last)
        finally:
            with self._guard:
                self._numbering.discard(name)
                self._cache.pop(name, None)
        return Imported(made[1], len(made[0].decisions))

    def foreseen(self, desk: Desk, name: str) -> Reviewed | None:
        """Return the revision that `commit` would make of what is decided, None where nothing is; nothing is kept."""
        with self._guard:
            self.open(desk, name)
            made = _numbered(self._cache[name])
        return made[1] if made else None

    def below(self, desk: Desk, name: str) -> tuple[Standing, tuple[Decision, ...]]:
        """Return how an item stands below its sitting, and the decisions since, oldest first.

        Gestures taken back are not among them, nor is what is typed and not settled.
        """
        with self._guard:
            self.open(desk, name)
            held = self._cache[name]
            return held.standing, _pending(held)

    def here(self, name: str, segment: str, by: str) -> None:
        """Take a sign of life of somebody at work in a segment; browsers give one every 15 seconds."""
        self._presence.here(name, segment, _named(by))

    def away(self, name: str, by: str) -> None:
        """Take it that somebody has left an item."""
        self._presence.away(name, _named(by))

    def present(self, name: str) -> tuple[Present, ...]:
        """Return who is at work on an item, and in which segment."""
        return self._presence.present(name)

    @contextmanager
    def _changing(self, desk: Desk, name: str, *, by: str = "") -> Iterator[Work]:
        """Do a block on an item's sitting in one transaction; what it leaves is at hand once it is on disk."""
        with self._journal.writing():
            at = self._clock()
            held = self._at_hand(desk, name) or load(self._journal, desk, name, at=at)
            present = {each.by for each in self._presence.present(name)} - {by}
            work = Work(self._journal, name, held, at, present)
            yield work
        self._cache[name] = work.held

    def _at_hand(self, desk: Desk, name: str) -> Held | None:
        """Return what is in memory of an item, where it still holds."""
        held = self._cache.get(name)
        if held is not None and name not in self._numbering:
            held = still(self._journal, desk, held)
            if held is not None:
                self._cache[name] = held
        return held

    def _shown(self, name: str) -> Sitting:
        return self._cache[name].sitting(self._journal.typed(name))

    def _is_abandoned(self, name: str) -> bool:
        present = {each.by for each in self._presence.present(name)}
        oldest = self._ticks() - _ABANDONED
        return any(each.at < oldest and each.by not in present for each in self._journal.typed(name))

    def _refuse_numbering(self, name: str) -> None:
        if name in self._numbering:
            raise ReviewError(f"a revision of {name} is being numbered", hint="try again in a moment")

    def _refuse_astray(self, name: str, segment: SegmentId) -> None:
        held = self._cache.get(name)
        line = held.lines.get(segment) if held else None
        if held and (line is None or line.segment is None):
            raise held.conflict(f"there is no segment {segment} any more", (), ())

    def _conflict(self, name: str, segment: SegmentId, who: str) -> Conflict:
        message = f"{who or 'another revision'} has changed segment {segment} meanwhile, or is typing in it"
        held = self._cache.get(name)
        if held is None:
            return Conflict(message, segments=(), hint="open the item again")
        return held.conflict(message, (segment,), self._journal.typed(name))


def _pending(held: Held) -> tuple[Decision, ...]:
    return tuple(decision for _, event in live(held.events) for decision in event.decisions)


def _numbered(held: Held) -> tuple[Decisions, Reviewed] | None:
    """Return the records of the revision that a sitting makes, None where nothing is decided."""
    decisions = _pending(held)
    if not decisions:
        return None
    number = held.standing.reviewed.revision + 1 if held.standing.reviewed else 1
    return next_revision(held.standing.review, decisions, number, readers=held.readers)


def _named(by: str) -> str:
    person = " ".join(by.split())
    if not person:
        raise BadInput("a decision carries a person's name", hint="sign in, or use --by NAME")
    return person
