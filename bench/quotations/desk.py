"""The desk that dispatches are pinned to: speeches as reviewed segments, with their revisions."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
from bench.quotations.material import Passage
from bench.quotations.speech import Side, side

from dragoman.dispatch.library import Shelf
from dragoman.model.capture import Item, Media, Tool, VideoTrack
from dragoman.model.digest import digest, of_bytes
from dragoman.model.review import Approval, Reviewed, ReviewedSegment
from dragoman.model.time import Span, seconds

_BLOB = of_bytes(b"footage")
_PERSON = Approval("Reviewer", "2026-01-01T12:00:00Z")


@dataclass(frozen=True)
class Speech:
    """Hold one item that a dispatch quotes: its passage, who speaks, and when each text is said."""

    passage: Passage
    speaker: str
    name: str
    revision: int
    desk: Side
    spoken: Side
    spans: tuple[Span, ...]

    def pin(self, first: int, last: int, revision: int | None = None) -> str:
        """Return the pin of texts `first` to `last`, the end excluded."""
        start, end = seconds(self.spans[first].start), seconds(self.spans[last - 1].end)
        return f"{self.name}@{revision or self.revision}#t={start},{end}"


def recorded(chance: random.Random, passage: Passage, speaker: str, number: int) -> Speech:
    """Return a passage as an item of the desk, each text a segment as long as it takes to say."""
    desk, spoken = side(passage, spoken=False), side(passage, spoken=True)
    at = chance.randrange(0, 90_000)
    spans = []
    for text in desk.texts:
        length = max(1200, 380 * len(text) + chance.randrange(-300, 300))
        spans.append(Span(at, at + length))
        at += length + chance.choice((0, 0, 150, 400))
    name = f"item{number + 1}"
    return Speech(passage, speaker, name, chance.randint(1, 3), desk, spoken, tuple(spans))


def shelf(speech: Speech, unreviewed: int | None, mended: tuple[int, bool] | None) -> Shelf:
    """Return the item's shelf.

    Text number `unreviewed` is approved by nobody. `mended` (number, in the language spoken or the desk's) adds a
    revision in which that text has a word more.
    """
    pairs = enumerate(zip(speech.desk.texts, speech.spoken.texts, strict=True))
    segments = [_segment(speech, n, " ".join(spoken), " ".join(desk)) for n, (desk, spoken) in pairs]
    if unreviewed is not None:
        segments[unreviewed] = msgspec.structs.replace(segments[unreviewed], approved=())
    revisions = {speech.revision: _reviewed(speech, speech.revision, segments)}
    if mended is not None:
        at, is_spoken = mended
        changed = [*segments[:at], _mended(segments[at], is_spoken=is_spoken), *segments[at + 1 :]]
        revisions[speech.revision + 1] = _reviewed(speech, speech.revision + 1, changed)
    track = VideoTrack("h264", 640, 360, "1/12800")
    media = Media(_BLOB, Tool("bench", "1"), "mp4", speech.spans[-1].end + 5000, 0, track, None)
    item = Item(speech.name, _BLOB, digest(media), speech.name, speech.passage.spoken)
    return Shelf(item, digest(item), media, revisions)


def _segment(speech: Speech, number: int, spoken: str, desk: str) -> ReviewedSegment:
    span, who = speech.spans[number], speech.speaker
    return ReviewedSegment(f"s{number}", span, who, spoken, "human", desk, "human", (_PERSON,))


def _mended(segment: ReviewedSegment, *, is_spoken: bool) -> ReviewedSegment:
    words = (segment.original if is_spoken else segment.translation).split()
    text = " ".join([*words[:-1], words[0], words[-1]])
    if is_spoken:
        return msgspec.structs.replace(segment, original=text)
    return msgspec.structs.replace(segment, translation=text)


def _reviewed(speech: Speech, revision: int, segments: Sequence[ReviewedSegment]) -> tuple[str, Reviewed]:
    languages = speech.passage.spoken, speech.passage.desk
    record = Reviewed(speech.name, revision, _BLOB, _BLOB, None, _BLOB, *languages, tuple(segments))
    return digest(record), record
