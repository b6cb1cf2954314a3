"""A reference to scripture, as a text gives it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reference:
    """Hold a reference: where it stands in its text, its chapter and the verses it names.

    `chapter` is 0 where the text names it by words alone. `named` is what the words say: the number of
    the sura, or of the book of the Bible, from 1; 0 where they say nothing.
    """

    start: int
    end: int
    chapter: int
    verses: tuple[int, ...]
    named: int = 0
