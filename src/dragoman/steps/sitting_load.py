"""Bring an item's sitting up from the journal and the vault, and in order where either went on without the other."""

from dataclasses import replace

from dragoman.model.time import Instant
from dragoman.steps.desk import Desk
from dragoman.steps.sitting_base import Base, moved, newest, stand
from dragoman.steps.sitting_fold import fold, ground, live
from dragoman.steps.sitting_held import Held
from dragoman.steps.sitting_journal import Event, Journal, Row


def still(journal: Journal, desk: Desk, held: Held) -> Held | None:
    """Return a sitting in memory where it is what the journal and the vault make of it still, else None."""
    name = held.standing.item.name
    row = journal.item(name)
    if row is None or (row.base, row.last, row.committing) != (held.base, held.last, None):
        return None
    if held.readers != desk.settings.review.readers:
        return None
    ledger = desk.vault.index.count()
    if ledger == held.ledger:
        return held
    # The ledger grew, most often by what has nothing to do with this item.
    same = _base(desk, name, row, pending=bool(live(held.events))) == held.base
    return replace(held, ledger=ledger) if same else None


def load(journal: Journal, desk: Desk, name: str, *, at: Instant) -> Held:
    """Return an item's sitting; to be called while writing, since what happened elsewhere is entered first.

    A revision whose making a crash cut off is found in the vault or not, and its decisions are forgotten or
    kept. Where a newer revision came by another way, gestures made on other text are set aside.
    """
    ledger = desk.vault.index.count()
    row = _recovered(journal, desk, name)
    events = journal.events(name)
    base = _base(desk, name, row, pending=bool(live(events)))
    if row is None or row.base != base:
        _lay(journal, desk, name, (row.base if row else base, base), at=at)
    standing = stand(desk, name, base)
    below = ground(standing.review)
    lines, unfit = fold(below, live(events), monolingual=standing.review.monolingual)
    for each in unfit:
        journal.add(name, Event("aside", "", at, (), each.number, said=each.message))
    now = journal.item(name)
    return Held(
        base=base,
        ledger=ledger,
        last=now.last if now else 0,
        readers=desk.settings.review.readers,
        standing=standing,
        ground=below,
        events=tuple(journal.events(name)),
        lines=lines,
        touched=journal.touched(name),
    )


def clear(journal: Journal, name: str, reviewed: str, *, upto: int) -> None:
    """Forget the events that a reviewed record in the vault holds; keep what was set aside and is not dismissed."""
    events = [(number, event) for number, event in journal.events(name) if number <= upto]
    dismissed = {event.target for _, event in events if event.kind == "dismissed"}
    aside = {event.target for _, event in events if event.kind == "aside"} - dismissed
    kept = aside | {number for number, event in events if event.kind == "aside" and event.target in aside}
    journal.forget(name, [number for number, _ in events if number not in kept])
    journal.lay(name, Base(reviewed=reviewed))
    journal.intend(name, None, 0)


def _recovered(journal: Journal, desk: Desk, name: str) -> Row | None:
    row = journal.item(name)
    if row is None or row.committing is None:
        return row
    if desk.vault.index.is_live(row.committing):
        clear(journal, name, row.committing, upto=row.upto)
    else:
        journal.intend(name, None, 0)
    return journal.item(name)


def _base(desk: Desk, name: str, row: Row | None, *, pending: bool) -> Base:
    """Return what a sitting rests on: the newest records, but never other drafts than those decided on."""
    base = newest(desk, name)
    if row is not None and pending and not base.reviewed:
        return row.base
    return base


def _lay(journal: Journal, desk: Desk, name: str, bases: tuple[Base, Base], *, at: Instant) -> None:
    old, new = bases
    journal.lay(name, new)
    if old != new and (changed := moved(desk, old, new)):
        journal.add(name, Event("moved", "", at, changed))
