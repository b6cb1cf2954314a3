"""What was found in a bare document, as plain values that a test can name."""

from itertools import pairwise

from dragoman.dispatch.bare.read import read_bare
from dragoman.dispatch.document import Document

Shape = list[tuple[str, str]]


def shape(text: str, path: str) -> Shape:
    """Return the kind and the words of each paragraph."""
    return [(paragraph.kind, paragraph.words.text) for paragraph in read_bare(text, path).paragraphs]


def quoted(document: Document) -> list[str]:
    """Return the words of each quotation, without the marks around them."""
    return [each.text for each in document.quotations]


def check_places(document: Document) -> None:
    """Fail unless every place lies in the source, in order, and holds what it is the place of."""
    text = document.text
    for paragraph in document.paragraphs:
        words = paragraph.words
        assert len(words.text) == len(words.starts) == len(words.ends)
        bounds = list(zip(words.starts, words.ends, strict=True))
        assert all(0 <= start <= end <= len(text) for start, end in bounds)
        assert all(before[0] <= after[0] for before, after in pairwise(bounds))
        for character, (start, end) in zip(words.text, bounds, strict=True):
            written = text[start:end]
            # Else it is decoded from an entity, shown by a tag, spelled by a typewriter or a line's end.
            spelled = written[:1] in ("&", "<", "`", "'", "\0", "\\") or written.isdigit()
            assert written == character or character.isspace() or spelled, (character, written)
        assert all(0 <= link.start <= link.end <= len(words.text) for link in words.links)
    for each in document.quotations:
        assert each.raw == text[each.words.start : each.words.end]
    for unclosed in document.unclosed:
        assert text[unclosed.at.start : unclosed.at.end]
    for note in document.note_marks:
        assert 0 <= note.at.start <= note.at.end <= len(text)
