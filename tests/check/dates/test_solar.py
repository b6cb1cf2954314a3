"""The Persian solar calendar: days that history knows in both calendars, and no day lost or doubled."""

from datetime import date, timedelta

import pytest

from dragoman.check.dates.solar import FIRST_YEAR, LAST_YEAR, gregorian, is_leap, month_length


@pytest.mark.parametrize(
    ("solar", "expected"),
    [
        ((1300, 1, 1), "1921-03-21"),
        ((1332, 5, 28), "1953-08-19"),
        ((1357, 11, 22), "1979-02-11"),
        ((1359, 6, 31), "1980-09-22"),
        ((1388, 3, 22), "2009-06-12"),
        ((1399, 12, 30), "2021-03-20"),
        ((1403, 12, 30), "2025-03-20"),
        ((1404, 1, 1), "2025-03-21"),
        ((1405, 9, 3), "2026-11-24"),
        ((1408, 12, 30), "2030-03-20"),
    ],
)
def test_a_solar_day_is_the_gregorian_day_that_it_was(solar: tuple[int, int, int], expected: str) -> None:
    assert str(gregorian(*solar)) == expected


@pytest.mark.parametrize(
    "solar", [(1299, 1, 1), (1461, 1, 1), (1404, 12, 30), (1404, 7, 31), (1404, 13, 1), (1404, 1, 0)]
)
def test_a_day_that_is_not_there_is_none(solar: tuple[int, int, int]) -> None:
    assert gregorian(*solar) is None


def test_every_day_has_one_before_and_one_after() -> None:
    # As jdatetime 6.1.1 and convertdate 2.5.1 have them, which agree on every year from 1300 to 1460.
    assert [year for year in range(1370, 1410) if is_leap(year)] == [
        1370,
        1375,
        1379,
        1383,
        1387,
        1391,
        1395,
        1399,
        1403,
        1408,
    ]
    day = date(1921, 3, 20)
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        for month in range(1, 13):
            for number in range(1, month_length(year, month) + 1):
                day += timedelta(1)
                assert gregorian(year, month, number) == day
