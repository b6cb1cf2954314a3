"""An editor, as far as a language server sees one: the real server in its own process, told and asked over pipes."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from lsprotocol import types
from pygls.lsp.client import LanguageClient

COMMAND = (sys.executable, "-c", "from dragoman.doors.cli.app import main; main()", "lsp")
PATIENCE = 30


@dataclass
class Editor:
    """Open texts, type into them, and wait for what the server shows; `encoding` is what was agreed on."""

    client: LanguageClient
    encoding: str = ""
    shown: dict[str, types.PublishDiagnosticsParams] = field(default_factory=dict)
    registered: list[types.Registration] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    versions: list[tuple[str, int | None]] = field(default_factory=list)
    opened: set[str] = field(default_factory=set)
    news: asyncio.Event = field(default_factory=asyncio.Event)

    def open(self, path: Path | str, text: str, language: str = "markdown") -> str:
        """Open a text, whatever its file holds, and return its address."""
        uri = path if isinstance(path, str) else path.as_uri()
        item = types.TextDocumentItem(uri, language, 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        self.opened.add(uri)
        return uri

    def type(self, uri: str, text: str, version: int) -> None:
        """Replace a text as typing does."""
        document = types.VersionedTextDocumentIdentifier(version, uri)
        change = types.TextDocumentContentChangeWholeDocument(text)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, [change]))

    def save(self, uri: str) -> None:
        """Say that a text was saved."""
        self.client.text_document_did_save(types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(uri)))

    def close(self, uri: str) -> None:
        """Close a text."""
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))

    async def clear(self) -> None:
        """Close every text and forget what was shown."""
        for uri in self.opened:
            self.close(uri)
            await self.hover(uri, 0, 0)
        self.opened.clear()
        self.shown.clear()
        self.versions.clear()

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds that the server's news decide."""
        async with asyncio.timeout(PATIENCE):
            while not holds():
                self.news.clear()
                await self.news.wait()

    async def diagnostics(self, uri: str, version: int = 1) -> list[types.Diagnostic]:
        """Wait for what is shown of one version of a text."""
        await self.until(lambda: uri in self.shown and self.shown[uri].version == version)
        return list(self.shown[uri].diagnostics)

    async def hover(self, uri: str, line: int, character: int) -> str | None:
        """Return what is shown over a position, both counted from 0."""
        at = types.HoverParams(types.TextDocumentIdentifier(uri), types.Position(line, character))
        answer = await self.client.text_document_hover_async(at)
        if answer is None:
            return None
        assert isinstance(answer.contents, types.MarkupContent)
        return answer.contents.value

    async def actions(self, uri: str, at: types.Range) -> list[types.CodeAction]:
        """Return the quick fixes of a range."""
        known = self.shown[uri].diagnostics if uri in self.shown else ()
        touching = [one for one in known if one.range.start <= at.end and at.start <= one.range.end]
        where = types.CodeActionParams(types.TextDocumentIdentifier(uri), at, types.CodeActionContext(touching))
        answer = await self.client.text_document_code_action_async(where)
        return [each for each in answer or [] if isinstance(each, types.CodeAction)]


def capabilities(*encodings: str, markdown: bool = True) -> types.ClientCapabilities:
    """Return what an editor says it can do."""
    kinds = [types.MarkupKind.Markdown if markdown else types.MarkupKind.PlainText]
    return types.ClientCapabilities(
        general=types.GeneralClientCapabilities(position_encodings=list(encodings)) if encodings else None,
        text_document=types.TextDocumentClientCapabilities(
            hover=types.HoverClientCapabilities(content_format=kinds),
        ),
        workspace=types.WorkspaceClientCapabilities(
            did_change_watched_files=types.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True)
        ),
    )


@asynccontextmanager
async def editing(can: types.ClientCapabilities | None = None) -> AsyncIterator[Editor]:
    """Start a server, greet it, and in the end take leave of it; it must leave with status 0."""
    client = LanguageClient("an editor", "1")
    editor = Editor(client)
    _listen(client, editor)
    await client.start_io(*COMMAND)
    greeting = await client.initialize_async(types.InitializeParams(capabilities=can or capabilities()))
    editor.encoding = str(greeting.capabilities.position_encoding or "utf-16")
    client.initialized(types.InitializedParams())
    yield editor
    await client.shutdown_async(None)
    client.exit(None)
    process = client._server
    assert process is not None
    async with asyncio.timeout(PATIENCE):
        await client.stop()  # type: ignore[no-untyped-call]
    assert process.returncode == 0


def _listen(client: LanguageClient, editor: Editor) -> None:
    def shown(params: types.PublishDiagnosticsParams) -> None:
        editor.shown[params.uri] = params
        editor.versions.append((params.uri, params.version))
        editor.news.set()

    def registered(params: types.RegistrationParams) -> None:
        editor.registered += params.registrations
        editor.news.set()

    def said(params: types.ShowMessageParams | types.LogMessageParams) -> None:
        editor.said.append(params.message)

    client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(shown)
    client.feature(types.CLIENT_REGISTER_CAPABILITY)(registered)
    client.feature(types.WINDOW_SHOW_MESSAGE)(said)
    client.feature(types.WINDOW_LOG_MESSAGE)(said)
