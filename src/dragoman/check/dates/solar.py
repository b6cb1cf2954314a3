"""The Persian solar calendar, Iran's since 1925: its days as those of the Gregorian calendar."""

from datetime import date, timedelta

# The year begins at the equinox as reckoned for Tehran. From 1178 to 1502 that gives leap years by this cycle of 33
# years; the years before 1300 are left alone, since people then wrote other calendars.
FIRST_YEAR, LAST_YEAR = 1300, 1460
_START = date(1921, 3, 21)


def gregorian(year: int, month: int, day: int) -> date | None:
    """Return a day of the solar years 1300 to 1460, None where there is no such day or year."""
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 and 1 <= day <= month_length(year, month)):
        return None
    leap_days = sum(is_leap(past) for past in range(FIRST_YEAR, year))
    before = 31 * (month - 1) - max(0, month - 7)
    return _START + timedelta(365 * (year - FIRST_YEAR) + leap_days + before + day - 1)


def month_length(year: int, month: int) -> int:
    """Return how many days a month has: 31 in the first half of the year, then 30, the last 29 or 30."""
    if month <= 6:
        return 31
    return 30 if month < 12 or is_leap(year) else 29


def is_leap(year: int) -> bool:
    """Tell whether a solar year has 366 days."""
    return (25 * year + 11) % 33 < 8
