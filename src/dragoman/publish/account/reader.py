"""The Markdown reader, and how its text and notes are written."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from dragoman.dispatch.markdown import parser
from dragoman.model.direction import Direction
from dragoman.publish.foreign import directed


@cache
def reader(language: str) -> MarkdownIt:
    """Return the Markdown reader for a dispatch in `language`: the one by which it was checked.

    English text has its straight quotation marks curled; nothing else is replaced.
    """
    markdown = parser()
    if language.partition("-")[0] == "en":
        markdown.options["typographer"] = True
        markdown.enable("smartquotes")
    for name, rule in _RULES.items():
        markdown.add_render_rule(name, rule)
    return markdown


def _text(self: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType) -> str:
    base: Direction = tokens[at].meta.get("direction") or env["direction"]
    return directed(tokens[at].content, base, *env["languages"])


def _note_ref(self: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType) -> str:
    number = tokens[at].meta["id"] + 1
    return (
        f'<sup class="note-ref"><a href="#note-{number}" id="{_back(tokens[at].meta)}" '
        f'aria-label="Note {number}">{number}</a></sup>'
    )


def _note_open(self: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType) -> str:
    return f'<li id="note-{tokens[at].meta["id"] + 1}">'


def _note_anchor(self: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType) -> str:
    number = tokens[at].meta["id"] + 1
    label = f"Back to note {number} in the text"
    return f' <a class="note-back" href="#{_back(tokens[at].meta)}" aria-label="{label}">↩\ufe0e</a>'


def _back(meta: dict[str, Any]) -> str:
    """Return the anchor of the place that refers to a note; a note may be referred to more than once."""
    again = meta.get("subId", 0)
    return f"note-{meta['id'] + 1}-ref" + (f"-{again + 1}" if again else "")


def _constant(text: str) -> Any:
    def rule(self: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType) -> str:
        return text

    return rule


_RULES = {
    "text": _text,
    "footnote_ref": _note_ref,
    "footnote_block_open": _constant('<ol class="notes">'),
    "footnote_block_close": _constant("</ol>"),
    "footnote_open": _note_open,
    "footnote_close": _constant("</li>"),
    "footnote_anchor": _note_anchor,
}
