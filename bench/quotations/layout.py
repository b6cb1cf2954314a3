"""A document as blocks, and the three formats in which it can be written."""

import html
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bench.quotations import signs

Format = Literal["md", "txt", "html"]
Kind = Literal["title", "heading", "body", "quote", "note", "still"]
# A line may not begin with what Markdown reads as a list, a heading, a quotation or a rule.
_UNSAFE = re.compile(r"(?:[-+*=#>–—]|\d+[.)])(?:\s|$)|---|===")
_NOTE = re.compile(rf"{signs.NOTE}(\d)")
_LINK = re.compile(rf"{signs.LINK}(.*?){signs.LINK_END}")
_ENTITIES = {"“": "&ldquo;", "”": "&#8221;", "«": "&laquo;", "»": "&raquo;", "’": "&rsquo;", "\u00a0": "&nbsp;",
             "…": "&hellip;", "—": "&mdash;", "„": "&#x201E;"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Block:
    """Hold one block: its paragraphs; a heading's `level`; a note's number or a still's target in `target`."""

    kind: Kind
    paragraphs: tuple[str, ...]
    level: int = 1
    target: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """Hold how a document is written: the width at which lines are broken (0: never), HTML with entities or not."""

    width: int = 0
    entities: bool = False

    @staticmethod
    def drawn(chance: random.Random) -> "Look":
        """Draw a look."""
        return Look(chance.choice((0, 0, 72, 90, 110)), chance.random() < 0.5)


def markdown(blocks: Sequence[Block], look: Look) -> str:
    """Return blocks as Markdown, without front matter."""
    return "\n\n".join(_markdown(block, look) for block in blocks) + "\n"


def plain_text(blocks: Sequence[Block], look: Look) -> str:
    """Return blocks as plain text: no mark for a heading but its line alone, notes as `[1]`."""
    parts = []
    for block in blocks:
        mark = f"[{block.target}] " if block.kind == "note" else ""
        parts += [_broken(mark + text, look.width if block.kind == "body" else 0, "") for text in block.paragraphs]
    text = "\n\n".join(parts) + "\n"
    text = _LINK.sub(r"\1", _NOTE.sub(r"[\1]", text))
    return re.sub("[" + signs.EMPHASIS + signs.EMPHASIS_END + signs.STRONG + signs.STRONG_END + "]", "", text)


def web_page(blocks: Sequence[Block], look: Look, language: str) -> str:
    """Return blocks as an HTML page with what pages have around an article."""
    direction = ' dir="rtl"' if language in ("fa", "ar", "he", "ur") else ""
    head = '<head><meta charset="utf-8"><style>q::before { content: "“"; }</style>'
    script = '<script>document.title = "it says: \\"never";</script></head>'
    body = "\n".join(_html(block, look) for block in blocks)
    return f'<!DOCTYPE html>\n<html lang="{language}"{direction}>{head}{script}\n<body>\n{body}\n</body>\n</html>\n'


def _markdown(block: Block, look: Look) -> str:
    texts = [_in_markdown(text) for text in block.paragraphs]
    if block.kind in ("title", "heading"):
        return "#" * (1 if block.kind == "title" else block.level) + " " + _broken(texts[0], 0, "")
    if block.kind == "quote":
        return "\n>\n".join("> " + _broken(text, look.width, "> ") for text in texts)
    if block.kind == "note":
        return f"[^{block.target}]: {_broken(texts[0], 0, '')}"
    if block.kind == "still":
        return f"![{_broken(texts[0], 0, '')}]({block.target})"
    return "\n\n".join(_broken(text, look.width, "") for text in texts)


def _in_markdown(text: str) -> str:
    text = _LINK.sub(r"[\1](https://example.org/more)", _NOTE.sub(r"[^\1]", text))
    for sign in (signs.EMPHASIS, signs.EMPHASIS_END):
        text = text.replace(sign, "*")
    for sign in (signs.STRONG, signs.STRONG_END):
        text = text.replace(sign, "**")
    return text.replace(signs.PIN, "[").replace(signs.PIN_TARGET, "](").replace(signs.PIN_END, ")")


def _html(block: Block, look: Look) -> str:
    texts = [_in_html(text, look) for text in block.paragraphs]
    if block.kind in ("title", "heading"):
        level = 1 if block.kind == "title" else block.level
        return f"<h{level}>{_broken(texts[0], 0, '')}</h{level}>"
    if block.kind == "note":
        number = block.target
        return f'<p id="note{number}" class="footnote"><a href="#mark{number}">{number}.</a> {texts[0]}</p>'
    inside = "\n".join(f"<p>{_broken(text, look.width, '')}</p>" for text in texts)
    return f"<blockquote>\n{inside}\n</blockquote>" if block.kind == "quote" else inside


def _in_html(text: str, look: Look) -> str:
    text = html.escape(text, quote=False)
    if look.entities:
        text = "".join(_ENTITIES.get(letter, letter) for letter in text)
    text = _LINK.sub(r'<a href="https://example.org/more">\1</a>', text)
    text = _NOTE.sub(r'<sup id="mark\1"><a href="#note\1">\1</a></sup>', text)
    pairs = {signs.EMPHASIS: "<em>", signs.EMPHASIS_END: "</em>", signs.STRONG: "<b>", signs.STRONG_END: "</b>"}
    return "".join(pairs.get(letter, letter) for letter in text)


def _broken(text: str, width: int, prefix: str) -> str:
    """Return a paragraph broken at spaces, and at each break its quotation asks for where breaks are allowed."""
    if not width:
        return text.replace(signs.BREAK, " ")
    lines = [""]
    for word in re.split(r" +", text.replace(signs.BREAK, " \n ")):
        if word == "\n":
            lines.append("")
            continue
        fits = not lines[-1] or len(lines[-1]) + 1 + len(word) <= width
        if fits or _UNSAFE.match(word):
            lines[-1] += (" " if lines[-1] else "") + word
        else:
            lines.append(word)
    return _safe("\n".join(line for line in lines if line)).replace("\n", "\n" + prefix)


def _safe(text: str) -> str:
    """Return broken lines with those joined again that begin as a list or a heading would."""
    return re.sub(rf"\n(?={_UNSAFE.pattern})", " ", text)
