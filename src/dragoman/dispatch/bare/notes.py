"""Notes of plain documents: marks such as `[4]` in the text, and the lines at its end that they lead to."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from dragoman.dispatch.bare.spans import Span, taken_out
from dragoman.dispatch.blocks import Block, NoteMark, NoteStart
from dragoman.dispatch.stretch import Stretch

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_LOWERED = str.maketrans(_RAISED, "0123456789")
# How many paragraphs without a label may stand between two notes, as paragraphs of the first.
_MOST_PARAGRAPHS = 3
_ENDS_SENTENCE = frozenset(".!?…,;:\"'”’»)۔؟،؛。！？」")


@dataclass(frozen=True, slots=True)
class _Style:
    """Hold how a custom writes a mark, how it opens the note, and `begins`, one of which begins each note's line.

    A `strict` style is believed where every mark has its note and every note its mark; a `plain` one,
    `[^4]`, is believed anywhere.
    """

    mark: re.Pattern[str]
    opens: re.Pattern[str]
    begins: str
    strict: bool = False
    plain: bool = False


_BRACKETED = re.compile(r"\[(\d{1,3})\]")
_STYLES = (
    _Style(re.compile(r"\[\^([\w-]{1,40})\]"), re.compile(r"^\[\^([\w-]{1,40})\]:[ \t]*", re.M), "[", plain=True),
    _Style(_BRACKETED, re.compile(r"^\[(\d{1,3})\]:?[ \t]*(?=\S)", re.M), "["),
    _Style(_BRACKETED, re.compile(r"^(\d{1,3})[.)]?[ \t]+(?=\S)", re.M), "0123456789", strict=True),
    _Style(
        re.compile(rf"(?<=[^\W\d_][^\W\d_][^\W\d_]|..[^\w\s])([{_RAISED}]{{1,3}})"),
        re.compile(rf"^([{_RAISED}]{{1,3}})[ \t]*(?=\S)", re.M),
        _RAISED,
    ),
    _Style(re.compile(r"(?<=[^\s(])\((\d{1,3})\)"), re.compile(r"^\((\d{1,3})\)[ \t]*(?=\S)", re.M), "(", strict=True),
)
# A raised number that leads nowhere is apparatus all the same; that of m² is none.
_LOST = re.compile(rf"(?<=[^\W\d_][^\W\d_][^\W\d_][^\W\d_]|...[.!?\"”’»,;:)])[{_RAISED}]{{1,3}}(?!\w)")


@dataclass(frozen=True, slots=True)
class _Piece:
    """Hold a block, or the lines of one from where a note may open; `label` is empty where none does.

    `words` starts at `after`, behind the label.
    """

    block: Block | NoteStart
    label: str = ""
    after: int = 0

    @property
    def words(self) -> Stretch | None:
        return self.block.words if isinstance(self.block, Block) else None


def with_notes(blocks: Sequence[Block | NoteStart]) -> list[Block | NoteStart]:
    """Return the blocks of a document with its notes told apart and the marks taken out of the words.

    Only what is certain counts: notes follow the text that their marks stand in, in the order of their
    labels, and no more than half of them lack a mark, nor half of the marks a note.
    """
    shown = "\n".join([block.words.text for block in blocks if isinstance(block, Block)])
    for style in _STYLES:
        if _may_open(shown, style) and style.mark.search(shown):
            read = _read([piece for block in blocks for piece in _pieces(block, style)], style)
            if read is not None:
                return read
    if not any(sign in shown for sign in _RAISED):
        return list(blocks)
    return [_cleared(block) if isinstance(block, Block) else block for block in blocks]


def noted(title: Stretch | None, blocks: Sequence[Block | NoteStart]) -> tuple[Stretch | None, list[Block | NoteStart]]:
    """Return a title and the blocks under it as `with_notes` leaves them; the marks of the title lead the blocks."""
    if title is None:
        return None, with_notes(blocks)
    heading, *rest = with_notes([Block("heading", title, level=1), *blocks])
    if not isinstance(heading, Block) or not heading.notes:
        return title if not isinstance(heading, Block) else heading.words, rest
    return heading.words, [Block("body", heading.words.cut(0, 0), notes=heading.notes), *rest]


def _may_open(text: str, style: _Style) -> bool:
    """Tell whether a line of a text opens a note; what may begin one is looked at first, for few lines do."""
    return any(line[0] in style.begins and style.opens.match(line) for line in text.split("\n") if line)


def _pieces(block: Block | NoteStart, style: _Style) -> Iterator[_Piece]:
    """Yield a block in pieces, each note that may open in it apart."""
    if not isinstance(block, Block) or block.kind != "body" or not _may_open(block.words.text, style):
        yield _Piece(block)
        return
    words = block.words
    opened = list(style.opens.finditer(words.text))
    bounds = [*(match.start() for match in opened), len(words.text)]
    before = words.cut(0, bounds[0]).trimmed()
    if before.text:
        yield _Piece(replace(block, words=before))
    for match, end in zip(opened, bounds[1:], strict=True):
        part = words.cut(match.start(), end).trimmed()
        first = before.text == "" and match is opened[0]
        apart = replace(block, words=part, images=block.images * first, notes=block.notes * first)
        yield _Piece(apart, match[1].translate(_LOWERED), match.end() - match.start())


def _read(pieces: Sequence[_Piece], style: _Style) -> list[Block | NoteStart] | None:
    """Return the blocks with notes in this style, or None where it is not certain that there are any."""
    first = 0 if style.plain else _first_note(pieces)
    last = max((number for number, piece in enumerate(pieces) if piece.label), default=-1)
    labels = {piece.label for piece in pieces[first:] if piece.label}
    doubtful = {piece.label for piece in pieces[:first]} - labels
    marked = {label for piece in pieces for label in _marked(piece, style, labels)} - doubtful
    if style.strict and labels != marked:
        return None
    if not style.plain and 2 * len(labels & marked) < max(len(labels), len(marked)):
        return None
    return list(_told_apart(pieces, range(first, last + 1), style, labels | marked))


def _first_note(pieces: Sequence[_Piece]) -> int:
    """Return where the notes begin: the last run of labels in rising order, with few paragraphs between."""
    first, bound, between = len(pieces), 0, 0
    for number in reversed(range(len(pieces))):
        piece = pieces[number]
        if piece.label:
            if bound and int(piece.label) > bound:
                break
            first, bound, between = number, int(piece.label), 0
        elif bound:
            between += 1
            if between > _MOST_PARAGRAPHS or not isinstance(piece.block, Block) or piece.block.kind == "heading":
                break
    return first


def _marked(piece: _Piece, style: _Style, labels: set[str]) -> Iterator[str]:
    if piece.words is None or piece.label in labels:
        return
    for match in style.mark.finditer(piece.words.text):
        label = match[1].translate(_LOWERED)
        if style.plain or label in labels or _is_sure(piece.words.text, match.start()):
            yield label


def _is_sure(text: str, at: int) -> bool:
    """Tell whether a mark hangs on a word or ends a sentence; `some [12] men` were perhaps counted by an editor."""
    before = text[at - 1 : at]
    return before != "" and (not before.isspace() or text[:at][-4:].rstrip()[-1:] in _ENDS_SENTENCE)


def _told_apart(pieces: Sequence[_Piece], notes: range, style: _Style, labels: set[str]) -> Iterator[Block | NoteStart]:
    group = max((piece.block.group for piece in pieces), default=0)
    noted = False
    for number, piece in enumerate(pieces):
        block = piece.block
        if number in notes and piece.label and isinstance(block, Block):
            group += 1
            noted = True
            words = block.words.cut(piece.after, len(block.words.text))
            yield NoteStart(piece.label, *block.words.source(0, piece.after), group)
            yield replace(block, kind="note", words=words, group=group)
        elif not isinstance(block, Block):
            yield block
        elif number in notes and noted and not style.plain and block.kind == "body":
            yield replace(block, kind="note", group=group)
        else:
            yield _unmarked(block, style, labels)


def _unmarked(block: Block, style: _Style, labels: set[str]) -> Block:
    """Return a block without the marks in its words, which are counted as its notes."""
    words = block.words
    spans: list[Span] = []
    marks: list[NoteMark] = []
    for match in style.mark.finditer(words.text):
        label = match[1].translate(_LOWERED)
        if label in labels:
            spans.append((match.start() - _space_before(words.text, *match.span()), match.end()))
            marks.append(NoteMark(label, *words.source(*match.span())))
    if not spans:
        return block
    return replace(block, words=taken_out(words, spans), notes=(*block.notes, *marks))


def _space_before(text: str, start: int, end: int) -> int:
    """Return 1 where a space before a mark would be left beside another."""
    return int(start > 1 and text[start - 1] == " " and not text[end : end + 1].strip())


def _cleared(block: Block) -> Block:
    spans = _spans(_LOST.finditer(block.words.text))
    return replace(block, words=taken_out(block.words, spans)) if spans else block


def _spans(matches: Iterable[re.Match[str]]) -> list[Span]:
    return [match.span() for match in matches]
