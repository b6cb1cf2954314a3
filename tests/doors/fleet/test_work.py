"""What `Work` promises, held by the fleet: ordered once, done once, cancelled, tried again, told as it goes."""

import base64
import pickle
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.doors.fleet import desks
from tests.doors.fleet.waiting import until

from dragoman.doors.fleet.fleet import Fleet
from dragoman.model.errors import BadInput
from dragoman.model.transcript import Transcript, Translation
from dragoman.steps.desk import open_desk
from dragoman.steps.receipts import Receipts
from dragoman.steps.work import Work

pytestmark = pytest.mark.slow


def test_the_fleet_is_work(fleet: Fleet) -> None:
    work: Work = fleet
    assert work.all() == ()
    assert next(work.events()) == ()


def test_reading_an_absent_book_makes_none(fleet: Fleet, root: Path) -> None:
    assert fleet.all() == ()
    with pytest.raises(BadInput, match="no work has the id"):
        fleet.status("0123456789abcdef")
    assert not (root / "work").exists()


def test_what_is_ordered_waits_and_the_same_order_is_the_same_work(fleet: Fleet, film: Path) -> None:
    first = fleet.start("capture", {"address": str(film), "language": "fa"})
    assert fleet.start("capture", {"address": str(film), "language": "fa"}) == first
    other = fleet.start("capture", {"address": str(film), "language": "ar"})
    assert [state.id for state in fleet.all()] == [other, first]
    assert {state.state for state in fleet.all()} == {"waiting"}
    assert fleet.status(first).arguments == {"address": str(film), "language": "fa"}


def test_an_order_outlives_the_process_that_wrote_it_down(root: Path, film: Path) -> None:
    with Fleet(root) as one:
        work = one.start("capture", {"address": str(film)})
    with Fleet(root) as other:
        assert other.status(work).state == "waiting"


def test_from_capture_to_drafts(fleet: Fleet, film: Path, root: Path) -> None:
    work = fleet.start("capture", {"address": str(film), "language": "fa", "name": "film", "then_read": "true"})
    fleet.run()
    told = []
    for changed in fleet.events():
        told += [state for state in changed if state.state == "running" and state.text]
        if all(state.ended for state in fleet.all()):
            break
    assert told and {state.kind for state in told} <= {"capture", "read"}
    captured = until(fleet, work, "done", "failed")
    assert captured.result is not None and captured.result.item == "film" and not captured.result.before
    read = until(fleet, f"{work}-read", "done", "failed")
    assert read.result is not None and "2 segments, language fa" in read.result.text
    with open_desk(root) as desk:
        (draft,) = desk.vault.index.transcripts(desk.item("film").preserved)
        assert len(desk.vault.get_as(draft, Transcript).segments) == 2
        (lines,) = desk.vault.index.translations_of(draft)
        assert desk.vault.get_as(lines, Translation).language == "en"


def test_the_same_bytes_under_another_name_are_one_item(fleet: Fleet, film: Path, root: Path) -> None:
    copy = film.with_name("upload-2.mp4")
    copy.write_bytes(film.read_bytes())
    first, second = (fleet.start("capture", {"address": str(path)}) for path in (film, copy))
    fleet.run()
    results = [until(fleet, work, "done").result for work in (first, second)]
    assert all(results) and len({result.item for result in results if result}) == 1
    assert sorted(result.before for result in results if result) == [False, True]
    with open_desk(root) as desk:
        assert len(desk.vault.index.names()) == len(desk.vault.index.captures()) == 1


def test_a_failure_has_a_line_and_a_cure_and_can_be_tried_again(fleet: Fleet, tmp_path: Path) -> None:
    path = tmp_path / "late.mp4"
    work = fleet.start("capture", {"address": str(path)})
    fleet.run()
    failed = until(fleet, work, "done", "failed")
    assert failed.state == "failed" and "late.mp4" in failed.error and failed.hint
    assert "\n" not in failed.error
    desks.footage(path, 2)
    fleet.retry(work)
    assert until(fleet, work, "done", "failed").state == "done"
    with pytest.raises(BadInput, match="is done"):
        fleet.retry(work)


@contextmanager
def held_up(root: Path) -> Iterator[None]:
    """Hold the turn to publish, so that a publication stays running for as long as the block lasts."""
    with Receipts(root / "work" / "receipts").turn("publish"):
        yield


def test_running_work_is_ended_by_a_cancellation_from_anywhere(fleet: Fleet, root: Path) -> None:
    with held_up(root):
        work = fleet.start("publish", {})
        fleet.run()
        until(fleet, work, "running")
        with Fleet(root) as elsewhere:
            elsewhere.cancel(work)
        assert until(fleet, work, "cancelled").result is None
    fleet.cancel(work)
    fleet.retry(work)
    done = until(fleet, work, "done", "failed")
    assert done.result is not None and "no new edition" in done.result.text


def test_waiting_work_that_is_cancelled_is_never_begun(fleet: Fleet, film: Path, root: Path) -> None:
    work = fleet.start("capture", {"address": str(film)})
    fleet.cancel(work)
    other = fleet.start("capture", {"address": str(desks.footage(film.with_name("other.mp4"), 3)), "name": "other"})
    fleet.run()
    until(fleet, other, "done")
    assert fleet.status(work).state == "cancelled"
    with open_desk(root) as desk:
        assert desk.vault.index.names() == ["other"]


def test_what_a_closed_desk_left_off_goes_on_at_its_next_start(root: Path) -> None:
    with Fleet(root) as first, held_up(root):
        work = first.start("publish", {})
        first.run()
        until(first, work, "running")
    with Fleet(root) as second:
        assert second.status(work).state == "running"
        second.run()
        assert until(second, work, "done", "failed").state == "done"


def test_what_another_slot_left_is_taken_up_by_whoever_runs(root: Path) -> None:
    with held_up(root), Fleet(root) as first:
        work = first.start("publish", {})
        first.run()
        until(first, work, "running")
    # As if the process had been the second of two, and only the first came back.
    book = sqlite3.connect(root / "work" / "fleet.sqlite")
    book.execute("UPDATE workflow_status SET executor_id = 'worker-1' WHERE workflow_uuid = ?", (work,))
    book.commit()
    book.close()
    (root / "work" / "slots" / "worker-1.lock").touch()
    with Fleet(root) as second:
        second.run()
        assert until(second, work, "done", "failed").state == "done"


def test_a_second_fleet_in_one_process_is_refused(fleet: Fleet, root: Path) -> None:
    fleet.run()
    with Fleet(root) as second, pytest.raises(BadInput, match="this process"):
        second.run()


def test_orders_from_many_threads_are_one_work(fleet: Fleet, film: Path) -> None:
    fleet.start("read", {"item": "a"})
    given: list[str] = []
    threads = [
        threading.Thread(target=lambda: given.append(fleet.start("capture", {"address": str(film)}))) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(given) == 8 and len(set(given)) == 1


class _Bomb:
    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[Path]]:
        return Path.touch, (self.path,)


@pytest.mark.parametrize("column", ["inputs", "output", "error"])
def test_a_pickle_in_the_book_is_not_run(root: Path, film: Path, tmp_path: Path, column: str) -> None:
    harm = tmp_path / "harm"
    with Fleet(root) as fleet:
        work = fleet.start("capture", {"address": str(film)})
    bomb = base64.b64encode(pickle.dumps(_Bomb(harm))).decode()
    book = sqlite3.connect(root / "work" / "fleet.sqlite")
    tables = [name for (name,) in book.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    for table in tables:
        columns = [row[1] for row in book.execute(f"PRAGMA table_info({table})")]
        if "workflow_uuid" in columns and column in columns:
            book.execute(f"UPDATE {table} SET {column} = ?", (bomb,))
    book.execute("UPDATE workflow_status SET serialization = 'py_pickle', status = 'ERROR'")
    book.commit()
    book.close()
    with Fleet(root) as fleet:
        assert fleet.all() == ()
        with pytest.raises(BadInput, match="no work has the id"):
            fleet.status(work)
    assert not harm.exists()
