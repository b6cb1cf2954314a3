"""Quick fixes: what is safe is offered, and nothing that touches a quotation's words."""

from pathlib import Path

from lsprotocol import types
from tests.doors.lsp.conftest import Scene, dispatch
from tests.doors.lsp.editor import Editor
from tests.doors.lsp.test_server import errors

EVERYWHERE = types.Range(types.Position(0, 0), types.Position(999, 0))


def applied(text: str, action: types.CodeAction, uri: str) -> str:
    """Return the text after an action, applied from its end, columns counted in UTF-16."""
    assert action.edit is not None and action.edit.changes is not None
    lines = [line.encode("utf-16-le") for line in text.split("\n")]
    for edit in sorted(action.edit.changes[uri], key=lambda one: one.range.start, reverse=True):
        start, end = edit.range.start, edit.range.end
        assert isinstance(edit, types.TextEdit)
        head, tail = lines[start.line][: 2 * start.character], lines[end.line][2 * end.character :]
        lines[start.line : end.line + 1] = [head + edit.new_text.encode("utf-16-le") + tail]
    return "\n".join(line.decode("utf-16-le") for line in lines)


def test_pins_whose_words_stand_unchanged_are_moved_one_by_one(newer_desk: Path, scene: Scene) -> None:
    path, faithful = dispatch(newer_desk)
    text = faithful.replace("The story ends", "😀 مادربزرگ: The story ends")

    async def act(editor: Editor) -> None:
        uri = editor.open(path, text)
        assert [one.code for one in errors(await editor.diagnostics(uri))] == ["PIN003"]
        offered = await editor.actions(uri, EVERYWHERE)
        moves = [one for one in offered if one.title == "Fix: revision 2 of grandma has these words unchanged"]
        assert len(moves) == 2  # the block quotation spans the segment that changed
        version = 1
        for move in moves:
            moved = applied(text, move, uri)
            assert [a for a, b in zip(text.split(), moved.split(), strict=True) if a != b] != []
            assert moved.replace("grandma@2", "grandma@1") == text
            version += 1
            editor.type(uri, moved, version)
            assert [one.code for one in errors(await editor.diagnostics(uri, version))] == ["PIN003"]

    scene(act)


def test_a_fix_is_offered_where_one_is_and_where_quick_fixes_are_asked_for(newer_desk: Path, scene: Scene) -> None:
    path, faithful = dispatch(newer_desk)
    line = next(index for index, one in enumerate(faithful.split("\n")) if "سلام" in one)

    async def act(editor: Editor) -> None:
        uri = editor.open(path, faithful)
        await editor.diagnostics(uri)
        here = types.Range(types.Position(line, 10), types.Position(line, 10))
        (move,) = await editor.actions(uri, here)
        assert move.kind == types.CodeActionKind.QuickFix
        assert await editor.actions(uri, types.Range(types.Position(0, 0), types.Position(0, 0))) == []
        for kind, count in ((types.CodeActionKind.QuickFix, 1), (types.CodeActionKind.Refactor, 0)):
            context = types.CodeActionContext([], only=[kind])
            asked = types.CodeActionParams(types.TextDocumentIdentifier(uri), here, context)
            assert len(await editor.client.text_document_code_action_async(asked) or []) == count

    scene(act)


def test_a_comment_that_asks_to_be_spared_a_rule_leaves_the_reason_to_its_writer(desk: Path, scene: Scene) -> None:
    path, faithful = dispatch(desk)

    async def act(editor: Editor) -> None:
        uri = editor.open(path, faithful.replace("very", "quite"))
        codes = [one.code for one in await editor.diagnostics(uri)]
        assert codes == ["QUO001", "NOTE004"]
        (ignore,) = await editor.actions(uri, EVERYWHERE)  # QUO001 is no matter of a comment
        assert ignore.title == "Ignore NOTE004 in this file, for a reason that you write"
        assert [one.code for one in ignore.diagnostics or []] == ["NOTE004"]
        changed = applied(faithful, ignore, uri)
        assert changed == faithful.replace("\n---\n\n", "\n# dragoman: ignore NOTE004 \n---\n\n")
        editor.type(uri, changed, 2)
        (fault,) = errors(await editor.diagnostics(uri, 2))
        assert (fault.code, "no reason is given" in fault.message) == ("IGN001", True)
        assert await editor.actions(uri, fault.range) == []
        editor.type(uri, changed.replace("NOTE004 ", "NOTE004 the page is gone"), 3)
        assert await editor.diagnostics(uri, 3) == []

    scene(act)


def test_a_comment_fits_the_kind_of_text(desk: Path, scene: Scene) -> None:
    text = (
        '"We will not close the dam, and the farmers of the valley have waited long enough," he said.\r\n\r\n'
        'He had promised: "We will not close that dam."'
    )
    comments = {"a.txt": "# dragoman: ignore QUO001 ", "a.md": "<!-- dragoman: ignore QUO001  -->"}

    async def act(editor: Editor) -> None:
        for name, comment in comments.items():
            uri = editor.open(desk / name, text)
            assert [one.code for one in await editor.diagnostics(uri)] == ["QUO001"]
            (ignore,) = await editor.actions(uri, EVERYWHERE)
            assert ignore.edit is not None and ignore.edit.changes is not None
            (edit,) = ignore.edit.changes[uri]
            assert isinstance(edit, types.TextEdit)
            assert (edit.range.start, edit.new_text) == (types.Position(2, 46), f"\r\n\r\n{comment}\r\n")
            editor.type(uri, text + edit.new_text.replace("QUO001 ", "QUO001 he said both"), 2)
            assert await editor.diagnostics(uri, 2) == []

    scene(act)
