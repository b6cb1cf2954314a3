"""Walk from a record to what it was made from."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from dragoman.model.digest import digest
from dragoman.model.errors import Damaged
from dragoman.model.records import Record, kind_of
from dragoman.model.review import Decisions, Reviewed
from dragoman.model.transcript import Transcript, Translation
from dragoman.review.revision import Review

R = TypeVar("R")

Get = Callable[[str], Record]
"""Return the record that a digest names; raise VaultError where there is none."""


def as_kind(record: Record, kind: type[R]) -> R:
    """Return `record` as the kind it must be; raise Damaged where another kind stands."""
    if not isinstance(record, kind):
        raise Damaged(f"a {kind_of(record)} stands where a {kind.__name__.lower()} is named", place=digest(record))
    return record


def closure(roots: Iterable[str], get: Get) -> Iterator[tuple[str, Record]]:
    """Yield every record that `roots` were made from, they included, each once."""
    seen: set[str] = set()
    waiting = list(roots)
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        record = get(name)
        yield name, record
        waiting += record.made_from


def batches(last: str, get: Get) -> tuple[tuple[str, Decisions], ...]:
    """Return the batches of decisions that end in `last`, each with its digest, oldest first."""
    found: list[tuple[str, Decisions]] = []
    at: str | None = last
    while at is not None:
        found.append((at, as_kind(get(at), Decisions)))
        at = found[-1][1].before
    return tuple(reversed(found))


def review_of(reviewed: Reviewed, get: Get) -> Review:
    """Return the drafts and decisions that a reviewed text rests on."""
    return Review(
        item=reviewed.item,
        transcript=as_kind(get(reviewed.transcript), Transcript),
        translation=as_kind(get(reviewed.translation), Translation) if reviewed.translation else None,
        desk_language=reviewed.desk_language,
        batches=tuple(batch for _, batch in batches(reviewed.decisions, get)),
    )
