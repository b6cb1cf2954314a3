"""Numbers written in figures, of any script: 1,500,000, ۱٫۵, 10:30, 5/11/2009."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# What a figure may mean: of the readings one holds, and all values of that one.
Readings = tuple[tuple[float, ...], ...]

_SPACES = " \u00a0\u202f\u2009"
_FIGURE = re.compile(
    rf"""(?P<date>(?<![\d.,])\d{{1,4}}(?P<mark>[./-])\d{{1,2}}(?P=mark)\d{{1,4}}(?![.,]?\d))
    |(?P<time>(?<!\d)\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?!\d))
    |(?P<clock>(?<!\d)[012]\d[0-5]\d(?=\s*(?:GMT|UTC|hours|hrs)\b))
    |(?P<spaced>(?<![\d.,])\d{{1,3}}(?:[{_SPACES}]\d{{3}})+(?:[.,٫]\d+)?(?!\d))
    |(?P<plain>\d+(?:[.,٫٬،'’]\d+)*)""",
    re.VERBOSE,
)
_ROMAN = re.compile(r"\b(?=[IVX])(?P<tens>X{0,3})(?P<units>IX|IV|V?I{0,3})(?=\b|e\b|è?me\b)")
_ROMAN_UNITS = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_PARTED = re.compile(rf"[./:{_SPACES}-]")
_DECIMAL = frozenset(".,٫")


@dataclass(frozen=True, slots=True)
class Figure:
    """Hold a number in figures: its offsets, what it may mean, whether a translation is sure to keep it."""

    start: int
    end: int
    readings: Readings
    sure: bool


def figures(text: str) -> Iterator[Figure]:
    """Yield the numbers that stand in figures in `text`."""
    for match in _FIGURE.finditer(text):
        readings = _readings(match)
        yield Figure(match.start(), match.end(), readings, _is_sure(text, match, readings))


def romans(text: str) -> Iterator[tuple[int, int, float]]:
    """Yield start, end and value of what may be Roman numerals up to 39: centuries and kings."""
    for match in _ROMAN.finditer(text):
        if match[0]:
            yield match.start(), match.end(), 10.0 * len(match["tens"]) + _ROMAN_UNITS.index(match["units"])


def _readings(match: re.Match[str]) -> Readings:
    written = match[0]
    if match["date"]:
        parts = tuple(float(part) for part in _PARTED.split(written))
        # The month may have a name in the translation, and the order of the parts another custom.
        return (tuple(part for part in parts if part >= 1000) or parts, parts)
    if match["time"]:
        hour, minute, *_ = (float(part) for part in written.split(":"))
        minutes = (minute,) if minute else ()
        return tuple((other, *minutes) for other in (hour, (hour + 12) % 24))
    if match["clock"]:
        hour, minute = float(written[:2]), float(written[2:])
        return ((hour, minute) if minute else (hour,), (float(written),))
    if match["spaced"]:
        apart = tuple(_value(part) for part in re.split(rf"[{_SPACES}]", written))
        return ((_value(re.sub(rf"[{_SPACES}]", "", written)),), apart)
    return tuple((value,) for value in _plain(written))


def _plain(written: str) -> Iterator[float]:
    """Yield what a number may mean whose marks may group digits or begin decimals, the likelier first."""
    groups = re.split(r"\D", written)
    marks = re.findall(r"\D", written)
    if not marks:
        yield float(written)
        return
    grouped = all(len(group) == 3 for group in groups[1:]) and len(groups[0]) <= 3
    indian = len(groups[-1]) == 3 and all(len(group) == 2 for group in groups[1:-1])
    if len(set(marks)) == 1 and (grouped or (indian and len(marks) > 1)):
        yield float("".join(groups))
    if len(marks) == 1 or (marks[-1] not in marks[:-1] and len(set(marks[:-1])) == 1):
        if marks[-1] in _DECIMAL:
            yield _rounded(float("".join(groups[:-1]) + "." + groups[-1]))
    elif not grouped and not indian:
        yield from (float(group) for group in groups)


def _value(written: str) -> float:
    return next(iter(_plain(written)))


def _rounded(value: float) -> float:
    return round(value, 6)


def _is_sure(text: str, match: re.Match[str], readings: Readings) -> bool:
    """Tell whether a translation is sure to have a number: not a part of a name, a score, a date or a remark."""
    # One and two are said with an article, a dual, "both" or "half" as often as with a number.
    small = not readings or all(value < 3 for value in readings[0])
    dated = bool(match["date"]) and max(readings[0], default=0.0) < 1000
    # What stands in brackets is often the writer's own: a measure converted, a year of birth.
    bracketed = text.rfind("(", 0, match.start()) > text.rfind(")", 0, match.start())
    return not (small or dated or bracketed or _is_joined(text, match))


def _is_joined(text: str, match: re.Match[str]) -> bool:
    """Tell whether a number is one of a pair or a part of a name: 1941-45, 3/4, 4x4, A320, COVID-19."""
    before, after = text[: match.start()][-6:], text[match.end() : match.end() + 2]
    last = before[-1:]
    if last in ("-", "–", "—"):
        years = before[-5:-1].isdigit() and len(match[0]) <= 2
        return years or (last == "-" and before[-2:-1].isascii() and before[-2:-1].isalpha())
    parted = not match["date"] and (last == "/" or after[:1] == "/")
    crossed = after[:1] in ("x", "×") and after[1:].isdigit()
    return parted or crossed or (last.isascii() and last.isalpha())
