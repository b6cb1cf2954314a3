"""What a text says of a date as seen from the day of writing: `yesterday, November 22, 2026`, `last Monday, ...`."""

import re
from collections.abc import Iterator
from datetime import date

from dragoman.check.dates.claims import Claim, spoken_in
from dragoman.check.dates.found import Dated, dates
from dragoman.check.dates.grammars import ENGLISH
from dragoman.check.dates.patterns import Patterns, names_no_weekday, patterns, spoken_length
from dragoman.check.dates.weekdays import ENGLISH as WEEKDAYS

_REACH = 60
# A text dated to a day may have been written the day before, in another time zone.
_A_DAY = 1
# Farther away than this, "yesterday" is an older text's, reprinted.
_SAME_TEXT = 400
_NAMED = re.compile(
    rf"(?<!the )(?<![\w-])(?P<phrase>(?P<which>[Ll]ast|[Tt]his|[Nn]ext) (?P<what>{'|'.join(WEEKDAYS)}|week|month|year))"
    rf"(?:\s*[,(–—]\s*|\s+)(?:on\s+)?(?:(?:{'|'.join(WEEKDAYS)}),?\s+)?\Z"
)
# Days from the day of writing. "Last week", said on a Sunday, may be a Monday two weeks ago.
_WITHIN = {
    ("last", "day"): (-14, -1), ("this", "day"): (-7, 7), ("next", "day"): (1, 14),
    ("last", "week"): (-14, -1), ("this", "week"): (-7, 7), ("next", "week"): (1, 14),
    ("last", "month"): (-62, -1), ("this", "month"): (-31, 31), ("next", "month"): (1, 62),
    ("last", "year"): (-731, -1), ("this", "year"): (-366, 366), ("next", "year"): (1, 731),
}  # fmt: skip
_NEAR = {"yesterday": -1, "today": 0, "tomorrow": 1}


def claims_from(text: str, language: str, day: date) -> Iterator[Claim]:
    """Yield what `text`, in `language` where the dates do not tell, says of its whole dates as seen from `day`."""
    earlier = 0
    for dated in dates(text):
        for each in spoken_in((dated,), language) if dated.days else ():
            claim = _claim(text, (max(earlier, dated.start - _REACH), dated), patterns(each), day)
            if claim is not None:
                yield claim
                break
        earlier = dated.end


def _claim(text: str, dated: tuple[int, Dated], forms: Patterns, day: date) -> Claim | None:
    left, found = dated
    place = (left, found.start)
    if (near := forms.near.search(text, *place)) and not names_no_weekday(near):
        word = next(name for name in _NEAR if near[name])
        within = (_NEAR[word], _NEAR[word])
        match = near
    elif (ago := forms.ago.search(text, *place)) and not names_no_weekday(ago):
        least, most = spoken_length(ago, forms.grammar).bounds()
        return _from(day, found, ago, (-most, -least), reach=2 * most + _SAME_TEXT)
    elif forms.grammar is ENGLISH and (named := _NAMED.search(text, *place)):
        what = named["what"] if named["what"] in ("week", "month", "year") else "day"
        within = _WITHIN[named["which"].lower(), what]
        match = named
    else:
        return None
    return _from(day, found, match, within, reach=_SAME_TEXT)


def _from(day: date, dated: Dated, match: re.Match[str], within: tuple[float, float], *, reach: float) -> Claim | None:
    """Return the claim that a date lies `within` days from `day`, None where all its readings lie out of `reach`."""
    if all(abs((one - day).days) > reach for one in dated.days):
        return None
    spans = ((day, day),)
    return Claim(*match.span("phrase"), dated.spans, spans, within[0] - _A_DAY, within[1] + _A_DAY)
