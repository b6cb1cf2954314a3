"""What people do in a sitting, inside one transaction of its journal: decide, settle what is typed, undo, redo."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import msgspec

from dragoman.model.errors import BadInput, Conflict, ReviewError
from dragoman.model.review import AddSegment, Change, Decision, EditOriginal, EditTranslation, Remark
from dragoman.model.time import Instant
from dragoman.model.transcript import SegmentId
from dragoman.steps.sitting_fold import NOBODY, Line, after, is_idle, mark
from dragoman.steps.sitting_held import Held, stack
from dragoman.steps.sitting_journal import Event, Journal, Typed

Asked = Sequence[tuple[SegmentId, Change]]


@dataclass
class Work:
    """Hold an item's sitting while it is changed; `held` is what it becomes when the transaction is on disk.

    `present` names who is at work on the item now: nobody else decides over their typing.
    """

    journal: Journal
    name: str
    held: Held
    at: Instant
    present: Collection[str]

    def decide(self, changes: Asked, by: str, *, seen: Mapping[SegmentId, int], note: str = "") -> None:
        """Enter one gesture; raise Conflict where somebody else went on past what was seen."""
        segments = tuple(dict.fromkeys(identity for identity, _ in changes))
        self.settle(by, segments)
        self._refuse_moved(segments, by, seen)
        self._refuse_ids(changes)
        self._enter(by, [Decision(identity, change, by, self.at, note) for identity, change in changes])

    def settle(self, by: str, segments: Collection[str] | None = None) -> None:
        """Make decisions of what `by`, and whoever has left, typed into `segments`; into all of them for None.

        Typing on a segment that was changed elsewhere meanwhile is kept as a gesture set aside.
        """
        groups: dict[tuple[str, str], list[Typed]] = {}
        for each in self.journal.typed(self.name):
            if (segments is None or each.segment in segments) and (each.by == by or each.by not in self.present):
                groups.setdefault((each.segment, each.by), []).append(each)
        for (segment, who), typed in groups.items():
            self._settle_one(segment, who, typed)
            self.journal.drop_typed(self.name, segment, who)

    def turn(self, kind: Literal["undo", "redo"], by: str) -> None:
        """Take a person's last gesture back, or do again the last one taken back; raise Conflict, ReviewError."""
        self.settle(by)
        done, undone = stack(self.held.events, by)
        candidates = done if kind == "undo" else undone
        if not candidates:
            raise ReviewError(f"{by} has nothing to {kind} here", hint="only what is not yet numbered can be undone")
        target = candidates[-1]
        segments = self.held.event(target).segments
        self._refuse_typed(segments, by)
        try:
            changed = self.held.without(target) if kind == "undo" else self.held.again(target)
        except ReviewError as error:
            message = f"somebody else has gone on from there: {error.message}"
            raise self._conflict(message, segments) from error
        self._add(Event(kind, by, self.at, segments, target), changed)

    def dismiss(self, target: int, by: str) -> None:
        """Let a gesture that was set aside go; raise ReviewError where there is none of that number."""
        if target not in {aside.number for aside in self.held.sitting(()).aside}:
            raise ReviewError("that is not set aside, or was dismissed already")
        self._add(Event("dismissed", by, self.at, (), target), {})

    def _settle_one(self, segment: str, by: str, typed: Sequence[Typed]) -> None:
        edits: dict[str, type[EditOriginal] | type[EditTranslation] | type[Remark]] = {
            "original": EditOriginal,
            "translation": EditTranslation,
            "note": Remark,
        }
        decisions = [Decision(segment, edits[each.field](each.text), by, self.at) for each in typed]
        since = min(each.seen for each in typed)
        line = self.held.lines.get(segment, NOBODY)
        if line.segment is None or self.held.others_since(segment, by, since):
            self._set_aside(by, decisions)
        else:
            self._enter(by, decisions)

    def _enter(self, by: str, decisions: Iterable[Decision]) -> None:
        """Fold decisions in, one by one, and enter those that change anything as one gesture."""
        changed: dict[str, Line] = {}
        kept: list[Decision] = []
        for decision in decisions:
            line = changed.get(decision.segment, self.held.lines.get(decision.segment, NOBODY))
            if not is_idle(line, decision):
                changed[decision.segment] = after(line, decision, monolingual=self.held.monolingual)
                kept.append(decision)
        if kept:
            before = {identity: mark(self.held.lines.get(identity, NOBODY)) for identity in changed}
            event = Event("gesture", by, self.at, tuple(changed), decisions=tuple(kept), before=before)
            self._add(event, changed)

    def _set_aside(self, by: str, decisions: Sequence[Decision]) -> None:
        event = Event("gesture", by, self.at, (), decisions=tuple(decisions))
        number = self.journal.add(self.name, event)
        self.held = self.held.done(number, event, {})
        why = f"segment {decisions[0].segment} was changed by somebody else while {by} was typing"
        self._add(Event("aside", "", self.at, (), number, said=why), {})

    def _add(self, event: Event, changed: Mapping[str, Line]) -> None:
        self.held = self.held.done(self.journal.add(self.name, event), event, changed)

    def _conflict(self, message: str, segments: Iterable[str]) -> Conflict:
        return self.held.conflict(message, segments, self.journal.typed(self.name))

    def _refuse_ids(self, changes: Asked) -> None:
        for identity, change in changes:
            if isinstance(change, AddSegment):
                try:
                    msgspec.convert(identity, SegmentId)
                except msgspec.ValidationError as error:
                    raise BadInput(f"not a segment id: {identity!r}", hint="small letters, digits, hyphens") from error
                if identity in self.held.used:
                    raise ReviewError(
                        f"segment {identity} exists already, or did once", hint="give the new segment another id"
                    )

    def _refuse_moved(self, segments: Iterable[str], by: str, seen: Mapping[SegmentId, int]) -> None:
        moved = {each: self.held.others_since(each, by, seen.get(each, 0)) for each in segments}
        if any(moved.values()):
            first, names = next((each, names) for each, names in moved.items() if names)
            message = f"{names[0] or 'another revision'} has changed segment {first} meanwhile"
            raise self._conflict(message, [each for each, names in moved.items() if names])
        self._refuse_typed(segments, by)

    def _refuse_typed(self, segments: Iterable[str], by: str) -> None:
        wanted = set(segments)
        others = [each for each in self.journal.typed(self.name) if each.segment in wanted and each.by != by]
        if others:
            message = f"{others[0].by} is typing in segment {others[0].segment}"
            raise self._conflict(message, {each.segment for each in others})
