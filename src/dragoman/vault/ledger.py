"""Read the ledger: lines that each hold the digest of the one before, and the head that says where they end."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from dragoman.model.digest import canonical, of_bytes
from dragoman.model.errors import Damaged, NotInVault
from dragoman.model.ledger import Entry, Head

# A line holds three digests at most, so the last lines stand well within this many bytes.
_END = 1 << 14
_LINE = re.compile(rb"[^\n]*\n")
_entry = msgspec.json.Decoder(Entry)
_head = msgspec.json.Decoder(Head)


@dataclass(frozen=True, slots=True)
class Tip:
    """Mark a place in the ledger: after line `count`, whose digest is `last`, `size` bytes from the start."""

    count: int = 0
    last: str | None = None
    size: int = 0

    @property
    def head(self) -> Head:
        """Return the head that names this place."""
        return Head(self.count, self.last)


@dataclass(frozen=True, slots=True)
class End:
    """Say how a ledger ends: at its head's line `tip`, and what an interrupted write left beyond it.

    `entry` is the head's own line, None in an empty ledger; `ahead` is one whole line that the head does
    not know yet; `torn` counts the bytes of a line that was not written whole.
    """

    tip: Tip
    entry: Entry | None
    ahead: Entry | None = None
    torn: int = 0


def line_of(entry: Entry) -> bytes:
    """Return an entry's line without its newline."""
    return canonical(entry)


def after(tip: Tip, line: bytes) -> Tip:
    """Return the place after `line`, given without its newline."""
    return Tip(tip.count + 1, of_bytes(line), tip.size + len(line) + 1)


def read_line(line: bytes, tip: Tip, place: str) -> Entry:
    """Return the entry in the line that follows `tip`; raise Damaged when it is none, or does not follow."""
    where = f"{place}:{tip.count + 1}"
    entry = _decode(line, where)
    if entry.number != tip.count + 1:
        raise Damaged(f"line {entry.number} stands where line {tip.count + 1} belongs", place=where)
    if entry.before != tip.last:
        raise Damaged("the line does not hold the digest of the line before it", place=where)
    return entry


def loose(line: bytes) -> Entry | None:
    """Return the entry that a line holds, whatever stands before it, or None."""
    try:
        return _decode(line, "")
    except Damaged:
        return None


def entries(path: Path, tip: Tip) -> Iterator[tuple[Entry, Tip]]:
    """Yield the whole lines after `tip` with the place after each, checking the chain; raise Damaged.

    A last line without its newline is being written, or was torn; it is not yielded.
    """
    with path.open("rb") as file:
        file.seek(tip.size)
        for raw in file:
            if not raw.endswith(b"\n"):
                return
            entry = read_line(raw[:-1], tip, path.name)
            tip = after(tip, raw[:-1])
            yield entry, tip


def stands(path: Path, tip: Tip) -> bool:
    """Tell whether the line that ends at `tip` is the one that `tip` names, reading that line alone."""
    if tip.count == 0:
        return tip == Tip()
    with path.open("rb") as file:
        begin = max(0, tip.size - _END)
        file.seek(begin)
        lines = _LINE.findall(file.read(tip.size - begin))
    if not lines or of_bytes(lines[-1][:-1]) != tip.last:
        return False
    return _decode(lines[-1][:-1], path.name).number == tip.count


def read_head(path: Path) -> Head:
    """Return the head at `path`; raise Damaged, or NotInVault where there is none."""
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise NotInVault("there is no store here", place=str(path), hint="dragoman init makes one") from error
    try:
        head = _head.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Damaged(f"not the head of a ledger: {error}", place=str(path)) from error
    if canonical(head) != data:
        raise Damaged("a head whose JSON is not canonical", place=str(path))
    return head


def read_end(path: Path, head: Head) -> End:
    """Return how the ledger at `path` ends, reading its last lines alone.

    Raise Damaged when the head's line is not there, or more stands beyond it than one interrupted write
    can leave: one whole line, or one torn one.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(0, size - _END))
        data = file.read()
    begin = size - len(data)
    if head.count == 0 and head.last is None and begin == 0:
        return _beyond(Tip(), None, data, path.name)
    for match in _LINE.finditer(data):
        line = match[0][:-1]
        if of_bytes(line) == head.last and (entry := _decode(line, path.name)).number == head.count:
            tip = Tip(head.count, head.last, begin + match.end())
            return _beyond(tip, entry, data[match.end() :], path.name)
    raise Damaged(
        f"the ledger does not lead to its head, which names line {head.count}",
        place=str(path),
        hint="dragoman verify names the line; bring the ledger and its head back from a copy",
    )


def _decode(line: bytes, place: str) -> Entry:
    try:
        entry = _entry.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Damaged(f"not a line of the ledger: {error}", place=place) from error
    if canonical(entry) != line:
        raise Damaged("a line whose JSON is not canonical", place=place)
    return entry


def _beyond(tip: Tip, entry: Entry | None, rest: bytes, place: str) -> End:
    if not rest:
        return End(tip, entry)
    if b"\n" in rest[:-1]:
        raise Damaged(
            f"more than one line stands beyond line {tip.count}, which the head names",
            place=place,
            hint="bring the ledger and its head back from a copy",
        )
    if rest.endswith(b"\n"):
        try:
            return End(tip, entry, ahead=read_line(rest[:-1], tip, place))
        except Damaged:
            pass
    return End(tip, entry, torn=len(rest))
