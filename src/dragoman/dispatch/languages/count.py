"""Adding up the words of one number, as ten languages say them: hundreds, tens and units, then the thousands."""

# Languages that say five-and-twenty, and those that say three-ten for thirteen.
_FIVE_AND_TWENTY = frozenset(["ar", "de"])
_THREE_TEN = frozenset(["ar", "he"])
# Arabic has a dual: "two thousand" is one word, and nothing multiplies it.
DUALS = frozenset([2e3, 2e6, 2e9])


class Count:
    """Add up the words of one number of a language, one by one."""

    def __init__(self, language: str) -> None:
        self._language = language.partition("-")[0]
        self._total = 0.0
        self._group = 0.0
        self._scale = float("inf")

    @property
    def value(self) -> float:
        """Return the number so far."""
        return round(self._total + self._group, 6)

    def takes(self, value: float) -> bool:
        """Take one more word into the number; tell False, and take nothing, where it begins another number."""
        if value in DUALS:
            return self._takes_dual(value)
        if value >= 1000:
            return self._takes_scale(value)
        if not self._fits(value):
            return False
        if value == 100 and 0 < self._group < 100:
            self._group *= 100
        elif self._language == "fr" and value == 20 and self._group % 100 == 4:
            self._group += 76
        else:
            self._group += value
        return True

    def _takes_dual(self, value: float) -> bool:
        if self._group or value >= self._scale:
            return False
        self._total += value
        self._scale = value / 2
        return True

    def _takes_scale(self, value: float) -> bool:
        if value < self._scale:
            self._total += (self._group or 1) * value
        elif self._total and not self._group:
            self._total *= value
        else:
            return False
        self._group, self._scale = 0.0, value
        return True

    def _fits(self, value: float) -> bool:
        low = self._group % 100
        if not self._group:
            return value < self._scale
        if value == 0.5:
            return self._group == int(self._group)
        if value != int(value) or self._group != int(self._group) or value == 0:
            return False
        if value == 100:
            return self._group < 20
        if value > 100:
            return False
        if low == 0:
            return True
        if value >= 10:
            return self._fits_tens(low, value)
        if self._language == "fr" and low in (10, 70, 90):
            return value >= 7
        return low % 10 == 0 and low >= (10 if self._language == "tr" else 20)

    def _fits_tens(self, low: float, value: float) -> bool:
        """Tell whether tens fit after the units said before them: quatre-vingt, thalatha wa-ishrun, shlosh esre."""
        if value % 10 or value == 10:
            return low in (60, 80) if self._language == "fr" else value == 10 and self._says_three_ten(low)
        return low == 4 and value == 20 if self._language == "fr" else low < 10 and self._language in _FIVE_AND_TWENTY

    def _says_three_ten(self, low: float) -> bool:
        return low < 10 and self._language in _THREE_TEN
