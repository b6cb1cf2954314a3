"""Days and instants in words, without locale or time zone."""

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def day(date: str) -> str:
    """Return a `Day` or the day of an `Instant` in words: `23 November 2026`."""
    year, month, number = date[:10].split("-")
    return f"{int(number)} {_MONTHS[int(month) - 1]} {year}"


def moment(at: str) -> str:
    """Return an `Instant` in words, to the minute: `23 November 2026, 08:15 UTC`."""
    return f"{day(at)}, {at[11:16]} UTC"


def month(date: str) -> str:
    """Return the English name of a day's month."""
    return _MONTHS[int(date[5:7]) - 1]
