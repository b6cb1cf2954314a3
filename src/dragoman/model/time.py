"""Time in footage is whole milliseconds, start in, end out; instants are UTC to the second."""

from datetime import UTC, datetime
from typing import Annotated

import msgspec

Millis = Annotated[int, msgspec.Meta(ge=0)]
Instant = Annotated[str, msgspec.Meta(pattern=r"^[0-9]{4}-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]Z$")]
Day = Annotated[str, msgspec.Meta(pattern=r"^[0-9]{4}-[0-9][0-9]-[0-9][0-9]$")]


class Span(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold a stretch of footage: whole milliseconds on its own timeline, `start` in, `end` out."""

    start: Millis
    end: Millis

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise ValueError(f"a span must end after it starts: {self.start}..{self.end} ms")

    @property
    def length(self) -> int:
        """Return the length in milliseconds."""
        return self.end - self.start

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two spans share at least one millisecond."""
        return self.start < other.end and other.start < self.end


def millis(seconds: float) -> int:
    """Return `seconds` as whole milliseconds, rounded to the nearest; engines convert here, once."""
    return max(0, round(seconds * 1000))


def seconds(at: int) -> str:
    """Return milliseconds as seconds with three decimals, as Media Fragments write them: `72.100`."""
    return f"{at // 1000}.{at % 1000:03d}"


def clock(at: int) -> str:
    """Return milliseconds as `m:ss` or `h:mm:ss`, for people; the part of a second is cut."""
    minutes, second = divmod(at // 1000, 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02d}:{second:02d}" if hours else f"{minute}:{second:02d}"


def moment(at: int) -> str:
    """Return milliseconds as people and players read them, to the millisecond: `0:06.740`, `1:02:03.000`."""
    minutes, rest = divmod(at, 60_000)
    hours, minute = divmod(minutes, 60)
    second = seconds(rest).zfill(6)
    return f"{hours}:{minute:02d}:{second}" if hours else f"{minute}:{second}"


def instant(moment: datetime) -> str:
    """Return an aware `moment` as an `Instant`; raise ValueError when it carries no time zone."""
    if moment.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def now() -> str:
    """Return the present `Instant`; steps take this function as their clock."""
    return instant(datetime.now(UTC))
