"""Measure the index of sightings by size: making, bytes, memory, asking an hour of footage, on this machine.

    python bench/sightings/scale.py                      1 to 10,000 hours
    python bench/sightings/scale.py --hours 100000       a size of one's own (needs 40 bytes a second of footage)
    python bench/sightings/scale.py --quick              a few seconds' check that the bench runs

The archives are synthetic: random hashes, and landmarks of random keys. Random 256-bit rows are the worst case for
rows by centres, since no row has a near neighbour among them, and the easiest for telling a copy from the rest;
for an exact search the rows do not matter. Keys are drawn so that a pair of landmarks agrees as often as in the
shared footage: one in 338,000. An item is an hour. The hour asked about holds a minute of the archive, each of
its hashes with 31 bits changed. Each asking is a process of its own, which sees the index as it stands on disk.
"""

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[0] = str(ROOT)

import numpy as np  # noqa: E402
from numpy.typing import NDArray  # noqa: E402

from dragoman.sightings.frames import Frames  # noqa: E402
from dragoman.sightings.index.container import Entry, SightingsIndex  # noqa: E402

HOURS = (1, 10, 100, 1_000, 10_000)
SECONDS = 3600
LANDMARKS = 28
STEPS = 62.5
KEYS = 338_000
ASKED = 4 * SECONDS
"""Two hashes a second, each plain and mirrored."""
ASKED_KEYS = 713
PLANTED = 60
FLIPPED = 31
NEAREST, MOST = 32, 72
BUDGET = 150.0
"""Seconds that one asking may take here; past it a part of the hour is asked, and the rest computed."""
BATCH = 50


@dataclass(frozen=True)
class Work:
    """Name one measurement: a channel of an archive of so many hours, in a folder."""

    channel: str
    hours: int
    folder: Path


def entry(number: int, channel: str) -> Entry:
    """Return an hour of random pictures or sound, the same one for the same number."""
    random = np.random.default_rng(number)
    if channel == "sound":
        count = LANDMARKS * SECONDS
        keys = random.integers(0, KEYS, count, dtype=np.uint32)
        steps = np.sort(random.integers(0, int(SECONDS * STEPS), count, dtype=np.uint32))
        return Entry(f"hour {number}", (), (), SECONDS * 1000, landmarks=(keys, steps))
    hashes = np.frombuffer(random.bytes(SECONDS * 32), np.uint8).reshape(-1, 32)
    times = np.arange(SECONDS, dtype=np.uint32) * 1000
    flat = np.zeros(SECONDS, np.uint8)
    return Entry(f"hour {number}", (), (), SECONDS * 1000, pictures=Frames(times, flat, flat, hashes))


def question(hours: int) -> NDArray[np.uint8]:
    """Return the hour of hashes asked about; the first PLANTED are of the middle of the archive's middle hour."""
    random = np.random.default_rng(0)
    hashes = np.frombuffer(random.bytes(ASKED * 32), np.uint8).reshape(-1, 32).copy()
    taken = entry(hours // 2, "pictures").pictures
    assert taken is not None
    bits = np.unpackbits(taken.hashes[1800 : 1800 + PLANTED], axis=1)
    for row in bits:
        row[random.choice(256, FLIPPED, replace=False)] ^= 1
    hashes[:PLANTED] = np.packbits(bits, axis=1)
    return hashes


def make(work: Work, *, centred: bool) -> dict[str, float]:
    """Make the index, fifty items a change, and tell its costs."""
    start, processor = time.perf_counter(), time.process_time()
    with SightingsIndex.open(work.folder, centred_from=1 if centred else 1 << 60) as index:
        for first in range(0, work.hours, BATCH):
            index.add([entry(n, work.channel) for n in range(first, min(first + BATCH, work.hours))])
        added = time.perf_counter() - start
        index.compact()
        last = time.perf_counter()
        index.add([entry(work.hours, work.channel)])
    return {
        "made": added,
        "compact": last - start - added,
        "processor": time.process_time() - processor,
        "one_more": time.perf_counter() - last,
        "bytes": sum(path.stat().st_size for path in work.folder.iterdir()),
        "files": len(list(work.folder.iterdir())),
    }


def ask(work: Work, *, exact: bool) -> dict[str, float]:
    """Ask the index an hour, or as much of it as the budget allows, and tell its costs; run in a process of its own."""
    before = _memory()
    with SightingsIndex.open(work.folder) as index:
        asked = _ask_sound if work.channel == "sound" else _ask_pictures
        return asked(index, work, exact=exact) | {"memory": _memory() - before}


def _ask_pictures(index: SightingsIndex, work: Work, *, exact: bool) -> dict[str, float]:
    hashes = question(work.hours)
    index.pictures.search(hashes[:1], NEAREST, MOST, exact=exact)
    start = time.perf_counter()
    hits = index.pictures.search(hashes[:256], NEAREST, MOST, exact=exact)
    once = time.perf_counter() - start
    count = min(len(hashes), max(256, int(BUDGET / once) * 256))
    wall, processor = time.perf_counter(), time.process_time()
    index.pictures.search(hashes[:count], NEAREST, MOST, exact=exact)
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    found = len(np.unique(hits.rows[(hits.rows < PLANTED) & (hits.distances == FLIPPED)]))
    start = time.perf_counter()
    index.pictures.search(hashes[:1], NEAREST, MOST, exact=exact)
    return _told(wall, processor, count / ASKED) | {"single": time.perf_counter() - start, "found": found / PLANTED}


def _ask_sound(index: SightingsIndex, work: Work, *, exact: bool) -> dict[str, float]:
    del exact
    random = np.random.default_rng(work.hours)
    windows = SECONDS * 2 // 5
    touched, asked, wall, processor = 0, 0, time.perf_counter(), time.process_time()
    while asked < windows and time.perf_counter() - wall < BUDGET:
        touched += len(index.sound.find(random.integers(0, KEYS, ASKED_KEYS * 5 // 2, dtype=np.uint32))[0])
        asked += 1
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    single = 2 * wall / asked
    return _told(wall, processor, asked / windows) | {"single": single, "found": touched * windows / asked}


def _told(wall: float, processor: float, share: float) -> dict[str, float]:
    return {"wall": wall / share, "processor": processor / share, "share": share}


def _memory() -> float:
    """Return the resident megabytes of this process, mapped files and all."""
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def _child(work: Work, *, exact: bool) -> dict[str, float]:
    command = [sys.executable, __file__, "--ask", work.channel, str(work.hours), str(work.folder), str(int(exact))]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    told: dict[str, float] = json.loads(done.stdout)
    return told


def row(work: Work, *, centred: bool) -> str:
    """Measure one archive, remove it, and return its row of the table."""
    try:
        made = make(work, centred=centred)
        told = _child(work, exact=not centred)
    finally:
        shutil.rmtree(work.folder, ignore_errors=True)
    rows = work.hours * SECONDS * (LANDMARKS if work.channel == "sound" else 1)
    found = f"{told['found'] / 1e6:,.0f} M" if work.channel == "sound" else f"{told['found']:.2f}"
    cells = [
        f"{work.hours:,}",
        f"{rows / 1e6:,.2f} M",
        f"{made['made']:,.1f} + {made['compact']:,.1f}",
        f"{made['one_more']:.2f}",
        f"{made['bytes'] / 1e6:,.1f} ({made['bytes'] / rows:.1f} B a row, {made['files']:.0f} files)",
        f"{told['memory']:,.0f}",
        f"{told['single'] * 1000:,.1f}",
        f"**{told['wall']:,.0f}**" + ("" if told["share"] == 1 else f" (from {told['share']:.1%})"),
        f"{told['processor']:,.0f}",
        found,
    ]
    return "| " + " | ".join(cells) + " |"


def table(channel: str, hours: list[int], scratch: Path, *, centred: bool = False) -> list[str]:
    """Measure one channel at each size, and return the lines of its table."""
    one = "5 s" if channel == "sound" else "one hash"
    last = "places found" if channel == "sound" else f"share found of {FLIPPED} bits changed"
    lines = [
        f"| hours | rows | making, s: adding + merging | one hour more, s | megabytes on disk | memory of asking, MB "
        f"| {one}, ms | an hour, s | its processor, s | {last} |",
        "|---" * 10 + "|",
    ]
    for each in hours:
        lines.append(row(Work(channel, each, Path(tempfile.mkdtemp(dir=scratch))), centred=centred))
        sys.stderr.write(lines[-1] + "\n")
    return lines


def section(command: str, hours: list[int], scratch: Path, centred: list[int]) -> str:
    """Measure everything, and return a section for RESULTS.md."""
    packages = ", ".join(f"{name} {version(name)}" for name in ("faiss-cpu", "numpy"))
    machine = f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}"
    lines = [
        f"## sightings: the index by size, {time.strftime('%Y-%m-%d')}",
        "",
        f"`{command}` on {machine}; {packages}. Load at the start: {os.getloadavg()[0]:.1f}.",
        "",
        f"Synthetic: random hashes, random keys. An hour asked is {ASKED:,} hashes (2 a second, plain and mirrored; "
        f"the {NEAREST} nearest within {MOST} bits) or {ASKED_KEYS * SECONDS:,} keys of sound.",
        "",
        "Pictures, every row looked at:",
        "",
        *table("pictures", hours, scratch),
        "",
        "Sound:",
        "",
        *table("sound", [each for each in hours if each <= HOURS[-1]], scratch),
    ]
    if centred:
        lines += ["", "Pictures by centres:", "", *table("pictures", centred, scratch, centred=True)]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--hours", type=int, nargs="+", default=list(HOURS))
    parser.add_argument("--centred", type=int, nargs="*", default=[1_000])
    parser.add_argument("--scratch", type=Path, default=Path(tempfile.gettempdir()))
    parser.add_argument("--ask", nargs=4, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.ask:
        channel, hours, folder, exact = given.ask
        print(json.dumps(ask(Work(channel, int(hours), Path(folder)), exact=exact == "1")))
        return
    sizes, centred = ([1, 10], [100]) if given.quick else (given.hours, given.centred)
    print(section(f"python bench/sightings/scale.py{' --quick' * given.quick}", sizes, given.scratch, centred))


if __name__ == "__main__":
    main()
