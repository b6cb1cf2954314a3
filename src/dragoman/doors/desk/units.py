"""Places in a text as browsers count them, in UTF-16 units, and as everything else here does, in characters."""

from bisect import bisect_left, bisect_right


class Units:
    """Turn offsets of one text into browsers' units and back."""

    def __init__(self, text: str) -> None:
        self._wide = [at for at, character in enumerate(text) if character > "\uffff"]
        self._wide_units = [at + count for count, at in enumerate(self._wide)]
        self._length = len(text)

    def units(self, offset: int) -> int:
        """Return the units before the character at `offset`."""
        return offset + bisect_left(self._wide, offset)

    def offset(self, units: int) -> int:
        """Return the offset of the character at `units`; within one of two units, its own; none beyond the text."""
        return max(0, min(self._length, units - bisect_right(self._wide_units, units - 1)))
