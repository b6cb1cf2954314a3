"""The desk's items as a list that can be searched, narrowed and sorted."""

import threading
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Literal, get_args

from dragoman.model.capture import Capture, Item, Media, Preserved
from dragoman.model.review import Reviewed
from dragoman.steps.citing import Citing
from dragoman.steps.desk import Desk

State = Literal["captured", "reading", "draft", "in review", "reviewed", "document"]
Sort = Literal["captured", "released", "name", "length", "state", "language", "publisher"]
STATES: tuple[State, ...] = get_args(State)
SORTS: tuple[Sort, ...] = get_args(Sort)


@dataclass(frozen=True)
class Row:
    """Hold one item for a list. `approved` of `segments` count the latest revision's; `length` is milliseconds.

    Days are `YYYY-MM-DD`, empty where unknown; `captured` is an instant; `cited` names dispatches.
    """

    name: str
    title: str
    state: State
    revision: int
    approved: int
    segments: int
    length: int
    language: str
    publisher: str
    spoken: str
    released: str
    captured: str
    has_picture: bool
    cited: tuple[str, ...] = ()

    @property
    def percent(self) -> int:
        """Return how much of the latest revision is approved, 100 only where all of it is."""
        return self.approved * 100 // self.segments if self.segments else 0


@dataclass(frozen=True)
class Wanted:
    """Say which items to list and how; empty fields narrow nothing. `page` counts from 1."""

    text: str = ""
    state: str = ""
    language: str = ""
    sort: Sort = "captured"
    backward: bool = True
    page: int = 1


@dataclass(frozen=True)
class Listing:
    """Hold one page of a list: `found` items match, of `total`; `languages` are those the desk has."""

    rows: tuple[Row, ...]
    found: int
    total: int
    pages: int
    languages: tuple[str, ...]


PER_PAGE = 100


class Lister:
    """List a desk's items quickly: what did not change is not read again; safe to use from several threads."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._tip = -1
        self._rows: dict[str, Row] = {}
        self._made_from: dict[str, tuple[str | None, ...]] = {}
        self._citing = Citing()

    def rows(self, desk: Desk, reading: frozenset[str] = frozenset()) -> tuple[Row, ...]:
        """Return every item, by name; `reading` names those that an engine is at work on."""
        cited = self._citing.items(desk)
        with self._guard:
            self._follow(desk)
            rows = tuple(self._rows.values())
        return tuple(_with(row, reading, cited) for row in rows)

    def listing(self, desk: Desk, wanted: Wanted, reading: frozenset[str] = frozenset()) -> Listing:
        """Return the page that is wanted."""
        rows = self.rows(desk, reading)
        found = sorted((row for row in rows if _fits(row, wanted)), key=lambda row: row.name)
        found.sort(key=_KEYS[wanted.sort], reverse=wanted.backward)
        pages = max(1, -(-len(found) // PER_PAGE))
        start = (min(max(1, wanted.page), pages) - 1) * PER_PAGE
        languages = tuple(sorted({row.language for row in rows if row.language}))
        return Listing(tuple(found[start : start + PER_PAGE]), len(found), len(rows), pages, languages)

    def _follow(self, desk: Desk) -> None:
        index = desk.vault.index
        tip = index.count()
        if tip == self._tip:
            return
        rows: dict[str, Row] = {}
        for name in index.names():
            item = desk.item(name)
            drafts = index.transcripts(item.preserved)
            made_from = (index.item(name), index.reviewed(name), drafts[-1] if drafts else None)
            known = self._rows.get(name) if self._made_from.get(name) == made_from else None
            rows[name] = known or _row(desk, item, made_from[1], is_read=bool(drafts))
            self._made_from[name] = made_from
        self._rows, self._tip = rows, tip


def _row(desk: Desk, item: Item, latest: str | None, *, is_read: bool) -> Row:
    preserved = desk.vault.get_as(item.preserved, Preserved)
    media = desk.vault.get_as(item.media, Media) if item.media else None
    reviewed = desk.vault.get_as(latest, Reviewed) if latest else None
    segments = reviewed.segments if reviewed else ()
    approved = sum(bool(segment.approved) for segment in segments)
    state: State
    if reviewed is not None:
        state = "reviewed" if approved == len(segments) else "in review"
    elif media is None:
        state = "document"
    else:
        state = "draft" if is_read else "captured"
    return Row(
        name=item.name,
        title=item.title,
        state=state,
        revision=reviewed.revision if reviewed else 0,
        approved=approved,
        segments=len(segments),
        length=media.duration if media else 0,
        language=item.language or (reviewed.language if reviewed else ""),
        publisher=item.publisher,
        spoken=item.spoken or "",
        released=item.released or "",
        captured=desk.vault.get_as(preserved.capture, Capture).at,
        has_picture=media is not None and media.video is not None,
    )


def _with(row: Row, reading: frozenset[str], cited: Mapping[str, tuple[str, ...]]) -> Row:
    return replace(
        row,
        state="reading" if row.name in reading and row.state in ("captured", "draft") else row.state,
        cited=cited.get(row.name, ()),
    )


def _fits(row: Row, wanted: Wanted) -> bool:
    text = _plain(f"{row.name} {row.title} {row.publisher}")
    return (
        all(word in text for word in _plain(wanted.text).split())
        and wanted.state in ("", row.state, "cited" if row.cited else "")
        and wanted.language in ("", row.language)
    )


def _plain(text: str) -> str:
    """Return text as it is searched: compatibility forms and case folded; nothing of it is stored."""
    return unicodedata.normalize("NFKC", text).casefold()


_KEYS: dict[Sort, Callable[[Row], tuple[str | int, ...]]] = {
    "captured": lambda row: (row.captured,),
    "released": lambda row: (row.released or row.captured[:10], row.captured),
    "name": lambda row: (row.name,),
    "length": lambda row: (row.length,),
    "state": lambda row: (STATES.index(row.state), row.percent),
    "language": lambda row: (row.language,),
    "publisher": lambda row: (row.publisher,),
}
