"""A review written outside Dragoman: rows that say how segments should stand, and the decisions that follow."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.model.errors import ReviewError
from dragoman.model.review import (
    AddSegment,
    Approve,
    Change,
    Decision,
    EditOriginal,
    EditSpan,
    EditSpeaker,
    EditTranslation,
    RemoveSegment,
    ReviewedSegment,
    Withdraw,
)
from dragoman.model.time import Span
from dragoman.review.fold import State


@dataclass(frozen=True)
class Row:
    """Say how one segment should stand; None means that the file does not speak of it.

    `id` is empty for a segment that is new. `by` and `note` are the person who decides this row and on
    what ground; an empty `by` falls to the person who imports. `place` is `file:line`.
    """

    id: str
    span: Span
    place: str
    speaker: str | None = None
    original: str | None = None
    translation: str | None = None
    approved: bool | None = None
    by: str = ""
    note: str = ""


@dataclass(frozen=True)
class Importer:
    """Name the person who imports and the moment; both stand in every decision that has no other."""

    by: str
    at: str


def decisions_from(
    rows: Sequence[Row], state: State, importer: Importer, *, used: frozenset[str], whole: bool
) -> tuple[Decision, ...]:
    """Return the decisions that bring `state` to what `rows` say; none where they agree already.

    `used` holds every id that the item's history knows, so that none is given twice. `whole` says that the
    rows are the whole transcript: segments they lack are removed; without it they raise ReviewError.
    Raise ReviewError for ids used twice or unknown, and for a row without a person's name.
    """
    _refuse_doubles(rows)
    decisions: list[Decision] = []
    fresh = _fresh_ids(used | set(state) | {row.id for row in rows if row.id})
    for row in rows:
        standing = state.get(row.id) if row.id else None
        if standing is None and row.id in used:
            raise ReviewError(
                f"segment {row.id} was removed earlier", place=row.place, hint="leave the id empty to add it anew"
            )
        changes = tuple(_changes(row, standing))
        if changes:
            by = row.by.strip() or importer.by.strip()
            if not by:
                raise ReviewError("this row decides something and names nobody", place=row.place, hint="use --by NAME")
            identity = row.id or next(fresh)
            decisions += [Decision(identity, change, by, importer.at, row.note) for change in changes]
    return (*_removals(rows, state, importer, whole=whole), *decisions)


def _changes(row: Row, standing: ReviewedSegment | None) -> Iterator[Change]:
    if standing is None:
        yield AddSegment(row.span)
    elif row.span != standing.span:
        yield EditSpan(row.span)
    if row.original is not None and row.original != (standing.original if standing else ""):
        yield EditOriginal(row.original)
    if row.translation is not None and row.translation != (standing.translation if standing else ""):
        yield EditTranslation(row.translation)
    if row.speaker is not None and row.speaker != (standing.speaker if standing else ""):
        yield EditSpeaker(row.speaker)
    yield from _approval(row, standing)


def _approval(row: Row, standing: ReviewedSegment | None) -> Iterator[Change]:
    names = {approval.by for approval in standing.approved} if standing else set()
    edited = standing is None or not _stands(row, standing)
    if row.approved and (edited or not names or (row.by.strip() and row.by.strip() not in names)):
        yield Approve()
    if row.approved is False and names and not edited:
        yield Withdraw()


def _stands(row: Row, standing: ReviewedSegment) -> bool:
    return (
        row.span == standing.span
        and row.original in (None, standing.original)
        and row.translation in (None, standing.translation)
        and row.speaker in (None, standing.speaker)
    )


def _removals(rows: Sequence[Row], state: State, importer: Importer, *, whole: bool) -> Iterator[Decision]:
    named = {row.id for row in rows}
    missing = [identity for identity in state if identity not in named]
    if not missing:
        return
    if not whole:
        listed = ", ".join(missing[:5]) + (", ..." if len(missing) > 5 else "")
        raise ReviewError(
            f"the file lacks {len(missing)} of the item's segments: {listed}",
            hint="put them back, or use --whole to say that the file is the whole transcript",
        )
    if not importer.by.strip():
        raise ReviewError("removing segments needs a person's name", hint="use --by NAME")
    for identity in missing:
        yield Decision(identity, RemoveSegment(), importer.by, importer.at)


def _refuse_doubles(rows: Sequence[Row]) -> None:
    seen: dict[str, str] = {}
    for row in rows:
        if row.id and row.id in seen:
            raise ReviewError(f"segment {row.id} stands twice, first at {seen[row.id]}", place=row.place)
        seen[row.id] = row.place


def _fresh_ids(taken: set[str] | frozenset[str]) -> Iterator[str]:
    number = 0
    while True:
        number += 1
        identity = f"h{number:04d}"
        if identity not in taken:
            yield identity
