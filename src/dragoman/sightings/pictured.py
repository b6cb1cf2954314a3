"""Find the stretches of an item's pictures that stand in other items."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING

from dragoman.sightings.background import Background, Side
from dragoman.sightings.extent import Extent, extent
from dragoman.sightings.fit import fitted, refitted
from dragoman.sightings.frames import LEAST_QUALITY, Frames, Variant
from dragoman.sightings.index import ids
from dragoman.sightings.index.protocol import PictureIndex
from dragoman.sightings.picture.transform import mirrored
from dragoman.sightings.tracks import NEAR, Line, Series, Track, series, tracks
from dragoman.sightings.votes import Hits, Seed, seeds

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST = 84
"""The distance in bits up to which a picture found is worth a look."""
NEIGHBOURS = 16
_ASK_EVERY = 500
_BLOCK = 4096
_TURNS = 3
_AGREEING = 108.0
_HELD = 2
_REACH = 30_000.0
_EDGE = 5000.0
_MANY_HITS = 8
_ASKED = -1
# A descriptor finds much alike that is not the same: what it finds farther apart than this is left alone.
_DESCRIBED = 77.0


@dataclass(frozen=True)
class Pictured:
    """Hold a stretch here whose pictures stand in the item `number`, and where, along a line.

    `described` tells that a descriptor found it, which sees what pictures are like better than that they are the same.
    """

    number: int
    mirrored: bool
    line: Line
    start: float
    end: float
    extent: Extent
    described: bool = False


Found = Iterable[Pictured]
Shown = Callable[[int], dict[Variant, Track]]
"""Return the pictures of an item by its number; empty where it has none."""


class Pictures:
    """Hold the pictures asked about, plain and mirrored, and the background that they are seen before."""

    def __init__(self, frames: Frames, background: Background | None = None) -> None:
        self.frames = frames
        self._background = background or Background()
        flipped = Frames(frames.times, frames.variants, frames.qualities, mirrored(frames.hashes))
        self._tracks = {False: tracks(frames), True: tracks(flipped)}

    def track(self, variant: Variant, *, mirrored: bool) -> Track:
        """Return the pictures of one variant, of the whole picture where there are none of it."""
        there = self._tracks[mirrored]
        return there[variant] if variant in there else there[Variant.WHOLE]

    def has(self, variant: Variant) -> bool:
        """Tell whether there are pictures of a variant."""
        return variant in self._tracks[False]

    def along(
        self, named: Seed, theirs: Track, line: Line, near: tuple[float, float]
    ) -> tuple[Series, tuple[Track, Track]]:
        """Return the distances along a line from `near[0]` to `near[1]` ms, and the two tracks that they are of.

        What unrelated pictures have in common there is taken off: the distances are those of pictures that nothing
        but being the same makes alike.
        """
        ours = self.track(named.ours, mirrored=named.mirrored)
        within = near[0] - NEAR, near[1] + NEAR
        mine, other = ours.within(*near), theirs.within(*(line.at(each) for each in within))
        made = series(mine, other, line)
        first, second = int(ours.times.searchsorted(near[0])), int(theirs.times.searchsorted(line.at(within[0])))
        one = Side((_ASKED, named.mirrored, named.ours), ours, made.ours + first)
        two = Side((named.number, False, named.theirs), theirs, made.theirs + second)
        return replace(made, bits=self._background.told(one, two, made.bits)), (mine, other)

    def told(self, found: Hits, theirs: Track) -> "NDArray[np.float64]":
        """Return the distances of hits of one kind in one item, with what a common background explains put back on."""
        one = found.where(slice(0, 1))
        mirrored, ours, other = bool(one.mirrored[0]), Variant(int(one.ours[0])), Variant(int(one.theirs[0]))
        track = self.track(ours, mirrored=mirrored)
        return self._background.told(
            Side((_ASKED, mirrored, ours), track, _rows(track, found.here)),
            Side((int(one.numbers[0]), False, other), theirs, _rows(theirs, found.there)),
            found.bits.astype("f8"),
        )

    def asked(self, variants: frozenset[Variant], every: int) -> Frames:
        """Return the rows to ask the index about: one every `every` ms of each variant, good enough to tell."""
        import numpy as np

        frames = self.frames
        good = (frames.qualities >= LEAST_QUALITY) & np.isin(frames.variants, [int(each) for each in variants])
        frames = frames.where(good)
        slots = (frames.times // every).astype(np.int64) * 8 + frames.variants
        _, first = np.unique(slots, return_index=True)
        mask = np.zeros(len(frames), dtype=bool)
        mask[first] = True
        return frames.where(mask)


def _rows(track: Track, times: "NDArray[np.int64]") -> "NDArray[np.intp]":
    rows: NDArray[np.intp] = track.times.searchsorted(times).clip(0, len(track) - 1)
    return rows


def hits(asked: Frames, index: PictureIndex, without: frozenset[int], *, both: bool = True) -> Hits:
    """Return what the index finds for pictures, plain and mirrored if `both`, other than in the items `without`."""
    import numpy as np

    found: list[Hits] = []
    for flipped in (False, True) if both else (False,):
        hashes = mirrored(asked.hashes) if flipped else asked.hashes
        for start in range(0, max(1, len(asked)), _BLOCK):
            got = index.search(np.ascontiguousarray(hashes[start : start + _BLOCK]), NEIGHBOURS, MOST)
            rows = got.rows + start
            found.append(
                Hits(
                    asked.times[rows].astype(np.int64),
                    ids.times(got.ids).astype(np.int64),
                    ids.numbers(got.ids),
                    np.full(len(rows), flipped),
                    asked.variants[rows],
                    ids.variants(got.ids),
                    got.distances.astype(np.int64),
                )
            )
    every = Hits(*(np.concatenate([getattr(each, name) for each in found]) for name in Hits.__dataclass_fields__))
    described = every.ours == Variant.NEURAL
    comparable = described == (every.theirs == Variant.NEURAL)
    return every.where(comparable & ~np.isin(every.numbers, list(without)))


def stretches(pictures: Pictures, found: Hits, shown: Shown) -> Iterator[Pictured]:
    """Yield the stretches that hits lead to, verified picture by picture, the best supported first.

    A guess that lies on a stretch found already is not looked at again.
    """
    explained: dict[int, list[Pictured]] = {}
    for seed in seeds(_telling(pictures, found, shown), MOST):
        known = explained.setdefault(seed.number, [])
        if any(_explains(each, seed) for each in known):
            continue
        made = verified(pictures, shown(seed.number), seed)
        if made is not None:
            known.append(made)
            yield made


def _telling(pictures: Pictures, found: Hits, shown: Shown) -> Hits:
    """Return the hits that more than a common background explains; items of few hits are taken as they are."""
    import numpy as np

    bits = found.bits.copy()
    groups = ((found.numbers * 8 + found.ours) * 8 + found.theirs) * 2 + found.mirrored
    order = np.argsort(groups, kind="stable")
    for rows in np.split(order, np.flatnonzero(np.diff(groups[order])) + 1):
        if len(rows) < _MANY_HITS:
            continue
        its = found.where(rows)
        track = shown(int(its.numbers[0])).get(Variant(int(its.theirs[0])))
        if track is not None:
            bits[rows] = pictures.told(its, track)
    return replace(found, bits=bits).where(bits <= MOST)


def verified(pictures: Pictures, theirs: dict[Variant, Track], seed: Seed, *, anew: bool = True) -> Pictured | None:
    """Return the stretch around a guess on which the pictures agree, or None where they do not.

    `anew` looks for a better line near the guess first.
    """
    track = theirs.get(seed.theirs)
    if track is None:
        return None
    ours = pictures.track(seed.ours, mirrored=seed.mirrored)
    line = fitted(ours, track, seed.line, seed.start, seed.end) if anew else seed.line
    start, end = seed.start, seed.end
    made: tuple[Series, Extent] | None = None
    for _ in range(_TURNS):
        made = _followed(pictures, seed, track, (line, start, end))
        if made is None:
            return None
        along, reached = made
        start, end = float(along.here[reached.first]), float(along.here[reached.last])
        better = refitted(ours, track, line, start, end)
        if better == line:
            break
        line = better
    assert made is not None
    if seed.theirs == Variant.NEURAL and made[1].bits > _DESCRIBED:
        return None
    if made[1].moments <= _HELD and line.speed != seed.line.speed and anew:
        # Nothing moves, so nothing tells a speed.
        return verified(pictures, theirs, seed, anew=False)
    return _bounded(seed, line, ours, *made)


def _followed(
    pictures: Pictures, seed: Seed, theirs: Track, guess: tuple[Line, float, float]
) -> tuple[Series, Extent] | None:
    """Return how far the pictures agree around a guess; where that is as far as was looked, look farther."""
    ours = pictures.track(seed.ours, mirrored=seed.mirrored)
    line, start, end = guess
    reach = _REACH
    while True:
        left, right = start - reach, end + reach
        along, of = pictures.along(seed, theirs, line, (left, right))
        reached = extent(along, (start, end), of)
        if reached is None:
            return None
        more_left = along.here[reached.first] < left + _EDGE and ours.times[0] < left
        more_right = along.here[reached.last] > right - _EDGE and ours.times[-1] >= right
        if not more_left and not more_right:
            return along, reached
        reach *= 4


def alongside(
    pictures: Pictures, theirs: dict[Variant, Track], number: int, line: Line, near: tuple[float, float]
) -> Pictured | None:
    """Return how far pictures agree along a line that the sound suggests from `near[0]` to `near[1]` ms, or None.

    Plain and mirrored, whole and cut are all tried, and the pair that is nearest there is followed.
    """
    best: tuple[float, bool, Variant, Variant] | None = None
    for flipped, ours, other in product((False, True), (Variant.WHOLE, Variant.STRIPPED), theirs):
        if not pictures.has(ours) or other == Variant.NEURAL:
            continue
        along = series(pictures.track(ours, mirrored=flipped).within(*near), theirs[other], line)
        if len(along) and (best is None or along.bits.mean() < best[0]):
            best = float(along.bits.mean()), flipped, ours, other
    if best is None or best[0] > _AGREEING:
        return None
    return verified(pictures, theirs, Seed(number, *best[1:], *near, line), anew=False)


def _bounded(seed: Seed, line: Line, ours: Track, along: Series, reached: Extent) -> Pictured:
    """Return the stretch with its ends where a change between two pictures sampled most likely came: halfway.

    A stretch that reaches the last picture there is reaches to its end.
    """
    first, last = along.here[reached.first], along.here[reached.last]
    earlier, later = ours.times.searchsorted(first) - 1, ours.times.searchsorted(last, side="right")
    half = along.every / 2
    start = float(first) - (half if earlier >= 0 else min(float(first), 2 * half))
    end = float(last) + (half if later < len(ours) else 2 * half)
    return Pictured(seed.number, seed.mirrored, line, start, end, reached, seed.theirs == Variant.NEURAL)


def _explains(known: Pictured, seed: Seed) -> bool:
    middle = (seed.start + seed.end) / 2
    if known.mirrored != seed.mirrored or not known.start <= middle <= known.end:
        return False
    there = seed.line.at(middle)
    first, last = (known.line.at(each) for each in (known.start, known.end))
    return first - 1500 <= there <= last + 1500


def gaps(length: int, covered: "list[tuple[float, float]]", least: int) -> "NDArray[np.float64]":
    """Return the stretches of at least `least` ms of `length` that nothing covers, n by 2, in ms."""
    import numpy as np

    left: list[tuple[float, float]] = []
    at = 0.0
    for start, end in [*sorted(covered), (float(length), float(length))]:
        if start - at >= least:
            left.append((at, start))
        at = max(at, end)
    return np.array(left, dtype=np.float64).reshape(-1, 2)
