"""The words of a quotation as Markdown: marks in pairs, elisions shown, nothing in them read as mark-up."""

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from dragoman.dispatch.quotemarks import scan
from dragoman.model.pin import Pin
from dragoman.steps.quote_runs import Run

QuoteForm = Literal["inline", "block"]

_ESCAPED = re.compile(r"[\\`*_\[\]<>&~]")
_LINE_START = re.compile(r"^(?:[#>+=|-]|[0-9]{1,9}(?=[.)]))")
_DOUBLE = frozenset('"“”„‟«»＂「」『』〝〞〟')
_PLAIN = ('"', '"')
_INNER = ("‘", "’")
_GUILLEMETS = ("«", "»")
# The outer marks of a language, and those of a quotation within one; elsewhere straight ones and ‘ ’.
_MARKS = {
    "ar": (_GUILLEMETS, ("“", "”")),
    "ckb": (_GUILLEMETS, ("“", "”")),
    "de": (("„", "“"), ("‚", "‘")),
    "fa": (_GUILLEMETS, ("“", "”")),
    "fr": (_GUILLEMETS, ("“", "”")),
    "ps": (_GUILLEMETS, ("“", "”")),
    "ru": (_GUILLEMETS, ("„", "“")),
    "uk": (_GUILLEMETS, ("„", "“")),
}


def ways(run: Run, pin: Pin, form: QuoteForm, language: str) -> Iterator[str]:
    """Yield ways to write a quotation in a dispatch in `language`, the best first; each is held to the contract after.

    The later ones leave out a quotation mark that stands alone, with an elision for it.
    """
    dots = "[...]" if any(mark in text for text, _ in run.parts for mark in ("...", "…")) else "..."
    words = _composed(run.parts, dots)
    outer, inner = _MARKS.get(language.partition("-")[0], (_PLAIN, _INNER))
    whole = _balanced(words, dots)
    choices = [whole, _without(words, dots, alone=True), _without(words, dots, alone=False)]
    if form == "block":
        for choice in dict.fromkeys(choices):
            yield f"> {_started(escaped(choice))}\n>\n> [{escaped(run.speaker) or 'Speaker'}]({pin})"
        return
    for choice in dict.fromkeys([_within(whole, inner), *choices]):
        for opening, closing in dict.fromkeys([outer, ("“", "”")]):
            yield f"[{opening}{escaped(choice)}{closing}]({pin})"


def escaped(words: str) -> str:
    """Return words that Markdown shows as they are, on one line; an elision mark in brackets needs no escape."""
    return _ESCAPED.sub(r"\\\g<0>", " ".join(words.split())).replace(r"\[...\]", "[...]")


def _started(line: str) -> str:
    """Return a line that begins nothing but a paragraph."""
    match = _LINE_START.match(line)
    if match is None:
        return line
    end = match.end()
    return f"{line[:end]}\\{line[end:]}" if line[0].isdigit() else f"\\{line}"


def _composed(parts: Sequence[tuple[str, bool]], dots: str) -> str:
    pieces: list[str] = []
    for text, cut in parts:
        pieces += [dots] if cut else []
        pieces.append(text)
    return " ".join(" ".join(pieces).split())


def _balanced(words: str, dots: str) -> str:
    """Return words with the partner of each mark that stands alone, and an elision for what it held beside them."""
    marks = scan(words)
    closers = [_closer(words[index]) for index in reversed(marks.unclosed)]
    openers = [_opener(words[index]) for index in reversed(marks.stray)]
    before = f"{''.join(openers)}{dots} " if openers else ""
    after = f" {dots}{''.join(closers)}" if closers else ""
    return f"{before}{words}{after}"


def _without(words: str, dots: str, *, alone: bool) -> str:
    """Return words with an elision for each mark that stands alone, or for every double one."""
    marks = scan(words)
    lonely = {*marks.unclosed, *marks.stray}
    gone = lonely if alone else {index for index, character in enumerate(words) if character in _DOUBLE} | lonely
    spelt = "".join(f" {dots} " if index in gone else character for index, character in enumerate(words))
    return re.sub(rf"(?:{re.escape(dots)}\s+)+(?={re.escape(dots)})", "", " ".join(spelt.split()))


def _within(words: str, inner: tuple[str, str]) -> str:
    """Return words with the outermost pairs of double marks set as a quotation within one."""
    spelt = list(words)
    for pair in scan(words).pairs:
        if pair.depth == 0 and words[pair.start] in _DOUBLE:
            spelt[pair.start], spelt[pair.end] = inner
    return "".join(spelt)


def _closer(mark: str) -> str:
    return {"“": "”", "„": "“", "«": "»", "»": "«", "‹": "›", "‘": "’", "‚": "‘", "「": "」", "『": "』"}.get(
        mark, mark
    )


def _opener(mark: str) -> str:
    return {"”": "“", "»": "«", "›": "‹", "’": "‘", "」": "「", "』": "『", "“": "„"}.get(mark, mark)
