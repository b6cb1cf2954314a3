"""What a document sets as somebody's words: its quotations, and headings that put words after a name and a colon."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dragoman.dispatch.compare.titles import is_titled
from dragoman.dispatch.document import Document, Paragraph, Voiced
from dragoman.dispatch.fragments import split
from dragoman.dispatch.place import Place
from dragoman.dispatch.quotemarks import MARKS
from dragoman.dispatch.words import weight, words

# A name of one to eight words, a colon, and words after it. A time of day has no space after its colon.
_CLAIM = re.compile(r"\s*(?P<name>[^:：\n]{2,80}?)\s*(?::\s|：)\s*(?P<words>\S[^\n]*)", re.UNICODE)
_ALNUM = re.compile(r"[^\W_]")
_LONGEST_NAME = 8
_FEWEST = 4


@dataclass(frozen=True, slots=True)
class Saying:
    """Hold words set as somebody's own, in the `paragraph` that they begin in; `weight` leaves insertions out.

    `opens` and `closes` tell whether nothing but the words stands before them there, and after them where they end.
    `claimed`
    words stand after a speaker's name in a heading, without quotation marks. In a `heading` letter case is no
    matter; `titled` words seem to be set as one elsewhere.
    """

    text: str
    words: Place
    weight: int
    heading: bool
    paragraph: int
    opens: bool
    closes: bool
    claimed: bool = False
    titled: bool = False
    speaker: str = ""


def sayings(document: Document) -> list[Saying]:
    """Return the quotations of a document in the order of their places, each once."""
    starts = [paragraph.words.starts[0] if paragraph.words.starts else 0 for paragraph in document.paragraphs]
    order = sorted(range(len(starts)), key=starts.__getitem__)
    ordered = [starts[index] for index in order]
    found: dict[tuple[int, int], Saying] = {}
    for each in document.quotations:
        at = bisect_right(ordered, each.words.start) - 1
        paragraph = order[at] if at >= 0 else -1
        last = order[bisect_right(ordered, each.words.end - 1) - 1] if at >= 0 else -1
        opens, closes = _fills(document, (paragraph, last), each.words)
        said = _unwrapped(each.text)
        heading = getattr(each, "heading", False)
        titled = not heading and is_titled(said)
        weighs = split(said).weight
        # What stands alone in a line is a headline, where a text does not say which of its lines are.
        doubtful = titled and not (opens and closes)
        saying = Saying(said, each.words, weighs, heading or titled, paragraph, opens, closes, titled=doubtful)
        found.setdefault((each.words.start, each.words.end), saying)
    return sorted(_outermost(found.values()), key=lambda one: one.words.start)


def claims(document: Document) -> Iterator[Saying]:
    """Yield the words that titles and headings put after a name and a colon, where no quotation mark stands."""
    quoted = {voiced.words.line for voiced in document.voiced if isinstance(voiced, Voiced)}
    for number, paragraph in enumerate(document.paragraphs):
        if paragraph.kind not in ("title", "heading") or not paragraph.words.text.strip():
            continue
        match = _CLAIM.match(paragraph.words.prose)
        if match is None or not _is_name(match["name"], document):
            continue
        start, end = match.span("words")
        said = _unwrapped(paragraph.words.text[start:end].strip())
        start = paragraph.words.text.index(said, start)
        place = document.place(paragraph.words, start, start + len(said))
        if place.line in quoted or MARKS.intersection(match["name"]) - set("'’") or weight(said) < _FEWEST:
            continue
        yield Saying(
            said,
            place,
            weight(said),
            heading=True,
            paragraph=number,
            opens=False,
            closes=True,
            claimed=True,
            speaker=match["name"],
        )


def _unwrapped(text: str) -> str:
    """Return a quotation without marks of a second kind around all of it: somebody's reading of another's words."""
    inner = text.strip()
    if len(inner) > 2 and inner[0] in MARKS and inner[-1] in MARKS and not MARKS.intersection(inner[1:-1]) - set("'’"):
        return inner[1:-1]
    return text


def _is_name(name: str, document: Document) -> bool:
    """Tell whether words before a colon name somebody: a few words, no number, one of them named in the text."""
    if len(name.split()) > _LONGEST_NAME or any(character.isdigit() for character in name):
        return False
    named = [word.key for word in words(name) if len(word.key) > 2 and word.weight]
    bodies = (each.words.text for each in document.paragraphs if each.kind not in ("title", "heading"))
    return any(re.search(rf"\b{re.escape(key)}\b", body, re.IGNORECASE) for body in bodies for key in named)


def _outermost(found: Iterable[Saying]) -> Iterator[Saying]:
    """Yield the quotations that stand in no other: what is quoted within one is another's words."""
    end = -1
    for one in sorted(found, key=lambda each: (each.words.start, -each.words.end)):
        if one.words.end > end:
            yield one
            end = one.words.end


def _fills(document: Document, bounds: tuple[int, int], words: Place) -> tuple[bool, bool]:
    """Tell whether nothing but a quotation stands before it in its first paragraph, and after it in its last."""
    if bounds[0] < 0:
        return False, False
    first, last = (document.paragraphs[number].words for number in bounds)
    if not first.starts or not last.ends:
        return True, True
    before = _ALNUM.search(document.text, first.starts[0], words.start)
    after = _ALNUM.search(document.text, words.end, last.ends[-1])
    return before is None, after is None


def is_evidence(document: Document, saying: Saying) -> bool:
    """Tell whether a quotation may be evidence: it stands in the text itself, in no title, heading or caption."""
    kind = _kind(document.paragraphs, saying)
    return not saying.claimed and kind in ("body", "quote")


def _kind(paragraphs: Sequence[Paragraph], saying: Saying) -> str:
    return paragraphs[saying.paragraph].kind if saying.paragraph >= 0 else "body"
