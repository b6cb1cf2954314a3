"""Whatever two people do, in whatever order, with the desk killed between: the journal alone says what stands."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.steps.sitting_desks import NAME, copy_desk, lay_desk

from dragoman.model.errors import ReviewError
from dragoman.model.review import Approve, EditOriginal, EditSpan, EditTranslation, Remark, Reviewed, Withdraw
from dragoman.model.time import Span
from dragoman.review.fold import decided, drafted
from dragoman.review.gestures import Changes, Ground, merge, nudge, rename_speaker, split
from dragoman.steps.desk import Desk, open_desk
from dragoman.steps.reprove import faults
from dragoman.steps.sitting_views import Sitting
from dragoman.steps.sittings import Sittings

Act = tuple[str, str, int, str]
Gesture = Callable[[Ground, str, str, int], Changes]

GESTURES: dict[str, Gesture] = {
    "original": lambda ground, each, text, n: [(each, EditOriginal(text))],
    "translation": lambda ground, each, text, n: [(each, EditTranslation(text))],
    "span": lambda ground, each, text, n: [(each, EditSpan(Span(n * 100, n * 100 + 900)))],
    "approve": lambda ground, each, text, n: [(each, Approve())],
    "withdraw": lambda ground, each, text, n: [(each, Withdraw())],
    "remark": lambda ground, each, text, n: [(each, Remark(text))],
    "split": lambda ground, each, text, n: split(ground, each, 2, 3, ground.segment(each).span.start + 400),
    "merge": lambda ground, each, text, n: merge(ground, _two(ground, each)),
    "nudge": lambda ground, each, text, n: nudge(ground, each, "both", n * 100 - 700),
    "rename": lambda ground, each, text, n: rename_speaker(ground, each, text or "x", "all"),
}
OTHERS = ("type-original", "type-translation", "type-note", "settle", "undo", "undo", "redo", "commit", "kill")

acts = st.lists(
    st.tuples(
        st.sampled_from([*GESTURES, *OTHERS]),
        st.sampled_from(["Sara", "Omid"]),
        st.integers(0, 8),
        st.sampled_from(["", "a", "b", "سد", "x y"]),
    ),
    min_size=1,
    max_size=25,
)


def _two(ground: Ground, each: str) -> list[str]:
    order = sorted(ground.segments.values(), key=lambda s: (s.span.start, s.span.end, s.id))
    at = [segment.id for segment in order].index(each)
    return [segment.id for segment in order[at : at + 2]]


class Room:
    """Two people over one item; each looks before they act, and the desk may be killed."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.desk: Desk = open_desk(root)
        self.sittings = Sittings(root, ticks=lambda: 1000.0)

    def restart(self) -> None:
        """Go on with what is on disk alone, the file left open as a killed process leaves it."""
        left = self.root.parent / "left"
        shutil.rmtree(left, ignore_errors=True)
        shutil.copytree(self.root / "work", left)
        self.sittings.close()
        shutil.rmtree(self.root / "work")
        shutil.move(left, self.root / "work")
        self.sittings = Sittings(self.root, ticks=lambda: 1000.0)

    def act(self, act: Act) -> None:
        kind, by, n, text = act
        sitting = self.sittings.open(self.desk, NAME)
        each = sitting.segments[n % len(sitting.segments)].id
        seen = {view.id: view.version for view in sitting.segments}
        try:
            if kind in GESTURES:
                self.sittings.decide(self.desk, NAME, GESTURES[kind](sitting.ground, each, text, n), by=by, seen=seen)
            elif kind.startswith("type-"):
                field = kind.removeprefix("type-")
                self.sittings.type(NAME, each, field, text, by=by, seen=seen[each])  # type: ignore[arg-type]
            elif kind == "commit":
                self.commit(by)
            elif kind == "kill":
                self.restart()
            else:
                {"settle": self.sittings.settle, "undo": self.sittings.undo, "redo": self.sittings.redo}[kind](
                    self.desk, NAME, by=by
                )
        except ReviewError:
            return

    def commit(self, by: str) -> None:
        """Number what is decided; what stood before it stands after it, typing of others included."""
        self.sittings.settle(self.desk, NAME, by=by)
        before = self.sittings.open(self.desk, NAME)
        done = self.sittings.commit(self.desk, NAME, by=by)
        assert self.sittings.open(self.desk, NAME).segments == before.segments
        if done.reviewed:
            assert list(faults("", done.reviewed, self.desk.vault.get)) == []

    def from_scratch(self) -> Sitting:
        """Return what a fresh process makes of the journal and the vault."""
        with open_desk(self.root) as desk, Sittings(self.root, ticks=lambda: 1000.0) as fresh:
            return fresh.open(desk, NAME)

    def close(self) -> None:
        self.sittings.close()
        self.desk.vault.close()


def judge(room: Room) -> None:
    """Hold what is in memory against the journal folded anew, and against review's own fold of the decisions."""
    live = room.sittings.open(room.desk, NAME)
    assert live == room.from_scratch()
    assert live.aside == ()
    stands, pending = room.sittings.below(room.desk, NAME)
    review = stands.review
    drafts = drafted(review.transcript, review.translation)
    numbered = [decision for batch in review.batches for decision in batch.decisions]
    plain = decided(drafts, [*numbered, *pending], monolingual=False)
    untyped = {view.id: view for view in live.segments if not view.typed_by}
    assert {view.id for view in live.segments} == set(plain)
    for identity, view in untyped.items():
        segment = plain[identity]
        assert (view.span, view.speaker, view.original, view.translation, view.approvals) == (
            segment.span,
            segment.speaker,
            segment.original,
            segment.translation,
            segment.approved,
        )
        assert not view.approved or view.original.strip(), "nothing empty is approved"


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lay_desk(tmp_path_factory.mktemp("laid") / "desk", segments=4)


def run(laid: Path, folder: Path, doing: list[Act]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    room = Room(copy_desk(laid, folder / "desk"))
    try:
        for act in doing:
            room.act(act)
        judge(room)
        room.commit("Sara")
        judge(room)
        latest = room.desk.vault.index.reviewed(NAME)
        if latest:
            reviewed = room.desk.vault.get_as(latest, Reviewed)
            shown = room.sittings.open(room.desk, NAME)
            assert [s.id for s in reviewed.segments] == [v.id for v in shown.segments]
    finally:
        room.close()


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(doing=acts)
def test_the_journal_alone_says_what_stands(laid: Path, tmp_path: Path, doing: list[Act]) -> None:
    run(laid, tmp_path / "room", doing)


@pytest.mark.promise
@settings(max_examples=1000, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(doing=acts)
def test_a_thousand_sittings(laid: Path, tmp_path: Path, doing: list[Act]) -> None:
    run(laid, tmp_path / "room", doing)
