"""What can be ordered, and when two orders ask for the same."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.model.errors import BadInput
from dragoman.steps.receipts import Receipt, Receipts, Wish
from dragoman.steps.work import CaptureOrder, Order, PublishOrder, ReadOrder, SeenOrder, key_of, order_of


@pytest.mark.parametrize(
    ("kind", "arguments", "order"),
    [
        ("capture", {"address": "/a/b.mp4"}, CaptureOrder("/a/b.mp4")),
        ("capture", {"address": "https://example.org/x", "then_read": "true", "spoken": "2026-11-22"},
         CaptureOrder("https://example.org/x", then_read=True, spoken="2026-11-22")),
        ("capture", {"address": "a", "document": "false", "language": "fa"}, CaptureOrder("a", language="fa")),
        ("read", {"item": "address"}, ReadOrder("address")),
        ("read", {"item": "address", "language": "pt-BR"}, ReadOrder("address", "pt-BR")),
        # What is left open is sent on as it is, from a capture to the reading that follows it.
        ("read", {"item": "address", "language": ""}, ReadOrder("address")),
        ("capture", {"address": "a", "name": "", "language": ""}, CaptureOrder("a")),
        ("seen", {"item": "address"}, SeenOrder("address")),
        ("publish", {}, PublishOrder()),
        ("publish", {"dispatch": "0001-dam.md"}, PublishOrder("0001-dam.md")),
    ],
)  # fmt: skip
def test_arguments_make_an_order(kind: str, arguments: dict[str, str], order: object) -> None:
    assert order_of(kind, arguments) == order


@pytest.mark.parametrize(
    ("kind", "arguments", "complaint"),
    [
        ("delete", {}, "no kind of work"),
        ("capture", {}, "address"),
        ("capture", {"address": "a", "language": "Persian!"}, "language"),
        ("capture", {"address": "a", "name": "Not A Name"}, "name"),
        ("capture", {"address": "a", "then_read": "perhaps"}, "then_read"),
        ("capture", {"address": "a", "mood": "glad"}, "mood"),
        ("read", {"item": "../secret"}, "item"),
        ("seen", {"item": "../secret"}, "item"),
        ("seen", {"item": "a", "language": "fa"}, "language"),
        ("seen", {}, "item"),
        ("publish", {"item": "a"}, "item"),
    ],
)
def test_other_arguments_are_refused_with_what_fits(kind: str, arguments: dict[str, str], complaint: str) -> None:
    with pytest.raises(BadInput, match=complaint) as told:
        order_of(kind, arguments)
    assert told.value.hint


def test_only_the_same_order_has_the_same_key() -> None:
    captures: list[Order] = [CaptureOrder("a"), CaptureOrder("b"), CaptureOrder("a", name="b")]
    others: list[Order] = [ReadOrder("a"), ReadOrder("b"), SeenOrder("a"), PublishOrder(), PublishOrder("a")]
    keys = [key_of(order) for order in captures + others]
    assert len(set(keys)) == len(keys)
    assert key_of(CaptureOrder("a")) == keys[0]


_ids = st.lists(st.text("0123456789abcdef", min_size=1, max_size=8), max_size=5)


@given(attempts=_ids, item=st.sampled_from(["", "address", "2026-11-22-talk"]))
def test_receipts_keep_what_they_were_told(
    tmp_path_factory: pytest.TempPathFactory, attempts: list[str], item: str
) -> None:
    folder = tmp_path_factory.mktemp("receipts")
    wish, other = Wish(blob="sha256:a"), Wish(address="sha256:a")
    for attempt in attempts:
        Receipts(folder).tried(wish, attempt)
    if item:
        Receipts(folder).answered(wish, item)
    assert Receipts(folder).of(wish) == Receipt(tuple(attempts), item)
    assert Receipts(folder).of(other) == Receipt()


def test_a_receipt_that_cannot_be_read_is_none(tmp_path: Path) -> None:
    receipts, wish = Receipts(tmp_path), Wish(blob="sha256:a")
    receipts.answered(wish, "address")
    next(tmp_path.glob("*.json")).write_bytes(b"{\xff torn")
    assert receipts.of(wish) == Receipt()
