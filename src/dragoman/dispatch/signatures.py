"""Block quotations: where each ends, and the pin that signs it."""

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.dispatch.stretch import Link, Stretch
from dragoman.dispatch.targets import is_pin_target
from dragoman.dispatch.words import QUOTE_MARKS

_BEFORE = " \t—–―-~"
_AFTER = " \t.,;:)"
_GOES_ON = (",", "(", ";", " (", " —", " –")


@dataclass(frozen=True, slots=True)
class Signed:
    """Hold the words of a block quotation, and the pin link that signs them; None where nothing does.

    `links` are the links in the words, as the block counts them.
    """

    words: Stretch
    links: tuple[Link, ...]
    signature: Link | None


def signed(block: Stretch) -> Iterator[Signed]:
    """Yield the quotations of one block quotation, each ending at the line of its signature.

    A signature is a pin link alone on its line, after a dash or nothing; on the last line the place or
    the date may follow it. A link whose words stand in quotation marks signs nothing: it quotes.
    """
    lines = list(_lines(block.text))
    start, words_end = 0, len(block.text.rstrip())
    for number, (line_start, line_end) in enumerate(lines):
        link = _signature(block, line_start, line_end, last=line_end >= words_end)
        if link is None or not (words := block.cut(start, line_start).trimmed()).text:
            continue
        yield Signed(words, block.links_within(start, line_start), link)
        start = lines[number + 1][0] if number + 1 < len(lines) else len(block.text)
    rest = block.cut(start, len(block.text)).trimmed()
    if rest.text:
        yield Signed(rest, block.links_within(start, len(block.text)), None)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def _signature(block: Stretch, start: int, end: int, *, last: bool) -> Link | None:
    inside = [link for link in block.links_within(start, end) if is_pin_target(link.target)]
    if len(inside) != 1:
        return None
    link = inside[0]
    before, after = block.text[start : link.start], block.text[link.end : end]
    if before.strip(_BEFORE) or _is_quoted(block.text[link.start : link.end]):
        return None
    if after.strip(_AFTER) and not (last and after.startswith(_GOES_ON)):
        return None
    return link


def _is_quoted(words: str) -> bool:
    stripped = words.strip()
    return bool(stripped) and (stripped[0] in QUOTE_MARKS or stripped[-1] in QUOTE_MARKS)
