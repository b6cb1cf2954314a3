"""The footage that is asked about, and the excerpts that are cut from it."""

import os
import random
from dataclasses import dataclass
from pathlib import Path

import av

SHARED = Path(os.environ.get("DRAGOMAN_SHARED", Path(__file__).resolve().parents[3] / "shared")) / "data"
LENGTHS = {5: 25, 10: 8, 3: 12, 2: 12, 30: 3}
"""Seconds of an excerpt, and how many are cut of that length."""
SUFFIXES = {".mp4", ".webm", ".mkv", ".mov", ".avi", ".m4v"}
# The stories 0006 and 0008 are kept for what must not be found: their pictures are among the distractors.
QUERIED = (
    "real-videos/big_buck_bunny_0_30.webm",
    "real-videos/sintel_trailer_480p.mp4",
    "real-videos/chaplin.mp4",
    "asp-videos/ar_0004.mp4",
    "asp-videos/fa_0007.mp4",
    "asp-videos/fa_0130.mp4",
)
# Of eight excerpts, six come from filmed or animated footage where there is so much; stories are stills.
_LIVELY = 0.75


@dataclass(frozen=True, slots=True)
class Source:
    """Hold one piece of footage: its name, file and length in milliseconds; whether it moves, whether it sounds."""

    name: str
    path: Path
    length: int
    lively: bool
    sounds: bool


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Hold a stretch of footage to be edited and looked for: `start` and `length` in milliseconds."""

    number: int
    source: Source
    start: int
    length: int

    @property
    def name(self) -> str:
        """Return a name for files."""
        return f"{self.number:03}-{self.source.name}-{self.start}-{self.length}"


def sources(own: Path | None) -> list[Source]:
    """Return the shared footage, or that in the folder `own`."""
    if own is not None:
        paths = sorted(path for path in own.rglob("*") if path.suffix.lower() in SUFFIXES)
        return [_source(path, lively=True) for path in paths]
    return [_source(SHARED / path, lively=path.startswith("real")) for path in QUERIED]


def _source(path: Path, *, lively: bool) -> Source:
    with av.open(str(path)) as container:
        length = int((container.duration or 0) / 1000)
        return Source(path.stem, path, length, lively, bool(container.streams.audio))


def excerpts(of: list[Source], counts: dict[int, int], seed: int) -> list[Excerpt]:
    """Return excerpts of each length, drawn over the footage in proportion to how long it is."""
    chance = random.Random(seed)
    drawn: list[Excerpt] = []
    for seconds, count in counts.items():
        for number in range(count):
            is_lively = number < count * _LIVELY
            fit = [one for one in of if one.length > seconds * 1000 + 200]
            some = [one for one in fit if one.lively == is_lively] or fit
            if not some:
                break
            source = chance.choices(some, [one.length for one in some])[0]
            start = chance.randrange(0, source.length - seconds * 1000 - 100)
            drawn.append(Excerpt(len(drawn), source, start, seconds * 1000))
    return drawn
