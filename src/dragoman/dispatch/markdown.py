"""Markdown as dispatches are written in it, read with the place of every character."""

import re
from collections.abc import Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.common.utils import mdTrim
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from dragoman.dispatch.offsets import behind, in_a_row


def parser() -> MarkdownIt:
    """Return the reader of dispatches: CommonMark with footnotes, HTML shown as text; publish renders with it."""
    return MarkdownIt("commonmark", {"html": False}).use(footnote_plugin, inline=False)


Env = dict[str, object]


@cache
def placing_parser() -> MarkdownIt:
    """Return the same reader for blocks alone, of lines that end with `\\n`; `inline_tokens` reads what they hold.

    Notes stay where they stand, and a footnote mark is a token even where no note is defined. The reader
    keeps nothing of a text, so one serves all.
    """
    reader = MarkdownIt("commonmark", {"html": False}).use(
        footnote_plugin, inline=False, move_to_end=False, always_match_refs=True
    )
    placing = _Placing()
    placing.ruler = reader.inline.ruler
    placing.ruler2 = reader.inline.ruler2
    placing.terminator_re = reader.inline.terminator_re
    reader.inline = placing
    # Joined text has one offset for many pieces, so the pieces stay apart.
    reader.inline.ruler2.disable("fragments_join")
    reader.core.ruler.disable(["normalize", "inline", "text_join"])
    reader.block.ruler.before("table", "mere_words", _mere_words)
    return reader


def inline_tokens(content: str, env: Env) -> list[Token]:
    """Return the tokens of a block's content, which carry their offsets in it in `meta["at"]` and `meta["end"]`.

    `env` is what the reader of the blocks found: where links defined elsewhere lead.
    """
    reader = placing_parser()
    tokens: list[Token] = []
    reader.inline.parse(content, reader, env, tokens)
    return tokens


def _mere_words(state: StateBlock, first: int, _end: int, silent: bool) -> bool:  # noqa: FBT001
    """Read a paragraph whose every line begins with a letter: no rule but that of paragraphs begins with one.

    Most blocks are such paragraphs, and every other rule would be asked about each of their lines.
    """
    if silent or state.sCount[first] - state.blkIndent > 3:
        return False
    line = first
    while line < state.lineMax and not state.isEmpty(line):
        if state.sCount[line] < 0 or not state.src[state.bMarks[line] + state.tShift[line]].isalpha():
            return False
        line += 1
    state.line = line
    state.push("paragraph_open", "p", 1).map = [first, line]
    token = state.push("inline", "", 0)
    token.content, token.map = mdTrim(state.getLines(first, line, state.blkIndent, keepLastLF=False)), [first, line]
    state.push("paragraph_close", "p", -1)
    return True


# The characters at which a rule of the reader may begin anything but text; `!` and `]` begin nothing without `[`.
_BEGINS = re.compile(r"[\n\\`*_\[<&]")
_BEGINS_IN_LINE = re.compile(r"[\\`*_\[<&]")
_MARK = re.compile(r"\[\^([\w-]+)\](?!\()")


def mere_text(content: str, env: Env) -> list[str] | None:
    """Return text and the labels of its footnote marks in turn, text first; None where it holds anything else.

    Where links may be defined elsewhere, a mark may be one of them. Spaces at the ends of lines are no text.
    """
    if "\n" in content and any(spaced in content for spaced in (" \n", "\n ", "\n\t")):
        return None
    if not _BEGINS_IN_LINE.search(content):
        return [content]
    parts = _MARK.split(content)
    if "references" in env or any(_BEGINS_IN_LINE.search(text) for text in parts[::2]):
        return None
    return parts


class _Placing(ParserInline):
    """Tokenize as the parent does, and write down where each token came from."""

    def tokenize(self, state: StateInline) -> None:
        end = state.posMax
        if not state.pos and not state.pending and not _BEGINS.search(state.src):
            # Mere text needs no rule.
            state.pending, state.pos = state.src[:end], end
        while state.pos < end:
            start, pending, first = state.pos, len(state.pending), len(state.tokens)
            if self._apply(state):
                _write_down(state.tokens[first:], start, state.pos, pending)
            else:
                state.append_pending(state.src[start])
                state.pos += 1
        if state.pending:
            token = state.pushPending()
            token.meta.update(at=end - len(token.content), end=end)

    def _apply(self, state: StateInline) -> bool:
        if state.level >= state.md.options["maxNesting"]:
            return False
        silent = False
        for rule in self.ruler.getRules(""):  # noqa: SIM110
            if rule(state, silent):
                return True
        return False


def _write_down(tokens: Sequence[Token], start: int, end: int, pending: int) -> None:
    unplaced = [token for token in tokens if "at" not in token.meta]
    # A line's trailing spaces are dropped from what is pending, which may leave nothing to flush.
    if pending and unplaced and unplaced[0].type == "text":
        flushed = unplaced.pop(0)
        flushed.meta.update(at=start - pending, end=start)
    at = start
    for token in unplaced:
        token.meta.update(at=at, end=end)
        if token.markup == "autolink" and token.type == "link_open":
            at += 1
        if token.type == "text":
            token.meta["end"] = at = at + len(token.content)


def content_offsets(token: Token, lines: Sequence[tuple[int, str]]) -> Sequence[int]:
    """Return, for each character of a block token's content (and one past it), its offset in the source.

    `lines` holds the source's lines as (offset, words). A block's content is its lines without the
    marks of what contains them, so each content line is sought from the end of its source line.
    """
    contents = token.content.split("\n")
    pieces: list[Sequence[int]] = []
    for number, words in enumerate(contents, _first_line(token, contents[0], lines)):
        start, source = lines[min(number, len(lines) - 1)]
        at = _find(words, source)
        if at < 0:
            # What stands before its source line, at a negative offset, stands at its begin.
            pieces.append([start] * min(-at, len(words) + 1))
        pieces.append(range(start + max(0, at), start + at + len(words) + 1))
    return in_a_row(pieces)


def _first_line(token: Token, words: str, lines: Sequence[tuple[int, str]]) -> int:
    """Return the line on which a block's content begins: lines of exotic white space before it are dropped."""
    first, last = token.map or (0, 0)
    if token.type == "fence":
        return first + 1
    begins = (number for number in range(first, min(last, len(lines))) if words and words in lines[number][1])
    return next(begins, first)


def _find(words: str, source: str) -> int:
    """Return where a content line stands in its source line.

    A tab that is cut by what contains the line becomes spaces, so the line may begin before its source.
    """
    if not words:
        return len(source)
    found = source.rfind(words)
    if found < 0:
        stripped = words.lstrip(" ")
        found = source.rfind(stripped) - (len(words) - len(stripped))
    return found


def shown(token: Token, offsets: Sequence[int], content: str) -> tuple[str, Sequence[int], Sequence[int]]:
    """Return the words that an inline token shows, with the start and end of each character in the source."""
    at, end = int(token.meta["at"]), int(token.meta["end"])
    if token.type == "text_special":
        count = len(token.content)
        return token.content, [offsets[at]] * count, [offsets[end - 1] + 1] * count
    if token.type in ("softbreak", "hardbreak"):
        return "\n", [offsets[at]], [offsets[at] + 1]
    if token.type not in ("text", "code_inline"):
        return "", [], []
    found = content[at:end].replace("\n", " ").find(token.content) if token.type == "code_inline" else 0
    first = at + max(found, 0)
    starts = offsets[first : first + len(token.content)]
    if len(starts) < len(token.content):
        # A shown address may be longer than the written one, whose last character then stands for the rest.
        last = offsets[min(first, len(offsets) - 1)]
        starts = [*starts, *([last] * (len(token.content) - len(starts)))]
    return token.content, starts, behind(starts)
