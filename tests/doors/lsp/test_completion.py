"""A writer brackets words and opens their link: the pins that may be meant are offered whole."""

from pathlib import Path

import pytest
from lsprotocol import types
from tests.doors.lsp.conftest import Scene, dispatch
from tests.doors.lsp.editor import Editor
from tests.doors.lsp.test_server import errors

CASES = [
    ('😀 He said ["got very tired"](', "grandma@1#t=18.900,22.240", 6),
    ("😀 مادربزرگ گفت [«خیلی خسته شد»](gran", "grandma@1#t=18.900,22.240", 6),
    ("[Ran away from her](grandma@1#t=15.", "grandma@1#t=15.350,18.900", 1),
    ("> [The grandchild](grandma@1#t=1", "grandma@1#t=12.220,15.350", 3),
    ("[x](https://", "", 0),
    ("[x](other", "", 0),
    ("no link (", "", 0),
    ("[x](grandma@1#t=2.690,6.740) and then", "", 0),
    ("[" * 3000 + "](", "grandma@1#t=0.000,2.690", 6),
]


@pytest.mark.parametrize(("written", "first", "count"), CASES)
def test_the_pin_of_the_bracketed_words_comes_first(
    desk: Path, scene: Scene, written: str, first: str, count: int
) -> None:
    path, faithful = dispatch(desk)
    head, body = faithful.rsplit("\n\n[^1]:", 1)
    text = f"{head}\n\n{written}\n\n[^1]:{body}"
    line = text.split("\n").index(written)
    character = len(written.encode("utf-16-le")) // 2

    async def act(editor: Editor) -> None:
        uri = editor.open(path, text)
        where = types.CompletionParams(types.TextDocumentIdentifier(uri), types.Position(line, character))
        answer = await editor.client.text_document_completion_async(where)
        assert isinstance(answer, types.CompletionList)
        items = sorted(answer.items, key=lambda item: item.sort_text or "")
        assert len(items) == count
        if not items:
            return
        assert items[0].label == first
        edit = items[0].text_edit
        assert isinstance(edit, types.TextEdit)
        start = edit.range.start.character * 2
        kept = written.encode("utf-16-le")[:start].decode("utf-16-le")
        assert (kept[-2:], edit.new_text, edit.range.end.character) == ("](", first, character)
        if first.startswith("grandma@1#t=18"):
            editor.type(uri, text.replace(written, f"{kept}{first})."), 2)
            assert errors(await editor.diagnostics(uri, 2)) == []

    scene(act)
