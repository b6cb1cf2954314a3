"""How a language says that one date lies some time before or after another: its words, as data."""

from dataclasses import dataclass, field

from dragoman.check.dates.tolerance import Manner, Unit


@dataclass(frozen=True)
class Grammar:
    """Hold the words of one language; in a text, alternatives are parted by bars.

    `numbers` and `units` give each word its meaning. `after` and `before` stand between a length and the date it is
    counted from. `later` and `earlier` close a length counted from the date said just before, `in_later` opens one
    (`через три дня`). `manners` qualify a length. `on` opens a date, `joins` a clause, `lead` ties a date to a length
    that speaks of it, `tail` closes a date (`года`). `yesterday`, `today` and `tomorrow`, and a length closed by
    `ago` or opened by `ago_opens`, are counted from the day of writing. `to_the_day` makes a length exact; `next_day`
    and `previous_day` are whole phrases.
    """

    numbers: dict[str, int]
    units: dict[str, Unit]
    after: str = ""
    before: str = ""
    later: str = ""
    earlier: str = ""
    manners: dict[str, Manner] = field(default_factory=dict)
    in_later: str = ""
    on: str = ""
    joins: str = ""
    lead: str = ""
    tail: str = ""
    yesterday: str = ""
    today: str = ""
    tomorrow: str = ""
    ago: str = ""
    ago_opens: str = ""
    to_the_day: str = ""
    next_day: str = ""
    previous_day: str = ""
    # Words by which a date is not the one that "later" is counted from: "born on March 3, 1950".
    never_counted_from: frozenset[str] = frozenset()
    # Words by which a sentence's date is not surely what the next sentence counts from; with none, none is counted so.
    unsure: frozenset[str] = frozenset()
    # Between `after` and its date: the most words, those that open what happened (`the vote on`), the pronouns that do
    # (`he was elected on`), those that close it and are followed by its day, and those that tell of another date.
    between: int = 0
    articles: frozenset[str] = frozenset()
    pronouns: frozenset[str] = frozenset()
    closers: frozenset[str] = frozenset()
    never_between: frozenset[str] = frozenset()
    # A verb after the date, by which it belongs to what the verb is about: "the May 5, 2014, video surfaced".
    verbs: str = ""


def counted(words: str) -> dict[str, int]:
    """Return what number words count, from 1: commas part the numbers, bars the spellings of one."""
    rows = enumerate(words.split(","), 1)
    return {spelling: number for number, spellings in rows for spelling in spellings.split("|") if spelling}


def lengths(words: str) -> dict[str, Unit]:
    """Return the units that words name, from day to century: commas part the units, bars the spellings of one."""
    kinds: tuple[Unit, ...] = ("day", "week", "month", "year", "decade", "century")
    rows = zip(kinds, words.split(","), strict=False)
    return {spelling: kind for kind, spellings in rows for spelling in spellings.split("|") if spelling}


def manners(exactly: str, about: str, over: str, under: str, plain: str = "") -> dict[str, Manner]:
    """Return the manners of saying a length, each from its words, bars between them."""
    rows: tuple[tuple[Manner, str], ...] = (
        ("exactly", exactly),
        ("about", about),
        ("over", over),
        ("under", under),
        ("plain", plain),
    )
    return {spelling: manner for manner, spellings in rows for spelling in spellings.split("|") if spelling}
