"""The pin's grammar: what it takes, what it refuses, and that it writes what it read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.model.pin import Pin, looks_like_pin, parse_pin
from dragoman.model.time import Span


@pytest.mark.parametrize(
    ("text", "pin"),
    [
        ("address@3#t=72.100,75.000", Pin("address", 3, 72_100, 75_000)),
        ("address#t=71.000", Pin("address", None, 71_000, None)),
        ("2026-11-22-address@12#t=0,5", Pin("2026-11-22-address", 12, 0, 5000)),
        ("a.b_c#t=1.5,2.25", Pin("a.b_c", None, 1500, 2250)),
    ],
)
def test_pins_are_read(text: str, pin: Pin) -> None:
    assert parse_pin(text) == pin


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org/#t=1,2",
        "address@0#t=1,2",
        "address@#t=1,2",
        "address@3#t=2,2",
        "address@3#t=3,2",
        "address@3#t=1.2345,2",
        "address@3#t=npt:1,2",
        "Address@3#t=1,2",
        "-a@3#t=1,2",
        "address@3",
        "address@3#t=١,٢",
        "",
    ],
)
def test_what_is_no_pin_is_refused(text: str) -> None:
    assert parse_pin(text) is None


def test_a_misspelt_pin_is_told_from_an_address() -> None:
    assert looks_like_pin("address@x#t=1,2")
    assert looks_like_pin("address@3#t=oops")
    assert not looks_like_pin("https://example.org/a#t=1")
    assert not looks_like_pin("#note")


def test_a_moment_has_no_span() -> None:
    with pytest.raises(ValueError, match="moment"):
        _ = Pin("a", None, 5, None).span
    assert Pin("a", 1, 5, 6).span == Span(5, 6)


@given(
    name=st.from_regex(r"[a-z0-9]([a-z0-9._-]{0,10}[a-z0-9])?", fullmatch=True),
    revision=st.none() | st.integers(1, 10**6),
    start=st.integers(0, 10**8),
    length=st.none() | st.integers(1, 10**7),
)
def test_a_pin_reads_back_what_it_writes(name: str, revision: int | None, start: int, length: int | None) -> None:
    pin = Pin(name, revision, start, start + length if length else None)
    assert parse_pin(str(pin)) == pin
