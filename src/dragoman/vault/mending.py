"""Put a store in order after a crash: adopt what is whole, set the rest aside, delete nothing.

What the ledger names is never touched here: a damaged or missing record of it stays for verify to name and
for a person to bring back from a copy. An adopted line says only that the thing is kept; no state follows
from it, so an interrupted piece of work stays undone until it is done again.
"""

from dataclasses import dataclass

from dragoman.model.digest import canonical, digest
from dragoman.model.errors import Damaged
from dragoman.model.ledger import Entry
from dragoman.model.time import Instant
from dragoman.vault import aside, keeping, ledger, sealing, signing, writes
from dragoman.vault.armour import read_armour
from dragoman.vault.journal import Journal
from dragoman.vault.layout import Layout
from dragoman.vault.ledger import Tip
from dragoman.vault.survey import Kept, Survey, reach, read_kept, survey


@dataclass(slots=True)
class Mended:
    """Count what a mending adopted and what it set aside."""

    adopted: int = 0
    set_aside: int = 0


def mend(layout: Layout, journal: Journal, *, at: Instant) -> Mended:
    """Adopt what an interrupted write left whole and set aside what has no place; raise Damaged.

    Call it under the store's lock, after `Journal.recover`. A broken chain is refused, not mended.
    """
    found = survey(layout)
    kept = {name: read_kept(layout, name) for name in found.records}
    order = _Order(kept, set(reach(_roots(_entries(layout)), kept)), Mended(), at)
    broken = _adopt_bags(layout, journal, found, order)
    unfit = _adopt_records(layout, journal, order)
    _put_aside(layout, journal, found.strangers | broken | unfit, order)
    return order.mended


@dataclass(frozen=True, slots=True)
class _Order:
    """Hold what the steps of one mending share: records as found, those known to the ledger, counts, the time."""

    kept: dict[str, Kept]
    known: set[str]
    mended: Mended
    at: Instant


def _adopt_bags(layout: Layout, journal: Journal, found: Survey, order: _Order) -> set[str]:
    """Adopt each whole bag that no known record names, and return those that are not whole."""
    kept = (order.kept[name].preserved for name in order.known if name in order.kept)
    named = {preserved.bag for preserved in kept if preserved is not None}
    broken = set()
    for bag in sorted(found.bags - named):
        try:
            capture, preserved = sealing.read_sealed(layout.root, bag)
        except Damaged:
            broken.add(bag)
            continue
        writes.seal_folder(layout.root / bag)
        records = {keeping.keep(layout, capture), keeping.keep(layout, preserved)}
        journal.append("adopted", digest(preserved), order.at)
        order.known.update(records)
        order.mended.adopted += 1
    return broken


def _adopt_records(layout: Layout, journal: Journal, order: _Order) -> set[str]:
    """Adopt each whole record that nothing known leads to, and return the files of those that are not whole."""
    loose = {name: one for name, one in order.kept.items() if name not in order.known}
    whole = {name for name, one in loose.items() if not one.fault and one.preserved is None}
    while unfit := {n for n in whole if not all(d in whole or d in order.known for d in loose[n].made_from)}:
        whole -= unfit
    inner = {source for name in whole for source in loose[name].made_from}
    for name in sorted(whole):
        writes.flush_file(layout.record(name))
    for name in sorted(whole - inner):
        journal.append("adopted", name, order.at)
    order.known.update(whole)
    order.mended.adopted += len(whole)
    return {layout.below(layout.record(name)) for name in loose.keys() - whole}


def _put_aside(layout: Layout, journal: Journal, paths: set[str], order: _Order) -> None:
    """Set aside `paths`, signatures that no line seals, and what lies in set-aside/ unlisted."""
    entries = _entries(layout)
    found = survey(layout)
    sealed = {seal for entry in entries for seal in entry.seals}
    paths = paths | {layout.below(layout.former_signature(name)) for name in found.signatures - sealed}
    if _has_unfit_signature(layout):
        paths.add(layout.below(layout.signature))
    stray = found.set_aside - aside.listed(layout, (e.record for e in entries if e.what == "mended"))
    if not paths and not stray:
        return
    name, count = aside.set_aside(layout, paths, stray, line=len(entries) + 1)
    journal.recover(judge=False)
    journal.append("mended", name, order.at)
    order.mended.set_aside += count


def _has_unfit_signature(layout: Layout) -> bool:
    if not layout.signature.exists():
        return False
    try:
        read_armour(layout.signature.read_bytes(), str(layout.signature))
    except Damaged:
        return True
    head = canonical(ledger.read_head(layout.head))
    return signing.installed() and not signing.fits(head, layout.signature)


def _entries(layout: Layout) -> list[Entry]:
    return [entry for entry, _ in ledger.entries(layout.ledger, Tip())]


def _roots(entries: list[Entry]) -> set[str]:
    return {entry.record for entry in entries if entry.what != "mended"}
