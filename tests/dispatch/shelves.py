"""Shelves made of a few lines: the reviewed text that dispatches under test are held to."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dragoman.dispatch.library import Library, Shelf
from dragoman.model.capture import Item, Media, Tool, VideoTrack
from dragoman.model.digest import digest, of_bytes
from dragoman.model.review import Approval, Reviewed, ReviewedSegment
from dragoman.model.time import Span, millis

BLOB = of_bytes(b"the footage")
PERSON = Approval("Reviewer", "2026-11-22T12:00:00Z")
_HEAD = re.compile(
    r"(?P<item>\S+)@(?P<revision>\d+) (?P<language>\S+)(?: (?P<seconds>[\d.]+) s)?(?P<blind> no picture)?"
    r"(?: spoken (?P<spoken>\S+))?(?: released (?P<released>\S+))?(?: captured (?P<captured>\S+))?"
)


@dataclass
class _Item:
    language: str
    seconds: float
    video: bool
    spoken: str | None = None
    released: str | None = None
    captured: str = ""
    revisions: dict[int, tuple[ReviewedSegment, ...]] = field(default_factory=dict)


def segment(number: int, row: str) -> ReviewedSegment:
    """Return segment `sN` of a row: `START END | speaker | original | translation [| not approved]`."""
    times, speaker, original, translation, *rest = (part.strip() for part in row.split("|"))
    start, end = (millis(float(part)) for part in times.split())
    approved = () if rest == ["not approved"] else (PERSON,)
    return ReviewedSegment(
        f"s{number}", Span(start, end), speaker, original, "human", translation, "human", approved=approved
    )


def library(rows: str, *, captured: Iterable[str] = (), taken: Mapping[tuple[str, int], str] | None = None) -> Library:
    """Return a library of the items in `rows`.

    A line `NAME@REVISION LANGUAGE [N s] [no picture]` opens a revision, and its segments follow, one a line. It may
    go on with `spoken DAY`, `released DAY` and `captured INSTANT`.
    """
    items: dict[str, _Item] = {}
    current: list[str] = []
    blocks: list[tuple[re.Match[str], list[str]]] = []
    for line in filter(str.strip, rows.splitlines()):
        head = _HEAD.fullmatch(line.strip())
        if head:
            current = []
            blocks.append((head, current))
        else:
            current.append(line)
    for head, lines in blocks:
        times = head["spoken"], head["released"], head["captured"] or ""
        made = _Item(head["language"], float(head["seconds"] or 0), not head["blind"], *times)
        item = items.setdefault(head["item"], made)
        item.revisions[int(head["revision"])] = tuple(segment(n, row) for n, row in enumerate(lines, 1))
    shelves = {name: _shelf(name, item) for name, item in items.items()}
    return Library(shelves, taken or {}, frozenset(captured))


def _shelf(name: str, item: _Item) -> Shelf:
    media = None
    if item.seconds:
        video = VideoTrack("h264", 854, 480, "1/12800") if item.video else None
        media = Media(BLOB, Tool("test", "1"), "mp4", millis(item.seconds), 0, video, None)
    known = digest(media) if media else None
    record = Item(name, BLOB, known, name, item.language, spoken=item.spoken, released=item.released)
    revisions = {number: _reviewed(name, number, item.language, rows) for number, rows in item.revisions.items()}
    return Shelf(record, digest(record), media, revisions, item.captured)


def _reviewed(name: str, revision: int, language: str, segments: Sequence[ReviewedSegment]) -> tuple[str, Reviewed]:
    reviewed = Reviewed(name, revision, BLOB, BLOB, None, BLOB, language, "en", tuple(segments))
    return digest(reviewed), reviewed
