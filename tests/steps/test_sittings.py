"""A sitting: decided at once, seen by all, undone by its own hand, numbered once."""

import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from tests.steps.sitting_desks import NAME, copy_desk, lay_desk

from dragoman.model.digest import digest
from dragoman.model.errors import BadInput, Conflict, ReviewError, SettingsError
from dragoman.model.review import (
    AddSegment,
    Approve,
    Change,
    EditOriginal,
    EditSpan,
    EditSpeaker,
    EditTranslation,
    Remark,
    RemoveSegment,
    Reviewed,
    Withdraw,
)
from dragoman.model.time import Span
from dragoman.review.gestures import rename_speaker, split
from dragoman.steps.desk import Desk, open_desk
from dragoman.steps.history import differences, history
from dragoman.steps.reprove import faults
from dragoman.steps.review import Source, give_out, standing, take_in
from dragoman.steps.sitting_views import SegmentView, Sitting
from dragoman.steps.sittings import Sittings

AT = "2026-11-24T12:00:00Z"


class Ticking:
    """A clock that goes on when told."""

    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lay_desk(tmp_path_factory.mktemp("laid") / "desk")


@pytest.fixture
def root(laid: Path, tmp_path: Path) -> Path:
    return copy_desk(laid, tmp_path / "desk")


@pytest.fixture
def desk(root: Path) -> Iterator[Desk]:
    with open_desk(root) as opened:
        yield opened


@pytest.fixture
def ticks() -> Ticking:
    return Ticking()


@pytest.fixture
def sittings(root: Path, ticks: Ticking) -> Iterator[Sittings]:
    with Sittings(root, clock=lambda: AT, ticks=ticks) as opened:
        yield opened


class Person:
    """Somebody at a desk, who has seen what stood when they last looked."""

    def __init__(self, sittings: Sittings, desk: Desk, name: str) -> None:
        self.sittings, self.desk, self.name = sittings, desk, name
        self.before = sittings.open(desk, NAME)

    @property
    def seen(self) -> dict[str, int]:
        return {view.id: view.version for view in self.before.segments}

    def does(self, *changes: tuple[str, Change]) -> Sitting:
        self.before = self.sittings.decide(self.desk, NAME, changes, by=self.name, seen=self.seen)
        return self.before

    def types(self, segment: str, text: str, field: str = "translation") -> int:
        return self.sittings.type(
            NAME,
            segment,
            field,  # type: ignore[arg-type]
            text,
            by=self.name,
            seen=self.seen.get(segment, 0),
        )

    def looks(self) -> Sitting:
        self.before = self.sittings.open(self.desk, NAME)
        return self.before

    def undoes(self) -> Sitting:
        self.before = self.sittings.undo(self.desk, NAME, by=self.name)
        return self.before

    def redoes(self) -> Sitting:
        self.before = self.sittings.redo(self.desk, NAME, by=self.name)
        return self.before


def at(sitting: Sitting, identity: str) -> SegmentView:
    view = sitting.segment(identity)
    assert view is not None
    return view


@pytest.fixture
def sara(sittings: Sittings, desk: Desk) -> Person:
    return Person(sittings, desk, "Sara")


@pytest.fixture
def omid(sittings: Sittings, desk: Desk) -> Person:
    return Person(sittings, desk, "Omid")


def test_a_sitting_opens_on_the_drafts(sara: Person) -> None:
    sitting = sara.before
    assert (sitting.revision, sitting.pending, sitting.readers, len(sitting.segments)) == (None, 0, 1, 6)
    first = sitting.segments[0]
    assert (first.original_origin, first.translation_origin, first.version, first.history_count) == (
        "machine",
        "machine",
        0,
        0,
    )
    assert not first.approved and not first.stale


def test_a_decision_stands_at_once_for_everybody_and_after_a_restart(sara: Person, omid: Person, root: Path) -> None:
    sara.does(("s0001", EditTranslation("We shall not")), ("s0001", Approve()))
    view = at(omid.looks(), "s0001")
    assert (view.translation, view.translation_origin, view.approved) == ("We shall not", "human", True)
    assert [a.by for a in view.approvals] == ["Sara"]
    assert view.version > 0 and view.history_count == 2
    with Sittings(root) as again:
        assert again.open(sara.desk, NAME) == omid.before


def test_somebody_elses_change_is_told_and_shown(sara: Person, omid: Person) -> None:
    sara.does(("s0001", EditTranslation("We shall not")))
    with pytest.raises(Conflict, match="Sara has changed segment s0001") as told:
        omid.does(("s0002", Approve()), ("s0001", EditTranslation("We won't")))
    (present,) = told.value.segments
    assert isinstance(present, SegmentView)
    assert (present.id, present.translation) == ("s0001", "We shall not")
    assert not at(omid.looks(), "s0002").approved, "all of a gesture or nothing"
    assert at(omid.does(("s0001", EditTranslation("We won't"))), "s0001").translation == "We won't"


def test_ones_own_change_is_no_conflict(sara: Person) -> None:
    seen = sara.seen
    sara.does(("s0001", EditTranslation("a")))
    after = sara.sittings.decide(sara.desk, NAME, [("s0001", EditTranslation("b"))], by=" Sara ", seen=seen)
    assert at(after, "s0001").translation == "b"


def test_versions_never_come_back(sara: Person, omid: Person, sittings: Sittings, desk: Desk) -> None:
    sara.does(("s0001", EditTranslation("a")))
    stale = omid.looks()
    sara.undoes()
    sara.does(("s0001", EditTranslation("b")))
    sittings.commit(desk, NAME, by="Sara")
    assert at(sara.looks(), "s0001").version > at(stale, "s0001").version
    with pytest.raises(Conflict):
        omid.does(("s0001", Approve()))


@pytest.mark.parametrize("by", ["", "  ", "\n"])
def test_nobody_decides_nothing(sittings: Sittings, desk: Desk, by: str) -> None:
    with pytest.raises(BadInput, match="name"):
        sittings.decide(desk, NAME, [("s0001", Approve())], by=by, seen={})


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (("s9999", Approve()), "no segment s9999"),
        (("s0001", AddSegment(Span(0, 10))), "exists already"),
        (("../x", AddSegment(Span(0, 10))), "not a segment id"),
    ],
)
def test_what_does_not_fit_leaves_nothing(sara: Person, change: tuple[str, Change], complaint: str) -> None:
    with pytest.raises((ReviewError, BadInput), match=complaint):
        sara.does(("s0002", EditTranslation("x")), change)
    assert sara.looks().pending == 0


def test_a_segment_taken_out_is_not_added_again(sara: Person) -> None:
    sara.does(("s0001", RemoveSegment()))
    with pytest.raises(ReviewError, match="or did once"):
        sara.does(("s0001", AddSegment(Span(0, 10))))


def test_a_change_that_changes_nothing_costs_no_approval(sara: Person) -> None:
    sara.does(("s0001", Approve()))
    view = at(sara.before, "s0001")
    sitting = sara.does(
        ("s0001", EditOriginal(view.original)),
        ("s0001", EditTranslation(view.translation)),
        ("s0001", EditSpeaker(view.speaker)),
        ("s0001", EditSpan(view.span)),
        ("s0001", Approve()),
        ("s0001", Remark("")),
    )
    assert at(sitting, "s0001") == view
    assert sitting.pending == 1


def test_a_remark_changes_no_approval_and_is_no_words(sara: Person, sittings: Sittings, desk: Desk) -> None:
    sara.does(("s0001", Approve()))
    view = at(sara.does(("s0001", Remark("ask the ministry"))), "s0001")
    assert view.approved and view.note == "ask the ministry"
    reviewed = sittings.commit(desk, NAME, by="Sara").reviewed
    assert reviewed is not None and reviewed.segments[0].approved
    assert at(sara.looks(), "s0001").note == "ask the ministry"


class TestTyping:
    def test_it_is_shown_in_place_and_becomes_a_decision(self, sara: Person, root: Path, ticks: Ticking) -> None:
        sara.types("s0001", "We sh")
        sara.types("s0001", "We shall not")
        with Sittings(root, ticks=ticks) as other:
            view = at(other.open(sara.desk, NAME), "s0001")
        assert (view.translation, view.translation_origin, view.typed_by) == ("We shall not", "human", "Sara")
        assert sara.sittings.below(sara.desk, NAME)[1] == ()
        after = sara.sittings.settle(sara.desk, NAME, by="Sara", segment="s0001")
        assert at(after, "s0001").typed_by == ""
        (decision,) = sara.sittings.below(sara.desk, NAME)[1]
        assert (decision.by, decision.change) == ("Sara", EditTranslation("We shall not"))

    def test_approving_takes_what_was_typed(self, sara: Person) -> None:
        sara.types("s0001", "متن درست", "original")
        sara.types("s0001", "We shall not")
        sara.types("s0001", "see 12:04", "note")
        view = at(sara.does(("s0001", Approve())), "s0001")
        assert view.approved and not view.stale
        assert (view.original, view.translation, view.note) == ("متن درست", "We shall not", "see 12:04")

    def test_typing_takes_approval_away_before_it_is_settled(self, sara: Person) -> None:
        sara.does(("s0001", Approve()))
        sara.types("s0001", "We shall")
        view = at(sara.looks(), "s0001")
        assert not view.approved and view.approvals == ()
        sara.types("s0001", "We will not")
        assert at(sara.looks(), "s0001").approved, "the words are again those that were approved"
        assert at(sara.does(("s0001", Remark("x"))), "s0001").approved

    def test_nobody_decides_over_somebody_typing(self, sara: Person, omid: Person) -> None:
        sara.types("s0001", "We shall")
        with pytest.raises(Conflict, match="Sara is typing in segment s0001") as told:
            omid.does(("s0001", Approve()))
        assert [view.translation for view in told.value.segments if isinstance(view, SegmentView)] == ["We shall"]
        with pytest.raises(Conflict):
            omid.types("s0001", "We won't")
        omid.types("s0002", "close it")

    def test_who_has_left_types_no_longer(self, sara: Person, omid: Person, ticks: Ticking) -> None:
        sara.types("s0001", "We shall")
        ticks.now += 50
        with pytest.raises(Conflict, match="Sara has changed"):
            omid.does(("s0001", Approve()))
        ticks.now += 50
        assert at(omid.looks(), "s0001").translation == "We shall"
        assert omid.looks().pending == 1
        assert at(omid.does(("s0001", Approve())), "s0001").approved

    def test_what_was_left_behind_at_a_restart_is_settled(self, sara: Person, root: Path, ticks: Ticking) -> None:
        sara.types("s0003", "the peasants")
        ticks.now += 61
        with Sittings(root, ticks=ticks) as again:
            view = at(again.open(sara.desk, NAME), "s0003")
            assert (view.translation, view.typed_by, view.history_count) == ("the peasants", "", 1)

    def test_typing_on_what_moved_is_refused(self, sara: Person, omid: Person) -> None:
        omid.does(("s0001", EditTranslation("We won't")))
        with pytest.raises(Conflict, match="Omid"):
            sara.types("s0001", "We shall")

    def test_typing_in_a_segment_that_is_gone_is_told(self, sara: Person, omid: Person) -> None:
        omid.does(("s0001", RemoveSegment()))
        with pytest.raises(Conflict, match="no segment s0001"):
            sara.types("s0001", "We shall")

    def test_an_item_nobody_opened_takes_no_typing(self, root: Path) -> None:
        with Sittings(root) as fresh, pytest.raises(BadInput, match="nobody has opened"):
            fresh.type("elsewhere", "s0001", "original", "x", by="Sara", seen=0)


class TestUndo:
    def test_gesture_by_gesture_and_again(self, sara: Person) -> None:
        start = sara.before
        steps = [start]
        sara.types("s0001", "We shall not")
        steps.append(sara.does(("s0001", Approve())))
        cut = split(sara.before.ground, "s0002", 3, 5, 4400)
        steps.append(sara.does(*cut))
        steps.append(sara.does(*rename_speaker(sara.before.ground, "s0001", "The Minister", "all")))
        texts = [_texts(step) for step in steps]
        assert _texts(sara.undoes()) == texts[2]
        assert _texts(sara.undoes()) == texts[1]
        assert at(sara.undoes(), "s0001").approved is False
        assert at(sara.before, "s0001").translation == "We shall not"
        assert _texts(sara.undoes()) == texts[0]
        with pytest.raises(ReviewError, match="nothing to undo"):
            sara.undoes()
        for _ in range(3):
            sara.redoes()
        assert _texts(sara.redoes()) == texts[3]
        with pytest.raises(ReviewError, match="nothing to redo"):
            sara.redoes()

    def test_somebody_elses_work_is_not_taken_along(self, sara: Person, omid: Person) -> None:
        sara.does(("s0001", EditTranslation("We shall not")))
        omid.looks()
        omid.does(("s0002", Approve()))
        omid.does(("s0001", Approve()))
        with pytest.raises(Conflict, match="Omid"):
            sara.undoes()
        omid.undoes()
        after = sara.undoes()
        assert at(after, "s0001").translation == "We will not"
        assert at(after, "s0002").approved, "and what has nothing to do with it stays"

    def test_only_ones_own(self, sara: Person, omid: Person) -> None:
        sara.does(("s0001", Approve()))
        with pytest.raises(ReviewError, match="Omid has nothing to undo"):
            omid.undoes()

    def test_a_new_gesture_ends_what_could_be_redone(self, sara: Person) -> None:
        sara.does(("s0001", EditTranslation("a")))
        sara.undoes()
        sara.does(("s0002", EditTranslation("b")))
        with pytest.raises(ReviewError, match="nothing to redo"):
            sara.redoes()

    def test_redo_does_not_go_over_somebody_else(self, sara: Person, omid: Person) -> None:
        sara.does(("s0001", EditTranslation("a")))
        sara.undoes()
        omid.looks()
        omid.does(("s0001", EditTranslation("b")))
        with pytest.raises(Conflict):
            sara.redoes()

    def test_redo_takes_its_old_place_beside_others(self, sara: Person, omid: Person, root: Path) -> None:
        sara.does(("s0001", Approve()), ("s0001", Remark("hers")))
        sara.undoes()
        omid.looks()
        omid.does(("s0001", Approve()), ("s0001", Remark("his")))
        view = at(sara.redoes(), "s0001")
        assert ([a.by for a in view.approvals], view.note) == (["Sara", "Omid"], "his")
        with Sittings(root) as again:
            assert at(again.open(sara.desk, NAME), "s0001") == view

    def test_ids_of_undone_splits_are_not_given_again(self, sara: Person) -> None:
        sara.does(*split(sara.before.ground, "s0002", 3, 5, 4400))
        sara.undoes()
        assert "h0001" in sara.before.used
        assert {"h0002"} < {i for i, _ in split(sara.before.ground, "s0003", 3, 5, 7400)}


def _texts(sitting: Sitting) -> list[tuple[object, ...]]:
    return [(v.id, v.span, v.speaker, v.original, v.translation, v.approvals) for v in sitting.segments]


class TestCommit:
    def test_it_numbers_what_was_decided(self, sara: Person, omid: Person, sittings: Sittings, desk: Desk) -> None:
        sara.does(("s0001", EditTranslation("We shall not")), ("s0001", Approve()))
        omid.does(("s0002", Approve()))
        sara.looks()
        sara.does(("s0003", Approve()))
        sara.undoes()
        before = sara.looks()
        done = sittings.commit(desk, NAME, by="Sara")
        assert done.reviewed is not None and (done.reviewed.revision, done.decisions) == (1, 3)
        after = sara.looks()
        assert (after.revision, after.pending) == (1, 0)
        assert after.segments == before.segments
        assert [s.approved != () for s in done.reviewed.segments] == [True, True, False, False, False, False]
        assert list(faults("", done.reviewed, desk.vault.get)) == []
        assert sittings.commit(desk, NAME, by="Sara").decisions == 0
        with pytest.raises(ReviewError, match="nothing to undo"):
            sara.undoes()

    def test_who_goes_on_typing_is_not_cut_off(
        self, sara: Person, omid: Person, sittings: Sittings, desk: Desk
    ) -> None:
        omid.types("s0002", "shut the d")
        sara.types("s0001", "We shall")
        done = sittings.commit(desk, NAME, by="Sara")
        assert done.reviewed is not None
        assert [s.translation for s in done.reviewed.segments[:2]] == ["We shall", "close the dam"]
        assert at(omid.looks(), "s0002").translation == "shut the d"
        omid.types("s0002", "shut the dam")
        assert at(omid.does(("s0002", Approve())), "s0002").translation == "shut the dam"

    def test_what_is_done_while_a_revision_is_numbered_comes_after_it(
        self, sara: Person, omid: Person, sittings: Sittings, desk: Desk
    ) -> None:
        sara.does(("s0001", EditTranslation("We shall not")))
        omid.looks()

        def meanwhile() -> str:
            omid.does(("s0001", Approve()), ("s0002", EditTranslation("shut it")))
            omid.types("s0003", "the peasants")
            for refused in (sara.undoes, omid.undoes, lambda: sittings.commit(desk, NAME, by="Omid")):
                with pytest.raises(ReviewError, match="is being numbered"):
                    refused()
            return AT

        done = sittings.commit(desk, NAME, by="Sara", clock=meanwhile)
        assert done.reviewed is not None and done.decisions == 1
        assert [s.translation for s in done.reviewed.segments[:2]] == ["We shall not", "close the dam"]
        after = omid.looks()
        assert (after.revision, after.pending) == (1, 3)
        assert at(after, "s0001").approved
        assert [at(after, each).translation for each in ("s0002", "s0003")] == ["shut it", "the peasants"]
        second = sittings.commit(desk, NAME, by="Omid").reviewed
        assert second is not None and list(faults("", second, desk.vault.get)) == []

    @pytest.mark.parametrize("kept", [True, False])
    def test_a_crash_between_the_vault_and_the_journal_doubles_nothing(
        self, sara: Person, root: Path, kept: bool
    ) -> None:
        sara.does(("s0001", EditTranslation("We shall not")), ("s0001", Approve()))
        before = sara.before
        _crash_in_commit(root, sara, kept=kept)
        with Sittings(root) as again, open_desk(root) as desk:
            after = again.open(desk, NAME)
            assert (after.revision, after.pending) == ((1, 0) if kept else (None, 2))
            assert after.segments == before.segments
            done = again.commit(desk, NAME, by="Sara")
            assert done.reviewed is not None and done.reviewed.revision == 1
            assert len(desk.vault.index.revisions(NAME)) == 1

    def test_a_failing_vault_loses_nothing(self, sara: Person, root: Path, sittings: Sittings, desk: Desk) -> None:
        sara.does(("s0001", EditTranslation("We shall not")))
        records = root / "store" / "records"
        records.rename(root / "away")
        records.write_bytes(b"")
        with pytest.raises(Exception, match=r"."):
            sittings.commit(desk, NAME, by="Sara")
        records.unlink()
        (root / "away").rename(records)
        assert sara.looks().pending == 1
        assert sittings.commit(desk, NAME, by="Sara").decisions == 1


def _crash_in_commit(root: Path, sara: Person, *, kept: bool) -> None:
    """Bring the journal and the vault to where a kill leaves them: the intent written, the record kept or not."""
    journal = root / "work" / "sittings.sqlite"
    sara.sittings.close()
    copy = journal.read_bytes()
    with Sittings(root) as once:
        if kept:
            reviewed = once.commit(sara.desk, NAME, by="Sara").reviewed
            assert reviewed is not None
            name = digest(reviewed)
        else:
            name = "sha256:" + "0" * 64
    for path in journal.parent.glob("sittings.sqlite*"):
        path.unlink()
    journal.write_bytes(copy)
    with sqlite3.connect(journal) as db:
        db.execute("UPDATE items SET committing = ?, upto = last", (name,))
    db.close()


class TestElsewhere:
    def test_an_import_beside_a_sitting_sets_aside_what_it_overtook(
        self, sara: Person, omid: Person, desk: Desk, tmp_path: Path
    ) -> None:
        sara.does(("s0001", EditTranslation("We shall not")))
        sara.does(("s0001", Approve()))
        sara.does(("s0002", EditTranslation("shut the dam")))
        seen = sara.seen
        table = tmp_path / "t.csv"
        give_out(desk, NAME, table)
        table.write_text(table.read_text(encoding="utf-8").replace("We will not", "We won't"), encoding="utf-8")
        take_in(desk, NAME, Source(table, "Leila"))
        after = sara.looks()
        assert after.revision == 1
        view = at(after, "s0001")
        assert (view.translation, view.approved) == ("We won't", False), "nobody approved these words"
        assert at(after, "s0002").translation == "shut the dam"
        assert [(a.by, len(a.decisions)) for a in after.aside] == [("Sara", 1), ("Sara", 1)]
        with pytest.raises(Conflict, match="another revision"):
            sara.sittings.decide(desk, NAME, [("s0001", Approve())], by="Sara", seen=seen)
        sara.sittings.commit(desk, NAME, by="Sara")
        assert len(sara.looks().aside) == 2, "not lost by numbering the rest"
        for aside in sara.before.aside:
            sara.sittings.dismiss(desk, NAME, aside.number, by="Sara")
        assert sara.looks().aside == ()
        with pytest.raises(ReviewError, match="not set aside"):
            sara.sittings.dismiss(desk, NAME, 1, by="Sara")

    def test_typing_that_was_overtaken_is_kept_aside(self, sara: Person, desk: Desk, tmp_path: Path) -> None:
        sara.types("s0001", "We shall not")
        table = tmp_path / "t.csv"
        give_out(desk, NAME, table)
        table.write_text(table.read_text(encoding="utf-8").replace("We will not", "We won't"), encoding="utf-8")
        take_in(desk, NAME, Source(table, "Leila"))
        sara.looks()
        after = sara.sittings.settle(desk, NAME, by="Sara")
        assert at(after, "s0001").translation == "We won't"
        (aside,) = after.aside
        assert aside.decisions[0].change == EditTranslation("We shall not")

    def test_the_vault_growing_by_something_else_costs_nothing(self, sara: Person, desk: Desk) -> None:
        sara.does(("s0001", Approve()))
        item = desk.item(NAME)
        desk.vault.put([replace(item, title="Another title")], what="item", at=AT)
        assert sara.looks().pending == 1


class TestTwoReaders:
    @pytest.fixture
    def root(self, laid: Path, tmp_path: Path) -> Path:
        return copy_desk(laid, tmp_path / "desk", readers=2)

    def test_the_second_is_another_name(self, sara: Person, omid: Person, sittings: Sittings, desk: Desk) -> None:
        view = at(sara.does(("s0001", Approve())), "s0001")
        assert not view.approved and [a.by for a in view.approvals] == ["Sara"]
        loud = sittings.decide(desk, NAME, [("s0001", Approve())], by="SARA", seen={"s0001": view.version})
        assert not at(loud, "s0001").approved, "the same person in capitals"
        omid.looks()
        assert at(omid.does(("s0001", Approve())), "s0001").approved

    def test_a_revision_holds_whole_approvals_only_and_remembers_the_rest(
        self, sara: Person, omid: Person, sittings: Sittings, desk: Desk, tmp_path: Path
    ) -> None:
        sara.does(("s0001", Approve()), ("s0002", Approve()))
        omid.looks()
        omid.does(("s0001", Approve()))
        first = sittings.commit(desk, NAME, by="Sara").reviewed
        assert first is not None
        assert [len(s.approved) for s in first.segments[:3]] == [2, 0, 0]
        assert list(faults("", first, desk.vault.get)) == []
        table = tmp_path / "t.csv"
        give_out(desk, NAME, table)
        assert take_in(desk, NAME, Source(table, "Sara")).decisions == 0, "an export taken in again decides nothing"
        omid.looks()
        assert at(omid.does(("s0002", Approve())), "s0002").approved, "the first reader's approval was kept"
        second = sittings.commit(desk, NAME, by="Omid").reviewed
        assert second is not None and len(second.segments[1].approved) == 2
        assert list(faults("", second, desk.vault.get)) == []
        assert standing(desk, NAME).approved == 2

    def test_a_record_that_counts_one_reader_too_few_does_not_hold(
        self, sara: Person, sittings: Sittings, desk: Desk
    ) -> None:
        sara.does(("s0001", Approve()))
        reviewed = sittings.commit(desk, NAME, by="Sara").reviewed
        assert reviewed is not None
        approval = at(sara.looks(), "s0001").approvals
        forged = replace(reviewed, segments=(replace(reviewed.segments[0], approved=approval), *reviewed.segments[1:]))
        assert isinstance(forged, Reviewed)
        assert list(faults("", forged, desk.vault.get)) == [
            "the reviewed text is not what its decisions make of its drafts"
        ]


class TestStaleness:
    def test_a_changed_original_asks_for_its_translation(self, sara: Person) -> None:
        original = at(sara.before, "s0001").original
        sara.does(("s0001", Approve()))
        assert at(sara.does(("s0001", EditOriginal("سد را باز"))), "s0001").stale
        assert at(sara.does(("s0001", EditSpeaker("x"))), "s0001").stale
        assert not at(sara.does(("s0001", Approve())), "s0001").stale
        assert at(sara.does(("s0001", EditOriginal("دیگر"))), "s0001").stale
        assert not at(sara.does(("s0001", EditTranslation("other"))), "s0001").stale
        assert at(sara.does(("s0001", EditOriginal(original))), "s0001").stale
        sara.undoes()
        assert not at(sara.before, "s0001").stale

    def test_typing_shows_it_at_once(self, sara: Person) -> None:
        sara.types("s0001", "سد را باز", "original")
        assert at(sara.looks(), "s0001").stale
        sara.types("s0001", "Open the dam")
        assert not at(sara.looks(), "s0001").stale

    def test_it_outlives_a_revision(self, sara: Person, sittings: Sittings, desk: Desk) -> None:
        sara.does(("s0001", EditOriginal("سد را باز")))
        sittings.commit(desk, NAME, by="Sara")
        assert at(sara.looks(), "s0001").stale


def test_a_full_disk_is_told_and_changes_nothing(sara: Person, sittings: Sittings) -> None:
    sara.does(("s0001", EditTranslation("a")))
    before = sara.looks()
    db = sittings._journal._db
    (pages,) = db.execute("PRAGMA page_count").fetchone()
    db.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(BadInput, match="could not be kept: database or disk is full"):
        sara.does(("s0001", EditTranslation("b" * 50_000)))
    db.execute(f"PRAGMA max_page_count = {pages * 100}")
    assert sara.looks() == before
    assert at(sara.does(("s0001", EditTranslation("c"))), "s0001").translation == "c"


@pytest.mark.parametrize("value", ["0", "3", '"two"'])
def test_readers_are_one_or_two(root: Path, value: str) -> None:
    with (root / "dragoman.toml").open("a", encoding="utf-8") as file:
        file.write(f"\n[review]\nreaders = {value}\n")
    with pytest.raises(SettingsError, match=r"readers .*\(.*dragoman.toml:\d+\)"):
        open_desk(root)


def test_presence_goes_with_its_heart_beat(sittings: Sittings, ticks: Ticking) -> None:
    sittings.here(NAME, "s0001", "Sara")
    sittings.here("other", "s0001", "Leila")
    ticks.now += 20
    sittings.here(NAME, "s0004", "Omid")
    assert [(p.by, p.segment) for p in sittings.present(NAME)] == [("Omid", "s0004"), ("Sara", "s0001")]
    ticks.now += 20
    assert [p.by for p in sittings.present(NAME)] == ["Omid"]
    sittings.away(NAME, "Omid")
    assert sittings.present(NAME) == ()


def test_the_history_tells_it_word_by_word(sara: Person, omid: Person, sittings: Sittings, desk: Desk) -> None:
    sara.does(("s0001", EditTranslation("We shall not")), ("s0001", Approve()))
    sittings.commit(desk, NAME, by="Sara")
    omid.looks()
    omid.does(("s0001", EditSpeaker("The Minister")), ("s0001", Remark("who?")))
    omid.does(("s0001", EditSpan(Span(0, 2700))))
    omid.undoes()
    told = history(desk, sittings, NAME, "s0001")
    assert [(e.what, e.by, e.revision) for e in told] == [
        ("drafted", "hand 1", None),
        ("drafted", "hand 1", None),
        ("translation", "Sara", 1),
        ("approved", "Sara", 1),
        ("speaker", "Omid", None),
        ("remarked", "Omid", None),
    ]
    assert [(run.kind, run.text) for run in told[2].differences] == [
        ("same", "We "),
        ("out", "will"),
        ("in", "shall"),
        ("same", " not"),
    ]
    assert (told[4].before, told[4].after) == ("Speaker 1", "The Minister")
    assert len(told) - 2 == at(sara.looks(), "s0001").history_count
    assert history(desk, sittings, NAME, "h0099") == ()


@pytest.mark.parametrize(
    ("before", "after"), [("", ""), ("", "a b"), ("a  b", "a b"), ("سد را نمی\u200cبندیم", "سد را می\u200cبندیم")]
)
def test_runs_joined_give_both_texts(before: str, after: str) -> None:
    runs = differences(before, after)
    assert "".join(r.text for r in runs if r.kind != "in") == before
    assert "".join(r.text for r in runs if r.kind != "out") == after


def test_many_threads_lose_nothing(sittings: Sittings, desk: Desk) -> None:
    names = [f"Reader {n}" for n in range(6)]

    def work(n: int) -> None:
        for turn in range(5):
            sittings.type(NAME, f"s000{n + 1}", "translation", f"{names[n]} {turn}", by=names[n], seen=10**9)
            sittings.decide(desk, NAME, [(f"s000{n + 1}", Approve())], by=names[n], seen={})

    sittings.open(desk, NAME)
    threads = [threading.Thread(target=work, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    sitting = sittings.open(desk, NAME)
    assert [view.translation for view in sitting.segments] == [f"{name} 4" for name in names]
    assert all(view.approved for view in sitting.segments)
    assert sitting.pending == 60
    sittings.decide(desk, NAME, [("s0001", Withdraw())], by=names[0], seen={"s0001": 10**9})
