"""Measure the checker on made documents: faults caught by kind, and what is found on faithful ones.

    python bench/quotations/run.py                5,600 documents, and append the tables to bench/RESULTS.md
    python bench/quotations/run.py --quick        400 documents; writes nothing
    python bench/quotations/run.py --show N       print N misses and N false alarms too
    python bench/quotations/run.py --document N   print document N as it was made, and what is found in it

Half of the documents are faithful and make use of the contract's licences; the others have one fault each. Half are
pinned and are checked at a desk in memory; half are bare. The same seed makes the same documents.
"""

import argparse
import sys
from functools import partial
from multiprocessing import get_context
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SEED, ALL, QUICK, PROCESSES = 20261124, 5600, 400, 2
# Run as a script, Python looks for modules beside it and not in the repository.
sys.path[0] = str(ROOT)

from bench.quotations.generate import make  # noqa: E402
from bench.quotations.report import header, missed, tables  # noqa: E402
from bench.quotations.score import Outcome, findings, outcome  # noqa: E402


def measured(seed: int, count: int) -> list[Outcome]:
    """Return what the checker made of documents 0 to `count`, by two processes."""
    with get_context("fork").Pool(PROCESSES) as pool:
        found = []
        for one in pool.imap(partial(outcome, seed), range(count), chunksize=20):
            found.append(one)
            if one.number % 200 == 199:
                print(f"\r{one.number + 1}/{count}", end="", file=sys.stderr, flush=True)
        print(file=sys.stderr)
        return found


def show(seed: int, number: int) -> None:
    case = make(seed, number)
    print(case.text)
    print(case.fault)
    for one in findings(case):
        print(f"{one.path}:{one.line}:{one.column}: {one.code} {one.message}\n    {one.quotation}\n    {one.nearest}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--quick", action="store_true", help="400 documents; writes nothing")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print N misses and N false alarms")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--document", type=int, metavar="N", help="print document N and what is found in it")
    given = parser.parse_args()
    if given.document is not None:
        show(given.seed, given.document)
        return
    outcomes = measured(given.seed, QUICK if given.quick else ALL)
    command = "python bench/quotations/run.py" + (" --quick" if given.quick else "")
    lines = [*header("quotations", command, ["dragoman"]), f"Seed {given.seed}.", "", *tables(outcomes)]
    text = "\n".join([*lines, ""])
    print(text)
    print("\n".join(missed(outcomes, given.show)))
    if not given.quick and given.seed == SEED:
        with (ROOT / "bench" / "RESULTS.md").open("a", encoding="utf-8") as results:
            results.write("\n" + text)


if __name__ == "__main__":
    main()
