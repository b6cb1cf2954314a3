"""The fleet: `Work` on DBOS. Whoever orders and looks needs no running fleet; whoever runs one calls `start`."""

import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from dragoman.doors.fleet.book import Book
from dragoman.doors.fleet.executor import Executor
from dragoman.steps.work import CaptureOrder, Kind, WorkState, order_of

_LOOK_SECONDS = 0.4


class Fleet:
    """Hold the work of the desk in the folder `root`; a context manager that stops and closes.

    Working state lies in `root/work`: `fleet.sqlite` (the book), `slots/`, `receipts/`. None of it is evidence.
    """

    def __init__(self, root: Path) -> None:
        self._root = root.absolute()
        self._book = Book(self._root / "work" / "fleet.sqlite")
        self._executor: Executor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        self._book.close()

    def run(self) -> None:
        """Begin to do the work in this process, what a death left unfinished too; return at once.

        Raise BadInput where this process runs a fleet already.
        """
        if self._executor is None:
            self._book.make()
            self._executor = Executor(self._root, self._book, self._root / "work" / "slots")

    def stop(self) -> None:
        """Leave off within a second or so; what was going on goes on at the next `run`, from its beginning."""
        if self._executor is not None:
            self._executor.stop()
            self._executor = None

    def start(self, kind: Kind, arguments: Mapping[str, str]) -> str:
        """Order work: see `Work.start`."""
        given = dict(arguments)
        order = order_of(kind, given)
        if isinstance(order, CaptureOrder) and "://" not in order.address:
            given["address"] = str(Path(order.address).absolute())
        return self._book.order(order_of(kind, given), given)

    def status(self, work: str) -> WorkState:
        """Return how one piece of work stands: see `Work.status`."""
        return self._book.state(work)

    def all(self) -> tuple[WorkState, ...]:
        """Return the latest 500 pieces of work, newest first."""
        return self._book.states()

    def cancel(self, work: str) -> None:
        """Have work not done, or left off: see `Work.cancel`."""
        self._book.cancel(work)

    def retry(self, work: str) -> None:
        """Order again what failed or was cancelled: see `Work.retry`."""
        self._book.retry(work)

    def events(self) -> Iterator[tuple[WorkState, ...]]:
        """Yield how everything stands, then about twice a second what has changed: see `Work.events`."""
        known: dict[str, WorkState] = {}
        while True:
            states = self.all()
            yield tuple(state for state in states if known.get(state.id) != state)
            known = {state.id: state for state in states}
            time.sleep(_LOOK_SECONDS)
