"""A ledger is append-only: forks, rollbacks, reordered and edited lines are all detected."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.model.digest import canonical, of_bytes
from dragoman.model.errors import Damaged
from dragoman.model.ledger import Entry, Head
from dragoman.vault import ledger
from dragoman.vault.ledger import Tip

AT = "2026-11-22T10:00:00Z"


def lines_of(records: list[str], start: Tip | None = None) -> list[bytes]:
    """Return a chain of lines that name `records`, without newlines."""
    tip, lines = start or Tip(), []
    for record in records:
        line = canonical(Entry(tip.count + 1, tip.last, AT, "item", of_bytes(record.encode())))
        lines.append(line)
        tip = ledger.after(tip, line)
    return lines


def tip_of(lines: list[bytes]) -> Tip:
    tip = Tip()
    for line in lines:
        tip = ledger.after(tip, line)
    return tip


def holds(data: bytes, head: Head) -> bool:
    """Tell whether the whole ledger in `data` leads to `head` and ends there."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.jsonl"
        path.write_bytes(data)
        try:
            for _ in ledger.entries(path, Tip()):
                pass
            end = ledger.read_end(path, head)
        except Damaged:
            return False
        return end.ahead is None and end.torn == 0


def joined(lines: list[bytes]) -> bytes:
    return b"".join(line + b"\n" for line in lines)


RECORDS = st.lists(st.text("abc", min_size=1, max_size=3), min_size=1, max_size=12)


@given(RECORDS)
@settings(max_examples=50)
def test_a_chain_holds(records: list[str]) -> None:
    lines = lines_of(records)
    assert holds(joined(lines), tip_of(lines).head)


@given(RECORDS, st.data())
@settings(max_examples=100)
def test_a_fork_is_detected(records: list[str], data: st.DataObject) -> None:
    """Take another turn at some line, and rewrite the rest of the chain so that it is whole again."""
    lines = lines_of(records)
    at = data.draw(st.integers(0, len(lines) - 1))
    rest = [*data.draw(st.lists(st.text("xyz", min_size=1, max_size=3), min_size=1, max_size=5)), *records[at + 1 :]]
    forked = lines[:at] + lines_of(rest, tip_of(lines[:at]))
    assert holds(joined(forked), tip_of(forked).head)
    assert not holds(joined(forked), tip_of(lines).head)


@given(RECORDS, st.data())
@settings(max_examples=100)
def test_a_rollback_is_detected(records: list[str], data: st.DataObject) -> None:
    lines = lines_of(records)
    kept = data.draw(st.integers(0, len(lines) - 1))
    assert not holds(joined(lines[:kept]), tip_of(lines).head)
    if len(lines) - kept >= 1:
        assert not holds(joined(lines), tip_of(lines[:kept]).head), "a head rolled back alone is behind its ledger"


@given(RECORDS, st.data())
@settings(max_examples=100)
def test_another_order_is_detected(records: list[str], data: st.DataObject) -> None:
    lines = lines_of(records)
    other = data.draw(st.permutations(lines))
    assert holds(joined(other), tip_of(lines).head) == (other == lines)


@given(RECORDS, st.data())
@settings(max_examples=200)
def test_an_edit_is_detected(records: list[str], data: st.DataObject) -> None:
    whole = joined(lines_of(records))
    head = tip_of(lines_of(records)).head
    at = data.draw(st.integers(0, len(whole) - 1))
    edited = data.draw(
        st.sampled_from(
            [
                whole[:at] + bytes([whole[at] ^ 1 << data.draw(st.integers(0, 7))]) + whole[at + 1 :],
                whole[:at] + data.draw(st.binary(min_size=1, max_size=4)) + whole[at:],
                whole[:at] + whole[at + 1 :],
                whole[:at],
            ]
        )
    )
    assert holds(edited, head) == (edited == whole)


def test_a_line_is_read_strictly(tmp_path: Path) -> None:
    line = lines_of(["a"])[0]
    cases = [
        (b"{}", "not a line"),
        (line.replace(b'"kind"', b'"kind" '), "not canonical"),
        (line.replace(b"{", b'{"number":1,', 1), "not canonical"),
        (line[:-1] + b',"extra":1}', "not a line"),
        (line.replace(b'"number":1', b'"number":2'), "line 2 stands where line 1 belongs"),
        (b"\xff\xfe", "not a line"),
    ]
    for data, message in cases:
        with pytest.raises(Damaged, match=message):
            ledger.read_line(data, Tip(), "ledger.jsonl")
    with pytest.raises(Damaged, match="digest of the line before"):
        ledger.read_line(lines_of(["a", "b"])[1], tip_of(lines_of(["c"])), "ledger.jsonl")


def test_what_a_crash_leaves_is_told_from_damage(tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    lines = lines_of([str(n) for n in range(200)])
    head = tip_of(lines[:-1]).head
    whole = joined(lines[:-1])
    for size in range(len(lines[-1]) + 1):
        path.write_bytes(whole + lines[-1][:size])
        end = ledger.read_end(path, head)
        assert (end.ahead, end.torn, end.tip.size) == (None, size, len(whole))
    path.write_bytes(whole + lines[-1] + b"\n")
    ahead = ledger.read_end(path, head).ahead
    assert ahead is not None and ahead.number == 200
    for rest in (b"\n\n", lines[-1] + b"\n" + lines[-1] + b"\n", lines[-1] + b"\n{"):
        path.write_bytes(whole + rest)
        with pytest.raises(Damaged, match="more than one line"):
            ledger.read_end(path, head)
    path.write_bytes(joined(lines))
    with pytest.raises(Damaged, match="does not lead to its head"):
        ledger.read_end(path, tip_of(lines[:10]).head)


def test_a_tip_stands_only_where_its_line_does(tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    lines = lines_of(["a", "b", "c"])
    path.write_bytes(joined(lines))
    tip = tip_of(lines[:2])
    assert ledger.stands(path, tip) and ledger.stands(path, Tip())
    for other in (
        Tip(1, tip.last, tip.size),
        Tip(2, tip_of(lines[:1]).last, tip.size),
        Tip(2, tip.last, tip.size - 1),
        Tip(2, tip.last, 10_000),
        Tip(0, None, 5),
    ):
        assert not ledger.stands(path, other)


@pytest.mark.parametrize("data", [b"", b"{}", b'{"count":0,"kind":"head/1","last":null}\n', b"\xff"])
def test_a_head_is_read_strictly(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "head.json").write_bytes(data)
    with pytest.raises(Damaged):
        ledger.read_head(tmp_path / "head.json")
