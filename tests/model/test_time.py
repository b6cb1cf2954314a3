"""Spans are half-open whole milliseconds; instants are UTC."""

from datetime import UTC, datetime, timedelta, timezone

import msgspec
import pytest

from dragoman.model.time import Span, clock, instant, millis, seconds


def test_a_span_must_end_after_it_starts() -> None:
    for start, end in ((5, 5), (6, 5)):
        with pytest.raises(ValueError, match="must end after"):
            Span(start, end)


@pytest.mark.parametrize("text", [b'{"start":-1,"end":3}', b'{"start":0.5,"end":3}', b'{"start":true,"end":3}'])
def test_a_decoded_span_is_whole_milliseconds(text: bytes) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(text, type=Span)


def test_spans_that_only_touch_do_not_overlap() -> None:
    assert not Span(0, 10).overlaps(Span(10, 20))
    assert Span(0, 11).overlaps(Span(10, 20))
    assert Span(10, 20).overlaps(Span(0, 11))


@pytest.mark.parametrize(
    ("at", "media", "people"),
    [(0, "0.000", "0:00"), (72_100, "72.100", "1:12"), (3_725_009, "3725.009", "1:02:05"), (59_999, "59.999", "0:59")],
)
def test_times_are_written_for_machines_and_for_people(at: int, media: str, people: str) -> None:
    assert seconds(at) == media
    assert clock(at) == people


@pytest.mark.parametrize(("value", "whole"), [(0.0, 0), (1.0004, 1000), (1.0006, 1001), (-0.2, 0)])
def test_engine_seconds_become_milliseconds_once(value: float, whole: int) -> None:
    assert millis(value) == whole


def test_an_instant_is_utc_whatever_the_zone() -> None:
    tehran = timezone(timedelta(hours=3, minutes=30))
    assert instant(datetime(2026, 11, 24, 11, 30, tzinfo=tehran)) == "2026-11-24T08:00:00Z"
    assert instant(datetime(2026, 11, 24, 8, 0, 0, 999_999, tzinfo=UTC)) == "2026-11-24T08:00:00Z"
    with pytest.raises(ValueError, match="time zone"):
        instant(datetime(2026, 11, 24))
