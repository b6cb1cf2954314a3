"""What an editor shows over a pin, a quotation or a finding."""

from collections.abc import Iterator, Sequence

from lsprotocol.types import Hover, MarkupContent, MarkupKind, Position, Range

from dragoman.doors.lsp.harmless import fenced, isolated
from dragoman.doors.lsp.texts import Judged
from dragoman.steps.pinned import Pinned, Said, pinned_at
from dragoman.steps.rules import page

_WIDTH = 76
_PARAGRAPH = "\n\n"
_NAMES = 8
_APPROVALS = 6


def hover(judged: Judged, position: Position, formats: Sequence[MarkupKind]) -> Hover | None:
    """Return what stands behind a position: both texts of a pin, then the rules that found something there."""
    if judged.judgement is None:
        return None
    offset = judged.positions.offset(position)
    pinned = pinned_at(judged.judgement, offset)
    places = [(finding.code, judged.positions.found(finding)) for finding in judged.judgement.findings]
    found = [(code, at) for code, at in places if _holds(at, position)]
    parts = [of_pinned(pinned)] if pinned is not None else []
    parts += [rule(code) for code in dict.fromkeys(code for code, _ in found)]
    if not parts:
        return None
    text = "\n\n---\n\n".join(parts)
    at = judged.positions.range(pinned.start, pinned.end) if pinned is not None else found[0][1]
    if MarkupKind.Markdown in formats:
        return Hover(MarkupContent(MarkupKind.Markdown, text), at)
    return Hover(MarkupContent(MarkupKind.PlainText, plain(text)), at)


def of_pinned(pinned: Pinned) -> str:
    """Return both texts behind a pin and who answers for them, in Markdown; every foreign word stands in a block."""
    if pinned.lost:
        return f"**The pin leads nowhere**\n\n{fenced(isolated(pinned.lost))}"
    parts = [part for said in sorted(pinned.said, key=lambda each: not each.held_to) for part in _said(said)]
    if pinned.stale:
        parts += [f"**Revision {pinned.newest} reads**", fenced(isolated(pinned.stale))]
    return "\n\n".join([*parts, fenced(list(_facts(pinned)))])


def rule(code: str) -> str:
    """Return the first part of a rule's page: what it is called, and the first paragraph of what it finds."""
    opening, _, finds = page(code).partition("\n## What it finds\n")
    return f"{opening.strip().removeprefix('# ')}\n\n{finds.strip().partition(_PARAGRAPH)[0]}"


def plain(markdown: str) -> str:
    """Return a hover for an editor that shows no Markdown: without fences, and without emphasis outside of them."""
    lines: list[str] = []
    fence = ""
    for line in markdown.split("\n"):
        if not fence and line.startswith("```"):
            fence = line[: len(line) - len(line.lstrip("`"))]
        elif fence and line == fence:
            fence = ""
        else:
            lines.append(line if fence else line.replace("**", ""))
    return "\n".join(lines)


def _said(said: Said) -> Sequence[str]:
    held = ", which the quotation is held to" if said.held_to else ""
    words = isolated(said.text, said.direction) if said.text else ["(no text)"]
    return f"**{said.language}, {said.name}**{held}", fenced(words)


def _facts(pinned: Pinned) -> Iterator[str]:
    newest = f" (the newest is {pinned.newest})" if pinned.newest is not None else ""
    rows = (
        ("pin", f"{pinned.pin}{newest}" if pinned.pin else ""),
        ("from", pinned.title),
        ("time", pinned.times),
        ("segments", _few(pinned.segments)),
        ("speaker", ", ".join(pinned.speakers)),
        *(("approved", approval) for approval in pinned.approvals[:_APPROVALS]),
        ("verdict", f"{pinned.verdict}: {pinned.reason}" if pinned.reason else pinned.verdict),
    )
    for name, value in rows:
        if not value:
            continue
        first, *more = isolated(value, width=_WIDTH)
        yield f"{name + ':':<10}{first}"
        yield from (f"{'':<10}{line}" for line in more)


def _few(names: Sequence[str]) -> str:
    return ", ".join(names) if len(names) <= _NAMES else f"{names[0]} to {names[-1]}, {len(names)} in all"


def _holds(at: Range, position: Position) -> bool:
    return at.start <= position <= at.end
