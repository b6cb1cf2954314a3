"""Run what is ordered: DBOS takes it from the book, a process of its own does it."""

import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from dragoman.doors.fleet import parent, slots
from dragoman.doors.fleet.book import PROGRESS, WORKFLOW, Book, queue_of
from dragoman.doors.fleet.library import configuration
from dragoman.doors.fleet.wire import Done, Failed, Job, Outcome, Told
from dragoman.model.errors import BadInput
from dragoman.steps.work import KINDS, CaptureOrder, Kind, ReadOrder, order_of

if TYPE_CHECKING:
    from dbos import DBOSConfig

# Captures wait for networks, so two go on at once; reading takes the whole machine, and the index and the
# site are one each.
_TOGETHER: dict[Kind, int] = {"capture": 2, "read": 1, "seen": 1, "publish": 1}
_POLL_SECONDS = 0.25
_TELL_SECONDS = 0.4
_RESCUE_SECONDS = 10.0

_one_a_process = threading.Lock()


class Executor:
    """Do the work of one desk in this process, from its making until `stop`; DBOS allows one a process."""

    def __init__(self, root: Path, book: Book, folder: Path) -> None:
        self._root = root
        self._book = book
        self._folder = folder
        self._stopping = threading.Event()
        with ExitStack() as undo:
            self._begin(undo)
            self._undo = undo.pop_all()

    def stop(self) -> None:
        """Leave off: end what runs, to be taken up again at the next start, and let the slot go."""
        self._stopping.set()
        self._undo.close()

    def _begin(self, undo: ExitStack) -> None:
        if not _one_a_process.acquire(blocking=False):
            raise BadInput("this process does a desk's work already", hint="stop that fleet first")
        undo.callback(_one_a_process.release)
        slot = slots.take(self._folder)
        undo.callback(slot.free)
        self._launch(configuration(self._book.path, slot.name), undo)
        rescuer = threading.Thread(target=self._rescue, name="dragoman-rescue", daemon=True)
        rescuer.start()
        undo.callback(rescuer.join)

    def _launch(self, settings: "DBOSConfig", undo: ExitStack) -> None:
        from dbos import DBOS

        DBOS(config=settings)
        undo.callback(DBOS.destroy, destroy_registry=True)
        DBOS.workflow(name=WORKFLOW)(_workflow(self._root, self._step))
        DBOS.launch()
        for kind in KINDS:
            DBOS.register_queue(queue_of(kind), worker_concurrency=_TOGETHER[kind], polling_interval_sec=_POLL_SECONDS)

    def _step(self, job: Job) -> str:
        outcome = self._outcome(job)
        if isinstance(outcome, Done):
            self._go_on(job, outcome)
        return msgspec.json.encode(outcome).decode()

    def _outcome(self, job: Job) -> Outcome:
        try:
            return parent.run(job, _teller(), self._unwanted(job.work))
        except msgspec.DecodeError as error:
            return Failed(f"the working process said what it may not: {error}", "this is a fault of ours")

    def _go_on(self, job: Job, done: Done) -> None:
        """Order what was to follow; under an id of its own, so that a second time orders nothing."""
        order = order_of(job.kind, job.arguments)
        if isinstance(order, CaptureOrder) and order.then_read:
            following = ReadOrder(done.result.item, order.language)
            arguments = {"item": following.item, "language": following.language}
            self._book.order(following, arguments, work=f"{job.work}-read")

    def _unwanted(self, work: str) -> Callable[[], bool]:
        """Return what tells whether to leave off: at once when stopping, within half a second when cancelled."""
        asked = time.monotonic()

        def unwanted() -> bool:
            nonlocal asked
            if self._stopping.is_set():
                return True
            if time.monotonic() - asked < _TELL_SECONDS:
                return False
            asked = time.monotonic()
            return not self._book.is_wanted(work)

        return unwanted

    def _rescue(self) -> None:
        """Now and then, hand on what processes that died and were not started again have left."""
        while True:
            with slots.abandoned(self._folder) as names:
                if names:
                    self._book.hand_on(names)
            if self._stopping.wait(_RESCUE_SECONDS):
                return


def _workflow(root: Path, step: Callable[[Job], str]) -> Callable[[str, dict[str, str]], str]:
    """Return the one workflow there is; it must stay this small, since DBOS replays it line by line."""
    from dbos import DBOS

    def work(kind: str, arguments: dict[str, str]) -> str:
        return DBOS.run_step({"name": kind}, step, Job(str(root), DBOS.workflow_id or "", kind, arguments))

    return work


def _teller() -> Callable[[Told], None]:
    """Return what keeps progress as an event, at most twice a second: each is a write to the disk."""
    from dbos import DBOS

    last = 0.0

    def tell(told: Told) -> None:
        nonlocal last
        if time.monotonic() - last >= _TELL_SECONDS:
            last = time.monotonic()
            DBOS.set_event(PROGRESS, msgspec.json.encode(told).decode())

    return tell
