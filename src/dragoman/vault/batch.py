"""Whether records may be kept together: nothing dangling, nothing astray, no number taken twice."""

from collections.abc import Sequence

from dragoman.model.digest import digest
from dragoman.model.errors import VaultError
from dragoman.model.ledger import EntryKind
from dragoman.model.records import Record, kind_of
from dragoman.vault.index import Index


def check(records: Sequence[Record], what: EntryKind, index: Index) -> None:
    """Raise VaultError unless the ledger may name the last of `records` as `what` and so lead to all of them."""
    if not records:
        raise VaultError("there is nothing to keep")
    if what == "preserved" or kind_of(records[-1]) != what:
        raise VaultError(
            f"a ledger line cannot call this {what}: the last record is {kind_of(records[-1])}",
            hint="captures are kept by Vault.preserve, others by the name of their kind",
        )
    together = {digest(record): record for record in records}
    _refuse_dangling(together, index)
    _refuse_astray(together, digest(records[-1]), index)
    for name, record in together.items():
        taken = index.taken(record)
        if taken not in (None, name):
            raise VaultError(
                f"another {kind_of(record)} has this number already", place=taken, hint="read the latest and try again"
            )


def _refuse_dangling(together: dict[str, Record], index: Index) -> None:
    for name, record in together.items():
        for source in record.made_from:
            if source not in together and not index.is_listed(source):
                raise VaultError(f"{kind_of(record)} {name} was made from a record that is not kept", place=source)


def _refuse_astray(together: dict[str, Record], last: str, index: Index) -> None:
    reached = {last}
    waiting = [last]
    while waiting:
        for source in together[waiting.pop()].made_from:
            if source in together and source not in reached:
                reached.add(source)
                waiting.append(source)
    for name in together.keys() - reached:
        if not index.is_listed(name):
            raise VaultError(
                f"the last record does not lead to this {kind_of(together[name])}, so no line would",
                place=name,
                hint="put it by a line of its own",
            )
