"""The book of work: what was ordered and how it stands, in DBOS's database, for whoever does not run it.

Only strings and whole numbers are kept in it, as JSON: a book that somebody can write must not become code.
"""

import secrets
import sqlite3
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from dragoman.doors.fleet.library import APPLICATION, VERSION, address_of, client
from dragoman.doors.fleet.wire import Done, Failed, Outcome, Told, outcome, progress
from dragoman.model.errors import BadInput
from dragoman.steps.work import Order, State, WorkState, key_of, order_of

if TYPE_CHECKING:
    from dbos import DBOSClient, WorkflowHandle, WorkflowStatus

WORKFLOW = "work"
PROGRESS = "progress"
_SHOWN = 500
_STATES: dict[str, State] = {
    "ENQUEUED": "waiting",
    "DELAYED": "waiting",
    "PENDING": "running",
    "CANCELLED": "cancelled",
    "SUCCESS": "done",
}


class _Given(msgspec.Struct, frozen=True):
    args: tuple[str, dict[str, str]]


def queue_of(kind: str) -> str:
    """Return the queue on which a kind of work waits."""
    return f"dragoman-{kind}"


class Book:
    """Read and write one desk's book of work; safe to use from several threads and processes.

    It is made by the first order; reading an absent one finds nothing and makes nothing.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._guard = threading.Lock()
        self._open: DBOSClient | None = None

    def close(self) -> None:
        """Close the file; the next question opens it again."""
        with self._guard:
            if self._open is not None:
                self._open.destroy()
                self._open = None

    def make(self) -> None:
        """Make the file where there is none, or bring it to the version of DBOS that is installed."""
        from dbos import DBOS

        self.path.parent.mkdir(parents=True, exist_ok=True)
        if not self.path.exists():
            self._making.touch()
        db = sqlite3.connect(self.path, timeout=30)
        try:
            # DBOS leaves the journal as it finds it; without this every reader stops the writer.
            db.execute("PRAGMA journal_mode = WAL")
        finally:
            db.close()
        DBOS.migrate(address_of(self.path))
        self._making.unlink(missing_ok=True)

    def order(self, order: Order, arguments: dict[str, str], *, work: str = "") -> str:
        """Write an order down and return its id, or that of the same order that has not ended."""
        if not self._is_made:
            self.make()
        handle: WorkflowHandle[str] = self._client.enqueue(
            {
                "workflow_name": WORKFLOW,
                "queue_name": queue_of(order.kind),
                "workflow_id": work or secrets.token_hex(8),
                "app_version": VERSION,
                "application_name": APPLICATION,
                "deduplication_id": key_of(order),
                "duplication_policy": "return-existing",
            },
            order.kind,
            arguments,
        )
        return handle.get_workflow_id()

    def state(self, work: str) -> WorkState:
        """Return how one piece of work stands; raise BadInput where there is none of that id."""
        found = self._client.list_workflows(workflow_ids=[work]) if self._is_made else []
        state = self._state(found[0]) if found else None
        if state is None:
            raise BadInput(f"no work has the id {work!r}", hint="`dragoman work` lists what there is")
        return state

    def states(self) -> tuple[WorkState, ...]:
        """Return the latest pieces of work, newest first."""
        if not self._is_made:
            return ()
        found = self._client.list_workflows(name=WORKFLOW, sort_desc=True, limit=_SHOWN)
        return tuple(state for each in found if (state := self._state(each)) is not None)

    def is_wanted(self, work: str) -> bool:
        """Tell whether work that was begun is still to be done."""
        found = self._client.list_workflows(workflow_ids=[work], load_input=False, load_output=False)
        return bool(found) and found[0].status == "PENDING"

    def cancel(self, work: str) -> None:
        """Mark work as cancelled, unless it has ended."""
        if not self.state(work).ended:
            self._client.cancel_workflow(work)

    def retry(self, work: str) -> None:
        """Order work again under its id; raise BadInput unless it failed or was cancelled."""
        state = self.state(work)
        if state.state not in ("failed", "cancelled"):
            raise BadInput(f"{work} is {state.state}", hint="only what failed or was cancelled can be tried again")
        self._client.rewind_workflow(work, application_version=VERSION, queue_name=queue_of(state.kind))

    def hand_on(self, executors: tuple[str, ...]) -> int:
        """Let others take up what dead executors were doing, and return how much that is."""
        left = self._client.list_workflows(
            status="PENDING", executor_id=list(executors), app_version=VERSION, load_output=False
        )
        for each in left:
            ordered = _ordered(each)
            if ordered is not None:
                self._client.resume_workflow(each.workflow_id, queue_name=queue_of(ordered.kind))
        return len(left)

    @property
    def _making(self) -> Path:
        """Return the mark that stands beside the file until all its tables are there, whoever died over them."""
        return self.path.with_name(f"{self.path.name}.making")

    @property
    def _is_made(self) -> bool:
        return self.path.exists() and not self._making.exists()

    @property
    def _client(self) -> "DBOSClient":
        with self._guard:
            if self._open is None:
                self._open = client(self.path)
            return self._open

    def _state(self, found: "WorkflowStatus") -> WorkState | None:
        """Return how a row of the book stands, or None where it holds no order of ours."""
        order = _ordered(found)
        if order is None:
            return None
        state = _STATES.get(found.status, "failed")
        told = self._progress(found.workflow_id) if state == "running" else Told(0, 0, "")
        ended = _ended(found) if state in ("done", "failed") else None
        failed = ended if isinstance(ended, Failed) else Failed("")
        return WorkState(
            id=found.workflow_id,
            kind=order.kind,
            arguments=found.input["args"][1] if found.input else {},
            state="failed" if isinstance(ended, Failed) else state,
            ordered=found.created_at or 0,
            changed=found.updated_at or 0,
            done=told.done,
            total=told.total,
            text=told.text,
            result=ended.result if isinstance(ended, Done) else None,
            error=failed.error,
            hint=failed.hint,
        )

    def _progress(self, work: str) -> Told:
        told = self._client.get_event(work, PROGRESS, timeout_seconds=0)
        return progress.decode(told) if isinstance(told, str) else Told(0, 0, "")


def _ordered(found: "WorkflowStatus") -> Order | None:
    try:
        kind, arguments = msgspec.convert(found.input, _Given).args
        return order_of(kind, arguments)
    except (msgspec.ValidationError, BadInput):
        return None


def _ended(found: "WorkflowStatus") -> Outcome:
    """Return the outcome that a row tells; DBOS's own failures, and what is no outcome, as one of ours."""
    if found.status == "MAX_RECOVERY_ATTEMPTS_EXCEEDED":
        return Failed("the desk died too often while it did this", "look at memory and disk, then try it again")
    try:
        return outcome.decode(found.output if isinstance(found.output, str) else "")
    except msgspec.DecodeError:
        why = f"{found.error or 'its outcome cannot be read'}".splitlines()[0]
        return Failed(f"the work broke: {why}", "try it again; where that does not help, report it")
