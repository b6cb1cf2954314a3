"""Hold the checker to documents written by hand, one by one.

    python bench/quotations/hand/run.py            every document beside this file
    python bench/quotations/hand/run.py --quick    the same; there is nothing to shorten
    python bench/quotations/hand/run.py poem.txt   one of them

Beside each document stands `NAME.expected.toml`: its `language`, `style` and a `note` of what makes it hard, and one
`[[finding]]` for each fault that its writer put there: the `code` (and in `or` the codes by which the contract also
lets it be told), the `line`, the faulty `words` as they stand in the source, and `why`. `or_line` and `or_words` name
a second place where the same fault may be shown. `hard = true` marks what its writer believes cannot be seen from the
document alone; it counts as a fault all the same. A finding that belongs to no expectation is a false alarm.
"""

import argparse
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

HERE = Path(__file__).resolve().parent
COMMAND = Path(sys.executable).with_name("dragoman")
SUFFIX = ".expected.toml"


class Found(msgspec.Struct, frozen=True):
    """Hold one finding as `dragoman check --bare --json` tells it; lines and columns count from one."""

    code: str
    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    message: str
    quotation: str = ""
    nearest: str = ""

    def __str__(self) -> str:
        place = f"{self.line}:{self.column}-{self.end_line}:{self.end_column}"
        lines = [f"{self.code} {place} {self.message}"]
        if self.quotation:
            lines.append(f"    quotation: {self.quotation}")
        if self.nearest:
            lines.append(f"    nearest:   {self.nearest}")
        return "\n".join(lines)


@dataclass(frozen=True)
class Spot:
    """Name faulty words and the line on which they stand."""

    line: int
    words: str

    def holds(self, found: Found) -> bool:
        """Tell whether a finding touches the line."""
        return found.line <= self.line <= found.end_line

    def touches(self, found: Found, source: str) -> bool:
        """Tell whether a finding touches the words themselves, given the text of the line."""
        start = source.index(self.words) + 1
        first = found.column if found.line == self.line else 1
        last = found.end_column if found.end_line == self.line else len(source) + 1
        return first < start + len(self.words) and last > start


@dataclass(frozen=True)
class Fault:
    """Hold one fault that a document's writer put there."""

    codes: tuple[str, ...]
    spots: tuple[Spot, ...]
    why: str
    hard: bool

    def is_told(self, found: Found) -> bool:
        """Tell whether a finding is this fault: one of its codes, on one of its lines."""
        return found.code in self.codes and any(spot.holds(found) for spot in self.spots)

    def __str__(self) -> str:
        mark = " (hard)" if self.hard else ""
        return f"{'/'.join(self.codes)} {self.spots[0].line}: {self.spots[0].words}{mark}"


@dataclass(frozen=True)
class Page:
    """Hold one document and what its writer expects of it."""

    path: Path
    lines: tuple[str, ...]
    style: str
    faults: tuple[Fault, ...]


@dataclass
class Outcome:
    """Hold what became of one document: its faults caught and missed, and the alarms that nobody asked for."""

    page: Page
    caught: list[Fault] = field(default_factory=list)
    beside: list[Fault] = field(default_factory=list)
    missed: list[Fault] = field(default_factory=list)
    alarms: list[Found] = field(default_factory=list)
    found: int = 0


def fault(table: dict[str, Any]) -> Fault:
    """Read one `[[finding]]`."""
    spots = [Spot(table["line"], table["words"])]
    if "or_line" in table:
        spots.append(Spot(table["or_line"], table["or_words"]))
    codes = (table["code"], *table.get("or", ()))
    return Fault(codes, tuple(spots), table["why"], table.get("hard", False))


def page(expected: Path) -> Page:
    """Read a document and its expectations; ValueError where the words do not stand on their line."""
    path = expected.with_name(expected.name.removesuffix(SUFFIX))
    # The checker counts lines as editors do; a form feed or U+2028 within a line ends none.
    lines = tuple(path.read_text(encoding="utf-8").split("\n"))
    table = tomllib.loads(expected.read_text(encoding="utf-8"))
    faults = tuple(fault(each) for each in table["finding"])
    for spot in (spot for each in faults for spot in each.spots):
        if spot.words not in lines[spot.line - 1]:
            raise ValueError(f"{expected.name}: line {spot.line} has no {spot.words!r}")
    return Page(path, lines, table["style"], faults)


def findings(pages: Sequence[Page]) -> list[Found]:
    """Run the checker on all documents in one command."""
    command = [str(COMMAND), "check", "--bare", "--json", *(str(each.path) for each in pages)]
    done = subprocess.run(command, capture_output=True, check=False)
    try:
        return msgspec.json.decode(done.stdout, type=list[Found])
    except msgspec.DecodeError:
        raise SystemExit(done.stderr.decode()) from None


def judge(each: Page, found: Sequence[Found]) -> Outcome:
    """Set what was found beside what was expected, for one document."""
    outcome = Outcome(each, found=len(found))
    for expected in each.faults:
        told = [one for one in found if expected.is_told(one)]
        if not told:
            outcome.missed.append(expected)
            continue
        outcome.caught.append(expected)
        places = [(spot, one) for one in told for spot in expected.spots if spot.holds(one)]
        if not any(spot.touches(one, each.lines[spot.line - 1]) for spot, one in places):
            outcome.beside.append(expected)
    outcome.alarms = [one for one in found if not any(expected.is_told(one) for expected in each.faults)]
    return outcome


def show(outcome: Outcome) -> None:
    """Print one document's outcome."""
    each = outcome.page
    print(
        f"\n{each.path.name}: expected {len(each.faults)}, found {outcome.found}, caught {len(outcome.caught)}, "
        f"missed {len(outcome.missed)}, false alarms {len(outcome.alarms)}\n  {each.style}"
    )
    for expected in outcome.beside:
        print(f"  BESIDE THE WORDS {expected}")
    for expected in outcome.missed:
        print(f"  MISSED {expected}\n    {expected.why}")
    for one in outcome.alarms:
        print("  FALSE ALARM " + str(one).replace("\n", "\n  "))


def total(outcomes: Sequence[Outcome]) -> None:
    """Print the sums."""
    faults = [each for outcome in outcomes for each in outcome.page.faults]
    caught = [each for outcome in outcomes for each in outcome.caught]
    alarms = sum(len(outcome.alarms) for outcome in outcomes)
    troubled = sum(bool(outcome.alarms) for outcome in outcomes)
    print(
        f"\n{len(outcomes)} documents, {sum(not outcome.page.faults for outcome in outcomes)} of them faithful\n"
        f"caught {len(caught)} of {len(faults)} faults; "
        f"without the hard ones {sum(not each.hard for each in caught)} of {sum(not each.hard for each in faults)}\n"
        f"{alarms} false alarms in {troubled} documents; {sum(len(outcome.beside) for outcome in outcomes)} faults "
        "told beside their words"
    )


def main() -> None:
    """Check the documents named, or all, and print every difference."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("names", nargs="*", help="documents beside this file; all where left out")
    parser.add_argument("--quick", action="store_true", help="the same run")
    names = parser.parse_args().names
    pages = [page(HERE / f"{name}{SUFFIX}") for name in names] or [
        page(each) for each in sorted(HERE.glob(f"*{SUFFIX}"))
    ]
    found: dict[Path, list[Found]] = {each.path: [] for each in pages}
    for one in findings(pages):
        found[Path(one.path).resolve()].append(one)
    outcomes = [judge(each, found[each.path]) for each in pages]
    for outcome in outcomes:
        show(outcome)
    total(outcomes)


if __name__ == "__main__":
    main()
