"""Hold made documents to the checker, and count what it caught, missed and found where nothing is."""

from collections import Counter
from dataclasses import dataclass

from bench.quotations.case import Case
from bench.quotations.generate import make
from bench.quotations.true_differences import is_true

from dragoman.check.run import run
from dragoman.dispatch.parse import parse
from dragoman.dispatch.place import Lines
from dragoman.dispatch.resolve import resolve
from dragoman.model.finding import Finding
from dragoman.steps.bare import judge_bare


@dataclass(frozen=True, slots=True)
class Outcome:
    """Hold what the checker made of one document; `caught` is None for a faithful one.

    `shown` are lines for a reader: the fault that was missed, or what was found on a faithful document; `true`
    counts what is a fault of the published texts, and no false alarm.
    """

    number: int
    kind: str
    format: str
    language: str
    labels: frozenset[str]
    fault: str
    place: str
    knowable: bool
    count: int
    caught: bool | None
    codes: tuple[str, ...]
    shown: tuple[str, ...]
    true: int = 0


def findings(case: Case) -> tuple[Finding, ...]:
    """Return what the checker finds in a document: at its desk where it is pinned, alone where it is bare."""
    if case.library is None:
        return judge_bare(case.text, case.path).findings
    return run(resolve(parse(case.text, case.path), case.library))


def outcome(seed: int, number: int) -> Outcome:
    """Make document `number` and return what the checker made of it."""
    case = make(seed, number)
    found = findings(case)
    fault = case.fault
    caught = None if fault is None else any(_names(one, case) for one in found)
    shown = [f"{one.path}:{one.line}:{one.column}: {one.code} {one.message}" for one in found]
    if fault is not None:
        shown = [f"{fault.kind} in {fault.place}: {fault.quotation!r} for {fault.source!r}", *shown]
    true = sum(is_true(one) for one in found)
    codes = tuple(sorted({one.code for one in found if not is_true(one)}))
    return Outcome(
        number,
        case.kind,
        case.format,
        case.language,
        case.labels,
        fault.kind if fault else "",
        fault.place if fault else "",
        fault is not None and fault.knowable,
        fault.count if fault else 0,
        caught,
        codes,
        tuple(shown),
        true,
    )


def _names(one: Finding, case: Case) -> bool:
    """Tell whether a finding names the document's fault: a fitting code, at a place that shares a character with it."""
    if case.fault is None or one.code not in case.fault.codes:
        return False
    lines = Lines(case.text)
    start = lines.starts[one.line - 1] + one.column - 1
    end = lines.starts[one.end_line - 1] + one.end_column - 1
    last = case.fault.end
    if case.fault.kind == "mark not closed":
        # Which mark stands alone then is a matter of view: any in the same paragraph will do.
        last = max(last, case.text.find("\n\n", last) if "\n\n" in case.text[last:] else len(case.text))
    return start < last and case.fault.start < max(end, start + 1)


@dataclass
class Tally:
    """Count documents of one sort, and those of them that the checker got wrong."""

    all: int = 0
    wrong: int = 0

    @property
    def right(self) -> float:
        """Return the share, in per cent, that it got right."""
        return 100 * (self.all - self.wrong) / self.all if self.all else 100.0

    def add(self, *, wrong: bool) -> None:
        """Count one."""
        self.all += 1
        self.wrong += wrong


def alarm_codes(outcomes: list[Outcome]) -> Counter[str]:
    """Return how many faithful documents each code was found on."""
    return Counter(code for one in outcomes if one.caught is None for code in one.codes)
