"""The machine's draft of a quotation's segments beside what people made of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from dragoman.model.capture import Tool
from dragoman.model.review import Reviewed, ReviewedSegment
from dragoman.model.time import Span
from dragoman.model.transcript import Segment
from dragoman.publish.difference import Difference, difference
from dragoman.publish.foreign import Text
from dragoman.publish.material import ItemMaterial


@dataclass(frozen=True)
class Draft:
    """Hold a draft and the reviewed text of the same seconds, in one language, with the difference in words.

    `change` is None where the machine had nothing there. `by_time` says that people cut the text into other
    segments than the machine, so that the draft is what it heard in those seconds.
    """

    what: Literal["heard", "translated"]
    draft: Text
    reviewed: Text
    change: Difference | None
    by_time: bool


def drafts(item: ItemMaterial, reviewed: Reviewed, segments: Sequence[str]) -> tuple[Draft, ...]:
    """Return the drafts of the segments named: one by one where the machine had the same, else all in one."""
    pinned = [segment for segment in reviewed.segments if segment.id in segments]
    heard = {segment.id: segment for segment in item.heard.segments}
    added = [segment for segment in pinned if segment.id not in heard]
    if any(segment.span.overlaps(other.span) for segment in added for other in heard.values()):
        return tuple(_by_time(item, reviewed, pinned))
    return tuple(draft for segment in pinned for draft in _by_name(item, reviewed, segment, heard.get(segment.id)))


def tool_words(tool: Tool) -> str:
    """Return the name, version and model of what made a record, in words."""
    model = tool.settings.get("model", "")
    return f"{tool.name} {tool.version}" + (f", model {model}" if model else "")


def _by_name(
    item: ItemMaterial, reviewed: Reviewed, segment: ReviewedSegment, heard: Segment | None
) -> Iterator[Draft]:
    original = Text(segment.original, reviewed.language)
    yield _draft("heard", heard.text if heard is not None else "", original)
    if item.translation is not None:
        lines = {line.id: line.text for line in item.translation.lines}
        yield _draft("translated", lines.get(segment.id, ""), Text(segment.translation, reviewed.desk_language))


def _by_time(item: ItemMaterial, reviewed: Reviewed, pinned: Sequence[ReviewedSegment]) -> Iterator[Draft]:
    spans = [segment.span for segment in pinned]
    near = [segment for segment in item.heard.segments if any(segment.span.overlaps(span) for span in spans)]
    words = " ".join(part for segment in near for part in _within(segment, spans))
    original = Text(_joined(segment.original for segment in pinned), reviewed.language)
    yield _draft("heard", words, original, by_time=True)
    if item.translation is not None:
        lines = {line.id: line.text for line in item.translation.lines}
        translation = Text(_joined(segment.translation for segment in pinned), reviewed.desk_language)
        yield _draft("translated", _joined(lines.get(s.id, "") for s in near), translation, by_time=True)


def _within(segment: Segment, spans: Sequence[Span]) -> Iterator[str]:
    """Yield the words of a machine's segment whose middle lies in one of the spans, or all it has untimed."""
    if not segment.words:
        yield segment.text.strip()
    for word in segment.words:
        middle = (word.span.start + word.span.end) // 2
        if any(span.start <= middle < span.end for span in spans):
            yield word.text.strip()


def _joined(texts: Iterator[str]) -> str:
    return " ".join(text.strip() for text in texts if text.strip())


def _draft(what: Literal["heard", "translated"], draft: str, reviewed: Text, *, by_time: bool = False) -> Draft:
    change = difference(draft, reviewed.words) if draft.strip() else None
    return Draft(what, Text(draft, reviewed.language), reviewed, change, by_time)
