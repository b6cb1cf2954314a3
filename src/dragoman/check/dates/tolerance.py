"""How many days people mean when they say "a month" or "ten years": the widest that nobody would object to."""

from dataclasses import dataclass
from typing import Literal

Unit = Literal["day", "week", "month", "year", "decade", "century"]
Manner = Literal["plain", "exactly", "about", "over", "under"]

_DAYS: dict[Unit, float] = {
    "day": 1,
    "week": 7,
    "month": 30.44,
    "year": 365.25,
    "decade": 3652.5,
    "century": 36525,
}
# What one of the unit may fall short by and exceed, in days, and what share of many: "a month" is 21 to 45 days,
# "a year" 9 to 15 months, "three weeks" 17 to 25 days, "ten years" 9 to 11 years.
_SHORT: dict[Unit, float] = {"day": 1, "week": 3, "month": 9.44, "year": 91.25, "decade": 730, "century": 5500}
_LONG: dict[Unit, float] = {"day": 1, "week": 3, "month": 14.56, "year": 91.75, "decade": 730, "century": 5500}
_SHARE: dict[Unit, float] = {"day": 0.15, "week": 0.2, "month": 0.2, "year": 0.1, "decade": 0.2, "century": 0.15}
# Of two years and more, calendar years are counted too: from the end of 2016 to the start of 2019 is "three years".
_SOME_YEARS = 219.0


@dataclass(frozen=True, slots=True)
class Length:
    """Hold a length of time as spoken: `count` of a `unit`, and the `manner` of saying so."""

    count: int
    unit: Unit
    manner: Manner = "plain"

    def bounds(self) -> tuple[float, float]:
        """Return the fewest and the most days that it can mean; the most is infinite for "more than"."""
        days = self.count * _DAYS[self.unit]
        if self.manner == "exactly":
            # Months and years are not all equally long.
            slack = 0.0 if self.unit in ("day", "week") else 2.5 if self.unit == "month" else 1.0
            return days - slack, days + slack
        wide = 2 if self.manner == "about" else 1
        short, long = (self._slack(each[self.unit]) * wide for each in (_SHORT, _LONG))
        least = 0 if self.manner == "under" else max(days - short, 1)
        return least, float("inf") if self.manner == "over" else days + long

    def _slack(self, of_one: float) -> float:
        if self.unit == "year" and self.count > 1:
            of_one = _SOME_YEARS
        return max(of_one, _SHARE[self.unit] * self.count * _DAYS[self.unit])
