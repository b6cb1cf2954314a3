"""The judge of texts that are being written at the desk: one at a time, each judged once."""

import threading
import time
import weakref
from collections import OrderedDict
from collections.abc import Callable, Iterator
from typing import TypeVar

from starlette.requests import Request

from dragoman.doors.desk.context import DeskContext, context_of
from dragoman.model.digest import of_bytes
from dragoman.steps.drafts import Drafts, Judgement
from dragoman.steps.mends import Mend, ignorings, mends
from dragoman.steps.preview import Preview, preview

_KEPT = 8
_AROUND_SECONDS = 10.0

T = TypeVar("T")


class Judge:
    """Judge texts for a running desk; safe to use from several threads."""

    def __init__(self, context: DeskContext) -> None:
        self._dispatches = context.root / "dispatches"
        self._drafts = Drafts()
        self._guard = threading.Lock()
        self._judged: OrderedDict[str, Judgement] = OrderedDict()
        self._previews: OrderedDict[str, Preview] = OrderedDict()
        self._around = 0.0

    def close(self) -> None:
        """Close the desks that were opened to judge by."""
        with self._guard:
            self._drafts.close()

    def judgement(self, context: DeskContext, file: str, text: str) -> Judgement:
        """Return the judgement of `text` as the dispatch `file`, by the desk as it stands now."""
        key = f"{context.desk().vault.index.count()}\0{file}\0{of_bytes(text.encode())}"
        with self._guard:
            path = self._dispatches / file
            if time.monotonic() - self._around > _AROUND_SECONDS:
                if any([*self._drafts.look_around(path)]):
                    self._judged.clear()
                self._around = time.monotonic()
            return _remembered(self._judged, key, lambda: self._drafts.judge(path, text))

    def look_again(self) -> None:
        """Have the next judgement look at the other dispatches anew, however lately that was done."""
        with self._guard:
            self._around = -_AROUND_SECONDS

    def mends(self, file: str, judgement: Judgement) -> tuple[Mend, ...]:
        """Return what may be mended in a judged text without touching anybody's words, and what may be ignored."""
        path = self._dispatches / file
        with self._guard:
            safe = mends(judgement, lambda text: self._drafts.judge(path, text).reading)
        return (*safe, *_once(ignorings(judgement)))

    def preview(self, context: DeskContext, file: str, text: str) -> tuple[str, Preview]:
        """Return the page that a text would be published as, and the key by which it is found for a while."""
        judgement = self.judgement(context, file, text)
        key = of_bytes(f"{context.desk().vault.index.count()}\0{file}\0{text}".encode())[7:31]
        with self._guard:
            return key, _remembered(self._previews, key, lambda: preview(context.desk(), judgement))

    def previewed(self, key: str) -> Preview | None:
        """Return a page made before, or None where it is made no more."""
        with self._guard:
            return self._previews.get(key)


def judge_of(request: Request) -> Judge:
    """Return the judge of the running desk that a request came to."""
    state, context = request.app.state, context_of(request)
    with _making:
        if not hasattr(state, "judge"):
            state.judge = Judge(context)
            weakref.finalize(context, state.judge.close)
        judge: Judge = state.judge
    return judge


_making = threading.Lock()


def _once(asked: Iterator[Mend]) -> Iterator[Mend]:
    """Yield one comment a rule: it silences the rule in the whole file."""
    seen: set[str] = set()
    for mend in asked:
        if mend.code not in seen:
            seen.add(mend.code)
            yield mend


def _remembered(kept: "OrderedDict[str, T]", key: str, make: Callable[[], T]) -> T:
    if key not in kept:
        kept[key] = make()
        while len(kept) > _KEPT:
            kept.popitem(last=False)
    kept.move_to_end(key)
    return kept[key]
