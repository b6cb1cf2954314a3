"""Measure the speed of `dragoman check --bare` against textlint and proselint, on one core, in one run.

    python bench/quotations/speed.py            documents of 8 kB: 100 in 5 rounds, 1,000 in 2; into bench/RESULTS.md
    python bench/quotations/speed.py --quick    20 documents, 1 round; writes nothing

The same files, each tool started once for all of them and held to one core; rounds interleaved, ratios of medians.
Each runs once before the rounds, so that all start from byte code, as installed tools do. In the smaller corpus the
time to start weighs as it does in a newsroom's day, in the larger one the rate shows.
The peers find other things than this checker does: no peer holds quotations to anything. textlint runs twice: with the
three of its rules whose faults ours find too (marks without a partner, notes, weekdays), and with five common
rules of prose beside them. proselint runs its default rules. Vale is not measured: the packages `vale` (PyPI) and
`@vvago/vale` (npm) hold no program and fetch it from GitHub when they are installed or first run.

The peers of npm are installed once, at their locked versions: `npm ci` in bench/quotations/peers.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[0] = str(ROOT)

from bench.quotations import corpus  # noqa: E402
from bench.quotations.report import header  # noqa: E402

PEERS = HERE / "peers"
OURS = "dragoman check --bare"
ALIKE = ("@textlint-rule/no-unmatched-pair", "footnote-order", "date-weekday-mismatch")
SIZES = ((100, 5), (1000, 2))
"""How many documents, and in how many rounds: the larger corpus takes the peers minutes."""
QUICK = ((20, 1),)
COMMON = ("apostrophe", "common-misspellings", "doubled-spaces", "en-capitalization", "terminology")


@dataclass(frozen=True, slots=True)
class Taken:
    """Hold what one run took: seconds by the clock, and of the processor, children included."""

    wall: float
    processor: float


def commands(folder: Path, work: Path) -> dict[str, list[str]]:
    """Return the command of each tool over the documents in `folder`; configurations are written into `work`."""
    tools = Path(sys.executable).parent
    found = {OURS: [str(tools / "dragoman"), "check", "--bare", str(folder)]}
    textlint = PEERS / "node_modules" / ".bin" / "textlint"
    if textlint.is_file():
        for name, rules in (("textlint, 3 rules", ALIKE), ("textlint, 8 rules", (*ALIKE, *COMMON))):
            config = work / f"{len(rules)}.json"
            config.write_text(json.dumps({"rules": dict.fromkeys(rules, True)}), encoding="utf-8")
            files = [f"{folder}/**/*.md", f"{folder}/**/*.txt"]
            found[name] = [str(textlint), "--config", str(config), "--format", "json", *files]
    else:
        print(f"textlint is not installed: run `npm ci --ignore-scripts` in {PEERS}", file=sys.stderr)
    found["proselint"] = [str(tools / "proselint"), "check", "--output-format", "json", str(folder)]
    return found


def run(command: list[str], work: Path) -> Taken:
    """Run a tool on one core and return what it took; any of its exit codes that says findings is right.

    The byte code of Python's tools is kept in `work`.
    """
    core = min(os.sched_getaffinity(0))
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(work / "bytecode")}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    done = subprocess.run(
        command,
        check=False,
        capture_output=True,
        text=True,
        cwd=PEERS,
        env=environment,
        preexec_fn=lambda: os.sched_setaffinity(0, {core}),
    )
    wall = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1) or "No rules found" in done.stdout:
        raise RuntimeError(f"{command[0]}: {done.stderr or done.stdout}")
    return Taken(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def measured(sizes: Sequence[tuple[int, int]], work: Path) -> Iterator[str]:
    """Yield the lines of a table for each number of documents, with its rounds."""
    for number, (count, rounds) in enumerate(sizes):
        folder = work / f"corpus-{count}"
        size = corpus.write(folder, count) // count
        tools = commands(folder, work)
        for command in tools.values() if not number else ():
            run(command, work)
        yield f"{count:,} documents of {size} bytes, half Markdown, half plain text; rounds: {rounds}."
        yield ""
        yield from table(taken(tools, rounds, work), count)
        yield ""


def taken(tools: Mapping[str, list[str]], rounds: int, work: Path) -> dict[str, list[Taken]]:
    """Return what each tool took in each round, in which all take their turn."""
    found: dict[str, list[Taken]] = {name: [] for name in tools}
    for number in range(rounds):
        for name in tools if number % 2 == 0 else reversed(list(tools)):
            found[name].append(run(tools[name], work))
            print(f"round {number + 1}/{rounds} {name}: {found[name][-1].processor:.1f} s", file=sys.stderr)
    return found


def table(found: Mapping[str, Sequence[Taken]], count: int) -> Iterator[str]:
    """Yield the lines of a table: documents a second of the processor, and how many times as fast dragoman is."""
    yield "| | wall, s | processor, s | documents a second | dragoman is faster by |"
    yield "|---|---|---|---|---|"
    medians = {name: statistics.median(one.processor for one in each) for name, each in found.items()}
    for name, each in found.items():
        wall, its = statistics.median(one.wall for one in each), medians[name]
        ratio = its / medians[OURS]
        yield f"| {name} | {wall:.2f} | {its:.2f} | {count / its:.1f} | **{ratio:.2f}** |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--quick", action="store_true", help="20 documents, 1 round; writes nothing")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        lines = list(measured(QUICK if given.quick else SIZES, Path(work)))
    command = "python bench/quotations/speed.py" + (" --quick" if given.quick else "")
    peers = json.loads((PEERS / "package.json").read_text(encoding="utf-8"))["dependencies"]
    versions = ", ".join(f"{name} {number}" for name, number in peers.items())
    text = "\n".join([*header("quotations, speed", command, ["dragoman", "proselint"]), f"{versions}.", "", *lines])
    print(text)
    if not given.quick:
        with (ROOT / "bench" / "RESULTS.md").open("a", encoding="utf-8") as results:
            results.write("\n" + text)


if __name__ == "__main__":
    main()
