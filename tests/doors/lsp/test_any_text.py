"""Any text at all, typed into a live server: it answers, and nothing goes wrong behind the editor's back."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from lsprotocol import types
from tests.doors.lsp.conftest import Scene, dispatch
from tests.doors.lsp.editor import Editor

PIECES = [
    *("\n---\n", "---", "> ", "[", "](grandma@1#t=2.690,6.740)", "](grandma@9#t=1,2)", "](grandma#t=0.000)", "!["),
    *('"', "“", "”", "«", "...", "[^1]", "[^1]: ", "\r", "\r\n", "\x00", "\ud800", "😀", "\u202e", "\u2028", "```"),
    *("<!--", "# ", "&#0;", "title: [", "*x", "&a", "sources:\n  a: grandma\n", "\t", "\u200c", "’", "'", "!!set"),
]


@st.composite
def mangled(draw: st.DrawFn, text: str) -> str:
    """Cut a dispatch somewhere, and put something else there."""
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 60)))
        text = text[:start] + draw(st.sampled_from(PIECES) | st.text(max_size=12)) + text[end:]
    return text


def answers(scene: Scene, desk: Path, text: str, line: int, character: int) -> None:
    async def act(editor: Editor) -> None:
        uri = editor.open(desk / "dispatches" / "any.md", text)
        await editor.diagnostics(uri)
        await editor.hover(uri, line, character)
        await editor.actions(uri, types.Range(types.Position(0, 0), types.Position(99, 0)))

    scene(act)


@settings(max_examples=100)
@given(data=st.data(), line=st.integers(0, 30), character=st.integers(0, 120))
def test_a_mangled_dispatch(scene: Scene, desk: Path, data: st.DataObject, line: int, character: int) -> None:
    answers(scene, desk, data.draw(mangled(dispatch(desk)[1])), line, character)


@settings(max_examples=100)
@given(text=st.text(st.characters(), max_size=300), line=st.integers(0, 5), character=st.integers(0, 99))
def test_arbitrary_text(scene: Scene, desk: Path, text: str, line: int, character: int) -> None:
    answers(scene, desk, text, line, character)
