"""The language server: what an editor tells and asks, on standard input and output."""

import logging
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import redirect_stdout

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from dragoman import __version__
from dragoman.doors.lsp.actions import KINDS, actions, asked
from dragoman.doors.lsp.completion import TRIGGERS, completions
from dragoman.doors.lsp.hover import hover
from dragoman.doors.lsp.texts import Texts
from dragoman.steps.drafts import Drafts

# What changes a desk under an editor's hands: a capture, a review, another hand on its settings.
_WATCHED = ("**/store/ledger/head.json", "**/dragoman.toml")


class Server(LanguageServer):
    """Serve one editor; every text is sent whole at each change, for a dispatch is a page or a few."""

    def __init__(self) -> None:
        super().__init__("dragoman", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full)
        self.drafts = Drafts()
        self.worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="judge")
        self.texts = Texts(self, self.drafts, self.worker)
        self.took_leave = False

    def shutdown(self) -> None:
        """Finish the work at hand, close the desks, and stop."""
        self.worker.submit(self.drafts.close)
        self.worker.shutdown(cancel_futures=False)
        super().shutdown()  # type: ignore[no-untyped-call]


def serve() -> int:
    """Serve on standard input and output until the editor leaves; return 0, or 1 where it left without a word."""
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(levelname)s: %(message)s")
    server = make()
    incoming, outgoing = sys.stdin.buffer, sys.stdout.buffer
    with redirect_stdout(sys.stderr):
        server.start_io(incoming, outgoing)
    return 0 if server.took_leave else 1


def make() -> Server:
    """Return a server with everything that it answers to."""
    server = Server()
    server.feature(types.TEXT_DOCUMENT_DID_OPEN)(_opened)
    server.feature(types.TEXT_DOCUMENT_DID_CHANGE)(_changed)
    server.feature(types.TEXT_DOCUMENT_DID_SAVE)(_saved)
    server.feature(types.TEXT_DOCUMENT_DID_CLOSE)(_closed)
    server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)(_desk_changed)
    server.feature(types.INITIALIZED)(_watch)
    server.feature(types.SHUTDOWN)(_leave)
    server.feature(types.TEXT_DOCUMENT_HOVER)(_hover)
    server.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(KINDS))(_actions)
    options = types.CompletionOptions(trigger_characters=TRIGGERS)
    server.feature(types.TEXT_DOCUMENT_COMPLETION, options)(_completion)
    return server


def _opened(ls: Server, params: types.DidOpenTextDocumentParams) -> None:
    ls.texts.settled(params.text_document.uri)


def _changed(ls: Server, params: types.DidChangeTextDocumentParams) -> None:
    ls.texts.typed(params.text_document.uri)


def _saved(ls: Server, params: types.DidSaveTextDocumentParams) -> None:
    ls.texts.settled(params.text_document.uri)


def _closed(ls: Server, params: types.DidCloseTextDocumentParams) -> None:
    ls.texts.closed(params.text_document.uri)


def _desk_changed(ls: Server, params: types.DidChangeWatchedFilesParams) -> None:
    ls.texts.all_again()


def _watch(ls: Server, params: types.InitializedParams) -> None:
    """Ask the editor to tell when a desk changes, where it can."""
    workspace = ls.client_capabilities.workspace
    watched = workspace.did_change_watched_files if workspace else None
    if watched is None or not watched.dynamic_registration:
        return
    watchers = [types.FileSystemWatcher(pattern) for pattern in _WATCHED]
    options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
    method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
    ls.client_register_capability(types.RegistrationParams([types.Registration("desks", method, options)]))


def _leave(ls: Server, params: None) -> None:
    ls.took_leave = True


async def _hover(ls: Server, params: types.HoverParams) -> types.Hover | None:
    judged = await ls.texts.judged(params.text_document.uri)
    return hover(judged, params.position, _formats(ls)) if judged is not None else None


async def _actions(ls: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
    judged = await ls.texts.judged(params.text_document.uri)
    if judged is None or not asked(params):
        return []
    return list(actions(judged, await ls.texts.mends(judged), params))


async def _completion(ls: Server, params: types.CompletionParams) -> types.CompletionList | None:
    judged = await ls.texts.judged(params.text_document.uri)
    if judged is None:
        return None
    return types.CompletionList(is_incomplete=True, items=list(completions(judged, params.position)))


def _formats(ls: Server) -> list[types.MarkupKind]:
    text_document = ls.client_capabilities.text_document
    shown = text_document.hover if text_document else None
    return list(shown.content_format or []) if shown else []
