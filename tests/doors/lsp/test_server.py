"""A real editor's client and the real server, over pipes: what is shown as one types."""

import asyncio
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from lsprotocol import types
from tests.doors.lsp.conftest import Act, Scene, dispatch, revise
from tests.doors.lsp.editor import COMMAND, Editor, capabilities, editing

FAULT = '😀 مادربزرگ گفت 𝔤 ["Grandma got quite tired"](grandma@1#t=18.900,22.240).'


def alone(act: Act, can: types.ClientCapabilities) -> None:
    """Run a scene with a server of its own."""

    async def play() -> None:
        async with editing(can) as editor:
            await act(editor)
            assert editor.said == []

    asyncio.run(play())


def errors(diagnostics: list[types.Diagnostic]) -> list[types.Diagnostic]:
    return [one for one in diagnostics if one.severity == types.DiagnosticSeverity.Error]


def slice_of(line: str, at: types.Range, encoding: str) -> str:
    """Return what a range of one line covers, by cutting the encoded line: another way than the server's."""
    codec, width = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}[encoding]
    data = line.encode(codec)
    return data[at.start.character * width : at.end.character * width].decode(codec)


@pytest.mark.parametrize("offered", ["", "utf-8"], ids=["utf-16", "utf-8"])
def test_a_fault_is_shown_at_its_words_and_goes_when_it_is_mended(desk: Path, scene: Scene, offered: str) -> None:
    path, faithful = dispatch(desk)
    faulty = faithful.replace("The story ends", f"{FAULT}\n\nThe story ends")

    async def act(editor: Editor) -> None:
        assert editor.encoding == (offered or "utf-16")
        uri = editor.open(path, faulty)
        (fault,) = errors(await editor.diagnostics(uri))
        assert (fault.code, fault.source) == ("QUO001", "dragoman")
        assert fault.range.start.line == fault.range.end.line == faulty.split("\n").index(FAULT)
        assert slice_of(FAULT, fault.range, editor.encoding) == '"Grandma got quite tired"'
        assert "quoted: Grandma got quite tired\nsource: Grandma got very tired" in fault.message

        editor.type(uri, faulty.replace("quite", "very"), 2)
        assert errors(await editor.diagnostics(uri, 2)) == []

    alone(act, capabilities(offered)) if offered else scene(act)


def test_only_the_last_of_what_was_typed_is_judged(desk: Path, scene: Scene) -> None:
    path, faithful = dispatch(desk)

    async def act(editor: Editor) -> None:
        uri = editor.open(path, faithful)
        await editor.diagnostics(uri)
        for version in range(2, 40):
            editor.type(uri, faithful + "x" * version, version)
        await editor.diagnostics(uri, 39)
        await asyncio.sleep(0.5)
        versions = [version for _, version in editor.versions]
        assert set(versions) == {1, 39}
        assert versions.count(39) <= 2  # a second time where the first look at the neighbours ended meanwhile

    scene(act)


def test_a_text_that_is_no_dispatch_is_told_at_its_line(desk: Path, scene: Scene) -> None:
    path, faithful = dispatch(desk)

    async def act(editor: Editor) -> None:
        uri = editor.open(path, faithful.replace("series: Dispatch", "seris: Dispatch"))
        (fault,) = await editor.diagnostics(uri)
        assert (fault.range.start.line, fault.range.end.line) == (2, 2)
        assert fault.message.startswith("unknown field `seris`\nhint: ")
        assert await editor.hover(uri, 2, 1) is None
        editor.type(uri, "", 2)
        (fault,) = await editor.diagnostics(uri, 2)
        assert (fault.message.split("\n")[0], fault.range) == ("no front matter", _range(0, 0, 0, 0))

    scene(act)


def test_a_desk_that_cannot_be_read_is_told_on_top_and_comes_back(desk: Path, tmp_path: Path, scene: Scene) -> None:
    root = tmp_path / "desk"
    shutil.copytree(desk, root)
    path, faithful = dispatch(root)
    settings = (root / "dragoman.toml").read_text()
    (root / "dragoman.toml").write_text("[desk]\nname = 1\n")

    async def act(editor: Editor) -> None:
        uri = editor.open(path, faithful)
        (fault,) = await editor.diagnostics(uri)
        assert fault.range.start.line == 0
        assert "dragoman.toml:2" in fault.message
        (root / "dragoman.toml").write_text(settings)
        editor.type(uri, faithful + "\n", 2)
        assert errors(await editor.diagnostics(uri, 2)) == []

    scene(act)


def test_a_number_that_a_neighbour_takes_is_found_on_saving(desk: Path, tmp_path: Path, scene: Scene) -> None:
    root = tmp_path / "desk"
    shutil.copytree(desk, root)
    path, faithful = dispatch(root)
    other = root / "dispatches" / "0002-other.md"

    async def act(editor: Editor) -> None:
        uri = editor.open(path, faithful)
        assert errors(await editor.diagnostics(uri)) == []
        other.write_text(faithful, encoding="utf-8")
        editor.save(uri)
        await editor.until(lambda: [one.code for one in errors(list(editor.shown[uri].diagnostics))] == ["META001"])
        other.write_text(faithful.replace("number: 1", "number: 2"), encoding="utf-8")
        editor.save(uri)
        await editor.until(lambda: errors(list(editor.shown[uri].diagnostics)) == [])

    scene(act)


@pytest.mark.parametrize("told", ["by watching", "by saving"])
def test_a_review_made_meanwhile_is_seen(desk: Path, scene: Scene, tmp_path: Path, told: str) -> None:
    root = tmp_path / "desk"
    shutil.copytree(desk, root)
    path, faithful = dispatch(root)

    async def act(editor: Editor) -> None:
        uri = editor.open(path, faithful)
        assert errors(await editor.diagnostics(uri)) == []
        await editor.until(lambda: bool(editor.registered))
        await editor.until(lambda: len(editor.versions) == 2)  # the first look at the neighbours is over
        await asyncio.to_thread(revise, root, "Grandma got very tired.", "Grandma was worn out.")
        if told == "by watching":
            change = types.FileEvent((root / "store/ledger/head.json").as_uri(), types.FileChangeType.Changed)
            editor.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([change]))
        else:
            editor.save(uri)
        await editor.until(lambda: [one.code for one in errors(list(editor.shown[uri].diagnostics))] == ["PIN003"])
        assert "Grandma was worn out." in str(await editor.hover(uri, 19, 45))

    scene(act)


def test_what_was_shown_goes_when_a_text_is_closed(desk: Path, scene: Scene) -> None:
    path, faithful = dispatch(desk)

    async def act(editor: Editor) -> None:
        uri = editor.open(path, faithful.replace("very", "quite"))
        assert errors(await editor.diagnostics(uri))
        editor.close(uri)
        await editor.until(lambda: not editor.shown[uri].diagnostics)
        assert await editor.hover(uri, 19, 45) is None

    scene(act)


def test_texts_of_other_kinds_are_left_alone(desk: Path, scene: Scene) -> None:
    async def act(editor: Editor) -> None:
        code = editor.open(desk / "tool.py", 'print("""', "python")
        path, faithful = dispatch(desk)
        await editor.diagnostics(editor.open(path, faithful))
        assert code not in editor.shown
        assert await editor.hover(code, 0, 3) is None

    scene(act)


def test_a_text_too_long_to_be_checked_as_one_types_says_so(desk: Path, scene: Scene) -> None:
    async def act(editor: Editor) -> None:
        uri = editor.open(desk / "log.txt", '"We will not close the dam, no." ' * 20_000, "plaintext")
        (told,) = await editor.diagnostics(uri)
        assert told.severity == types.DiagnosticSeverity.Information
        assert told.message.endswith("hint: `dragoman check` reads it whole")

    scene(act)


def test_a_store_that_may_not_be_read_is_told_on_top(desk: Path, scene: Scene, tmp_path: Path) -> None:
    root = tmp_path / "desk"
    shutil.copytree(desk, root)
    path, faithful = dispatch(root)
    (root / "store" / "ledger" / "ledger.jsonl").unlink()

    async def act(editor: Editor) -> None:
        (told,) = await editor.diagnostics(editor.open(path, faithful))
        assert (told.range.start.line, told.severity) == (0, types.DiagnosticSeverity.Error)
        assert "cannot be read" in told.message and "ledger.jsonl" in told.message

    scene(act)


@pytest.mark.parametrize("index", ["kept", "lost", "damaged"])
def test_nothing_is_written(desk: Path, tmp_path: Path, index: str, scene: Scene) -> None:
    root = tmp_path / "desk"
    shutil.copytree(desk, root)
    (root / "store" / "index.sqlite").unlink() if index == "lost" else None
    (root / "store" / "index.sqlite").write_bytes(b"SQLite format 3\0" * 99) if index == "damaged" else None
    path, faithful = dispatch(root)
    before = tree(root)

    async def act(editor: Editor) -> None:
        uri = editor.open(path, faithful.replace("very", "quite"))
        assert [one.code for one in errors(await editor.diagnostics(uri))] == ["QUO001"]
        await editor.hover(uri, 19, 45)
        await editor.actions(uri, _range(0, 0, 30, 0))
        editor.save(uri)
        await editor.diagnostics(uri)
        assert tree(root) == before

    scene(act)
    assert tree(root) == before


def test_an_editor_that_leaves_without_a_word_leaves_no_server_behind() -> None:
    done = subprocess.run(COMMAND, input=b"", capture_output=True, timeout=30, check=False)
    assert (done.returncode, done.stdout) == (1, b"")


def test_what_is_no_message_does_not_stop_the_server() -> None:
    junk = b'{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":7}}'
    deep = b'{"jsonrpc":"2.0","id":3,"method":"initialize","params":' + b"[" * 9000 + b"]" * 9000 + b"}"
    leave = b'{"jsonrpc":"2.0","id":9,"method":"shutdown"}', b'{"jsonrpc":"2.0","method":"exit"}'
    wire = b"".join(b"Content-Length: %d\r\n\r\n%s" % (len(one), one) for one in (junk, b"{]", deep, *leave))
    done = subprocess.run(COMMAND, input=wire, capture_output=True, timeout=30, check=False)
    assert (done.returncode, b'"id":9' in done.stdout.replace(b" ", b"")) == (0, True)


def test_from_a_keystroke_to_what_is_shown(desk: Path, scene: Scene) -> None:
    """Print how long an editor waits, the pause of 150 ms included; nothing is asserted of it."""
    path, faithful = dispatch(desk)
    body = faithful + "\nThe dam was built in 1956, and the valley has changed since then.\n" * 110

    async def act(editor: Editor) -> None:
        uri = editor.open(path, body)
        await editor.diagnostics(uri)
        waits = []
        for version in range(2, 7):
            started = time.perf_counter()
            editor.type(uri, body + "x" * version, version)
            await editor.diagnostics(uri, version)
            waits.append(time.perf_counter() - started)
        print(f"\n{len(body.encode())} bytes: {min(waits) * 1000:.0f} to {max(waits) * 1000:.0f} ms to diagnostics")

    scene(act)


def test_the_command_line_does_not_pay_for_the_server() -> None:
    code = "import sys, dragoman.doors.cli.app; print('pygls' in sys.modules, 'lsprotocol' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False False"


def tree(root: Path) -> dict[str, tuple[int, bytes]]:
    return {
        path.relative_to(root).as_posix(): (path.stat().st_mtime_ns, path.read_bytes())
        for path in root.rglob("*")
        if path.is_file()
    }


def _range(*at: int) -> types.Range:
    return types.Range(types.Position(at[0], at[1]), types.Position(at[2], at[3]))
