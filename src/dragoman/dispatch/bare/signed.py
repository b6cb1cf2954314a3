"""The signed line at the end of a block quotation, which is no part of what was said."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from dragoman.dispatch.blocks import Block, NoteStart

_SIGNED = re.compile(r"(?:[—–―‒]|--?(?=\s))[ \t]*(?P<by>\S[^\n]{1,160})\Z")
# Who signs ends no sentence there, but for initials and abbreviations: `J. Smith, Nov. 2026`.
_SENTENCE = re.compile(r"[!?…؟。！？۔]|\w{5,}\.(?=\s|$)")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_MOST_WORDS = 14


def without_signatures(blocks: Iterable[Block | NoteStart]) -> list[Block | NoteStart]:
    """Return the blocks with the signature of each block quotation as a block of its own, body text."""
    kept: list[Block | NoteStart] = []
    for _, run in groupby(blocks, key=_quotation):
        together = list(run)
        last = together[-1]
        if isinstance(last, Block) and last.kind == "quote":
            together[-1:] = _parted(last, alone=len(together) == 1)
        kept += together
    return kept


def _quotation(block: Block | NoteStart) -> tuple[str, int]:
    return ("quote", block.group) if isinstance(block, Block) and block.kind == "quote" else ("", 0)


def _parted(block: Block, *, alone: bool) -> Sequence[Block]:
    """Return a quotation's last block, its signature apart; the first line of a quotation signs nothing."""
    text = block.words.text
    start = text.rfind("\n", 0, len(text.rstrip())) + 1
    if alone and not start:
        return [block]
    last = text[start:].strip()
    at = start + text[start:].find(last)
    if not (match := _SIGNED.match(last)) or not _is_name(match["by"]):
        return [block]
    signature = Block("body", block.words.cut(at, at + len(last)))
    words = block.words.cut(0, at).trimmed()
    if not words.text:
        return [replace(signature, images=block.images, notes=block.notes)]
    return [replace(block, words=words), signature]


def _is_name(words: str) -> bool:
    """Tell whether words read as who, where and when: few, no sentence, and in scripts with capitals capitalised."""
    if len(words.split()) > _MOST_WORDS or _SENTENCE.search(words):
        return False
    long: list[str] = _LONG_WORD.findall(words)
    return 2 * sum(word[:1].islower() for word in long) <= len(long)
