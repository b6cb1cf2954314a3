"""Pass over the findings that a document's comments ignore, and keep count of them."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dragoman.check.ignore_comments import Coded, Comment, comments, effective
from dragoman.check.rule import finding
from dragoman.check.rules import BARE_RULES, RULES
from dragoman.check.rules.ignore_without_reason import CODE, NAME
from dragoman.dispatch.reading import Reading
from dragoman.dispatch.resolve import Resolved
from dragoman.model.finding import Finding

_KNOWN = frozenset(rule.CODE for rule in RULES)
_KNOWN_BARE = frozenset(rule.CODE for rule in BARE_RULES)


@dataclass(frozen=True, slots=True)
class Ignored:
    """Hold a finding that a comment ignores, and the reason it gives."""

    finding: Finding
    reason: str


@dataclass(frozen=True, slots=True)
class Sifted:
    """Hold the findings that stand, by place and then by code, and those that comments ignore."""

    kept: tuple[Finding, ...]
    ignored: tuple[Ignored, ...] = ()


def sift(reading: Reading, findings: Sequence[Finding], off: Collection[str] = frozenset()) -> Sifted:
    """Return what is left of `findings` after the document's comments, which must be all that the rules found.

    A code that ignores nothing is a finding too, but not where its rule did not run: one that needs a
    desk in a document without one, or one that is `off`.
    """
    said = comments(reading.document)
    if not said:
        return Sifted(tuple(findings))
    codes = [(coded, comment.reason) for comment in said for coded in effective(comment, reading, _KNOWN)]
    reasons: dict[str, str] = {}
    for coded, reason in codes:
        reasons.setdefault(coded.code, reason)
    ignored = tuple(Ignored(one, reasons[one.code]) for one in findings if one.code in reasons)
    left = [one for one in findings if one.code not in reasons and not _is_inside(one, said)]
    used = {each.finding.code for each in ignored}
    ran = (_KNOWN if isinstance(reading, Resolved) else _KNOWN_BARE) - frozenset(off)
    unused = _unused(reading, (coded for coded, _ in codes if coded.code in ran - used))
    return Sifted(tuple(sorted([*left, *unused], key=_order)), ignored)


def _unused(reading: Reading, codes: Iterable[Coded]) -> Iterator[Finding]:
    for coded in codes:
        message = f"{coded.code} finds nothing here to ignore"
        yield finding((CODE, NAME, "warning"), reading, coded.at, message, hint="take the comment away")


def _is_inside(one: Finding, said: Iterable[Comment]) -> bool:
    """Tell whether a finding is about the words of a comment, which are no words of the document."""
    if one.code == CODE:
        return False
    start, end = (one.line, one.column), (one.end_line, one.end_column)
    places = (comment.at for comment in said if not comment.misplaced)
    return any((at.line, at.column) <= start and end <= (at.end_line, at.end_column) for at in places)


def _order(one: Finding) -> tuple[str, int, int, str, str]:
    return one.path, one.line, one.column, one.code, one.message


def counted(ignored: Iterable[Ignored]) -> Mapping[str, int]:
    """Return how many findings of each rule are ignored, by code."""
    counts: dict[str, int] = {}
    for each in ignored:
        counts[each.finding.code] = counts.get(each.finding.code, 0) + 1
    return counts
