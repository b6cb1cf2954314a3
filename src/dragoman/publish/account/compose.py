"""The account from a dispatch: read, tied to its pins, cut into parts, cleaned."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from markdown_it.token import Token

from dragoman.model.direction import Direction, direction
from dragoman.publish.account.clean import clean
from dragoman.publish.account.parts import Account, Part, Pictured, Prose, Quoted
from dragoman.publish.account.pins import text_of, tie
from dragoman.publish.account.reader import reader
from dragoman.publish.material import EditionMaterial

_FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\r?\n.*?^---[ \t]*\r?(?:\n|\Z)", re.DOTALL | re.MULTILINE)
# A dash stuck to a word is the speaker breaking off, and stays.
_SIGN = re.compile(r"(?:\A|\s+)[—–―-]*\s*\Z")


def account(edition: EditionMaterial) -> Account:
    """Return the body of an edition's dispatch as parts of clean HTML."""
    tokens = reader(edition.dispatch.language).parse(_FRONT_MATTER.sub("", edition.dispatch.text, count=1))
    lead = _lead(tokens)
    tie(tokens, edition)
    _lower_headings(tokens)
    parts: list[Part] = []
    notes = ""
    for block in _blocks(tokens):
        if block[0].type == "footnote_block_open":
            notes = _html(block, edition)
        else:
            parts += _parts(block, edition)
    return Account(tuple(parts), notes, lead)


def _blocks(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Yield the tokens of each top-level block."""
    block: list[Token] = []
    depth = 0
    for token in tokens:
        block.append(token)
        depth += token.nesting
        if depth == 0:
            yield block
            block = []


def _parts(block: list[Token], edition: EditionMaterial) -> Iterator[Part]:
    pictures = [child.meta["still"] for token in block for child in token.children or () if "still" in child.meta]
    signatures = [
        (token, child) for token in block for child in token.children or () if child.meta.get("form") == "block"
    ]
    if block[0].type == "blockquote_open" and len(signatures) == 1:
        inline, link = signatures[0]
        _unsign(inline, link)
        number = link.meta["quotation"]
        words = text_of(edition, edition.dispatch.quotations[number])
        yield Quoted(number, _html(_unpadded(block[1:-1]), edition, words.dir))
    else:
        rest = _unpadded(block)
        if rest:
            yield Prose(_html(rest, edition))
    yield from (Pictured(number) for number in pictures)


def _unsign(inline: Token, link: Token) -> None:
    """Take the signature, and the dash before it, off the end of a block quotation."""
    children = inline.children or []
    kept = children[: children.index(link)]
    if kept and kept[-1].type == "text":
        kept[-1].content = _SIGN.sub("", kept[-1].content)
    inline.children = [child for child in kept if child.type != "text" or child.content]
    if inline.children and inline.children[-1].type in ("softbreak", "hardbreak"):
        inline.children.pop()


def _unpadded(block: Sequence[Token]) -> list[Token]:
    """Return a block without paragraphs that hold nothing, or nothing but a picture."""
    kept: list[Token] = []
    position = 0
    while position < len(block):
        token = block[position]
        if token.type == "paragraph_open" and _is_bare(block[position + 1].children or []):
            position += 3
            continue
        kept.append(token)
        position += 1
    return kept


def _is_bare(children: Sequence[Token]) -> bool:
    in_picture = False
    for child in children:
        if child.type == "link_open":
            in_picture = "still" in child.meta
        is_blank = child.type in ("softbreak", "hardbreak") or (child.type == "text" and not child.content.strip())
        if not in_picture and not is_blank:
            return False
        if child.type == "link_close":
            in_picture = False
    return True


def _html(tokens: Sequence[Token], edition: EditionMaterial, base: Direction | None = None) -> str:
    """Return blocks as clean HTML, laid out in the direction `base`, or the dispatch's where it is None."""
    dispatch = edition.dispatch
    markdown = reader(dispatch.language)
    env = {
        "direction": base or direction(dispatch.title, dispatch.language),
        "languages": [dispatch.language, *sorted({item.language for item in edition.items.values()})],
    }
    return clean(markdown.renderer.render(tokens, markdown.options, env))


def _lower_headings(tokens: Sequence[Token]) -> None:
    """Set the highest heading of the body one below the page's title, whatever level it was written at."""
    levels = [int(token.tag[1]) for token in tokens if token.type == "heading_open"]
    by = 2 - min(levels, default=2)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + by)}"


def _lead(tokens: Sequence[Token]) -> str:
    """Return the words of the first paragraph of text, without its note marks."""
    for token, inline in pairwise(tokens):
        if token.type == "paragraph_open" and token.level == 0:
            lead = " ".join("".join(map(_plain, inline.children or ())).split())
            if lead:
                return lead
    return ""


def _plain(child: Token) -> str:
    if child.type in ("softbreak", "hardbreak"):
        return " "
    return child.content if child.type in ("text", "code_inline") else ""
