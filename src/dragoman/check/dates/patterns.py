"""The forms in which a grammar's words tie two dates, or a date and the day of writing, as compiled patterns."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property

from dragoman.check.dates.grammar import Grammar
from dragoman.check.dates.grammars import GRAMMARS
from dragoman.check.dates.spelling import WORD
from dragoman.check.dates.tolerance import Length, Manner
from dragoman.check.dates.weekdays import weekday

_NEVER = r"(?!)"
_SPOKEN = r"[^\W\d_][\w'’-]*"
_BREAK = r"(?:\s*[,،(–—]\s*|\s+)"
# A weekday may open a date; which words are weekdays is asked afterwards.
_WEEKDAY = rf"(?:(?P<weekday>{WORD})[,،]?\s+)?"


@dataclass(frozen=True)
class Patterns:
    """Hold the forms of one language's grammar, each made when it is first asked for."""

    grammar: Grammar

    @cached_property
    def tied(self) -> re.Pattern[str]:
        """Return what stands between two dates that a length ties: `, a month after the vote on`."""
        lead = _any(self.grammar.lead)
        return re.compile(rf"{self._tail}\s*[,،;:]?\s*[(–—]?\s*(?:{lead}\s+)?{self._counted}\s*")

    @cached_property
    def then(self) -> re.Pattern[str]:
        """Return what stands between a date and one counted from it: `, and released three days later, on`."""
        after, before = _any(self.grammar.later), _any(self.grammar.earlier)
        shift = rf"(?:(?P<after>{after})|(?P<before>{before}))"
        return re.compile(rf"{self._clause}(?P<phrase>{_length(self.grammar)}\s+{shift}){self._date}")

    @cached_property
    def soon(self) -> re.Pattern[str]:
        """Return the same where the word that counts comes first: `, а через три дня,`."""
        after = _any(self.grammar.in_later)
        length = _length(self.grammar, bare=True)
        return re.compile(rf"{self._clause}(?P<phrase>(?P<after>{after})\s+{length}){self._date}")

    @cached_property
    def next_day(self) -> re.Pattern[str]:
        """Return the same for the day beside: `, and the next day,`."""
        after, before = _any(self.grammar.next_day), _any(self.grammar.previous_day)
        return re.compile(rf"{self._clause}(?:on\s+)?(?P<phrase>(?P<after>{after})|(?P<before>{before})){self._date}")

    @cached_property
    def opens_next(self) -> re.Pattern[str]:
        """Return what stands between a date and one that opens the next sentence: `. A month later, on`."""
        return self._opens(rf"{_length(self.grammar)}\s+(?P<after>{_any(self.grammar.later)})")

    @cached_property
    def next_day_opens(self) -> re.Pattern[str]:
        """Return the same for the day beside: `. The next day,`."""
        return self._opens(rf"(?P<after>{_any(self.grammar.next_day)})")

    def _opens(self, counted: str) -> re.Pattern[str]:
        # Without a comma or "on", "a month after" is counted from what follows.
        date = rf"(?:\s*,\s*(?:{_any(self.grammar.on)}\s+)?|\s+{_any(self.grammar.on)}\s+){_WEEKDAY}"
        return re.compile(rf"(?P<rest>[\w\s,'’-]*)\.\s+(?P<phrase>{_capital(counted)}){date}")

    @cached_property
    def opening(self) -> re.Pattern[str]:
        """Return what stands before a date from which the next one is counted: `A month after the vote on`."""
        return re.compile(rf"(?<!\w){_capital(self._counted)}\s*\Z")

    @cached_property
    def on(self) -> re.Pattern[str]:
        """Return what then stands between the two: `, on`."""
        on = _any(self.grammar.on) if self.grammar.on else ""
        return re.compile(rf"{self._tail}\s*[,،]\s*{on}\s*{_WEEKDAY}")

    @cached_property
    def dated(self) -> re.Pattern[str]:
        """Return what stands before a date on which something happened: `on Monday,`."""
        return re.compile(rf"(?<!\w){_capital(_any(self.grammar.on))}\s+{_WEEKDAY}\Z")

    @cached_property
    def near(self) -> re.Pattern[str]:
        """Return what stands before a date beside the day of writing: `yesterday,`."""
        grammar = self.grammar
        words = {"yesterday": grammar.yesterday, "today": grammar.today, "tomorrow": grammar.tomorrow}
        near = "|".join(f"(?P<{name}>{_any(each)})" for name, each in words.items())
        return re.compile(rf"(?<![\w-])(?P<phrase>{near}){self._date}\Z")

    @cached_property
    def ago(self) -> re.Pattern[str]:
        """Return what stands before a date that is counted back from the day of writing: `ten years ago, on`."""
        length, opens = _length(self.grammar), _any(self.grammar.ago_opens)
        ago = rf"(?:{length}\s+{_any(self.grammar.ago)}|{opens}\s+{_renamed(length)})"
        return re.compile(rf"(?<![\w-])(?P<phrase>{_capital(ago)}){self._date}\Z")

    @cached_property
    def closes_date(self) -> re.Pattern[str]:
        """Return what follows a date that is the last word of what happened on it."""
        return re.compile(rf"{self._tail}\s*(?:[.;:)!?—–]|[,،](?!\s*{_any(self.grammar.verbs)}\b)|\Z)")

    @cached_property
    def closes_name(self) -> re.Pattern[str]:
        """Return what follows a date that names what happened on it: `vote,`; only English lets a word follow."""
        word = rf"(?:\s+{_SPOKEN})?" if self.grammar.articles else ""
        return re.compile(rf"{self._tail}{word}\s*(?:[.;:)!?—–]|[,،](?!\s*{_any(self.grammar.verbs)}\b)|\Z)")

    @property
    def _tail(self) -> str:
        return rf"(?:\s*{_any(self.grammar.tail)})?"

    @property
    def _date(self) -> str:
        return rf"{_BREAK}(?:{_any(self.grammar.on)}\s+)?{_WEEKDAY}"

    @property
    def _clause(self) -> str:
        joins = _any(self.grammar.joins)
        return rf"{self._tail}\s*[,،;]?\s*(?:{joins}[,،]?\s+)?(?P<filler>(?:{_SPOKEN}\s+){{0,3}}?)"

    @property
    def _counted(self) -> str:
        """Return the pattern of a length and the words up to the date that it is counted from."""
        after, before = _any(self.grammar.after), _any(self.grammar.before)
        between = rf"(?P<between>(?:\s+{_SPOKEN}){{0,{self.grammar.between}}}(?:\s+{_any(self.grammar.on)})?)"
        shift = rf"(?:(?P<after>{after})|(?P<before>{before}))(?!\w)"
        return rf"(?P<phrase>{_length(self.grammar)}\s+{shift}){between}"


@cache
def patterns(language: str) -> Patterns:
    """Return the forms of a language that has a grammar."""
    return Patterns(GRAMMARS[language])


def spoken_length(match: re.Match[str], grammar: Grammar) -> Length:
    """Return the length of time that a match names."""
    named = {key.rstrip("_"): value for key, value in match.groupdict().items() if value}
    written = named.get("count", "")
    count = int(written) if written.isdecimal() else grammar.numbers.get(written.lower(), 1)
    manner: Manner = "exactly" if named.get("exact") else grammar.manners.get(named.get("manner", "").lower(), "plain")
    return Length(count, grammar.units[named["unit"]], manner)


def names_no_weekday(match: re.Match[str]) -> bool:
    """Tell whether the word where a weekday may stand is another."""
    return bool(match["weekday"]) and weekday(match["weekday"]) is None


def words_of(text: str) -> frozenset[str]:
    """Return the words of a stretch, in small letters."""
    return frozenset(re.findall(r"[\w'’-]+", text.lower()))


def _length(grammar: Grammar, *, bare: bool = False) -> str:
    """Return the pattern of a length; a `bare` one may leave out that it is one: `через неделю`."""
    count = rf"(?P<count>{_any(grammar.numbers)}|\d{{1,3}})\s+"
    exact = rf"(?P<exact>\s+{_any(grammar.to_the_day)})?" if grammar.to_the_day else ""
    manner = rf"(?:(?P<manner>{_any(grammar.manners)})\s+)?"
    return rf"(?<!\w){manner}{f'(?:{count})?' if bare else count}(?P<unit>{_any(grammar.units)})(?!\w){exact}"


def _renamed(pattern: str) -> str:
    """Return a pattern whose groups end in `_`, so that it may stand twice."""
    return re.sub(r"\(\?P<(\w+)>", r"(?P<\1_>", pattern)


def _capital(pattern: str) -> str:
    """Return a pattern that may open a sentence, whatever its letters' case."""
    return f"(?i:{pattern})"


def _any(words: str | Iterable[str]) -> str:
    """Return a pattern of any of the words, the longest first; of none where there are none."""
    spelt = words.split("|") if isinstance(words, str) else list(words)
    escaped = sorted((re.escape(word).replace(r"\ ", r"\s+") for word in spelt if word), key=len, reverse=True)
    return f"(?:{'|'.join(escaped)})" if escaped else _NEVER
