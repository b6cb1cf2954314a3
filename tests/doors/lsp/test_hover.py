"""What is shown over a pin, a quotation and a finding; what a source wrote does nothing there."""

from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from tests.doors.lsp.conftest import Scene, dispatch
from tests.doors.lsp.editor import Editor, capabilities
from tests.doors.lsp.test_server import alone

from dragoman.doors.lsp.harmless import fenced
from dragoman.doors.lsp.hover import of_pinned, plain
from dragoman.steps.pinned import Pinned, Said

PAYLOADS = [
    "</code></pre><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[press](command:workbench.action.terminal.new)",
    "![](https://evil.example/track.png)",
    "https://evil.example/ and www.evil.example and evil@example.org",
    "```\n[out](https://evil.example)\n```",
    "``````` \n# out",
    "~~~\n<b>out</b>",
    "\r\r\n\n```text\nout",
    "\u2028```\u2029<b>out</b>",
    "&lt;b&gt; &#x3C;b&#x3E;",
    "safe \u202e txet desrever \u2066\u2067",
    "\x1b[31m\x00\x07",
    "`" * 5000 + "<b>",
    "word " * 3000 + "<b>",
    "\ud800 half a character",
]


def test_both_texts_stand_over_the_words_and_over_the_pin(desk: Path, scene: Scene) -> None:
    path, faithful = dispatch(desk)
    lines = faithful.split("\n")
    at = next(index for index, line in enumerate(lines) if "سلام" in line)
    words, pin = lines[at].index("سلام"), lines[at].index("grandma@1")

    async def act(editor: Editor) -> None:
        uri = editor.open(path, faithful)
        over = await editor.hover(uri, at, words)
        assert over is not None
        assert over == await editor.hover(uri, at, pin + 3)
        assert "**fa, as spoken**, which the quotation is held to" in over
        assert "\u2067مادر بزرگ به من سلام میکند.\u2069" in over
        assert "**en, translation**\n\n```text\n\u2066Grandma greets me\u2069\n```" in over
        for fact in ("grandma@1#t=2.690,6.740", "(the newest is 1)", "0:02.690 to 0:06.740", "The grandchild", "h0002"):
            assert fact in over
        assert await editor.hover(uri, at, 0) is None
        title = next(index for index, line in enumerate(lines) if line.startswith("title:"))
        assert "We ran to look at grandma's cow." in str(await editor.hover(uri, title, lines[title].index("look")))

    scene(act)


def test_a_rule_says_what_it_finds_and_a_lost_pin_why(desk: Path) -> None:
    path, faithful = dispatch(desk)
    faulty = faithful.replace("very tired", "quite tired").replace("grandma@1#t=2.690", "grandma@7#t=2.690")
    lines = faulty.split("\n")
    tired = next(index for index, line in enumerate(lines) if "quite tired" in line)
    lost = next(index for index, line in enumerate(lines) if "grandma@7" in line)

    async def act(editor: Editor) -> None:
        uri = editor.open(path, faulty)
        await editor.diagnostics(uri)
        over = await editor.hover(uri, tired, lines[tired].index("quite"))
        assert over is not None
        assert "Grandma got very tired." in over
        assert "QUO001 word-changed" in over and "Why it matters" not in over
        assert "**" not in over and "```" not in over
        assert "`grandma` has no revision 7" in str(await editor.hover(uri, lost, lines[lost].index("grandma@7")))

    alone(act, capabilities(markdown=False))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_a_source_wrote_stays_in_a_block_of_code(payload: str) -> None:
    said = (
        Said("translation", "en", "ltr", payload, held_to=True),
        Said("original", "fa", "rtl", payload, held_to=False),
    )
    pinned = Pinned(
        0, 9, payload, payload, "faithful", payload, "", said, (payload,), payload, (payload,), (payload,), 2, payload
    )
    for markdown in (of_pinned(pinned), of_pinned(Pinned(0, 9, "", "", "cannot tell", "", payload))):
        for token in MarkdownIt("commonmark").parse(markdown):
            assert token.type in {"paragraph_open", "paragraph_close", "inline", "fence"}
            for child in token.children or ():
                assert child.type in {"text", "strong_open", "strong_close"}
            if token.type == "inline":
                assert "out" not in token.content and "evil" not in token.content and "<" not in token.content
            else:
                assert not {"\x1b", "\x00", "\u202e", "\ud800"}.intersection(token.content)
        assert len(markdown) < 40_000


def test_directions_are_closed_where_they_are_opened() -> None:
    said = (Said("original", "fa", "rtl", "کلمه " * 200, held_to=True),)
    text = plain(of_pinned(Pinned(0, 9, "a@1#t=1.000,2.000", "", "faithful", "", "", said)))
    for line in text.split("\n"):
        assert sum(line.count(mark) for mark in "\u2066\u2067\u2068") == line.count("\u2069") <= 1


def test_markdown_is_for_editors_that_show_it() -> None:
    markdown = "**en, translation**, held to\n\n````text\n```\n**words**\n````\n\n```markdown\nx\n```\n*y*"
    assert plain(markdown) == "en, translation, held to\n\n```\n**words**\n\nx\n*y*"


def test_a_fence_is_longer_than_any_in_it() -> None:
    for inside in (["````"], ["a ``` b", "~~~", "`````text"]):
        (fence,) = [token for token in MarkdownIt("commonmark").parse(fenced(inside)) if token.type == "fence"]
        assert fence.content == "\n".join([*inside, ""])
