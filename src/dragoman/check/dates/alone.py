"""Whether a sentence tells one thing and its one date, so that `A month later` in the next counts from nothing else."""

import re

from dragoman.check.dates.found import Dated
from dragoman.check.dates.months import month
from dragoman.check.dates.patterns import Patterns, names_no_weekday, words_of

_REACH = 140
# More words than this tell more than one thing.
_WORDS = 16
_SENTENCE = re.compile(r"(?P<last>[\w'’]+)[.!?]\s+|\n\s*\n")
_PLAIN = re.compile(r"[\w\s,.'’-]*")
# A shorter word before a full stop may be an abbreviation, which ends no sentence.
_SHORT = 3


def dates_alone(text: str, dated: Dated, rest: str, forms: Patterns) -> bool:
    """Tell whether the sentence of a date, which goes on with `rest`, says what happened on that date and no more."""
    left = max(0, dated.start - _REACH)
    opened = forms.dated.search(text, max(0, dated.start - 20), dated.start)
    if opened is None or names_no_weekday(opened):
        return False
    begins = _begins(text, left, dated.start)
    return begins is not None and _tells_one_thing(text[begins : opened.start()], rest, forms)


def _begins(text: str, left: int, end: int) -> int | None:
    """Return where the sentence that goes on at `end` begins; None where that is not sure, or farther than `left`."""
    ends = list(_SENTENCE.finditer(text, left, end))
    if not ends:
        return None if left else 0
    last = ends[-1]["last"]
    return ends[-1].end() if last is None or len(last) > _SHORT else None


def _tells_one_thing(head: str, rest: str, forms: Patterns) -> bool:
    said = f"{head} {rest}"
    found = words_of(said)
    if not _PLAIN.fullmatch(said) or re.search(r"\d", said) or len(said.split()) > _WORDS:
        return False
    if "and" in words_of(rest) or not forms.grammar.unsure.isdisjoint(found):
        return False
    return bool(found) and not any(month(word) for word in re.findall(r"\b[A-Z][a-z]+", said))
