"""The open texts: judged off the loop one at a time, so that typing never waits; what was typed over is dropped."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from urllib.parse import unquote

from lsprotocol.types import Diagnostic, LogMessageParams, MessageType, PublishDiagnosticsParams
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path
from pygls.workspace import TextDocument

from dragoman.doors.lsp.diagnostics import of_error, of_finding
from dragoman.doors.lsp.harmless import visible
from dragoman.doors.lsp.positions import Positions
from dragoman.model.errors import BadInput, DragomanError, VaultError
from dragoman.steps.drafts import Drafts, Judgement
from dragoman.steps.mends import Mend, mends

_log = logging.getLogger(__name__)
_PAUSE = 0.06
_LONGEST = 400_000
_SUFFIXES = {"markdown": ".md", "plaintext": ".txt", "html": ".html"}
_READ = frozenset([".md", ".markdown", ".txt", ".html", ".htm", ".xhtml"])

T = TypeVar("T")


@dataclass(frozen=True)
class Judged:
    """Hold one state of an open text and the judgement of it, or the `error` that kept it from being judged."""

    path: Path
    text: str
    positions: Positions
    judgement: Judgement | None
    error: DragomanError | None = None

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """Return what an editor shows of it."""
        if self.error is not None:
            return [of_error(self.error, self.positions)]
        findings = self.judgement.findings if self.judgement else ()
        return [of_finding(finding, self.positions) for finding in findings]


class Texts:
    """Judge the open texts of one server, and publish what is found.

    Its methods belong to the event loop; `worker` must have one thread, which alone touches the desks.
    """

    def __init__(self, server: LanguageServer, drafts: Drafts, worker: Executor) -> None:
        self._server = server
        self._drafts = drafts
        self._worker = worker
        self._known: dict[str, Judged] = {}
        self._mended: tuple[Judged, tuple[Mend, ...]] | None = None
        self._tasks: dict[str, asyncio.Task[None]] = {}

    def typed(self, uri: str) -> None:
        """Judge a text as soon as its writer pauses."""
        self._start(uri, self._show(uri, pause=_PAUSE))

    def settled(self, uri: str) -> None:
        """Judge a text that was opened or saved, at once; and all again if its neighbours changed what holds."""
        self._known.pop(uri, None)
        self._start(uri, self._show(uri, pause=0))
        self._start("", self._look_around(uri))

    def all_again(self) -> None:
        """Judge every open text again: a desk has changed."""
        self._known.clear()
        for document in self._server.workspace.text_documents.values():
            self._start(document.uri, self._show(document.uri, pause=0))

    def closed(self, uri: str) -> None:
        """Drop a text, and take away what was shown of it."""
        if uri in self._tasks:
            self._tasks.pop(uri).cancel()
        self._known.pop(uri, None)
        self._server.text_document_publish_diagnostics(PublishDiagnosticsParams(uri, []))

    async def judged(self, uri: str) -> Judged | None:
        """Return the judgement of a text as it stands now; None for one that is not open, or not read here."""
        document = self._server.workspace.text_documents.get(unquote(uri))
        path = _path(document) if document is not None else None
        if document is None or path is None:
            return None
        text = document.source
        known = self._known.get(uri)
        if known is None or known.text != text:
            known = await self._do(lambda: self._judge(path, text))
            self._known[uri] = known
        return known

    async def mends(self, judged: Judged) -> tuple[Mend, ...]:
        """Return what can be mended in a judged text, worked out once: an editor asks at every move of its cursor."""
        judgement = judged.judgement
        if judgement is None:
            return ()
        if self._mended is not None and self._mended[0] is judged:
            return self._mended[1]
        found = await self._do(lambda: mends(judgement, lambda text: self._drafts.judge(judged.path, text).reading))
        self._mended = (judged, found)
        return found

    def _judge(self, path: Path, text: str) -> Judged:
        positions = Positions(text, self._server.workspace.position_encoding)
        try:
            if len(text) > _LONGEST:
                hint = "`dragoman check` reads it whole"
                raise BadInput(f"more than {_LONGEST:,} characters: not checked while it is written", hint=hint)
            return Judged(path, text, positions, self._drafts.judge(path, text))
        except DragomanError as error:
            return Judged(path, text, positions, None, error)
        except OSError as error:
            fault = VaultError(f"cannot be read: {error.strerror}", place=str(error.filename or path))
            return Judged(path, text, positions, None, fault)

    async def _show(self, uri: str, *, pause: float) -> None:
        await asyncio.sleep(pause)
        document = self._server.workspace.text_documents.get(unquote(uri))
        version = document.version if document is not None else None
        judged = await self.judged(uri)
        if document is None or judged is None or document.version != version:
            return
        params = PublishDiagnosticsParams(uri, judged.diagnostics, version)
        self._server.text_document_publish_diagnostics(params)

    async def _look_around(self, uri: str) -> None:
        await asyncio.sleep(_PAUSE)
        document = self._server.workspace.text_documents.get(unquote(uri))
        path = _path(document) if document is not None else None
        if path is None:
            return
        steps = self._drafts.look_around(path)
        while (changed := await self._do(lambda: next(steps, None))) is not None:
            if changed:
                self.all_again()

    async def _do(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._worker, work)

    def _start(self, name: str, work: Coroutine[None, None, None]) -> None:
        """Start work in place of earlier work of that name."""
        if name in self._tasks:
            self._tasks[name].cancel()
        task = asyncio.get_running_loop().create_task(work)
        task.add_done_callback(self._tell)
        self._tasks[name] = task

    def _tell(self, task: "asyncio.Task[None]") -> None:
        """Tell what went wrong in a task, to the editor and on stderr: no text may stop the server."""
        error = None if task.cancelled() else task.exception()
        if isinstance(error, DragomanError):
            _log.warning("%s", error)
        elif error is not None:
            _log.error("a text could not be judged", exc_info=error)
            message = visible(f"a text could not be judged: {type(error).__name__}: {error}")
            self._server.window_log_message(LogMessageParams(MessageType.Error, message))


def _path(document: TextDocument) -> Path | None:
    """Return the path to judge a text by; its suffix tells how it is read. None for a text that is not read here."""
    path = to_fs_path(document.uri)
    whole = Path(path) if path is not None else Path("/untitled")
    if whole.suffix.lower() in _READ:
        return whole
    suffix = _SUFFIXES.get(document.language_id or "")
    return whole.with_name(f"{whole.name}{suffix}") if suffix else None
