"""Measure an archive: 11,000 dispatches of 8 kB checked cold in one command, and one book of 500 quotations.

    python bench/quotations/archive.py            in full, and append the table to bench/RESULTS.md
    python bench/quotations/archive.py --quick    500 dispatches; writes nothing

The command runs as a person runs it: a fresh process on all processors, its progress on a terminal (a pseudo-terminal
that is read). Memory is the sum over all its processes of what each holds alone and its share of the rest (PSS),
looked at five times a second.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[0] = str(ROOT)

from bench.quotations import corpus, long  # noqa: E402
from bench.quotations.report import header  # noqa: E402

ALL, QUICK = 11_000, 500


@dataclass(frozen=True, slots=True)
class Run:
    """Hold what one command took: seconds by the clock, peak memory in MB; what it said last.

    `shown` counts how often it drew its progress.
    """

    wall: float
    peak: float
    summary: str
    shown: int


def checked(paths: list[str], *, language: str = "") -> Run:
    """Run `dragoman check --bare` in a fresh process and return what it took."""
    command = [str(Path(sys.executable).parent / "dragoman"), "check", "--bare", *paths]
    command += ["--language", language] if language else []
    terminal, end = os.openpty()
    with tempfile.TemporaryFile("w+") as out:
        started = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=end, text=True)
        os.close(end)
        told: list[bytes] = []
        reader = threading.Thread(target=_read, args=(terminal, told))
        reader.start()
        peak = 0.0
        while process.poll() is None:
            peak = max(peak, sum(_memory(one) for one in _family(process.pid)))
            time.sleep(0.2)
        wall = time.perf_counter() - started
        reader.join()
        out.seek(0)
        lines = out.read().splitlines()
    if process.returncode not in (0, 1):
        raise RuntimeError(b"".join(told).decode(errors="replace"))
    return Run(wall, peak, lines[-1] if lines else "", b"".join(told).count(b"\r"))


def _read(terminal: int, told: list[bytes]) -> None:
    """Read a pseudo-terminal until its other end is closed, which Linux tells as an error."""
    while True:
        try:
            data = os.read(terminal, 65536)
        except OSError:
            data = b""
        if not data:
            os.close(terminal)
            return
        told.append(data)


def _family(pid: int) -> Iterator[int]:
    """Yield a process and those that it started, and so on."""
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = task.read_text().split()
        except OSError:
            continue
        for child in children:
            yield from _family(int(child))


def _memory(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def _write(folder: Path, count: int) -> int:
    with get_context("fork").Pool() as pool:
        size = 0
        for number, (name, text) in enumerate(pool.imap(partial(corpus.document, 1), range(count), chunksize=50)):
            path = folder / f"{number // 1000:02}" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            size += path.write_bytes(text.encode("utf-8"))
        return size


def measured(count: int) -> list[str]:
    """Return the table of the archive and of the long document."""
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work) / "archive"
        size = _write(folder, count)
        print(f"{count} documents written", file=sys.stderr)
        archive = checked([str(folder)])
        book = Path(work) / "book.md"
        text = long.document(1)
        book.write_text(text, encoding="utf-8")
        alone = checked([str(book)])
    words = len(text.split())
    return [
        "| | wall, s | documents a second | peak memory of all processes, MB | it said |",
        "|---|---|---|---|---|",
        f"| {count} dispatches of {size // count} bytes | **{archive.wall:.1f}** | "
        f"{count / archive.wall:.1f} | "
        f"**{archive.peak:.0f}** | {archive.summary} |",
        f"| one document of {words} words, {long.QUOTATIONS} quotations | **{alone.wall:.1f}** | | "
        f"**{alone.peak:.0f}** | {alone.summary} |",
        "",
        f"Progress was drawn {archive.shown} times.",
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--quick", action="store_true", help="500 dispatches; writes nothing")
    given = parser.parse_args()
    lines = measured(QUICK if given.quick else ALL)
    command = "python bench/quotations/archive.py" + (" --quick" if given.quick else "")
    text = "\n".join([*header("quotations, archive", command, ["dragoman"]), *lines, ""])
    print(text)
    if not given.quick:
        with (ROOT / "bench" / "RESULTS.md").open("a", encoding="utf-8") as results:
            results.write("\n" + text)


if __name__ == "__main__":
    main()
