"""What a text says of the time between two dates: `March 3, 2018, a month after the vote on January 30, 2018`.

Both dates and the words between them must fit one form of the language from end to end; anything more than that form
allows, and the two may have nothing to do with each other.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from dragoman.check.dates.alone import dates_alone
from dragoman.check.dates.found import Dated, dates
from dragoman.check.dates.grammar import Grammar
from dragoman.check.dates.grammars import GRAMMARS
from dragoman.check.dates.patterns import Patterns, names_no_weekday, patterns, spoken_length, words_of
from dragoman.check.dates.tolerance import Length

_REACH = 110
Spans = tuple[tuple[date, date], ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """Hold what the words at `text[start:end]` say: `spans` lie `least` to `most` days after those of `counted_from`.

    Days are negative where they lie before. `years` is the number of calendar years that would do as well, 0 for none.
    """

    start: int
    end: int
    spans: Spans
    counted_from: Spans
    least: float
    most: float
    years: int = 0

    def holds(self) -> bool:
        """Tell whether the dates can be what the words say, in any way that they can be read."""
        return any(self._fits(one, other) for one in self.spans for other in self.counted_from)

    def _fits(self, one: tuple[date, date], other: tuple[date, date]) -> bool:
        nearest, farthest = (one[0] - other[1]).days, (one[1] - other[0]).days
        if nearest <= self.most and self.least <= farthest:
            return True
        years = range(one[0].year - other[1].year, one[1].year - other[0].year + 1)
        return self.years != 0 and self.years in years


def claims(text: str, language: str) -> Iterator[Claim]:
    """Yield what `text`, in `language` where the dates do not tell, says of the time between two of its dates."""
    found = dates(text)
    for before, (first, second) in zip((None, *found), pairwise(found), strict=False):
        if second.start - first.end > _REACH:
            continue
        for each in spoken_in((first, second), language):
            claim = _claim(text, (before.end if before else 0, first, second), patterns(each))
            if claim is not None:
                yield claim
                break


def spoken_in(found: Sequence[Dated], language: str) -> tuple[str, ...]:
    """Return the languages, of those with a grammar, that these dates can be written in, the document's own first."""
    named = [each.languages for each in found if each.languages]
    own = language.partition("-")[0]
    shared = frozenset.intersection(*named) if named else frozenset([own])
    return tuple(sorted((each for each in shared if each in GRAMMARS), key=lambda each: (each != own, each)))


def _claim(text: str, dated: tuple[int, Dated, Dated], forms: Patterns) -> Claim | None:
    """Return what the words round two dates say, in the first form that they fit, looking back to an offset."""
    left, first, second = dated
    gap = (first.end, second.start)
    if (tied := forms.tied.fullmatch(text, *gap)) and _happened_on(tied, text, second, forms):
        return _counted(tied, (first, second), forms.grammar)
    for form in (forms.then, forms.soon, forms.next_day):
        match = form.fullmatch(text, *gap)
        if match and _continues(text, match, first, forms):
            return _counted(match, (second, first), forms.grammar)
    for form in (forms.opens_next, forms.next_day_opens) if forms.grammar.unsure else ():
        match = form.fullmatch(text, *gap)
        if match and not names_no_weekday(match) and dates_alone(text, first, match["rest"], forms):
            return _counted(match, (second, first), forms.grammar)
    on = forms.on.fullmatch(text, *gap)
    opening = forms.opening.search(text, max(left, first.start - _REACH), first.start) if on else None
    if on and opening and not names_no_weekday(on) and _happened_on(opening, text, first, forms):
        return _counted(opening, (second, first), forms.grammar)
    return None


def _happened_on(match: re.Match[str], text: str, dated: Dated, forms: Patterns) -> bool:
    """Tell whether the words between a length and the date it is counted from name what happened on that date.

    `the vote on`, `he was elected on`, `the speech of`, or nothing but an article: then one word may follow the date,
    `the March 3, 2008 strike`. `the airing of the March 3, 2008 speech` happened on another day.
    """
    grammar = forms.grammar
    between = match["between"].lower().split()
    if not grammar.never_between.isdisjoint(between):
        return False
    if not between or not grammar.articles or (len(between) == 1 and between[0] in grammar.articles):
        return forms.closes_name.match(text, dated.end) is not None
    inner = grammar.articles.union(grammar.pronouns, grammar.closers).intersection(between[1:-1])
    opens = grammar.articles if between[-1] == "of" else grammar.articles | grammar.pronouns
    named = between[0] in opens and between[-1] in grammar.closers and not inner
    return named and forms.closes_date.match(text, dated.end) is not None


def _continues(text: str, match: re.Match[str], first: Dated, forms: Patterns) -> bool:
    """Tell whether a length after a date is counted from that date: from `on March 3`, and from nothing in between."""
    grammar = forms.grammar
    filler = words_of(match["filler"])
    counts = {*grammar.never_between, *grammar.numbers, *grammar.units, *grammar.joins.split("|")} - {""}
    if names_no_weekday(match) or filler & counts:
        return False
    opened = forms.dated.search(text, max(0, first.start - 20), first.start)
    if grammar.on and (opened is None or names_no_weekday(opened)):
        return False
    return grammar.never_counted_from.isdisjoint(words_of(text[max(0, first.start - 20) : first.start]))


def _counted(match: re.Match[str], dated: tuple[Dated, Dated], grammar: Grammar) -> Claim:
    """Return the claim that the first date lies a length after, or before, the second."""
    one, other = dated
    length = spoken_length(match, grammar) if "unit" in match.re.groupindex else Length(1, "day")
    least, most = length.bounds()
    years = length.count if length.unit == "year" and length.count > 1 and length.manner in ("plain", "about") else 0
    if match["after"] is None:
        least, most, years = -most, -least, -years
    return Claim(*match.span("phrase"), one.spans, other.spans, least, most, years)
