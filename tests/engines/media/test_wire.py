"""What a child may say, and what the parent makes of anything else."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.engines.media.wire import MAX_CHUNK, MAX_ZEROS, BrokenWire, Failed, Sender, Sounded, receive
from dragoman.engines.media.worker import _how_it_ended as how_it_ended
from dragoman.model.settings import MediaSettings


def said(*parts: bytes | int) -> bytes:
    pipe = io.BytesIO()
    sender = Sender(pipe)
    for part in parts:
        if isinstance(part, int):
            sender.zeros(part)
        else:
            sender.data(part)
    sender.answer(Sounded(7))
    return pipe.getvalue()


@given(st.lists(st.binary(min_size=1, max_size=3000) | st.integers(min_value=1, max_value=MAX_ZEROS)))
def test_what_is_sent_is_received(parts: list[bytes | int]) -> None:
    assert list(receive(io.BytesIO(said(*parts)))) == [*parts, Sounded(7)]


@given(st.integers(min_value=0))
def test_an_answer_cut_off_is_no_answer(cut: int) -> None:
    whole = said(b"abc", 5, b"def")
    heard = list(receive(io.BytesIO(whole[: cut % len(whole)])))
    assert Sounded(7) not in heard
    assert heard == [b"abc", 5, b"def"][: len(heard)]


@given(st.binary(max_size=200))
def test_any_other_bytes_are_refused_or_end(data: bytes) -> None:
    try:
        heard = list(receive(io.BytesIO(data)))
    except BrokenWire:
        return
    assert all(isinstance(part, bytes | int | Sounded | Failed) for part in heard)


@pytest.mark.parametrize(("kind", "most"), [(b"d", MAX_CHUNK), (b"a", MAX_CHUNK), (b"z", MAX_ZEROS)])
def test_more_than_allowed_at_once_is_refused(kind: bytes, most: int) -> None:
    with pytest.raises(BrokenWire):
        list(receive(io.BytesIO(kind + (most + 1).to_bytes(8, "big"))))


def test_many_zeros_are_sent_in_parts() -> None:
    assert list(receive(io.BytesIO(said(MAX_ZEROS + 5)))) == [MAX_ZEROS, 5, Sounded(7)]


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (-9, "killed"),
        (137, "killed"),
        (-24, "limit of 7200 s"),
        (152, "limit of 7200 s"),
        (-11, "crashed on this footage (SIGSEGV)"),
        (139, "crashed on this footage (SIGSEGV)"),
        (1, "without an answer: last words"),
        (255, "without an answer: last words"),
    ],
)
def test_how_a_child_ended_is_said(status: int, words: str) -> None:
    from collections import deque

    (message,) = how_it_ended(status, MediaSettings(), deque(["first", "last words"]))
    assert words in message
