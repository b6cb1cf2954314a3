"""One item's sitting in memory: what the journal folds to, kept at hand so that a decision need not fold it all."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from msgspec.structs import replace as changed

from dragoman.model.errors import Conflict
from dragoman.model.review import Origin
from dragoman.review.readers import enough
from dragoman.review.staleness import is_stale
from dragoman.steps.review import Standing
from dragoman.steps.sitting_base import Base
from dragoman.steps.sitting_fold import NOBODY, Line, Lines, live, refold
from dragoman.steps.sitting_journal import Event, Typed
from dragoman.steps.sitting_views import Aside, SegmentView, Sitting


@dataclass(frozen=True)
class Held:
    """Hold how an item stands below (`standing`, `ground`), what was done since, and what follows (`lines`).

    A value: `done` and `turned` return another. `ledger` is how many lines the vault's ledger had when this was
    found to rest on the newest records, `last` the number of the item's last event.
    """

    base: Base
    ledger: int
    last: int
    readers: int
    standing: Standing
    ground: Lines
    events: tuple[tuple[int, Event], ...]
    lines: Lines
    touched: dict[str, dict[str, int]]
    views: dict[str, SegmentView] = field(default_factory=dict)

    @property
    def monolingual(self) -> bool:
        """Tell whether the desk publishes in the language spoken."""
        return self.standing.review.monolingual

    @property
    def used(self) -> frozenset[str]:
        """Return every segment id ever given, those of gestures taken back among them."""
        return frozenset(self.lines).union(*(event.segments for _, event in self.events))

    def version(self, segment: str) -> int:
        """Return a segment's version: the number of the last event that touched it."""
        return max(self.touched.get(segment, {}).values(), default=0)

    def done(self, number: int, event: Event, changed: Lines) -> "Held":
        """Return this with one more event, by which the lines in `changed` stand as they do there."""
        touched = self.touched | {s: self.touched.get(s, {}) | {event.by: number} for s in event.segments}
        views = {identity: view for identity, view in self.views.items() if identity not in event.segments}
        return replace(
            self,
            last=number,
            events=(*self.events, (number, event)),
            lines={**self.lines, **changed},
            touched=touched,
            views=views,
        )

    def without(self, target: int) -> dict[str, Line]:
        """Return the lines of a gesture's segments as they would stand without it; raise ReviewError."""
        gestures = [(number, event) for number, event in live(self.events) if number != target]
        return self._turned(target, gestures)

    def again(self, target: int) -> dict[str, Line]:
        """Return the lines of an undone gesture's segments as they would stand with it again; raise ReviewError."""
        gestures = [*live(self.events), (target, self.event(target))]
        return self._turned(target, sorted(gestures, key=lambda pair: pair[0]))

    def event(self, number: int) -> Event:
        """Return an event by its number."""
        return next(event for each, event in self.events if each == number)

    def others_since(self, segment: str, by: str, seen: int) -> list[str]:
        """Return who else has changed a segment since its version `seen`; an empty name is another revision."""
        return [who for who, number in self.touched.get(segment, {}).items() if who != by and number > seen]

    def sitting(self, typed: Sequence[Typed]) -> Sitting:
        """Return what people see: the lines with what is typed laid over them."""
        views = self._all_views()
        laid = self._laid_over(views, typed)
        segments = (laid.get(identity, view) for identity, view in views.items())
        reviewed = self.standing.reviewed
        return Sitting(
            item=self.standing.item.name,
            revision=reviewed.revision if reviewed else None,
            pending=sum(len(event.decisions) for _, event in live(self.events)) + len(typed),
            segments=tuple(sorted(segments, key=lambda view: (view.span.start, view.span.end, view.id))),
            readers=self.readers,
            aside=tuple(self._aside()),
            used=self.used,
        )

    def conflict(self, message: str, segments: Iterable[str], typed: Sequence[Typed]) -> Conflict:
        """Return the error that shows segments as they stand; those removed meanwhile are not among them."""
        views = {each: view for each in segments if (line := self.lines.get(each)) and (view := self._view(each, line))}
        shown = (views | self._laid_over(views, typed)).values()
        return Conflict(message, segments=tuple(shown), hint="look at it again, then decide")

    def _turned(self, target: int, gestures: Sequence[tuple[int, Event]]) -> dict[str, Line]:
        return refold(self.ground, gestures, self.event(target).segments, monolingual=self.monolingual)

    def _all_views(self) -> dict[str, SegmentView]:
        """Return the views of all segments; those at hand are used again."""
        for identity, line in self.lines.items():
            if identity not in self.views and (view := self._view(identity, line)):
                self.views[identity] = view
        return self.views

    def _view(self, identity: str, line: Line) -> SegmentView | None:
        segment = line.segment
        if segment is None:
            return None
        return SegmentView(
            id=identity,
            version=self.version(identity),
            span=segment.span,
            speaker=segment.speaker,
            original=segment.original,
            original_origin=segment.original_origin,
            translation=segment.translation,
            translation_origin=segment.translation_origin,
            approvals=segment.approved,
            approved=enough(segment.approved, self.readers),
            stale=is_stale(segment, line.basis),
            note=line.note,
            history_count=line.count,
            typed_by="",
        )

    def _laid_over(self, views: dict[str, SegmentView], typed: Sequence[Typed]) -> dict[str, SegmentView]:
        laid: dict[str, SegmentView] = {}
        for each in typed:
            view = laid.get(each.segment) or views.get(each.segment)
            if view is not None:
                laid[each.segment] = _with_typed(view, each, self.lines.get(each.segment, NOBODY))
        return laid

    def _aside(self) -> Iterator[Aside]:
        reasons = {event.target: event.said for _, event in self.events if event.kind == "aside"}
        gone = {event.target for _, event in self.events if event.kind == "dismissed"}
        for number, event in self.events:
            if event.kind == "gesture" and number in reasons and number not in gone:
                yield Aside(number, event.by, event.at, event.decisions, reasons[number])


def _with_typed(view: SegmentView, typed: Typed, line: Line) -> SegmentView:
    """Return a view with one field as it is typed: a changed text is a person's, and nobody has approved it."""
    if typed.field == "note":
        return changed(view, note=typed.text, typed_by=typed.by)
    if typed.text == getattr(view, typed.field):
        return changed(view, typed_by=typed.by)
    origin: Origin = "human" if typed.text.strip() else "none"
    after = changed(view, approvals=(), approved=False, typed_by=typed.by)
    if typed.field == "translation":
        return changed(after, translation=typed.text, translation_origin=origin, stale=False)
    stale = bool(view.translation.strip()) and line.basis != typed.text
    return changed(after, original=typed.text, original_origin=origin, stale=stale)


def stack(events: Iterable[tuple[int, Event]], by: str) -> tuple[list[int], list[int]]:
    """Return the numbers of a person's gestures that can be undone and that can be redone, the next one last."""
    done: list[int] = []
    undone: list[int] = []
    for number, event in events:
        if event.kind == "gesture" and event.by == by:
            done.append(number)
            undone.clear()
        elif event.kind == "undo" and event.target in done:
            done.remove(event.target)
            undone.append(event.target)
        elif event.kind == "redo" and event.target in undone:
            undone.remove(event.target)
            done.append(event.target)
        elif event.kind in ("aside", "dismissed") and event.target in done:
            done.remove(event.target)
    return done, undone
