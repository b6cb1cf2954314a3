"""Measure sightings: what is found of edited excerpts, how exactly it is placed, and what is seen that is not there.

    python bench/sightings/run.py                 in full, and append the tables to bench/RESULTS.md
    python bench/sightings/run.py --quick         a minute's check that the bench runs; writes nothing
    python bench/sightings/run.py --footage DIR   excerpts of one's own footage instead of the shared; writes nothing
    python bench/sightings/run.py --pictures DIR  programmes made of more pictures (a folder of folders of them)
    python bench/sightings/run.py --peers         the peers too, on the same clips
    python bench/sightings/run.py --clean HOURS   so many hours of programmes that hold nothing, 12 otherwise
    python bench/sightings/run.py --show N        print N misses and N wrong sightings of each kind too

Excerpts of the footage are edited as others edit what they show again, encoded anew, and looked for in an archive
that holds their sources among hours of programmes. The same is asked of programmes that the archive has nothing of.
Clips and fingerprints are kept under ~/.cache/dragoman/sightings-bench; a fingerprint is made again when the code that
makes it changes.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).resolve().parents[2]
# Run as a script, Python looks for modules beside it and not in the repository.
sys.path[0] = str(ROOT)

from bench.quotations.report import header  # noqa: E402
from bench.sightings import clips, making, plots, report  # noqa: E402
from bench.sightings.archive import lay  # noqa: E402
from bench.sightings.asking import Answer, Question, asked  # noqa: E402
from bench.sightings.clips import Clip  # noqa: E402
from bench.sightings.footage import LENGTHS, Excerpt, Source, excerpts, sources  # noqa: E402
from bench.sightings.material import Half, halves  # noqa: E402
from bench.sightings.mixed import mixed  # noqa: E402
from bench.sightings.peers.beside import peers  # noqa: E402
from bench.sightings.prints import Print, Wanted, of_files  # noqa: E402
from bench.sightings.report import Asked, Searched  # noqa: E402
from bench.sightings.unseen import hours, programmes  # noqa: E402

SEED = 20261124
T = TypeVar("T")
CACHE = Path.home() / ".cache" / "dragoman" / "sightings-bench"


@dataclass(frozen=True, slots=True)
class Size:
    """Hold how much is done: excerpts by length, hours of archive and of clean queries, mixed programmes, edits."""

    lengths: Mapping[int, int]
    archive: float
    clean: float
    mixed: int
    edits: frozenset[str] | None = None


FULL = Size(LENGTHS, 20, 12, 20)
QUICK = Size({5: 4}, 0.1, 0.1, 1, frozenset({"re-encode", "logo", "mirrored", "mp3 64k", "sound replaced"}))


@dataclass(frozen=True)
class Laid:
    """Hold what is asked and what is searched: clips and their fingerprints, the archive, clean programmes."""

    clips: Sequence[Clip]
    prints: Mapping[str, Print]
    archive: Mapping[str, Print]
    clean: Mapping[str, Print]
    stock: Half
    half: Half


@dataclass(frozen=True)
class Outcome:
    """Hold all that came back."""

    asked: Sequence[Asked]
    clean: Sequence[Answer]
    mixed: Sequence[Answer]
    searched: Searched


def laid(queried: Sequence[Source], cut: Sequence[Excerpt], size: Size, given: argparse.Namespace) -> Laid:
    """Make clips, fingerprints and programmes, or take those that are kept."""
    made = told("clips", clips.make(cut, CACHE / f"clips-{clips.VERSION}-{given.seed}", size.edits))
    wanted = [Wanted(one.name, one.path, one.kind != "sound", one.excerpt.source.sounds) for one in made]
    prints = told("fingerprints", of_files(CACHE, wanted))
    first, second = halves(queried, given.pictures, given.sounds)
    stock = of_files(CACHE, [Wanted(one.name, one.path, sound=one.sounds) for one in queried])
    archive = {**stock, **programmes(first, "archive", size.archive, CACHE)}
    clean = told("programmes", programmes(second, "clean", size.clean, CACHE))
    return Laid(made, prints, archive, clean, first, second)


def searched(it: Laid, size: Size, seed: int) -> Outcome:
    """Put every question to the archive."""
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work) / "index"
        lay(folder, it.archive)
        questions = list(_of_clips(it))
        pool = [one for one in it.clips if one.kind != "sound" and one.excerpt.length <= 10_000]
        with get_context("spawn").Pool(2) as workers:
            make = partial(mixed, clips=pool, half=it.half, folder=CACHE)
            programmes_ = workers.map(make, range(seed, seed + size.mixed))
        clean = [Question(name, one) for name, one in it.clean.items()]
        answers = asked(folder, it.archive, [*(each for _, _, each in questions), *programmes_, *clean])
    count = len(questions)
    outcomes = [Asked(clip, channel, one) for (clip, channel, _), one in zip(questions, answers[:count], strict=True)]
    kept = Searched(hours(list(it.archive.values())), list(it.archive))
    return told("searched", Outcome(outcomes, answers[count + len(programmes_) :], answers[count:][: size.mixed], kept))


def _of_clips(it: Laid) -> Iterator[tuple[Clip, str, Question]]:
    """Yield the questions about each clip: by its picture alone, by its sound alone, by both, as its kind has them."""
    for clip in it.clips:
        one = it.prints[clip.name]
        if clip.kind == "sound":
            yield clip, "sound", Question(clip.name, one, (clip.truth,))
            continue
        if clip.kind == "picture":
            yield clip, "picture", Question(clip.name, Print(one.frames, None, one.length), (clip.truth,))
        yield clip, "fused", Question(clip.name, one, (clip.truth,))


def tables(outcome: Outcome, queried: list[Source], *, full: bool) -> list[str]:
    """Return all tables, each under its heading; what making costs only where all is measured in `full`."""
    parts: Iterable[tuple[str, list[str]]] = (
        (
            "Recall, picture edited, sound left as it was (fused) or taken away (picture)",
            report.pictures(outcome.asked),
        ),
        ("Recall, sound edited, picture taken away", report.sounds(outcome.asked)),
        ("Recall, both edited", report.both(outcome.asked)),
        ("How sure, how exact", report.sureness(outcome.asked)),
        (
            "False sightings in programmes that the archive has nothing of",
            report.alarms(outcome.clean, outcome.searched),
        ),
        ("Mixed programmes", report.programmes(outcome.mixed, outcome.clean, outcome.searched)),
        ("Clips by the field's measures", report.by_clip(outcome.asked, outcome.searched.items)),
        ("Making", making.measured(queried, CACHE) if full else []),
    )
    return [line for title, lines in parts if lines for line in (f"### {title}", "", *lines, "")]


def told(what: str, made: T) -> T:
    """Say on the terminal that a part is done, and return it."""
    print(f"{time.strftime('%H:%M:%S')} {what}", file=sys.stderr)
    return made


def main() -> None:
    given = arguments()
    size = QUICK if given.quick else FULL
    if given.clean is not None:
        size = replace(size, clean=given.clean)
    queried = sources(given.footage)
    cut = excerpts(queried, dict(size.lengths), given.seed)
    it = laid(queried, cut, size, given)
    outcome = searched(it, size, given.seed)
    command = " ".join(["python bench/sightings/run.py", *sys.argv[1:]])
    lines = header("sightings", command, ["dragoman", "av", "faiss-cpu", "numpy"])
    lines += [*about(it, queried, given), "", *tables(outcome, queried, full=not given.quick)]
    if given.peers:
        lines += [
            "### Beside peers, on the same clips of 5 s",
            "",
            *peers(it.clips, queried, it.stock, outcome.asked),
            "",
        ]
    if not given.quick and given.footage is None:
        lines += plots.drawn(outcome.asked, ROOT / "bench" / "plots")
    text = "\n".join(lines)
    print(text)
    print("\n".join(report.failures(outcome.asked, outcome.clean, given.show)))
    if not given.quick and given.footage is None and given.seed == SEED:
        with (ROOT / "bench" / "RESULTS.md").open("a", encoding="utf-8") as results:
            results.write("\n" + text)


def about(it: Laid, queried: Sequence[Source], given: argparse.Namespace) -> list[str]:
    """Return what was measured with, in words."""
    footage = ", ".join(f"{one.name} {one.length / 1000:.0f} s" for one in queried)
    return [
        f"Seed {given.seed}. Footage asked about: {footage}; {len({one.excerpt for one in it.clips})} excerpts, "
        f"{len(it.clips)} clips, x264 crf 32, 360 lines, AAC 64k. Archive: that footage among programmes composed of "
        f"still pictures under a moving camera, cards of text and cut speech; clean programmes of "
        f"{len(it.half.pictures)} other pictures and {len(it.half.recordings)} other recordings."
        + (f" More pictures from {given.pictures.name}." if given.pictures else "")
    ]


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--quick", action="store_true", help="a minute's check; writes nothing")
    parser.add_argument("--footage", type=Path, metavar="DIR", help="excerpts of the videos in a folder")
    parser.add_argument("--pictures", type=Path, metavar="DIR", help="programmes of the pictures in a folder too")
    parser.add_argument("--sounds", type=Path, metavar="DIR", help="programmes of the sounds in a folder too")
    parser.add_argument("--peers", action="store_true", help="the peers on the same clips")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print N misses and N wrong sightings")
    parser.add_argument("--clean", type=float, metavar="HOURS", help="hours of programmes to ask about in vain")
    parser.add_argument("--seed", type=int, default=SEED)
    return parser.parse_args()


if __name__ == "__main__":
    main()
